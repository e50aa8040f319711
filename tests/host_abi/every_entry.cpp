// Host programs that use every entry of the host's ABI tell the same with
// libroot preloaded as without, and end alike.
#include <algorithm>
#include <string>
#include <vector>

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "../common/child_process.h"
#include "../common/text.h"

namespace {

#if defined(__i386__)
constexpr const char LIBROOT_PATH[] = TEST_OUTPUT_DIR "/../../../lib32/libroot.so";
#else
constexpr const char LIBROOT_PATH[] = TEST_OUTPUT_DIR "/../../../lib/libroot.so";
#endif

struct outcome {
	std::vector<std::string>	lines;
	int							status = -1;	// as the kernel tells it
};

// A program that hangs is ended; only the time limit of a failure.
constexpr int SECONDS = 60;

outcome
run(const std::string& program, const char* preloaded)
{
	int ends[2];
	EXPECT_EQ(pipe(ends), 0);
	const pid_t child = start_child([&] {
		alarm(0);
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		if (preloaded != nullptr)
			setenv("LD_PRELOAD", preloaded, 1);
		const std::string path = TEST_OUTPUT_DIR "/" + program + ".host";
		execl(path.c_str(), path.c_str(), (char*)nullptr);
		return 127;
	});
	close(ends[1]);
	const time_t end = time(nullptr) + SECONDS;
	std::string text;
	char buffer[4096];
	for (;;) {
		struct pollfd output = { ends[0], POLLIN, 0 };
		if (poll(&output, 1, 1000) > 0) {
			const ssize_t count = read(ends[0], buffer, sizeof(buffer));
			if (count <= 0)
				break;
			text.append(buffer, count);
		}
		if (time(nullptr) > end) {
			ADD_FAILURE() << program << " hangs";
			kill(child, SIGKILL);
			break;
		}
	}
	close(ends[0]);
	return { lines_of(text), kernel_status_of(child) };
}

class EveryEntry : public testing::TestWithParam<const char*> {
};

}	// namespace


TEST_P(EveryEntry, BehavesAsWithoutLibroot)
{
	const outcome plain = run(GetParam(), nullptr);
	const outcome preloaded = run(GetParam(), LIBROOT_PATH);
	EXPECT_GT(plain.lines.size(), 20u);
	const size_t count = std::min(plain.lines.size(), preloaded.lines.size());
	for (size_t i = 0; i < count; i++) {
		std::string before;
		for (size_t j = i > 12 ? i - 12 : 0; j < i; j++)
			before += plain.lines[j] + "\n";
		ASSERT_EQ(plain.lines[i], preloaded.lines[i]) << "line " << i
			<< " after:\n" << before;
	}
	EXPECT_EQ(plain.lines.size(), preloaded.lines.size());
	EXPECT_EQ(plain.status, preloaded.status);
}


INSTANTIATE_TEST_SUITE_P(HostAbi, EveryEntry,
	testing::Values("actions", "masks", "delivery", "waiting", "time64",
		"threads", "processes"),
	[](const auto& info) { return std::string(info.param); });
