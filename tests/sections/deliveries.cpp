// What arrives in a section is delivered when it ends, as if the kernel had
// kept it: order, siginfo, masks, stacks, flags.
#include "sections_test.h"

#include <algorithm>
#include <vector>

TEST(Deliveries, WaitForTheEnd)
{
	const std::string story = same_good_story([](holding way) {
		install(SIGUSR1, tell_delivery);
		begin_holding(way);
		send_to_myself(SIGUSR1);
		tell("inside: %d", handled.load());
		end_holding(way);
		tell("outside: %d", handled.load());
		send_to_myself(SIGUSR1);
		tell("afterwards: %d", handled.load());
	});
	EXPECT_TRUE(story.starts_with("inside: 0\nbegin 18")) << story;
	EXPECT_NE(story.find("outside: 1\n"), std::string::npos) << story;
	EXPECT_NE(story.find("afterwards: 2\n"), std::string::npos) << story;
}

TEST(Deliveries, WaitForTheEndOfTheOutermost)
{
	same_good_story([](holding way) {
		install(SIGUSR1, tell_delivery);
		begin_holding(way);
		begin_holding(way);
		send_to_myself(SIGUSR1);
		tell("depth %d", end_holding(way));
		begin_holding(way);
		end_holding(way);
		tell("still inside: %d", handled.load());
		tell("depth %d", end_holding(way));
		tell("outside: %d", handled.load());
	});
}

/* The second section must not find what the first left behind. */
TEST(Deliveries, SectionAfterSection)
{
	same_good_story([](holding way) {
		install(SIGUSR1, tell_delivery);
		install(SIGUSR2, tell_delivery);
		for (int i = 0; i < 100; i++) {
			begin_holding(way);
			if (i % 2 == 0)
				send_to_myself(i % 4 == 0 ? SIGUSR1 : SIGUSR2);
			end_holding(way);
			tell("%d: %d, mask %llx", i, handled.load(),
				(unsigned long long)kernel_mask());
		}
	});
}

class DeliveriesOf : public testing::TestWithParam<int> {};

TEST_P(DeliveriesOf, OneSignal)
{
	const int signal = GetParam();
	for (const auto send : { send_to_myself, send_to_process }) {
		/* As abort() does it, which must not wait: the C library calls it
		 * inside its own sections. */
		if (signal == SIGABRT && send == send_to_myself)
			continue;
		same_good_story([&](holding way) {
			install(signal, tell_delivery, 0, bit(SIGUSR2), (void*)0x123);
			begin_holding(way);
			send(signal);
			tell("inside: %d", handled.load());
			end_holding(way);
			tell("outside: %d", handled.load());
		});
	}
}

INSTANTIATE_TEST_SUITE_P(Signals, DeliveriesOf, testing::ValuesIn([] {
	std::vector<int> signals;
	for (int signal = 1; signal <= LAST_REALTIME; signal++) {
		if (can_be_caught(signal))
			signals.push_back(signal);
	}
	return signals;
}()));

/* -- order ------------------------------------------------------------------ */

/* Each set of signals in each of several orders of arrival. */
static void
several_at_once(const std::vector<int>& signals, sigset_t handlerMask,
	void (*send)(int), int flags = 0)
{
	std::vector<int> order = signals;
	for (size_t turn = 0; turn < order.size(); turn++) {
		same_good_story([&](holding way) {
			for (const int signal : signals)
				install(signal, tell_delivery, flags, handlerMask);
			begin_holding(way);
			for (const int signal : order)
				send(signal);
			tell("inside: %d", handled.load());
			end_holding(way);
			tell("outside: %d", handled.load());
		});
		if (testing::Test::HasFailure())
			break;
		std::rotate(order.begin(), order.begin() + 1, order.end());
	}
}

constexpr sigset_t EVERYTHING = ~(sigset_t)0;

TEST(Order, OfStandardSignals)
{
	several_at_once({ SIGUSR1, SIGUSR2, SIGHUP, SIGTERM, SIGCHLD }, 0,
		send_to_myself);
}

TEST(Order, OfStandardSignalsToTheProcess)
{
	several_at_once({ SIGUSR1, SIGUSR2, SIGHUP, SIGTERM, SIGCHLD }, 0,
		send_to_process);
}

