/* What a thread's cache holds goes back to the heap when the thread ends. */
#include "memory_test.h"

#include <limits.h>

namespace {

/* In use as the host sees it: what caches hold counts. */
size_t
bytes_in_use()
{
	return mallinfo2().uordblks;
}

void
fill_cache()
{
	std::vector<void*> pieces;
	for (int i = 0; i < 300; i++)
		pieces.push_back(used(malloc(10 + i * 7)));
	for (void* piece : pieces)
		free(piece);
}

}	// namespace


TEST(ThreadEnds, ManyThreadsLeaveNothingBehind)
{
	auto run = [](int count) {
		for (int i = 0; i < count; i++)
			test_thread([] { free(used(malloc(100))); });
	};
	run(100);
	const size_t before = bytes_in_use();
	run(100000);
	EXPECT_LE(bytes_in_use(), before + 64 * 1024);
}


TEST(ThreadEnds, FullCachesAreGivenBack)
{
	auto run = [](int count) {
		for (int i = 0; i < count; i++)
			test_thread([] { fill_cache(); });
	};
	run(50);
	const size_t before = bytes_in_use();
	run(500);
	EXPECT_LE(bytes_in_use(), before + 64 * 1024);
}


/* The values of keys that were made before and after ours are destroyed in all
 * rounds, and what they do is not lost. */
TEST(ThreadEnds, DestructorsAllocateInEachRound)
{
	static std::atomic<int> calls;
	static pthread_key_t keys[40];
	for (pthread_key_t& key : keys) {
		ASSERT_EQ(pthread_key_create(&key, [](void* value) {
			auto piece = (filled_memory*)value;
			if (!piece->is_whole())
				abort();
			fill_cache();
			const pthread_key_t own = keys[piece->first];
			piece->fill(realloc(piece->address, piece->size + 10),
				piece->size + 10, piece->first);
			calls++;
			if (piece->size < 10 * PTHREAD_DESTRUCTOR_ITERATIONS) {
				pthread_setspecific(own, piece);
			} else {
				free(piece->address);
				delete piece;
			}
		}), 0);
	}
	auto run = [](int count) {
		for (int i = 0; i < count; i++) {
			test_thread([] {
				for (int number = 0; number < 40; number++) {
					auto piece = new filled_memory;
					piece->fill(malloc(0), 0, number);
					pthread_setspecific(keys[number], piece);
				}
			});
		}
	};
	run(10);
	const size_t before = bytes_in_use();
	run(200);
	EXPECT_EQ(calls, 210 * 40 * PTHREAD_DESTRUCTOR_ITERATIONS);
	EXPECT_LE(bytes_in_use(), before + 64 * 1024);
	for (pthread_key_t key : keys)
		pthread_key_delete(key);
}


/* Threads that only free what others have allocated. */
TEST(ThreadEnds, MemoryOfOthersIsGivenBack)
{
	auto run = [](int count) {
		for (int i = 0; i < count; i++) {
			std::vector<void*> pieces;
			for (int number = 0; number < 500; number++)
				pieces.push_back(used(malloc(number)));
			test_thread([&] {
				for (void* piece : pieces)
					free(piece);
			});
		}
	};
	run(50);
	const size_t before = bytes_in_use();
	run(500);
	/* What the exchange may hold, and more cannot have stayed. */
	EXPECT_LE(bytes_in_use(), before + 1024 * 1024);
}
