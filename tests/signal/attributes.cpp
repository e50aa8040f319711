// Signal sets in attribute objects: posix_spawnattr_*sig* and
// pthread_attr_*sigmask_np, seen in the program or thread that they start.
#include "signal_test.h"

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

class spawn_attribute_test : public signal_test {
protected:
	spawn_attribute_test()
	{
		EXPECT_EQ(posix_spawnattr_init(&attributes), 0);
	}

	~spawn_attribute_test() override
	{
		posix_spawnattr_destroy(&attributes);
	}

	void
	set_flags(short flags)
	{
		ASSERT_EQ(posix_spawnattr_setflags(&attributes, flags), 0);
	}

	// A line of /proc/self/status of a program that was started so.
	kernel_set
	spawned(const std::string& name)
	{
		int ends[2];
		EXPECT_EQ(pipe(ends), 0);
		posix_spawn_file_actions_t actions;
		posix_spawn_file_actions_init(&actions);
		posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
		posix_spawn_file_actions_addclose(&actions, ends[0]);
		const std::string pattern = "^" + name + ":";
		char* const arguments[] = { (char*)"grep", (char*)pattern.c_str(),
			(char*)"/proc/self/status", nullptr };
		pid_t child = 0;
		EXPECT_EQ(posix_spawnp(&child, "grep", &actions, &attributes, arguments,
			environ), 0);
		posix_spawn_file_actions_destroy(&actions);
		close(ends[1]);
		char text[128] = {};
		EXPECT_GT(read(ends[0], text, sizeof(text) - 1), 0);
		close(ends[0]);
		EXPECT_EQ(wait_for_child_end(child).exit_code, 0);
		// The host's posix_spawn() ignores its own two in the new program.
		return strtoull(text + name.size() + 1, nullptr, 16)
			& ~(kernel_bit(32) | kernel_bit(33));
	}

	posix_spawnattr_t	attributes;
};

static kernel_set
kernel_set_of(std::initializer_list<int> signals)
{
	kernel_set set = 0;
	for (int signal : signals)
		set |= kernel_bit(kernel_number(signal));
	return set;
}

TEST_F(spawn_attribute_test, tell_what_was_set)
{
	sigset_t told = 1;
	ASSERT_EQ(posix_spawnattr_getsigmask(&attributes, &told), 0);
	EXPECT_EQ(told, sigset_t{0});
	told = 1;
	ASSERT_EQ(posix_spawnattr_getsigdefault(&attributes, &told), 0);
	EXPECT_EQ(told, sigset_t{0});
	sigset_t every = 0;
	for (int signal : host_signals())
		every |= set_of({ signal });
	const sigset_t some = set_of({ SIGBUS, SIGUSR1, SIGRTMAX });
	for (const sigset_t& set : { every, some, sigset_t{0} }) {
		ASSERT_EQ(posix_spawnattr_setsigmask(&attributes, &set), 0);
		ASSERT_EQ(posix_spawnattr_getsigmask(&attributes, &told), 0);
		EXPECT_EQ(told, set);
		ASSERT_EQ(posix_spawnattr_setsigdefault(&attributes, &set), 0);
		ASSERT_EQ(posix_spawnattr_getsigdefault(&attributes, &told), 0);
		EXPECT_EQ(told, set);
	}
}

TEST_F(spawn_attribute_test, mask_of_the_new_program)
{
	set_flags(POSIX_SPAWN_SETSIGMASK);
	for (int signal : catchable_signals()) {
		const sigset_t set = set_of({ signal });
		ASSERT_EQ(posix_spawnattr_setsigmask(&attributes, &set), 0);
		EXPECT_EQ(spawned("SigBlk"), kernel_set_of({ signal }));
	}
	sigset_t full;
	sigfillset(&full);
	ASSERT_EQ(posix_spawnattr_setsigmask(&attributes, &full), 0);
	kernel_set every = 0;
	for (int signal : catchable_signals())
		every |= kernel_bit(kernel_number(signal));
	EXPECT_EQ(spawned("SigBlk"), every);
}

