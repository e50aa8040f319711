/* For the same arguments our functions and the host's have the same outcome. */
#include "memory_test.h"

#include <stdio.h>

namespace {

const size_t SIZES[] = { 0, 1, 12, 13, 24, 25, 40, 100, 1000, 1032, 1033, 1500,
	4096, 8191, 8192, 8193, 9300, 100000, 1000000, 50000000, PTRDIFF_MAX,
	(size_t)PTRDIFF_MAX - 8, (size_t)PTRDIFF_MAX + 1, SIZE_MAX - 4096,
	SIZE_MAX - 15, SIZE_MAX };

/* There is so much memory, but looking at it takes long. */
bool
is_costly(size_t count, size_t size)
{
	size_t whole;
	return !__builtin_mul_overflow(count, size, &whole) && whole > 100000000
		&& whole <= PTRDIFF_MAX;
}

class Comparison : public testing::Test {
protected:
	const malloc_family	ours = family_of("libroot.so");
	const malloc_family	hosts = family_of("libc.so.6");

	/* What can be seen of an allocation; gives it back. */
	static std::string
	outcome(const malloc_family& family, void* memory, int error, size_t size,
		size_t alignment = 2 * sizeof(size_t))
	{
		if (memory == nullptr)
			return "null, errno " + std::to_string(error);
		std::string text = "memory, errno " + std::to_string(error);
		if ((uintptr_t)memory % alignment != 0)
			text += ", not aligned";
		const size_t usable = family.malloc_usable_size(memory);
		if (usable < size)
			text += ", too small";
		if (size < 100000)
			memset(memory, 0x5a, usable);
		family.free(memory);
		return text;
	}

	template<typename Call>
	void
	compare(const std::string& what, Call call)
	{
		/* The second time there is something in the caches. */
		for (int i = 0; i < 2; i++) {
			const std::string our = call(ours);
			ASSERT_EQ(our, call(hosts)) << what;
		}
	}
};

}	// namespace


TEST_F(Comparison, AreTwoFamilies)
{
	EXPECT_NE((void*)ours.malloc, (void*)hosts.malloc);
	EXPECT_NE((void*)ours.free, (void*)hosts.free);
	EXPECT_EQ((void*)ours.malloc, (void*)malloc);
	EXPECT_EQ((void*)ours.free, (void*)free);
	EXPECT_EQ((void*)ours.calloc, (void*)calloc);
	EXPECT_EQ((void*)ours.realloc, (void*)realloc);
	EXPECT_EQ((void*)ours.reallocarray, (void*)reallocarray);
	EXPECT_EQ((void*)ours.memalign, (void*)memalign);
	EXPECT_EQ((void*)ours.aligned_alloc, (void*)aligned_alloc);
	EXPECT_EQ((void*)ours.posix_memalign, (void*)posix_memalign);
	EXPECT_EQ((void*)ours.valloc, (void*)valloc);
	EXPECT_EQ((void*)ours.pvalloc, (void*)pvalloc);
	EXPECT_EQ((void*)ours.malloc_usable_size, (void*)malloc_usable_size);
}


TEST_F(Comparison, Malloc)
{
	for (size_t size : SIZES) {
		compare("malloc " + std::to_string(size), [=](const malloc_family& family) {
			errno = 0;
			void* memory = family.malloc(size);
			return outcome(family, memory, errno, size);
		});
	}
}


TEST_F(Comparison, Calloc)
{
	for (size_t size : SIZES) {
		for (size_t count : { size_t{0}, size_t{1}, size_t{2}, size_t{3},
				SIZE_MAX / 2, SIZE_MAX / 3 + 1, SIZE_MAX }) {
			const size_t whole = count * size;
			if (is_costly(count, size))
				continue;
			compare("calloc " + std::to_string(count) + ", "
					+ std::to_string(size), [=](const malloc_family& family) {
				errno = 0;
				auto memory = (char*)family.calloc(count, size);
				const int error = errno;
				std::string zeros;
				if (memory != nullptr) {
					const size_t usable = family.malloc_usable_size(memory);
					for (size_t i = 0; i < usable; i++) {
						if (memory[i] != 0)
							return "not 0 at " + std::to_string(i);
					}
				}
				return outcome(family, memory, error, whole);
			});
		}
	}
}


TEST_F(Comparison, Realloc)
{
	for (size_t from : { size_t{0}, size_t{10}, size_t{100}, size_t{1000},
			size_t{2000}, size_t{8192}, size_t{20000}, size_t{300000} }) {
		for (size_t size : SIZES) {
			compare("realloc " + std::to_string(from) + ", "
					+ std::to_string(size), [=](const malloc_family& family) {
				filled_memory piece;
				piece.fill(family.malloc(from), from, 42);
				errno = 0;
				void* memory = family.realloc(piece.address, size);
				const int error = errno;
				if (memory == nullptr && size != 0) {
					/* As before. */
					if (!piece.is_whole())
						return std::string("changed");
					return "null, and the memory is as it was: "
						+ outcome(family, piece.address, error, from);
				}
				piece.address = (unsigned char*)memory;
				if (memory != nullptr && !piece.is_whole(std::min(from, size)))
					return std::string("moved, but not what it held");
				return outcome(family, memory, error, size);
			});
		}
	}
	for (size_t size : SIZES) {
		compare("realloc null, " + std::to_string(size),
				[=](const malloc_family& family) {
			errno = 0;
			void* memory = family.realloc(nullptr, size);
			return outcome(family, memory, errno, size);
		});
	}
}


