/* What programs of BeOS read at %fs. */
#if defined(__i386__)
#include <dlfcn.h>
#include <memory>
#include <vector>

#include <TLS.h>
#include <threads.h>

#include "kernel_kit_test.h"

static thread_id
id_at_fs()
{
	thread_id id;
	asm volatile("movl %%fs:4, %0" : "=r"(id));
	return id;
}

static void**
block_at_fs()
{
	void** block;
	asm volatile("movl %%fs:0, %0" : "=r"(block));
	return block;
}

static void
expect_own_block()
{
	EXPECT_EQ(id_at_fs(), syscall(SYS_gettid));
	EXPECT_EQ(block_at_fs(), tls_address(0));
}

static void
enable_thread_blocks()
{
	const auto enable = (status_t (*)())dlvsym(RTLD_DEFAULT,
		"_enable_thread_blocks", "LIBROOT_PRIVATE");
	ASSERT_NE(enable, nullptr);
	ASSERT_EQ(enable(), B_OK);
	ASSERT_EQ(enable(), B_OK);
}

TEST(ThreadBlock, IsEachThreadsOwn)
{
	in_child([] {
		enable_thread_blocks();
		expect_own_block();
		for (int i = 0; i < 20; i++) {
			spawned([] { expect_own_block(); return 0; }).wait();
			plain_thread([]() -> void* {
				expect_own_block();
				spawned([] { expect_own_block(); return 0; }).wait();
				return nullptr;
			}).join();
		}
		thrd_t thread;
		ASSERT_EQ(thrd_create(&thread, [](void*) -> int {
			expect_own_block();
			return 0;
		}, nullptr), thrd_success);
		thrd_join(thread, nullptr);
		expect_own_block();
	});
}

TEST(ThreadBlock, SlotsAreThere)
{
	in_child([] {
		enable_thread_blocks();
		const int32 slot = tls_allocate();
		tls_set(slot, (void*)0x1234);
		void* value;
		asm volatile("movl %%fs:(,%1,4), %0" : "=r"(value) : "r"(slot));
		EXPECT_EQ(value, (void*)0x1234);
		asm volatile("movl %0, %%fs:(,%1,4)" : : "r"(0x4321), "r"(slot)
			: "memory");
		EXPECT_EQ(tls_get(slot), (void*)0x4321);
	});
}

TEST(ThreadBlock, InTheChildrenOfFork)
{
	in_child([] {
		enable_thread_blocks();
		in_child(expect_own_block);
		spawned([] { in_child(expect_own_block); return 0; }).wait();
		const pid_t child = _Fork();
		if (child == 0)
			_exit(id_at_fs() != getpid());
		EXPECT_EQ(kernel_status_of(child), 0);
		expect_own_block();
	});
}

static std::atomic<int> wrong;

static void
check_block(int)
{
	if (id_at_fs() != syscall(SYS_gettid) || block_at_fs() != tls_address(0))
		wrong++;
	handled_signals++;
}

/* On the alternate stack, in nested handlers, left by longjmp(). */
TEST(ThreadBlock, InHandlersAndAfterThem)
{
	in_child([] {
		enable_thread_blocks();
		struct sigaction action = {};
		action.sa_handler = check_block;
		action.sa_flags = SA_ONSTACK;
		sigaction(SIGUSR1, &action, nullptr);
		action.sa_handler = [](int) {
			check_block(0);
			raise(SIGUSR1);
			check_block(0);
		};
		sigaction(SIGUSR2, &action, nullptr);
		const auto signals = [] {
			static __thread char stack[64 * 1024];
			stack_t alternate = {};
			alternate.ss_sp = stack;
			alternate.ss_size = sizeof(stack);
			sigaltstack(&alternate, nullptr);
			for (int i = 0; i < 50; i++) {
				raise(SIGUSR2);
				expect_own_block();
				sigblockall();
				raise(SIGUSR2);
				sigunblockall();
				expect_own_block();
			}
			return 0;
		};
		signals();
		spawned(signals).wait();
		EXPECT_EQ(wrong, 0);
		EXPECT_EQ(handled_signals, 2 * 50 * 2 * 3);
	});
}

/* A new thread has its own before any handler runs in it. */
TEST(ThreadBlock, WhileSignalsRain)
{
	in_child([] {
		enable_thread_blocks();
		struct sigaction action = {};
		action.sa_handler = check_block;
		action.sa_flags = SA_RESTART;
		sigaction(SIGUSR1, &action, nullptr);
		const pid_t self = getpid();
		const pid_t sender = start_child([=] {
			for (;;) {
				if (kill(self, SIGUSR1) != 0)
					return 0;
				usleep(20);
			}
			return 0;
		});
		for (int i = 0; i < 300; i++) {
			plain_thread([]() -> void* {
				expect_own_block();
				return nullptr;
			}).join();
			spawned thread([] { expect_own_block(); return 0; });
			status_t status;
			while (wait_for_thread(thread.id(), &status) == B_INTERRUPTED)
				;
		}
		kill_team(sender);
		kernel_status_of(sender);
		EXPECT_EQ(wrong, 0);
		EXPECT_GT(handled_signals, 0);
	});
}

TEST(ThreadBlock, StacksAreToldToOldStartCode)
{
	in_child([] {
		const auto tell = (status_t (*)(thread_id, void**))dlvsym(RTLD_DEFAULT,
			"_kget_thread_stacks_", "LIBROOT_1_ALPHA4");
		ASSERT_NE(tell, nullptr);
		void* words[4] = {};
		EXPECT_EQ(tell(find_thread(nullptr), words), B_OK);
		EXPECT_GT(words[3], (void*)words);
		EXPECT_EQ(tell(-1, words), B_BAD_THREAD_ID);
		EXPECT_EQ(tell(find_thread(nullptr), (void**)8), B_BAD_ADDRESS);
	});
}

TEST(SingleThreaded, UntilTheFirstSpawnedThread)
{
	in_child([] {
		const char* byte = (const char*)dlvsym(RTLD_DEFAULT,
			"_single_threaded", "LIBROOT_1_ALPHA4");
		ASSERT_NE(byte, nullptr);
		EXPECT_EQ(*byte, 1);
		spawned thread([] { return 0; });
		EXPECT_EQ(*byte, 0);
		thread.wait();
		EXPECT_EQ(*byte, 0);
	});
}
#endif