TEST(Order, OfHandlersThatBlockEverything)
{
	several_at_once({ SIGUSR1, SIGUSR2, SIGHUP, SIGTERM, SIGCHLD }, EVERYTHING,
		send_to_myself);
	several_at_once({ SIGUSR1, 35, SIGHUP, 34 }, EVERYTHING, send_to_process);
}

TEST(Order, OfRealtimeSignals)
{
	several_at_once({ 33, 40, 36, 35 }, 0, send_to_myself);
	several_at_once({ 33, 40, 36, 35 }, EVERYTHING, send_to_process);
}

TEST(Order, OfStandardAndRealtimeSignals)
{
	several_at_once({ 40, SIGUSR1, 33, SIGHUP }, 0, send_to_myself);
	several_at_once({ 40, SIGUSR1, 33, SIGHUP }, EVERYTHING, send_to_myself);
}

/* The kernel prefers those that faults cause, even if nothing caused them. */
TEST(Order, OfFaultSignalsThatAreSent)
{
	several_at_once({ SIGHUP, SIGSEGV, SIGUSR1, SIGTRAP }, 0, send_to_myself);
	several_at_once({ SIGHUP, SIGFPE, SIGINT, SIGSYS }, EVERYTHING,
		send_to_process);
}

TEST(Order, OfOneRealtimeSignalSentOften)
{
	for (const sigset_t mask : { (sigset_t)0, EVERYTHING }) {
		for (const auto queue : { queue_to_myself, queue_to_process }) {
			for (const int flags : { 0, SA_NODEFER }) {
				same_good_story([&](holding way) {
					install(35, tell_delivery, flags, mask);
					begin_holding(way);
					for (int i = 0; i < 20; i++)
						queue(35, i);
					end_holding(way);
					tell("outside: %d", handled.load());
				});
			}
		}
	}
}

TEST(Order, OfMixedQueues)
{
	for (const sigset_t mask : { (sigset_t)0, EVERYTHING }) {
		same_good_story([&](holding way) {
			for (const int signal : { 33, 34, 35, SIGUSR1, SIGUSR2 })
				install(signal, tell_delivery, 0, mask);
			begin_holding(way);
			for (int i = 0; i < 30; i++) {
				const int signals[] = { 35, SIGUSR2, 33, 34, SIGUSR1 };
				queue_to_myself(signals[i % 5], i);
			}
			end_holding(way);
			tell("outside: %d", handled.load());
		});
	}
}

/* The kernel keeps one instance of a standard signal: the first. */
TEST(Order, StandardSignalsAreNotQueued)
{
	for (const auto queue : { queue_to_myself, queue_to_process }) {
		same_good_story([&](holding way) {
			install(SIGUSR1, tell_delivery);
			install(SIGUSR2, tell_delivery);
			begin_holding(way);
			for (int i = 0; i < 6; i++)
				queue(i % 2 == 0 ? SIGUSR1 : SIGUSR2, i);
			end_holding(way);
			tell("outside: %d", handled.load());
		});
	}
}

/* -- what the handler is told ------------------------------------------------ */

TEST(WhatHandlersAreTold, ValueAndSender)
{
	const std::string story = same_good_story([](holding way) {
		install(SIGUSR1, tell_delivery);
		install(33, tell_delivery);
		for (const int signal : { SIGUSR1, 33 }) {
			begin_holding(way);
			queue_to_process(signal, 77);
			end_holding(way);
			begin_holding(way);
			queue_to_myself(signal, 78);
			end_holding(way);
		}
	});
	EXPECT_NE(story.find("code 1 pid 1 uid 1 value 77"), std::string::npos);
	EXPECT_NE(story.find("code 1 pid 1 uid 1 value 78"), std::string::npos);
}

TEST(WhatHandlersAreTold, SenderInAnotherProcess)
{
	const std::string story = same_good_story([](holding way) {
		install(SIGUSR1, tell_delivery);
		const pid_t parent = getpid();
		begin_holding(way);
		const pid_t child = fork();
		if (child == 0) {
			syscall(SYS_kill, parent, host_number(SIGUSR1));
			_exit(0);
		}
		kernel_status_of(child);
		end_holding(way);
		tell("outside: %d", handled.load());
	});
	EXPECT_NE(story.find("code 0 pid 0 uid 1"), std::string::npos) << story;
}

