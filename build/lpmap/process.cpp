#include "process.h"

#include <algorithm>
#include <cerrno>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include <dirent.h>
#include <sys/uio.h>

#include "failure.h"


static std::string
folder_of(pid_t process)
{
	return "/proc/" + std::to_string(process);
}


static std::string
folder_of(pid_t process, pid_t thread)
{
	return folder_of(process) + "/task/" + std::to_string(thread);
}


std::vector<pid_t>
threads_of(pid_t process)
{
	std::vector<pid_t> threads;
	DIR* folder = opendir((folder_of(process) + "/task").c_str());
	if (folder != nullptr) {
		while (const dirent* entry = readdir(folder)) {
			if (pid_t thread = atoi(entry->d_name))
				threads.push_back(thread);
		}
		closedir(folder);
	}
	// An ended process that nobody has opened before has an empty list.
	if (threads.empty()) {
		throw failure("no process " + std::to_string(process)
			+ "; see ps(1) for those that there are");
	}
	std::sort(threads.begin(), threads.end());
	return threads;
}


static bool
parse_mapping(const std::string& line, file_mapping& mapping)
{
	char device[32];
	int path = 0;
	if (sscanf(line.c_str(),
			"%" SCNx64 "-%" SCNx64 " %*s %" SCNx64 " %31s %" SCNu64 " %n",
			&mapping.start, &mapping.end, &mapping.offset, device,
			&mapping.inode, &path) != 5 || path == 0)
		return false;
	mapping.device = device;
	mapping.path = line.substr(path);
	static const std::string deleted = " (deleted)";
	mapping.is_deleted = mapping.path.size() > deleted.size()
		&& mapping.path.compare(mapping.path.size() - deleted.size(),
			deleted.size(), deleted) == 0;
	if (mapping.is_deleted)
		mapping.path.resize(mapping.path.size() - deleted.size());
	return !mapping.path.empty() && mapping.path[0] == '/';
}


std::vector<file_mapping>
mappings_of(pid_t process)
{
	std::vector<file_mapping> mappings;
	bool has_memory = false;
	// A main thread that has ended before the others has none.
	for (pid_t thread : threads_of(process)) {
		errno = 0;
		std::ifstream file(folder_of(process, thread) + "/maps");
		if (!file && (errno == EACCES || errno == EPERM)) {
			throw failure("process " + std::to_string(process)
				+ " may not be looked at by this user; become its user or root");
		}
		std::string line;
		while (std::getline(file, line)) {
			has_memory = true;
			file_mapping mapping;
			mapping.thread = thread;
			if (parse_mapping(line, mapping))
				mappings.push_back(mapping);
		}
		if (has_memory)
			return mappings;
	}
	throw failure("process " + std::to_string(process)
		+ " has no memory: it has ended, or is the kernel's");
}


std::string
kernel_name_of(pid_t process, pid_t thread)
{
	std::ifstream file(folder_of(process, thread) + "/comm");
	// The name may have lines in it; one more ends the file.
	std::string name((std::istreambuf_iterator<char>(file)),
		std::istreambuf_iterator<char>());
	if (!name.empty())
		name.pop_back();
	return name;
}


static std::string
status_field(pid_t process, pid_t thread, const std::string& field)
{
	std::ifstream file(folder_of(process, thread) + "/status");
	std::string line;
	while (std::getline(file, line)) {
		if (line.compare(0, field.size() + 2, field + ":\t") == 0)
			return line.substr(field.size() + 2);
	}
	return "";
}


long
status_number_of(pid_t process, pid_t thread, const std::string& field)
{
	return atol(status_field(process, thread, field).c_str());
}


char
state_of(pid_t process, pid_t thread)
{
	std::string state = status_field(process, thread, "State");
	return state.empty() ? 'X' : state[0];
}


size_t
read_memory(pid_t thread, uint64_t address, void* buffer, size_t size)
{
	// The kernel reads each piece of the other side wholly or not at all.
	static const uint64_t page_size = 4096;
	size_t done = 0;
	while (done < size) {
		uint64_t start = address + done;
		size_t piece = std::min<uint64_t>(size - done,
			page_size - start % page_size);
		iovec here = {(char*)buffer + done, piece};
		iovec there = {(void*)(uintptr_t)start, piece};
		if (process_vm_readv(thread, &here, 1, &there, 1, 0)
			!= (ssize_t)piece)
			break;
		done += piece;
	}
	return done;
}
