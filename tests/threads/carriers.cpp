/* The signals that carry requests belong to the host: others may use them. */
#include "carriers.h"

#include "threads_test.h"

class OneCarrierTaken : public testing::TestWithParam<int> {
};

TEST_P(OneCarrierTaken, TheOtherIsUsed)
{
	in_child([] {
		ASSERT_EQ(host_install_counter(GetParam()), 0);
		expect_thread_control_works();
		EXPECT_EQ(host_signal_count(GetParam()), 0);
		host_raise(GetParam());
		EXPECT_EQ(host_signal_count(GetParam()), 1);
	});
}

TEST_P(OneCarrierTaken, AfterItWasUsedByUs)
{
	in_child([] {
		expect_thread_control_works();
		ASSERT_EQ(host_install_counter(GetParam()), 0);
		expect_thread_control_works();
		EXPECT_EQ(host_signal_count(GetParam()), 0);
	});
}

INSTANTIATE_TEST_SUITE_P(Threads, OneCarrierTaken,
	testing::Values(HOST_SIGSTKFLT, HOST_SIGPWR));

TEST(Carriers, BothTaken)
{
	in_child([] {
		ASSERT_EQ(host_install_counter(HOST_SIGSTKFLT), 0);
		ASSERT_EQ(host_install_counter(HOST_SIGPWR), 0);
		counted_work work;
		worker thread([&] { work(); });
		EXPECT_EQ(suspend_thread(thread.id()), B_NOT_ALLOWED);
		work.await_progress();
		EXPECT_EQ(kill_thread(thread.id()), B_NOT_ALLOWED);
		work.await_progress();
		EXPECT_EQ(host_signal_count(HOST_SIGSTKFLT), 0);
		EXPECT_EQ(host_signal_count(HOST_SIGPWR), 0);

		/* Nothing of that is remembered when one is free again. */
		struct {
			void*			handler;
			unsigned long	flags;
			void*			restorer;
			uint32_t		mask[2];
		} nothing = {};
		syscall(SYS_rt_sigaction, HOST_SIGPWR, &nothing, nullptr, 8);
		EXPECT_EQ(resume_thread(thread.id()), B_OK);
		work.await_progress();
		work.end();
		thread.join();
	});
}

/* What others send is not taken for a request. */
TEST(Carriers, FromOutsideTheyEndTheProcessWithTheirOwnNumber)
{
	for (const int carrier : { HOST_SIGSTKFLT, HOST_SIGPWR }) {
		int ready[2];
		ASSERT_EQ(pipe(ready), 0);
		const pid_t child = start_child([&] {
			if (carrier == HOST_SIGPWR)
				host_install_counter(HOST_SIGSTKFLT);
			expect_thread_control_works();
			/* The main thread has a record, too. */
			resume_thread(find_thread(nullptr));
			(void)!write(ready[1], "x", 1);
			for (;;)
				pause();
			return 0;
		});
		char byte;
		ASSERT_EQ(read(ready[0], &byte, 1), 1);
		syscall(SYS_kill, child, carrier);
		EXPECT_EQ(kernel_status_of(child), carrier);
		close(ready[0]);
		close(ready[1]);
	}
}

TEST(Carriers, NeverUsedTheyHaveTheirDefaultAction)
{
	for (const int carrier : { HOST_SIGSTKFLT, HOST_SIGPWR }) {
		EXPECT_EQ(kernel_status_of_child([=] { return host_raise(carrier); }),
			carrier);
	}
}