TEST(WhatHandlersAreTold, ChildThatEnded)
{
	same_good_story([](holding way) {
		static pid_t child;
		install(SIGCHLD, [](int, siginfo_t* info, void*, void*) {
			tell("code %d child %d status %d", info->si_code,
				info->si_pid == child, info->si_status);
		});
		begin_holding(way);
		child = fork();
		if (child == 0)
			_exit(5);
		kernel_status_of(child);
		end_holding(way);
	});
}

TEST(WhatHandlersAreTold, PlainHandlerWithUserdataAndRegisters)
{
	same_good_story([](holding way) {
		install_plain(SIGUSR1, [](int signal, void* userdata, vregs* registers) {
			tell("signal %d userdata %lx registers %d", signal, (long)userdata,
				registers != nullptr);
		}, 0, 0, (void*)0x4711);
		begin_holding(way);
		send_to_myself(SIGUSR1);
		end_holding(way);
	});
}

TEST(WhatHandlersAreTold, MaskThatTheProgramBelievesIn)
{
	const std::string story = same_good_story([](holding way) {
		const sigset_t mask = bit(SIGHUP) | bit(SIGBUS) | bit(33) | bit(40);
		sigprocmask(SIG_SETMASK, &mask, nullptr);
		install(SIGUSR1, tell_delivery, 0, bit(SIGUSR2));
		install(36, tell_delivery, SA_NODEFER, bit(SIGTERM));
		begin_holding(way);
		send_to_myself(SIGUSR1);
		send_to_myself(36);
		end_holding(way);
		tell("afterwards %llx", (unsigned long long)kernel_mask());
	});
	EXPECT_NE(story.find("afterwards "), std::string::npos);
}

TEST(WhatHandlersAreTold, ChangeOfTheContextsMaskTakesEffect)
{
	same_good_story([](holding way) {
		install(SIGUSR1, [](int, siginfo_t*, void* context, void*) {
			((ucontext_t*)context)->uc_sigmask |= bit(SIGTERM) | bit(38);
		});
		install(38, tell_delivery);
		begin_holding(way);
		send_to_myself(SIGUSR1);
		send_to_myself(38);
		end_holding(way);
		tell("mask %llx, handled %d", (unsigned long long)kernel_mask(),
			handled.load());
		tell("pending %llx", (unsigned long long)pending_set());
		const sigset_t none = 0;
		sigprocmask(SIG_SETMASK, &none, nullptr);
		tell("mask %llx, handled %d", (unsigned long long)kernel_mask(),
			handled.load());
	});
}

TEST(WhatHandlersAreTold, LinkOfNestedHandlers)
{
	same_good_story([](holding way) {
		static ucontext_t* outer;
		install(SIGUSR2, [](int, siginfo_t*, void* context, void*) {
			tell("link %d", ((ucontext_t*)context)->uc_link == outer);
		});
		static holding inside;
		inside = way;
		install(SIGUSR1, [](int, siginfo_t*, void* context, void*) {
			tell("link %d", ((ucontext_t*)context)->uc_link == nullptr);
			outer = (ucontext_t*)context;
			begin_holding(inside);
			send_to_myself(SIGUSR2);
			end_holding(inside);
		});
		begin_holding(way);
		send_to_myself(SIGUSR1);
		end_holding(way);
	});
}

/* The context is that of the end of the section, and can be changed. */
TEST(WhatHandlersAreTold, ContextIsWhereTheSectionEnds)
{
	same_good_story([](holding way) {
		static char* lower;
		static char* upper;
		char here;
		install(SIGUSR1, [](int, siginfo_t*, void* context, void*) {
			const vregs& registers = ((ucontext_t*)context)->uc_mcontext;
#if defined(__x86_64__)
			char* stack = (char*)registers.rsp;
#else
			char* stack = (char*)registers.esp;
#endif
			tell("stack %d", stack >= lower && stack <= upper);
		});
		/* Somewhere below this frame, and not far away. */
		upper = &here;
		lower = &here - 64 * 1024;
		begin_holding(way);
		send_to_myself(SIGUSR1);
		end_holding(way);
	});
}

/* -- stacks ------------------------------------------------------------------ */

alignas(16) static char alternate[64 * 1024];