TEST_F(Comparison, Reallocarray)
{
	for (size_t size : SIZES) {
		for (size_t count : { size_t{0}, size_t{1}, size_t{3}, SIZE_MAX / 2,
				SIZE_MAX }) {
			const size_t whole = count * size;
			if (is_costly(count, size))
				continue;
			compare("reallocarray " + std::to_string(count) + ", "
					+ std::to_string(size), [=](const malloc_family& family) {
				void* before = family.malloc(10);
				errno = 0;
				void* memory = family.reallocarray(before, count, size);
				const int error = errno;
				if (memory == nullptr && whole != 0)
					family.free(before);
				return outcome(family, memory, error, whole);
			});
		}
	}
}


TEST_F(Comparison, AlignedAllocation)
{
	for (size_t alignment : { size_t{0}, size_t{1}, size_t{3}, size_t{4},
			size_t{8}, size_t{16}, size_t{24}, size_t{32}, size_t{64},
			size_t{100}, size_t{4096}, size_t{1} << 20,
			SIZE_MAX / 2 + 1, SIZE_MAX / 2 + 2, SIZE_MAX }) {
		/* Rounded up to a power of two. */
		size_t rounded = 1;
		while (rounded < alignment && rounded <= 1 << 20)
			rounded *= 2;
		for (size_t size : SIZES) {
			const std::string arguments = " " + std::to_string(alignment) + ", "
				+ std::to_string(size);
			compare("memalign" + arguments, [=](const malloc_family& family) {
				errno = 0;
				void* memory = family.memalign(alignment, size);
				return outcome(family, memory, errno, size, rounded);
			});
			compare("aligned_alloc" + arguments, [=](const malloc_family& family) {
				errno = 0;
				void* memory = family.aligned_alloc(alignment, size);
				return outcome(family, memory, errno, size, rounded);
			});
			compare("posix_memalign" + arguments, [=](const malloc_family& family) {
				void* memory = (void*)&family;
				const int error = family.posix_memalign(&memory, alignment, size);
				if (error != 0) {
					return "error " + std::to_string(error)
						+ (memory == &family ? "" : ", but a result");
				}
				return outcome(family, memory, 0, size, rounded);
			});
		}
	}
}


TEST_F(Comparison, PageAlignedAllocation)
{
	for (size_t size : SIZES) {
		compare("valloc " + std::to_string(size), [=](const malloc_family& family) {
			errno = 0;
			void* memory = family.valloc(size);
			return outcome(family, memory, errno, size, 4096);
		});
		compare("pvalloc " + std::to_string(size), [=](const malloc_family& family) {
			errno = 0;
			void* memory = family.pvalloc(size);
			const int error = errno;
			if (memory != nullptr && family.malloc_usable_size(memory) < 4096
				&& size != 0)
				return std::string("no whole page");
			return outcome(family, memory, error, size, 4096);
		});
	}
}


/* POSIX: the error is the result; errno has no part in it. */
TEST(PosixMemalign, LeavesErrnoAlone)
{
	void* memory;
	errno = 4711;
	EXPECT_EQ(posix_memalign(&memory, 3, 10), EINVAL);
	EXPECT_EQ(posix_memalign(&memory, 64, PTRDIFF_MAX), ENOMEM);
	EXPECT_EQ(posix_memalign(&memory, 64, 10), 0);
	EXPECT_EQ(errno, 4711);
	free(memory);
}


TEST_F(Comparison, UsableSizeOfTheSameMemory)
{
	EXPECT_EQ(malloc_usable_size(nullptr), 0u);
	for (size_t size = 0; size < 300000; size += 1 + size / 50) {
		for (size_t alignment : { 16, 64, 4096 }) {
			for (const malloc_family& family : { ours, hosts }) {
				void* memory = family.memalign(alignment, size);
				ASSERT_NE(memory, nullptr);
				ASSERT_EQ(ours.malloc_usable_size(memory),
					hosts.malloc_usable_size(memory)) << size;
				family.free(memory);
			}
		}
	}
}


/* Whoever allocated it and whoever frees it: it is one heap. */
TEST_F(Comparison, FreeingEachOthersMemory)
{
	random_numbers random(1);
	std::vector<filled_memory> pieces(500);
	for (int i = 0; i < 200000; i++) {
		const malloc_family& family = random(2) == 0 ? ours : hosts;
		filled_memory& piece = pieces[random(pieces.size())];
		if (piece.address != nullptr)
			ASSERT_TRUE(piece.is_whole());
		family.free(piece.address);
		const size_t size = random(i % 100 == 0 ? 200000 : 2500);
		void* memory = family.malloc(size);
		ASSERT_NE(memory, nullptr);
		piece.fill(memory, random(2) ? hosts.malloc_usable_size(memory) : size, i);
	}
	for (filled_memory& piece : pieces)
		hosts.free(piece.address);
}
