/* find_thread(). */
#include <sys/mman.h>
#include <sys/prctl.h>

#include "threads_test.h"

TEST(FindThread, Self)
{
	EXPECT_EQ(find_thread(nullptr), thread_number());
	worker thread([] { EXPECT_EQ(find_thread(nullptr), thread_number()); });
	thread.join();
}

class named_thread {
public:
	explicit
	named_thread(const char* name)
		:
		fThread([this, name] {
			prctl(PR_SET_NAME, name);
			fNamed = true;
			while (!fEnd)
				usleep(100);
		})
	{
		while (!fNamed)
			usleep(50);
	}

	~named_thread()
	{
		fEnd = true;
		fThread.join();
	}

	thread_id
	id() const
	{
		return fThread.id();
	}

private:
	std::atomic<bool>	fNamed = false;
	std::atomic<bool>	fEnd = false;
	worker				fThread;
};

class FindThreadByName : public testing::TestWithParam<const char*> {
};

TEST_P(FindThreadByName, IsFound)
{
	const char* name = GetParam();
	EXPECT_EQ(find_thread(name), B_NAME_NOT_FOUND);
	{
		named_thread thread(name);
		EXPECT_EQ(find_thread(name), thread.id());
	}
	EXPECT_EQ(find_thread(name), B_NAME_NOT_FOUND);
}

INSTANTIATE_TEST_SUITE_P(Threads, FindThreadByName, testing::Values("libroot-a",
	"with space", "paren) R (", "exactly15chars!", "longer-than-the-host-keeps-it"));

TEST(FindThread, PartOfANameIsNotTheName)
{
	named_thread thread("libroot-whole");
	EXPECT_EQ(find_thread("libroot-who"), B_NAME_NOT_FOUND);
	EXPECT_EQ(find_thread("libroot-whole-"), B_NAME_NOT_FOUND);
	EXPECT_EQ(find_thread("LIBROOT-WHOLE"), B_NAME_NOT_FOUND);
	EXPECT_EQ(find_thread("no-such-thread"), B_NAME_NOT_FOUND);
}

TEST(FindThread, ErrnoAndDescriptorsAreLeftAlone)
{
	errno = EDOM;
	const int before = dup(0);
	close(before);
	for (int i = 0; i < 10; i++)
		find_thread("no-such-thread");
	EXPECT_EQ(errno, EDOM);
	const int after = dup(0);
	close(after);
	EXPECT_EQ(before, after);
}

TEST(FindThread, BadPointer)
{
	EXPECT_EQ(find_thread((const char*)16), B_BAD_VALUE);
}

TEST(FindThread, NameAtTheEndOfMemory)
{
	char* pages = (char*)mmap(nullptr, 8192, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	ASSERT_NE(pages, MAP_FAILED);
	ASSERT_EQ(mprotect(pages + 4096, 4096, PROT_NONE), 0);
	named_thread thread("end");
	strcpy(pages + 4092, "end");
	EXPECT_EQ(find_thread(pages + 4092), thread.id());
}