TEST(Stacks, AreTheAlternateOneOnlyIfTheActionSaysSo)
{
	const std::string story = same_good_story([](holding way) {
		const stack_t stack = { .ss_sp = alternate,
			.ss_size = sizeof(alternate), .ss_flags = 0 };
		EXPECT_EQ(sigaltstack(&stack, nullptr), 0);
		const info_handler handler = [](int signal, siginfo_t*, void* context,
				void*) {
			char here;
			stack_t now = {};
			sigaltstack(nullptr, &now);
			tell("%d: on the alternate stack %d, says %d, %d", signal,
				&here >= alternate && &here < alternate + sizeof(alternate),
				now.ss_flags,
				((ucontext_t*)context)->uc_stack.ss_sp == alternate);
		};
		install(SIGUSR1, handler, SA_ONSTACK);
		install(SIGUSR2, handler);
		install(SIGHUP, handler, SA_ONSTACK, EVERYTHING);
		for (const int signal : { SIGUSR1, SIGUSR2, SIGHUP, SIGUSR1 }) {
			begin_holding(way);
			send_to_myself(signal);
			end_holding(way);
		}
		/* Together: each on its own stack, one above the other. */
		for (const int first : { SIGUSR1, SIGUSR2, SIGHUP }) {
			begin_holding(way);
			send_to_myself(first);
			for (const int signal : { SIGUSR1, SIGUSR2, SIGHUP })
				send_to_myself(signal);
			end_holding(way);
			tell("--");
		}
	});
	EXPECT_NE(story.find("18: on the alternate stack 1"), std::string::npos);
	EXPECT_NE(story.find("19: on the alternate stack 0"), std::string::npos);
}

/* A section on the alternate stack itself. */
TEST(Stacks, SectionInAHandlerOnTheAlternateStack)
{
	same_good_story([](holding way) {
		const stack_t stack = { .ss_sp = alternate,
			.ss_size = sizeof(alternate), .ss_flags = 0 };
		EXPECT_EQ(sigaltstack(&stack, nullptr), 0);
		static holding inside;
		inside = way;
		install(SIGUSR2, tell_delivery, SA_ONSTACK);
		install(SIGHUP, tell_delivery);
		install(SIGUSR1, [](int, siginfo_t*, void*, void*) {
			begin_holding(inside);
			send_to_myself(SIGUSR2);
			send_to_myself(SIGHUP);
			tell("in the section");
			end_holding(inside);
		}, SA_ONSTACK);
		send_to_myself(SIGUSR1);
		begin_holding(way);
		send_to_myself(SIGUSR1);
		end_holding(way);
		stack_t now = {};
		sigaltstack(nullptr, &now);
		tell("flags %d", now.ss_flags);
	});
}

/* -- flags ------------------------------------------------------------------- */

TEST(Flags, Nodefer)
{
	same_good_story([](holding way) {
		static int depth;
		static holding inside;
		inside = way;
		install(SIGUSR1, [](int signal, siginfo_t*, void*, void*) {
			tell("mask %llx", (unsigned long long)true_mask());
			if (++depth < 5) {
				send_to_myself(signal);
				begin_holding(inside);
				send_to_myself(signal);
				end_holding(inside);
			}
			depth--;
			tell("end");
		}, SA_NODEFER);
		begin_holding(way);
		send_to_myself(SIGUSR1);
		end_holding(way);
	});
}

TEST(Flags, ResethandRunsOnceAndLeavesTheDefault)
{
	const std::string story = same_good_story([](holding way) {
		install(SIGUSR1, [](int signal, siginfo_t*, void*, void*) {
			struct sigaction now;
			sigaction(signal, nullptr, &now);
			tell("in the handler: default %d", now.sa_handler == SIG_DFL);
		}, SA_RESETHAND);
		begin_holding(way);
		send_to_myself(SIGUSR1);
		end_holding(way);
		struct sigaction now;
		sigaction(SIGUSR1, nullptr, &now);
		tell("afterwards: default %d", now.sa_handler == SIG_DFL);
	});
	EXPECT_NE(story.find("handler: default 1\nafterwards: default 1"),
		std::string::npos) << story;
}

