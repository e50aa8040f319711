/* Faults of the program end it as the host ends it: with its message and
 * SIGABRT. */
#include "memory_test.h"

#include <sched.h>
#include <signal.h>

#include "../common/kernel_signals.h"
#include "child_outcome.h"

namespace {

constexpr int HOST_SIGABRT = 6;

/* Its output is its standard error. */
child_outcome
end_of(std::function<void()> misuse)
{
	return outcome_of_child(STDERR_FILENO, [&] {
		misuse();
		return 0;
	});
}

void
expect_end(const std::string& message, std::function<void()> misuse)
{
	const child_outcome end = end_of(misuse);
	EXPECT_EQ(end.status & 0x7f, HOST_SIGABRT) << message;
	EXPECT_NE(end.output.find(message), std::string::npos)
		<< message << " is not in: " << end.output;
}

}	// namespace


TEST(Misuse, NoneIsNoEnd)
{
	const child_outcome end = end_of([] { free(used(malloc(10))); });
	EXPECT_EQ(end.status, 0);
	EXPECT_EQ(end.output, "");
}


TEST(Misuse, DoubleFree)
{
	for (size_t size : { 0, 10, 100, 1000, 2000, 8000 }) {
		expect_end("double free", [=] {
			void* memory = used(malloc(size));
			void* again = used(memory);
			free(memory);
			free(again);
		});
	}
}


TEST(Misuse, DoubleFreeWithOthersBetween)
{
	expect_end("double free", [] {
		void* others[7];
		for (void*& other : others)
			other = used(malloc(50));
		void* memory = used(malloc(50));
		void* again = used(memory);
		free(memory);
		for (void* other : others)
			free(other);
		free(again);
	});
}


TEST(Misuse, DoubleFreeByAnotherThread)
{
	expect_end("free", [] {
		/* What the thread itself needs is allocated before. */
		std::atomic<void*> again = nullptr;
		test_thread thread([&] {
			while (again == nullptr)
				sched_yield();
			free(again);
		});
		void* memory = used(malloc(100000));
		void* behind = used(malloc(100));
		void* same = used(memory);
		free(memory);
		again = same;
		pthread_join(thread.handle(), nullptr);
		free(behind);
	});
}


/* What is in the memory can look as if it were free. */
TEST(Misuse, FreeingWhatLooksFreeIsNone)
{
	void* memory = used(malloc(40));
	void* freed = used(memory);
	memset(memory, 0, 40);
	free(memory);
	/* What free() has left there. */
	uintptr_t words[3];
	memcpy(words, freed, sizeof(words));
	void* other = used(malloc(40));
	ASSERT_EQ(other, freed);
	for (int i = 0; i < 10; i++) {
		memcpy(other, words, sizeof(words));
		free(other);
		other = used(malloc(40));
	}
	free(other);
}


TEST(Misuse, InvalidPointer)
{
	expect_end("free(): invalid pointer", [] {
		free(used((char*)malloc(100) + 8));
	});
	expect_end("free(): invalid pointer", [] {
		alignas(16) static char text[64];
		free(used(text + 1));
	});
	expect_end("realloc(): invalid pointer", [] {
		used(realloc(used((char*)malloc(100) + 8), 10));
	});
}


/* The header says less than there can be. */
TEST(Misuse, InvalidSize)
{
	expect_end("free(): invalid ", [] {
		auto memory = (size_t*)used(malloc(100));
		memory[-1] = 1;
		free(used(memory));
	});
}


/* The handler runs, once, and may allocate, for the heap is not locked. */
TEST(Misuse, AHandlerOfTheEndRuns)
{
	static int report;
	for (int kind = 0; kind < 2; kind++) {
		int ends[2];
		ASSERT_EQ(pipe(ends), 0);
		report = ends[1];
		const child_outcome end = end_of([=] {
			signal(SIGABRT, [](int) {
				free(used(malloc(77)));
				(void)!write(report, "x", 1);
			});
			const auto memory = (char*)used(malloc(100));
			const auto again = (char*)used(memory);
			if (kind == 0)
				free(memory);
			free(kind == 0 ? again : again + 8);
		});
		close(ends[1]);
		EXPECT_EQ(end.status & 0x7f, HOST_SIGABRT);
		char text[8];
		EXPECT_EQ(read(ends[0], text, sizeof(text)), 1);
		close(ends[0]);
	}
}
