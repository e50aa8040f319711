// The same operations through libroot and through the host's C library have
// the same outcome.
#include "comparison_script.h"

#include "../common/text.h"
#include "host_side.h"
#include "signal_test.h"

class comparison_test : public signal_test,
	public testing::WithParamInterface<unsigned> {
protected:
	// In a child: scripts change actions and masks.
	static std::string
	read_story(std::string (*tell)(unsigned, unsigned), unsigned seed)
	{
		int ends[2];
		EXPECT_EQ(pipe(ends), 0);
		const pid_t child = start_child([&] {
			close(ends[0]);
			const std::string story = tell(GetParam(), seed);
			EXPECT_EQ(write(ends[1], story.data(), story.size()),
				(ssize_t)story.size());
		});
		close(ends[1]);
		const std::string story = read_to_end(ends[0]);
		close(ends[0]);
		const child_end end = wait_for_child_end(child);
		EXPECT_TRUE(end.exited) << "killed by " << end.host_signal;
		return story;
	}
};

INSTANTIATE_TEST_SUITE_P(scripts, comparison_test,
	testing::Range(0u, SCRIPT_COUNT),
	[](const auto& info) { return std::string(scripts[info.param].name); });

TEST_P(comparison_test, host_and_libroot_tell_the_same_story)
{
	for (unsigned seed = 1; seed <= 5; seed++) {
		const std::vector<std::string> here
			= lines_of(read_story(story_of, seed));
		const std::vector<std::string> host
			= lines_of(read_story(story_on_host, seed));
		EXPECT_GT(host.size(), 20u);
		for (size_t i = 0; i < std::min(here.size(), host.size()); i++) {
			ASSERT_EQ(here[i], host[i]) << "seed " << seed << ", line " << i
				<< " after: " << (i > 0 ? host[i - 1] : "");
		}
		EXPECT_EQ(here.size(), host.size());
	}
}
