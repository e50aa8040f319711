// libroot-lpmap: shows the sections that the threads of a process are in.
#include <cctype>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <string>

#include <CLI/CLI.hpp>

#include "failure.h"
#include "mapped_libroot.h"
#include "process.h"
#include "stopped_thread.h"
#include "thread_page.h"

enum exit_code {
	shown = 0,
	incomplete = 1,
	wrong_usage = 2,
};


// Nothing that a terminal would act upon, and one line.
static std::string
printable(const std::string& text)
{
	std::string result;
	for (unsigned char c : text) {
		if (c >= ' ' && c <= '~' && c != '\\') {
			result += c;
		} else {
			char escaped[8];
			snprintf(escaped, sizeof(escaped), "\\%03o", c);
			result += escaped;
		}
	}
	return result;
}


static thread_page
page_of(pid_t process, pid_t thread, const mapped_libroot& libroot)
{
	stopped_thread stopped(process, thread);
	uint64_t address = stopped.thread_pointer(libroot.is_64_bit)
		+ libroot.lpmap_offset;
	if (!libroot.is_64_bit)
		address = uint32_t(address);
	try {
		return read_thread_page(
			[&](uint64_t from, void* buffer, size_t size) {
				return read_memory(thread, from, buffer, size);
			}, address);
	} catch (const failure& error) {
		throw failure("thread " + std::to_string(thread) + " of process "
			+ std::to_string(process) + ": its lpmap at "
			+ hexadecimal(address) + " " + error.what());
	}
}


static void
print_row(pid_t process, pid_t thread, const thread_page& page)
{
	std::string title = page.title;
	if (title.empty())
		title = kernel_name_of(process, thread);
	printf("%7d %5u %-7s %s\n", (int)thread, (unsigned)page.depth,
		page.has_arrived ? "yes" : "no", printable(title).c_str());
}


static exit_code
show(pid_t process)
{
	mapped_libroot libroot = find_libroot(process);
	printf("%7s %5s %-7s %s\n", "THREAD", "DEPTH", "ARRIVED", "TITLE");
	exit_code result = shown;
	int count = 0;
	for (pid_t thread : threads_of(process)) {
		try {
			thread_page page = page_of(process, thread, libroot);
			print_row(process, thread, page);
			count++;
		} catch (const thread_ended&) {
		} catch (const failure& error) {
			std::cerr << "libroot-lpmap: " << error.what() << '\n';
			result = incomplete;
		}
	}
	if (count == 0 && result == shown)
		throw failure("process " + std::to_string(process) + " has ended");
	return result;
}


static exit_code
run(pid_t process)
{
	sigset_t child_signal;
	sigemptyset(&child_signal);
	sigaddset(&child_signal, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child_signal, nullptr);

	exit_code result = incomplete;
	try {
		result = show(process);
	} catch (const std::exception& error) {
		std::cerr << "libroot-lpmap: " << error.what() << '\n';
	}
	if (fflush(stdout) != 0) {
		perror("libroot-lpmap: standard output");
		result = incomplete;
	}
	return result;
}


int
main(int argc, char** argv)
{
	CLI::App app("Shows for each thread of a process on libroot the depth of"
		" its signal sections,\nwhether a signal has arrived inside, and the"
		" thread's title. libroot-lpmap(1).\nExit code: 0 all shown, 1 not all,"
		" 2 wrong usage.", "libroot-lpmap");
	pid_t process = 0;
	app.add_option("PID", process, "the process's id")->required()
		->check(CLI::Range(1, 0x7fffffff));
	try {
		app.parse(argc, argv);
	} catch (const CLI::ParseError& error) {
		return app.exit(error) == 0 ? shown : wrong_usage;
	}
	return run(process);
}
