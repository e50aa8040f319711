// sigfastblock(): what waits while the word says so, and when it is delivered.
#include "sections_test.h"

#include "../../headers/private/signal_deferral.h"

namespace {

// The caller's side, as FreeBSD's run-time linker has it.
class fast_block {
public:
	fast_block()
	{
		EXPECT_EQ(sigfastblock(SIGFASTBLOCK_SETPTR, (void*)&fWord), 0);
	}

	~fast_block()
	{
		EXPECT_EQ(sigfastblock(SIGFASTBLOCK_UNSETPTR, nullptr), 0);
	}

	void
	enter()
	{
		asm volatile("addl %1, %0" : "+m"(fWord)
			: "i"(SIGFASTBLOCK_INC) : "memory", "cc");
	}

	// What UNBLOCK says; -2 if it was not needed.
	int
	leave()
	{
		asm volatile("subl %1, %0" : "+m"(fWord)
			: "i"(SIGFASTBLOCK_INC) : "memory", "cc");
		return fWord == SIGFASTBLOCK_PEND
			? sigfastblock(SIGFASTBLOCK_UNBLOCK, nullptr) : -2;
	}

	uint32_t
	word() const
	{
		return fWord;
	}

private:
	volatile uint32_t	fWord = 0;
};

}	// namespace


TEST(FastBlock, HoldsASignalBackUntilUnblock)
{
	count_signal(SIGUSR1);
	in_new_thread([] {
		fast_block block;
		raise(SIGUSR1);
		EXPECT_EQ(signals_counted, 1) << "outside";
		EXPECT_EQ(block.word(), 0u);

		block.enter();
		raise(SIGUSR1);
		EXPECT_EQ(signals_counted, 1) << "inside";
		EXPECT_EQ(block.word(), uint32_t(SIGFASTBLOCK_INC | SIGFASTBLOCK_PEND));
		EXPECT_EQ(block.leave(), 0);
		EXPECT_EQ(signals_counted, 2) << "before the return";
		EXPECT_EQ(block.word(), 0u);

		block.enter();
		EXPECT_EQ(block.leave(), -2) << "nothing has arrived";
	});
}

TEST(FastBlock, Nests)
{
	count_signal(SIGUSR1);
	in_new_thread([] {
		fast_block block;
		block.enter();
		block.enter();
		raise(SIGUSR1);
		EXPECT_EQ(block.leave(), -2);
		EXPECT_EQ(signals_counted, 0);
		EXPECT_EQ(block.leave(), 0);
		EXPECT_EQ(signals_counted, 1);
	});
}

TEST(FastBlock, UnregisteringDeliversWhatIsPending)
{
	count_signal(SIGUSR1);
	in_new_thread([] {
		volatile uint32_t word = SIGFASTBLOCK_INC;
		ASSERT_EQ(sigfastblock(SIGFASTBLOCK_SETPTR, (void*)&word), 0);
		raise(SIGUSR1);
		EXPECT_EQ(signals_counted, 0);
		word = word - SIGFASTBLOCK_INC;
		EXPECT_EQ(sigfastblock(SIGFASTBLOCK_UNSETPTR, nullptr), 0);
		EXPECT_EQ(signals_counted, 1);
	});
}

TEST(FastBlock, HoldsBackWhatWouldEndTheProcess)
{
	EXPECT_EQ(kernel_status_of_child([] {
		static fast_block block;
		block.enter();
		raise(SIGTERM);
		if (block.word() != (SIGFASTBLOCK_INC | SIGFASTBLOCK_PEND))
			return 1;
		block.leave();
		return 2;
	}), 15) << "the host's SIGTERM";
}

TEST(FastBlock, EndsInsideASection)
{
	count_signal(SIGUSR1);
	in_new_thread([] {
		fast_block block;
		block.enter();
		raise(SIGUSR1);
		EXPECT_EQ(sigblockall(), 1) << "nothing has arrived in this one";
		EXPECT_EQ(block.leave(), 0);
		EXPECT_EQ(signals_counted, 0) << "the section goes on";
		EXPECT_EQ(sigunblockall(), INT32_MIN);
		EXPECT_EQ(signals_counted, 1);
	});
}

TEST(FastBlock, BeginsInsideASection)
{
	count_signal(SIGUSR1);
	in_new_thread([] {
		fast_block block;
		EXPECT_EQ(sigblockall(), 1);
		raise(SIGUSR1);
		block.enter();
		EXPECT_EQ(sigunblockall(), INT32_MIN);
		EXPECT_EQ(signals_counted, 0) << "the word holds it back";
		EXPECT_EQ(block.word(), uint32_t(SIGFASTBLOCK_INC | SIGFASTBLOCK_PEND));
		EXPECT_EQ(block.leave(), 0);
		EXPECT_EQ(signals_counted, 1);
	});
}

// The memory is a copy, and the thread the same one (fork(2)).
TEST(FastBlock, IsInheritedByTheChildOfFork)
{
	count_signal(SIGUSR1);
	in_child([] {
		fast_block block;
		in_child([&] {
			block.enter();
			raise(SIGUSR1);
			EXPECT_EQ(signals_counted, 0);
			EXPECT_EQ(block.leave(), 0);
			EXPECT_EQ(signals_counted, 1);
		});
		EXPECT_EQ(signals_counted, 0);
	});
}
