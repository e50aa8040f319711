/* Memory keeps what is written into it, and serves the whole process. */
#include "memory_test.h"

#include <stdio.h>

TEST(Contents, OfOneThread)
{
	for (int seed = 0; seed < 20; seed++) {
		random_user user(seed);
		for (int i = 0; i < 20000; i++)
			user.step();
		ASSERT_EQ(user.faults(), 0) << seed;
	}
}


TEST(Contents, OfManyThreads)
{
	std::vector<std::unique_ptr<random_user>> users;
	for (int i = 0; i < 8; i++)
		users.push_back(std::make_unique<random_user>(100 + i));
	{
		std::vector<std::unique_ptr<test_thread>> threads;
		for (auto& user : users) {
			threads.push_back(std::make_unique<test_thread>([&user] {
				for (int i = 0; i < 40000; i++)
					user->step();
			}));
		}
	}
	for (auto& user : users)
		EXPECT_EQ(user->faults(), 0);
}


/* What one allocates another frees. */
TEST(Contents, OfThreadsThatHandMemoryOn)
{
	constexpr int THREADS = 4;
	static std::atomic<filled_memory*> places[64];
	std::atomic<long> faults = 0;
	{
		std::vector<std::unique_ptr<test_thread>> threads;
		for (int number = 0; number < THREADS; number++) {
			threads.push_back(std::make_unique<test_thread>([&, number] {
				random_numbers random(number);
				for (int i = 0; i < 200000; i++) {
					const size_t size = sizeof(filled_memory) + random(1500);
					auto piece = (filled_memory*)malloc(size);
					piece->fill(piece + 1, size - sizeof(filled_memory), i);
					piece = places[random(64)].exchange(piece);
					if (piece != nullptr) {
						faults += !piece->is_whole();
						free(piece);
					}
				}
			}));
		}
	}
	for (auto& place : places)
		free(place.exchange(nullptr));
	EXPECT_EQ(faults, 0);
}


/* strdup() is the host's; that it gets what this thread has just freed shows
 * that it asks us. */
TEST(Contents, TheHostsOwnCallsAreServed)
{
	static char text[100];
	memset(text, 'x', sizeof(text) - 1);
	void* memory = used(malloc(sizeof(text)));
	free(memory);
	char* copy = strdup(text);
	EXPECT_EQ(copy, memory);
	free(copy);
	void* again = used(malloc(sizeof(text)));
	EXPECT_EQ(again, memory);
	free(again);

	char* line = nullptr;
	EXPECT_EQ(asprintf(&line, "%0200d", 1), 200);
	free(line);
	FILE* file = fopen("/proc/self/maps", "r");
	ASSERT_NE(file, nullptr);
	line = nullptr;
	size_t size = 0;
	while (getline(&line, &size, file) > 0) {
	}
	fclose(file);
	free(line);
}


TEST(Contents, WhatCanBeUsedStaysUsable)
{
	for (size_t size = 0; size < 20000; size += 1 + size / 30) {
		for (int i = 0; i < 100; i++) {
			filled_memory piece;
			void* memory = used(malloc(size));
			const size_t usable = malloc_usable_size(memory);
			ASSERT_GE(usable, size);
			piece.fill(memory, usable, i);
			piece.address = (unsigned char*)realloc(memory, usable + 1);
			ASSERT_TRUE(piece.is_whole()) << size;
			ASSERT_GE(malloc_usable_size(piece.address), usable + 1);
			free(piece.address);
		}
	}
}


/* All sizes at once do not overlap. */
TEST(Contents, NoTwoPiecesOverlap)
{
	for (int turn = 0; turn < 4; turn++) {
		std::vector<filled_memory> pieces(10000);
		for (size_t i = 0; i < pieces.size(); i++) {
			void* memory = malloc(i);
			pieces[i].fill(memory, malloc_usable_size(memory), i * 7 + turn);
		}
		for (filled_memory& piece : pieces) {
			ASSERT_TRUE(piece.is_whole()) << piece.size;
			free(piece.address);
		}
	}
}
