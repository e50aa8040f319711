// Threads that are made, end and are cancelled in sections, and signals to the
// process while some of its threads are in sections.
#include "sections_of_all_kinds.h"

#include <poll.h>

TEST(Threads, MadeInASectionHaveTheProgramsMask)
{
	in_sections_of_all_kinds([] {
		running_thread([] {
			EXPECT_EQ(kernel_mask(), host_set(MASK));
			sigset_t mask = 0;
			sigprocmask(SIG_BLOCK, nullptr, &mask);
			EXPECT_EQ(mask, MASK);
			/* The maker's section is not the new thread's. */
			EXPECT_EQ(end_holding(), -1);
		}).Join();
	});
}

TEST(Threads, MadeInASectionWithAMaskOfTheirOwn)
{
	in_sections_of_all_kinds([] {
		const sigset_t wanted = bit(SIGTERM) | bit(34);
		pthread_attr_t attributes;
		pthread_attr_init(&attributes);
		ASSERT_EQ(pthread_attr_setsigmask_np(&attributes, &wanted), 0);
		pthread_t thread;
		ASSERT_EQ(pthread_create(&thread, &attributes, [](void*) -> void* {
			return (void*)(uintptr_t)(kernel_mask()
				== host_set(bit(SIGTERM) | bit(34)));
		}, nullptr), 0);
		void* right = nullptr;
		pthread_join(thread, &right);
		EXPECT_EQ(right, (void*)1);
		pthread_attr_destroy(&attributes);
	});
}

/* -- the end of a thread in a section ---------------------------------------------- */

/* What a thread holds when it ends is delivered, by it or by another. */
template<typename End>
static void
end_in_a_section(End end, int count)
{
	in_child([&] {
		for (const int signal : { SIGUSR1, SIGUSR2, 36 })
			install(signal, count_delivery);
		static End ending = end;
		running_thread thread([] {
			begin_holding();
			begin_holding();
			send_to_myself(SIGUSR1);
			ending();
		});
		thread.Join();
		await([&] { return handled >= count; });
		/* And once only. */
		begin_holding();
		end_holding();
		EXPECT_EQ(handled, count);
		EXPECT_EQ(kernel_mask(), 0u);
		EXPECT_EQ(pending_set(), 0u);
	});
}

TEST(ThreadEnds, ReturnInASection)
{
	end_in_a_section([] {}, 1);
}

TEST(ThreadEnds, PthreadExitInASection)
{
	end_in_a_section([] { pthread_exit(nullptr); }, 1);
}

TEST(ThreadEnds, CancellationInASection)
{
	end_in_a_section([] {
		pthread_cancel(pthread_self());
		pthread_testcancel();
	}, 1);
}

/* To the process: the kernel keeps it for another thread in any case. */
TEST(ThreadEnds, WithWhatWasSentToTheProcess)
{
	for (int round = 0; round < 20; round++) {
		in_child([] {
			install(SIGUSR1, count_delivery);
			sigset_t mask = bit(SIGUSR1);
			/* Only the thread takes it. */
			sigprocmask(SIG_BLOCK, &mask, nullptr);
			running_thread thread([] {
				const sigset_t none = 0;
				sigprocmask(SIG_SETMASK, &none, nullptr);
				begin_holding();
				send_to_process(SIGUSR1);
			});
			thread.Join();
			sigprocmask(SIG_UNBLOCK, &mask, nullptr);
			await([] { return handled == 1; });
		});
	}
}

/* -- cancellation -------------------------------------------------------------------- */

/* A thread that waits in a section can be cancelled, whatever it holds. */
TEST(Cancellation, EndsAWaitInASection)
{
	for (const bool somethingIsHeld : { false, true }) {
		in_child([&] {
			install(SIGUSR1, count_delivery);
			int ends[2];
			ASSERT_EQ(pipe(ends), 0);
			running_thread thread([&] {
				begin_holding();
				if (somethingIsHeld)
					send_to_myself(SIGUSR1);
				char byte;
				for (;;) {
					if (read(ends[0], &byte, 1) == 1)
						break;
				}
			});
			await_sleep(thread.Id());
			EXPECT_EQ(pthread_cancel(thread.Handle()), 0);
			EXPECT_EQ(thread.Join(), PTHREAD_CANCELED);
			await([&] { return handled == somethingIsHeld; });
		});
	}
}

/* The C library asks every thread to change its ids, by a signal of its own:
 * sections must not keep it waiting. */