/* The kernel merges the two; a second must not meet the default action. */
TEST(Flags, ResethandWithASignalSentTwice)
{
	const std::string story = same_good_story([](holding way) {
		install(SIGUSR1, tell_delivery, SA_RESETHAND);
		begin_holding(way);
		queue_to_myself(SIGUSR1, 1);
		queue_to_myself(SIGUSR1, 2);
		end_holding(way);
		tell("outside: %d", handled.load());
	});
	EXPECT_NE(story.find("outside: 1\n"), std::string::npos) << story;
}

/* Two instances of a realtime signal: the second meets the default action. */
TEST(Flags, ResethandWithARealtimeSignalSentTwice)
{
	const std::string story = same_story([](holding way) {
		forbid_core_file();
		install(33, tell_delivery, SA_RESETHAND);
		begin_holding(way);
		queue_to_myself(33, 1);
		queue_to_myself(33, 2);
		tell("inside");
		end_holding(way);
		tell("outside");
	});
	EXPECT_TRUE(story.ends_with("status 0x23\n")) << story;
}

TEST(Flags, HandlerInstalledAgainInAResethandHandler)
{
	same_good_story([](holding way) {
		static const info_handler again
			= [](int signal, siginfo_t*, void*, void*) {
				tell("handler %d", ++handled);
				install(signal, again, SA_RESETHAND);
			};
		install(SIGUSR1, again, SA_RESETHAND);
		for (int i = 0; i < 50; i++) {
			begin_holding(way);
			send_to_myself(SIGUSR1);
			end_holding(way);
		}
	});
}

/* -- limits ------------------------------------------------------------------ */

/* With a limit of 0 the kernel keeps nothing that it could refuse. The raw
 * call shows that the limit is in force. */
TEST(Limits, NoPendingSignalsAllowed)
{
	same_good_story([](holding way) {
		const struct rlimit none = { 0, 0 };
		EXPECT_EQ(setrlimit(RLIMIT_SIGPENDING, &none), 0);
		install(SIGUSR1, count_delivery);
		install(SIGUSR2, count_delivery);
		install(35, count_delivery);
		for (const auto send : { send_to_myself, send_to_process }) {
			for (const int signal : { SIGUSR1, 35 }) {
				begin_holding(way);
				send(signal);
				end_holding(way);
				tell("one: %d", handled.exchange(0));
				begin_holding(way);
				send(SIGUSR2);
				send(signal);
				end_holding(way);
				tell("two: %d", handled.exchange(0));
			}
		}
		tell("mask %llx", (unsigned long long)kernel_mask());
	});
}

TEST(Limits, DefaultActionWithNoPendingSignalsAllowed)
{
	same_story([](holding way) {
		forbid_core_file();
		const struct rlimit none = { 0, 0 };
		EXPECT_EQ(setrlimit(RLIMIT_SIGPENDING, &none), 0);
		begin_holding(way);
		send_to_myself(SIGTERM);
		tell("inside");
		end_holding(way);
		tell("outside");
	});
}

/* -- many --------------------------------------------------------------------- */

/* From another thread as fast as it can: each realtime instance comes once, in
 * order, and never in a section. */
TEST(ManyDeliveries, AreCompleteInOrderAndOutsideSections)
{
	for (const holding way : { holding::BY_SECTION, holding::BY_MASK }) {
		in_child([&] {
			constexpr int COUNT = 20000;
			static int next, misplaced, disordered;
			static std::atomic<bool> done;
			static volatile int depth;
			install(35, [](int, siginfo_t* info, void*, void*) {
				if (depth != 0)
					misplaced++;
				if (info->si_value.sival_int != next)
					disordered++;
				next = info->si_value.sival_int + 1;
				handled++;
			}, 0, EVERYTHING);
			const pthread_t target = pthread_self();
			running_thread sender([&] {
				for (int i = 0; i < COUNT; i++) {
					union sigval value = {};
					value.sival_int = i;
					/* EAGAIN: the queue is full. */
					while (pthread_sigqueue(target, 35, value) != 0)
						sched_yield();
				}
				done = true;
			});
			while (!done || handled < COUNT) {
				begin_holding(way);
				depth = depth + 1;
				begin_holding(way);
				for (int i = 0; i < 50; i++) {
					asm volatile("");
				}
				end_holding(way);
				depth = depth - 1;
				end_holding(way);
			}
			EXPECT_EQ(handled, COUNT);
			EXPECT_EQ(misplaced, 0);
			EXPECT_EQ(disordered, 0);
		});
	}
}
