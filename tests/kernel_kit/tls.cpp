/* Thread-local storage, and the block that it is in. */
#include <memory>
#include <set>
#include <vector>

#include <TLS.h>

#include "kernel_kit_test.h"

TEST(Tls, EachThreadHasItsOwnSlots)
{
	in_child([] {
		const int32 slot = tls_allocate();
		ASSERT_GE(slot, TLS_FIRST_FREE);
		EXPECT_EQ(tls_get(slot), nullptr);
		tls_set(slot, (void*)1);
		std::vector<std::unique_ptr<spawned>> threads;
		for (intptr_t i = 2; i < 10; i++) {
			threads.push_back(std::make_unique<spawned>([slot, i] {
				EXPECT_EQ(tls_get(slot), nullptr);
				tls_set(slot, (void*)i);
				sched_yield();
				EXPECT_EQ(tls_get(slot), (void*)i);
				*tls_address(slot) = (void*)(i * 2);
				EXPECT_EQ(tls_get(slot), (void*)(i * 2));
				return 0;
			}));
			threads.back()->resume();
		}
		for (const auto& thread : threads)
			thread->wait();
		EXPECT_EQ(tls_get(slot), (void*)1);
	});
}

TEST(Tls, SlotsRunOut)
{
	in_child([] {
		std::set<int32> slots;
		int32 slot;
		while ((slot = tls_allocate()) >= 0) {
			EXPECT_GE(slot, TLS_FIRST_FREE);
			EXPECT_LT(slot, TLS_MAX_KEYS);
			EXPECT_TRUE(slots.insert(slot).second);
		}
		EXPECT_EQ(slot, B_NO_MEMORY);
		EXPECT_EQ(slots.size(), size_t{TLS_MAX_KEYS - TLS_FIRST_FREE});
	});
}

TEST(Tls, BadIndexes)
{
	for (const int32 index : { -1, TLS_MAX_KEYS, INT32_MAX, INT32_MIN }) {
		EXPECT_EQ(tls_get(index), nullptr);
		EXPECT_EQ(tls_address(index), nullptr);
		tls_set(index, (void*)1);
	}
}

static void
expect_block_of(thread_id thread)
{
	EXPECT_EQ(tls_get(0), (void*)tls_address(0));
	EXPECT_EQ((thread_id)(intptr_t)tls_get(1), thread);
	EXPECT_EQ(tls_address(5), tls_address(0) + 5);
}

TEST(Tls, TheBlockBeginsWithItsAddressAndTheThreadsId)
{
	in_child([] {
		expect_block_of(getpid());
		spawned([] {
			expect_block_of(syscall(SYS_gettid));
			/* In the child of fork() it is another. */
			in_child([] { expect_block_of(getpid()); });
			EXPECT_EQ(kernel_status_of([] {
				const pid_t child = _Fork();
				if (child == 0)
					_exit((pid_t)(intptr_t)tls_get(1) != getpid());
				return child;
			}()), 0);
			expect_block_of(syscall(SYS_gettid));
			return 0;
		}).wait();
		plain_thread([]() -> void* {
			expect_block_of(syscall(SYS_gettid));
			return nullptr;
		}).join();
	});
}
