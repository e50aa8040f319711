// sigfastblock(): the results and errors of FreeBSD's manual, each case of it.
// A thread has one word at most, so each test has a thread of its own.
#include "sections_test.h"

#include <dlfcn.h>
#include <limits.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../../headers/private/signal_deferral.h"

static const size_t PAGE = sysconf(_SC_PAGESIZE);

static uint32_t*
new_page()
{
	return (uint32_t*)mmap(nullptr, PAGE, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static int
set(void* word)
{
	return error_of(sigfastblock(SIGFASTBLOCK_SETPTR, word));
}

static int
unset()
{
	return error_of(sigfastblock(SIGFASTBLOCK_UNSETPTR, nullptr));
}

static int
unblock()
{
	return error_of(sigfastblock(SIGFASTBLOCK_UNBLOCK, nullptr));
}


TEST(FastBlockErrors, NumbersAreFreeBSDs)
{
	EXPECT_EQ(SIGFASTBLOCK_SETPTR, 1);
	EXPECT_EQ(SIGFASTBLOCK_UNBLOCK, 2);
	EXPECT_EQ(SIGFASTBLOCK_UNSETPTR, 3);
	EXPECT_EQ(SIGFASTBLOCK_PEND, 0x1);
	EXPECT_EQ(SIGFASTBLOCK_FLAGS, 0xf);
	EXPECT_EQ(SIGFASTBLOCK_INC, 0x10);
}

TEST(FastBlockErrors, SymbolIsInThePrivateNodeOnly)
{
	void* inNode = dlvsym(RTLD_DEFAULT, "__sys_fast_sigblock",
		"LIBROOT_PRIVATE");
	ASSERT_NE(inNode, nullptr) << dlerror();
	EXPECT_EQ(inNode, (void*)sigfastblock);
	EXPECT_EQ(dlsym(RTLD_DEFAULT, "sigfastblock"), nullptr);
	for (const char* node : { "LIBROOT_BASE", "LIBROOT_1_ALPHA4" })
		EXPECT_EQ(dlvsym(RTLD_DEFAULT, "__sys_fast_sigblock", node), nullptr);
}

TEST(FastBlockErrors, SetAndUnsetSucceedAgainAndAgain)
{
	in_new_thread([] {
		uint32_t words[2] = {};
		for (int i = 0; i < 4; i++) {
			EXPECT_EQ(set(&words[i % 2]), 0);
			EXPECT_EQ(unset(), 0);
		}
		EXPECT_EQ(words[0], 0u);
		EXPECT_EQ(words[1], 0u);
	});
}

TEST(FastBlockErrors, SecondSetIsBusyAndTheFirstStays)
{
	in_new_thread([] {
		uint32_t first = 0;
		uint32_t second = 0;
		ASSERT_EQ(set(&first), 0);
		EXPECT_EQ(set(&second), EBUSY);
		EXPECT_EQ(set(&first), EBUSY);
		// Before the alignment is looked at.
		EXPECT_EQ(set((char*)&second + 1), EBUSY);
		// It is the first word that the calls below look at.
		second = SIGFASTBLOCK_INC;
		EXPECT_EQ(unset(), 0);
	});
}

TEST(FastBlockErrors, EveryMisalignmentIsInvalid)
{
	in_new_thread([] {
		uint32_t words[2] = {};
		for (int offset = 1; offset < 4; offset++)
			EXPECT_EQ(set((char*)words + offset), EINVAL) << offset;
		EXPECT_EQ(unset(), EINVAL) << "nothing was registered";
	});
}

TEST(FastBlockErrors, WordThatCannotBeUsedIsAFault)
{
	in_new_thread([] {
		EXPECT_EQ(set(nullptr), EFAULT);
		uint32_t* page = new_page();
		ASSERT_EQ(mprotect(page, PAGE, PROT_READ), 0);
		EXPECT_EQ(set(page), EFAULT) << "read only";
		ASSERT_EQ(munmap(page, PAGE), 0);
		EXPECT_EQ(set(page), EFAULT) << "not mapped";
		EXPECT_EQ(unset(), EINVAL) << "nothing was registered";
	});
}

TEST(FastBlockErrors, NothingIsPossibleWithoutAWord)
{
	in_new_thread([] {
		EXPECT_EQ(unset(), EINVAL);
		EXPECT_EQ(unblock(), EINVAL);
		uint32_t word = 0;
		ASSERT_EQ(set(&word), 0);
		ASSERT_EQ(unset(), 0);
		EXPECT_EQ(unset(), EINVAL);
		EXPECT_EQ(unblock(), EINVAL);
	});
}

TEST(FastBlockErrors, UnblockWantsExactlyThePendBit)
{
	in_new_thread([] {
		uint32_t word = 0;
		ASSERT_EQ(set(&word), 0);
		for (uint32_t value : { 0x0u, 0x2u, 0x3u, 0x10u, 0x11u, 0x20u,
				0x80000001u, 0xffffffffu }) {
			word = value;
			EXPECT_EQ(unblock(), EBUSY) << std::hex << value;
			EXPECT_EQ(word, value);
		}
		word = SIGFASTBLOCK_PEND;
		EXPECT_EQ(unblock(), 0);
		EXPECT_EQ(word, 0u);
		EXPECT_EQ(unblock(), EBUSY) << "nothing is pending any more";
		EXPECT_EQ(unset(), 0);
	});
}

TEST(FastBlockErrors, UnsetWantsNoCount)
{
	in_new_thread([] {
		uint32_t word = 0;
		ASSERT_EQ(set(&word), 0);
		for (uint32_t value : { 0x2u, 0x10u, 0x11u, 0xffffffffu }) {
			word = value;
			EXPECT_EQ(unset(), EBUSY) << std::hex << value;
			EXPECT_EQ(word, value);
			EXPECT_EQ(set(&word), EBUSY) << "still registered";
		}
		word = SIGFASTBLOCK_PEND;
		EXPECT_EQ(unset(), 0);
		EXPECT_EQ(unset(), EINVAL);
	});
}

// FreeBSD forgets the word then, so that the thread can go on.
TEST(FastBlockErrors, WordThatVanishedIsAFaultOnce)
{
	in_new_thread([] {
		for (auto call : { unblock, unset }) {
			uint32_t* page = new_page();
			ASSERT_EQ(set(page), 0);
			ASSERT_EQ(munmap(page, PAGE), 0);
			EXPECT_EQ(call(), EFAULT);
			EXPECT_EQ(call(), EINVAL);
		}
	});
}

TEST(FastBlockErrors, OtherCommandsAreInvalid)
{
	in_new_thread([] {
		uint32_t word = 0;
		for (int command : { 0, 4, -1, INT_MAX, INT_MIN })
			EXPECT_EQ(error_of(sigfastblock(command, &word)), EINVAL) << command;
		EXPECT_EQ(unset(), EINVAL) << "nothing was registered";
		ASSERT_EQ(set(&word), 0);
		for (int command : { 0, 4, -1, INT_MAX, INT_MIN })
			EXPECT_EQ(error_of(sigfastblock(command, &word)), EINVAL) << command;
		EXPECT_EQ(unset(), 0);
	});
}

TEST(FastBlockErrors, EachThreadHasItsOwnWord)
{
	in_new_thread([] {
		uint32_t word = 0;
		ASSERT_EQ(set(&word), 0);
		in_new_thread([] {
			EXPECT_EQ(unset(), EINVAL) << "not inherited";
			uint32_t other = 0;
			EXPECT_EQ(set(&other), 0);
			EXPECT_EQ(unset(), 0);
		});
		EXPECT_EQ(unset(), 0);
	});
}

TEST(FastBlockErrors, ErrnoIsKeptOnSuccess)
{
	in_new_thread([] {
		uint32_t word = 0;
		errno = 1234;
		EXPECT_EQ(sigfastblock(SIGFASTBLOCK_SETPTR, &word), 0);
		word = SIGFASTBLOCK_PEND;
		EXPECT_EQ(sigfastblock(SIGFASTBLOCK_UNBLOCK, nullptr), 0);
		EXPECT_EQ(sigfastblock(SIGFASTBLOCK_UNSETPTR, nullptr), 0);
		EXPECT_EQ(errno, 1234);
	});
}