TEST_F(spawn_attribute_test, without_the_flag_the_mask_is_inherited)
{
	const sigset_t set = set_of({ SIGHUP });
	ASSERT_EQ(posix_spawnattr_setsigmask(&attributes, &set), 0);
	sighold(SIGUSR2);
	EXPECT_EQ(spawned("SigBlk"), kernel_set_of({ SIGUSR2 }));
}

TEST_F(spawn_attribute_test, default_actions_of_the_new_program)
{
	for (int signal : { SIGUSR1, SIGBUS, SIGRTMIN, SIGHUP })
		ASSERT_NE(::signal(signal, SIG_IGN), SIG_ERR);
	EXPECT_EQ(spawned("SigIgn"),
		kernel_set_of({ SIGUSR1, SIGBUS, SIGRTMIN, SIGHUP }));
	const sigset_t set = set_of({ SIGBUS, SIGRTMIN });
	ASSERT_EQ(posix_spawnattr_setsigdefault(&attributes, &set), 0);
	set_flags(POSIX_SPAWN_SETSIGDEF);
	EXPECT_EQ(spawned("SigIgn"), kernel_set_of({ SIGUSR1, SIGHUP }));
}

// exec() resets what was caught and keeps what was ignored (POSIX).
TEST_F(spawn_attribute_test, handlers_do_not_reach_the_new_program)
{
	for (int signal : catchable_signals())
		catch_signal(signal);
	EXPECT_EQ(spawned("SigIgn"), kernel_set{0});
	EXPECT_EQ(spawned("SigCgt") & kernel_set_of({ SIGUSR1, SIGBUS }),
		kernel_set{0});
}

class thread_attribute_test : public signal_test {
protected:
	thread_attribute_test()
	{
		EXPECT_EQ(pthread_attr_init(&attributes), 0);
	}

	~thread_attribute_test() override
	{
		pthread_attr_destroy(&attributes);
	}

	kernel_set
	mask_of_new_thread()
	{
		kernel_set mask = ~kernel_set{0};
		pthread_t thread;
		EXPECT_EQ(pthread_create(&thread, &attributes, [](void* result) -> void* {
			*(kernel_set*)result = kernel_mask();
			return nullptr;
		}, &mask), 0);
		EXPECT_EQ(pthread_join(thread, nullptr), 0);
		return mask;
	}

	pthread_attr_t	attributes;
};

TEST_F(thread_attribute_test, tell_what_was_set)
{
	sigset_t told = 1;
	EXPECT_EQ(pthread_attr_getsigmask_np(&attributes, &told),
		PTHREAD_ATTR_NO_SIGMASK_NP);
	const sigset_t set = set_of({ SIGBUS, SIGUSR1, SIGRTMAX });
	ASSERT_EQ(pthread_attr_setsigmask_np(&attributes, &set), 0);
	EXPECT_EQ(pthread_attr_getsigmask_np(&attributes, &told), 0);
	EXPECT_EQ(told, set);
	ASSERT_EQ(pthread_attr_setsigmask_np(&attributes, nullptr), 0);
	EXPECT_EQ(pthread_attr_getsigmask_np(&attributes, &told),
		PTHREAD_ATTR_NO_SIGMASK_NP);
}

TEST_F(thread_attribute_test, mask_of_the_new_thread)
{
	sighold(SIGHUP);
	EXPECT_EQ(mask_of_new_thread(), kernel_set_of({ SIGHUP })) << "inherited";
	for (int signal : catchable_signals()) {
		const sigset_t set = set_of({ signal });
		ASSERT_EQ(pthread_attr_setsigmask_np(&attributes, &set), 0);
		EXPECT_EQ(mask_of_new_thread(), kernel_set_of({ signal }));
	}
	ASSERT_EQ(pthread_attr_setsigmask_np(&attributes, nullptr), 0);
	EXPECT_EQ(mask_of_new_thread(), kernel_set_of({ SIGHUP }));
}
