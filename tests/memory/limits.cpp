/* When memory is scarce, what caches hold is not kept from the program. */
#include "memory_test.h"

#include <stdio.h>
#include <sys/resource.h>

namespace {

size_t
address_space_in_use()
{
	size_t pages = 0;
	FILE* file = fopen("/proc/self/statm", "r");
	EXPECT_EQ(fscanf(file, "%zu", &pages), 1);
	fclose(file);
	return pages * sysconf(_SC_PAGESIZE);
}

void
limit_address_space(size_t more)
{
	const rlim_t limit = address_space_in_use() + more;
	const struct rlimit soft = { limit, RLIM_INFINITY };
	ASSERT_EQ(setrlimit(RLIMIT_AS, &soft), 0);
}

void
lift_limit()
{
	const struct rlimit none = { RLIM_INFINITY, RLIM_INFINITY };
	ASSERT_EQ(setrlimit(RLIMIT_AS, &none), 0);
}

/* Singly linked, so that nothing else is allocated. */
struct chain_link {
	chain_link*	next;
};

/* The pieces that there are. */
int
exhaust(const malloc_family& family, size_t size, chain_link*& list)
{
	int count = 0;
	while (chain_link* piece = (chain_link*)family.malloc(size)) {
		piece->next = list;
		list = piece;
		count++;
	}
	EXPECT_EQ(errno, ENOMEM);
	return count;
}

void
free_all(const malloc_family& family, chain_link*& list)
{
	while (list != nullptr) {
		chain_link* next = list->next;
		family.free(list);
		list = next;
	}
}

/* How much there is of each size, one after the other; whatever is free in small
 * pieces has to serve for large ones. */
std::vector<int>
counts_under_limit(const malloc_family& family)
{
	int ends[2];
	EXPECT_EQ(pipe(ends), 0);
	std::vector<int> counts(6);
	in_child([&] {
		limit_address_space(16 << 20);
		chain_link* list = nullptr;
		int i = 0;
		for (size_t size : { 1000, 5000, 100, 3000, 100000, 20 }) {
			counts[i++] = exhaust(family, size, list);
			free_all(family, list);
		}
		EXPECT_EQ(write(ends[1], counts.data(), counts.size() * sizeof(int)),
			(ssize_t)(counts.size() * sizeof(int)));
	});
	EXPECT_EQ(read(ends[0], counts.data(), counts.size() * sizeof(int)),
		(ssize_t)(counts.size() * sizeof(int)));
	close(ends[0]);
	close(ends[1]);
	return counts;
}

}	// namespace


TEST(Limits, AsMuchMemoryAsOnTheHost)
{
	const std::vector<int> ours = counts_under_limit(family_of("libroot.so"));
	const std::vector<int> hosts = counts_under_limit(family_of("libc.so.6"));
	for (size_t i = 0; i < hosts.size(); i++) {
		EXPECT_GT(hosts[i], 10);
		EXPECT_GE(ours[i], hosts[i] * 9 / 10) << i;
	}
}


TEST(Limits, NothingLeftForAThreadsCache)
{
	in_child([] {
		/* Stacks are made before. */
		pthread_barrier_t barrier;
		pthread_barrier_init(&barrier, nullptr, 2);
		void* first = nullptr;
		void* second = nullptr;
		bool outOfMemory = false;
		{
			test_thread thread([&] {
				pthread_barrier_wait(&barrier);
				pthread_barrier_wait(&barrier);
				first = used(malloc(50));
				outOfMemory = first == nullptr && errno == ENOMEM;
				pthread_barrier_wait(&barrier);
				pthread_barrier_wait(&barrier);
				second = used(malloc(50));
				free(second);
			});
			pthread_barrier_wait(&barrier);
			limit_address_space(0);
			chain_link* list = nullptr;
			const malloc_family family = family_of("libroot.so");
			for (size_t size : { 100000, 1000, 100, 50, 10 })
				exhaust(family, size, list);
			pthread_barrier_wait(&barrier);
			pthread_barrier_wait(&barrier);
			free_all(family, list);
			lift_limit();
			pthread_barrier_wait(&barrier);
		}
		EXPECT_TRUE(first != nullptr || outOfMemory);
		EXPECT_NE(second, nullptr);
		free(first);
	});
}


TEST(Limits, TrimmingGivesTheCachesBack)
{
	in_child([] {
		malloc_trim(0);
		const size_t before = mallinfo2().uordblks;
		void* pieces[1000];
		for (int i = 0; i < 1000; i++)
			pieces[i] = used(malloc(1100 + i));
		for (void* piece : pieces)
			free(piece);
		EXPECT_GT(mallinfo2().uordblks, before + 10000);
		malloc_trim(0);
		EXPECT_LE(mallinfo2().uordblks, before);
		/* Deprecated, so <malloc.h> had rather not have it called. */
		const auto older = (struct mallinfo (*)())dlsym(RTLD_DEFAULT, "mallinfo");
		EXPECT_EQ((size_t)older().uordblks, mallinfo2().uordblks);
	});
}


/* A size that the host's own caches, which fill nothing, do not keep. */
TEST(Limits, FillingMemoryConcernsAllCalls)
{
	in_child([] {
		constexpr size_t SIZE = 2000;
		free(used(malloc(SIZE)));
		ASSERT_EQ(mallopt(M_PERTURB, 0x5a), 1);
		for (int i = 0; i < 100; i++) {
			auto memory = (unsigned char*)used(malloc(SIZE));
			ASSERT_EQ(memory[0], 0xa5);
			ASSERT_EQ(memory[SIZE / 2], 0xa5);
			memset(memory, 0, SIZE);
			/* So that it does not become part of what is free behind it. */
			void* next = used(malloc(SIZE));
			uintptr_t address = (uintptr_t)memory;
			asm volatile("" : "+r"(address));
			free(memory);
			ASSERT_EQ(((unsigned char*)address)[SIZE / 2], 0x5a);
			free(next);
		}
	});
}