TEST(Cancellation, IdsOfAllThreadsChangeDuringASection)
{
	for (const bool somethingIsHeld : { false, true }) {
		in_child([&] {
			install(SIGUSR1, count_delivery);
			std::atomic<bool> ready = false, done = false;
			running_thread thread([&] {
				begin_holding();
				if (somethingIsHeld)
					send_to_myself(SIGUSR1);
				ready = true;
				while (!done)
					sched_yield();
				end_holding();
			});
			await([&] { return ready.load(); });
			EXPECT_EQ(setresuid(getuid(), geteuid(), -1), 0);
			done = true;
			thread.Join();
			EXPECT_EQ(handled, somethingIsHeld);
		});
	}
}

/* -- signals to the process ------------------------------------------------------------ */

namespace {

std::atomic<int> handled_in_section;
thread_local volatile int own_depth;

void
count_and_check(int, siginfo_t*, void*, void*)
{
	if (own_depth != 0)
		handled_in_section++;
	handled++;
}

}	// namespace

/* One thread is in a section for long: the signal goes to the other, or waits
 * no longer than the section. Nothing is lost. */
TEST(SignalsToTheProcess, WhileOneThreadIsInASection)
{
	in_child([] {
		constexpr int ROUNDS = 300;
		install(SIGUSR1, count_and_check);
		install(SIGTERM, count_and_check);
		std::atomic<bool> done = false;
		running_thread other([&] {
			while (!done)
				sched_yield();
		});
		int duringSection = 0;
		for (int i = 0; i < ROUNDS; i++) {
			const int before = handled;
			begin_holding();
			own_depth = 1;
			/* The first may be this thread's; then it takes no more. */
			send_to_process(SIGUSR1);
			send_to_process(SIGTERM);
			for (int spin = 0; spin < 100 && handled < before + 2; spin++)
				sched_yield();
			duringSection += handled - before;
			own_depth = 0;
			end_holding();
			await([&] { return handled == before + 2; });
		}
		done = true;
		EXPECT_EQ(handled_in_section, 0);
		/* At least one of the two finds the other thread. */
		EXPECT_GT(duringSection, 0);
	});
}

/* A thread that waits in the kernel for it is woken. */
TEST(SignalsToTheProcess, WakeAThreadOutside)
{
	in_child([] {
		install(SIGUSR1, count_and_check);
		install(SIGUSR2, count_and_check);
		std::atomic<bool> done = false;
		std::atomic<int> wakings = 0;
		running_thread other([&] {
			while (!done) {
				const sigset_t none = 0;
				ppoll(nullptr, 0, nullptr, &none);
				wakings++;
			}
		});
		begin_holding();
		/* From now on the kernel knows that this thread takes nothing. */
		send_to_myself(SIGUSR2);
		for (int i = 0; i < 100; i++) {
			const int before = handled;
			send_to_process(SIGUSR1);
			await([&] { return handled == before + 1; });
		}
		done = true;
		send_to_process(SIGUSR1);
		other.Join();
		EXPECT_EQ(end_holding(), 0);
		EXPECT_EQ(handled, 102);
		EXPECT_GT(wakings, 0);
	});
}

/* All threads enter and leave sections all the time: each instance is
 * delivered once, none inside a section. */
TEST(SignalsToTheProcess, WithAllThreadsInAndOutOfSections)
{
	in_child([] {
		constexpr int COUNT = 20000;
		install(36, count_and_check);
		install(SIGUSR1, count_and_check, SA_NODEFER);
		std::atomic<bool> done = false;
		const auto work = [&] {
			while (!done) {
				begin_holding();
				own_depth = own_depth + 1;
				begin_holding();
				end_holding();
				own_depth = own_depth - 1;
				end_holding();
			}
		};
		{
			running_thread first(work), second(work), third(work);
			for (int i = 0; i < COUNT; i++) {
				while (sigqueue(getpid(), 36, {}) != 0)
					sched_yield();
			}
			await([&] { return handled >= COUNT; });
			done = true;
		}
		EXPECT_EQ(handled, COUNT);
		EXPECT_EQ(handled_in_section, 0);
	});
}

/* Default actions: the whole process is in sections, then no longer. */
TEST(SignalsToTheProcess, DefaultActionWithSeveralThreads)
{
	const std::string story = story_of([] {
		forbid_core_file();
		std::atomic<int> inside = 0;
		std::atomic<bool> leave = false;
		const auto wait_inside = [&] {
			begin_holding();
			inside++;
			while (!leave)
				sched_yield();
			end_holding();
			for (;;)
				pause();
		};
		running_thread first(wait_inside), second(wait_inside);
		begin_holding();
		await([&] { return inside == 2; });
		send_to_process(SIGTERM);
		tell("inside");
		leave = true;
		end_holding();
		/* Whoever holds it leaves soon. */
		for (;;)
			pause();
	});
	EXPECT_TRUE(story.starts_with("inside\n")) << story;
	EXPECT_TRUE(story.ends_with("status 0xf\n")) << story;
}
