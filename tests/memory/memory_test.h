/* What the tests of the malloc family share. */
#ifndef _MEMORY_TEST_H
#define _MEMORY_TEST_H

#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "../common/child_process.h"

/* The host's own functions: looked up in its library, they are not ours. */
struct malloc_family {
	void*	(*malloc)(size_t);
	void*	(*calloc)(size_t, size_t);
	void*	(*realloc)(void*, size_t);
	void*	(*reallocarray)(void*, size_t, size_t);
	void	(*free)(void*);
	void*	(*memalign)(size_t, size_t);
	void*	(*aligned_alloc)(size_t, size_t);
	int		(*posix_memalign)(void**, size_t, size_t);
	void*	(*valloc)(size_t);
	void*	(*pvalloc)(size_t);
	size_t	(*malloc_usable_size)(void*);
};

/* Of "libc.so.6" or "libroot.so". */
malloc_family family_of(const char* library);

/* Deterministic (xorshift32; Marsaglia, "Xorshift RNGs"). */
class random_numbers {
public:
	explicit
	random_numbers(uint32_t seed)
		:
		fState(seed * 2654435761u + 1)
	{
	}

	uint32_t
	operator()(uint32_t limit)
	{
		fState ^= fState << 13;
		fState ^= fState >> 17;
		fState ^= fState << 5;
		return fState % limit;
	}

private:
	uint32_t	fState;
};

/* A piece of memory that is filled with what nobody else writes. */
struct filled_memory {
	unsigned char*	address = nullptr;
	size_t			size = 0;
	unsigned char	first = 0;

	void
	fill(void* memory, size_t count, unsigned char number)
	{
		address = (unsigned char*)memory;
		size = count;
		first = number;
		for (size_t i = 0; i < size; i++)
			address[i] = (unsigned char)(first + i);
	}

	bool
	is_whole(size_t count) const
	{
		for (size_t i = 0; i < count; i++) {
			if (address[i] != (unsigned char)(first + i))
				return false;
		}
		return true;
	}

	bool
	is_whole() const
	{
		return is_whole(size);
	}
};

/* Allocates and frees at random, in all ways and sizes, up to a limit of pieces,
 * and looks that each piece keeps what was written into it. Calls nothing of
 * GoogleTest, so that it can run in handlers. */
class random_user {
public:
	explicit
	random_user(uint32_t seed)
		:
		fRandom(seed)
	{
	}

	~random_user()
	{
		for (filled_memory& piece : fPieces)
			drop(piece);
	}

	void
	step()
	{
		filled_memory& piece = fPieces[fRandom(PIECES)];
		if (piece.address != nullptr && fRandom(4) == 0) {
			const size_t size = random_size();
			const size_t kept = size < piece.size ? size : piece.size;
			void* moved = realloc(piece.address, size);
			if (moved == nullptr) {
				fFaults++;
				return;
			}
			piece.address = (unsigned char*)moved;
			fFaults += !piece.is_whole(kept);
			piece.fill(moved, usable(moved, size), fNumber++);
			return;
		}
		drop(piece);
		const size_t size = random_size();
		void* memory = allocate(size);
		if (memory == nullptr)
			fFaults++;
		else
			piece.fill(memory, usable(memory, size), fNumber++);
	}

	long
	faults() const
	{
		return fFaults;
	}

private:
	static constexpr unsigned PIECES = 100;

	size_t
	random_size()
	{
		/* Evenly many for each power of two, few large ones. */
		const unsigned power = fRandom(fRandom(8) == 0 ? 18 : 12);
		return (size_t{1} << power) + fRandom(1u << power);
	}

	void*
	allocate(size_t size)
	{
		switch (fRandom(8)) {
			case 0:
			{
				auto memory = (unsigned char*)calloc(1, size);
				for (size_t i = 0; memory != nullptr && i < size; i++)
					fFaults += memory[i] != 0;
				return memory;
			}
			case 1:
			{
				const size_t alignment = size_t{8} << fRandom(8);
				void* memory;
				if (posix_memalign(&memory, alignment, size) != 0)
					return nullptr;
				fFaults += (uintptr_t)memory % alignment != 0;
				return memory;
			}
			default:
				return malloc(size);
		}
	}

	/* Half of the time all that can be used is used. */
	size_t
	usable(void* memory, size_t size)
	{
		const size_t usable = malloc_usable_size(memory);
		fFaults += usable < size;
		return fRandom(2) == 0 ? usable : size;
	}

	void
	drop(filled_memory& piece)
	{
		if (piece.address != nullptr)
			fFaults += !piece.is_whole();
		errno = 4711;
		free(piece.address);
		fFaults += errno != 4711;
		piece.address = nullptr;
	}

	random_numbers	fRandom;
	filled_memory	fPieces[PIECES];
	unsigned char	fNumber = 0;
	long			fFaults = 0;
};

/* A thread that runs work(). */
class test_thread {
public:
	explicit
	test_thread(std::function<void()> work)
		:
		fWork(std::move(work))
	{
		EXPECT_EQ(pthread_create(&fThread, nullptr, [](void* self) -> void* {
			((test_thread*)self)->fWork();
			return nullptr;
		}, this), 0);
	}

	test_thread(const test_thread&) = delete;

	~test_thread()
	{
		pthread_join(fThread, nullptr);
	}

	pthread_t
	handle() const
	{
		return fThread;
	}

private:
	std::function<void()>	fWork;
	pthread_t				fThread;
};

/* The compiler knows what malloc() and free() do, and leaves pairs of them
 * out; not if it does not know where the memory goes. */
inline void*
used(void* memory)
{
	asm volatile("" : "+r"(memory) : : "memory");
	return memory;
}

#endif	/* _MEMORY_TEST_H */
