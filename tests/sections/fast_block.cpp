// sigfastblock(): what waits while the word says so, and when it is delivered.
#include "sections_test.h"

#include <sys/mman.h>
#include <sys/wait.h>

#include "../../headers/private/signal_deferral.h"
#include "../common/set_of.h"

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

namespace {

const size_t PAGE = sysconf(_SC_PAGESIZE);

// A registered word in a page of its own, which can go away.
volatile uint32_t*
register_page()
{
	void* page = mmap(nullptr, PAGE, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	EXPECT_EQ(sigfastblock(SIGFASTBLOCK_SETPTR, page), 0);
	return (volatile uint32_t*)page;
}

void
unmap(volatile uint32_t* word)
{
	ASSERT_EQ(munmap((void*)word, PAGE), 0);
}

int
unset_error()
{
	return error_of(sigfastblock(SIGFASTBLOCK_UNSETPTR, nullptr));
}

// What the handlers below have seen, in order.
std::vector<int> seen;
siginfo_t fault;
sigset_t mask_of_fault;
sigset_t mask_behind_fault;

void
note_signal(int signal, siginfo_t* info, void* context, void*)
{
	seen.push_back(signal);
	if (signal == SIGSEGV) {
		fault = *info;
		mask_of_fault = true_mask();
		mask_behind_fault = ((ucontext_t*)context)->uc_sigmask;
	}
}

class FastBlockWithoutItsWord : public testing::Test {
protected:
	void
	SetUp() override
	{
		seen.clear();
		install(SIGUSR1, note_signal);
		install(SIGSEGV, note_signal);
	}

	void
	TearDown() override
	{
		signal(SIGUSR1, SIG_DFL);
		signal(SIGSEGV, SIG_DFL);
	}
};

}	// namespace


// FreeBSD forgets the word, so that the thread can go on, and says so.
TEST_F(FastBlockWithoutItsWord, ArrivalIsDeliveredAndThenTheFault)
{
	in_new_thread([] {
		volatile uint32_t* word = register_page();
		unmap(word);
		const sigset_t mask = true_mask();
		errno = 1234;
		raise(SIGUSR1);
		EXPECT_EQ(errno, 1234);
		ASSERT_EQ(seen, (std::vector<int>{ SIGUSR1, SIGSEGV }));
		EXPECT_EQ(fault.si_code, SEGV_ACCERR);
		EXPECT_EQ(fault.si_addr, (void*)word);
		EXPECT_EQ(mask_behind_fault, mask);
		EXPECT_EQ(mask_of_fault, mask | set_of(SIGSEGV));
		EXPECT_EQ(true_mask(), mask);
		EXPECT_EQ(unset_error(), EINVAL) << "forgotten";

		raise(SIGUSR1);
		EXPECT_EQ(seen, (std::vector<int>{ SIGUSR1, SIGSEGV, SIGUSR1 }));
	});
}

TEST_F(FastBlockWithoutItsWord, DefaultActionOfTheFaultEndsTheProcess)
{
	const pid_t child = fork();
	if (child == 0) {
		signal(SIGSEGV, SIG_DFL);
		unmap(register_page());
		raise(SIGUSR1);
		_exit(0);
	}
	int status;
	ASSERT_EQ(waitpid(child, &status, 0), child);
	ASSERT_TRUE(WIFSIGNALED(status)) << status;
	EXPECT_EQ(WTERMSIG(status), SIGSEGV);
}

TEST_F(FastBlockWithoutItsWord, UnblockDeliversWhatItHeld)
{
	in_new_thread([] {
		const sigset_t mask = true_mask();
		volatile uint32_t* word = register_page();
		*word = *word + SIGFASTBLOCK_INC;
		raise(SIGUSR1);
		EXPECT_TRUE(seen.empty());
		unmap(word);
		EXPECT_EQ(error_of(sigfastblock(SIGFASTBLOCK_UNBLOCK, nullptr)), EFAULT);
		EXPECT_EQ(seen, std::vector<int>{ SIGUSR1 });
		EXPECT_EQ(true_mask(), mask);
	});
}

TEST_F(FastBlockWithoutItsWord, ChangeOfTheMaskDeliversWhatItHeld)
{
	in_new_thread([] {
		const sigset_t mask = true_mask();
		volatile uint32_t* word = register_page();
		*word = *word + SIGFASTBLOCK_INC;
		raise(SIGUSR1);
		unmap(word);
		const sigset_t other = set_of(SIGUSR2);
		sigprocmask(SIG_BLOCK, &other, nullptr);
		EXPECT_EQ(std::count(seen.begin(), seen.end(), SIGUSR1), 1);
		EXPECT_EQ(std::count(seen.begin(), seen.end(), SIGSEGV), 1);
		EXPECT_EQ(true_mask(), mask | other);
		EXPECT_EQ(unset_error(), EINVAL) << "forgotten";
		raise(SIGUSR1);
		EXPECT_EQ(seen.size(), 3u);
	});
}

// The thread that counts finds it out itself: that is the fault already.
TEST_F(FastBlockWithoutItsWord, FaultAtTheWordDeliversWhatItHeld)
{
	install(SIGSEGV, [](int signal, siginfo_t* info, void* context, void*) {
		note_signal(signal, info, context, nullptr);
		mmap((void*)((uintptr_t)info->si_addr & ~(PAGE - 1)), PAGE,
			PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1,
			0);
	});
	in_new_thread([] {
		const sigset_t mask = true_mask();
		volatile uint32_t* word = register_page();
		*word = *word + SIGFASTBLOCK_INC;
		raise(SIGUSR1);
		unmap(word);
		*word = *word - SIGFASTBLOCK_INC;
		EXPECT_EQ(seen, (std::vector<int>{ SIGSEGV, SIGUSR1 }));
		EXPECT_EQ(fault.si_code, SEGV_MAPERR);
		EXPECT_EQ(true_mask(), mask);
		EXPECT_EQ(unset_error(), EINVAL) << "forgotten";
		munmap((void*)word, PAGE);
	});
}

TEST_F(FastBlockWithoutItsWord, WordThatCannotBeWrittenHoldsNothing)
{
	in_new_thread([] {
		volatile uint32_t* word = register_page();
		// Nothing is to be written: it can stay.
		ASSERT_EQ(mprotect((void*)word, PAGE, PROT_READ), 0);
		raise(SIGUSR1);
		ASSERT_EQ(mprotect((void*)word, PAGE, PROT_READ | PROT_WRITE), 0);
		*word = *word + SIGFASTBLOCK_INC;
		raise(SIGUSR1);
		EXPECT_EQ(seen, std::vector<int>{ SIGUSR1 });
		*word = *word - SIGFASTBLOCK_INC;
		EXPECT_EQ(sigfastblock(SIGFASTBLOCK_UNBLOCK, nullptr), 0);

		*word = *word + SIGFASTBLOCK_INC;
		ASSERT_EQ(mprotect((void*)word, PAGE, PROT_READ), 0);
		seen.clear();
		raise(SIGUSR1);
		EXPECT_EQ(seen, std::vector<int>{ SIGUSR1 });
		EXPECT_EQ(unset_error(), EINVAL) << "forgotten";
		unmap(word);
	});
}
