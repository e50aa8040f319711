// What programs commonly write with these types, as C++ of today.
#include <gtest/gtest.h>

#include <cerrno>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <ucontext.h>

extern "C" int sum_of_c_idioms(void);

namespace {

void
plain_handler(int)
{
}


void
handler_with_info(int, siginfo_t*, void*)
{
}

}	// namespace


TEST(Idioms, DesignatedInitializersOfSigaction)
{
	struct sigaction plain = { .sa_handler = plain_handler, .sa_mask = 0,
		.sa_flags = SA_RESTART, .sa_userdata = nullptr };
	struct sigaction with_info = { .sa_sigaction = handler_with_info,
		.sa_mask = 0, .sa_flags = SA_SIGINFO, .sa_userdata = nullptr };
	EXPECT_EQ(plain.sa_handler, plain_handler);
	EXPECT_EQ(with_info.sa_sigaction, handler_with_info);
	EXPECT_EQ(SA_SIGINFO, with_info.sa_flags);
}


TEST(Idioms, ValueInitialization)
{
	sigset_t set {};
	struct sigaction action {};
	siginfo_t info {};
	EXPECT_EQ(0u, set);
	EXPECT_EQ(SIG_DFL, action.sa_handler);
	EXPECT_EQ(0, info.si_value.sival_int);
}


TEST(Idioms, RegistersOfAContext)
{
	ucontext_t context {};
#ifdef __i386__
	context.uc_mcontext.eip = 1;
	EXPECT_EQ(1u, ((vregs*)&context.uc_mcontext)->eip);
#else
	context.uc_mcontext.rip = 1;
	EXPECT_EQ(1u, ((vregs*)&context.uc_mcontext)->rip);
#endif
}


TEST(Idioms, OverlaidFunctionsTakeOurSet)
{
	int (*select_function)(int, fd_set*, fd_set*, fd_set*, const timespec*,
		const sigset_t*) = pselect;
	int (*poll_function)(pollfd*, nfds_t, const timespec*, const sigset_t*)
		= ppoll;
	int (*spawn_function)(posix_spawnattr_t*, const sigset_t*)
		= posix_spawnattr_setsigmask;
	int (*thread_function)(pthread_attr_t*, const sigset_t*)
		= pthread_attr_setsigmask_np;
	EXPECT_TRUE(select_function && poll_function && spawn_function
		&& thread_function);
}


TEST(Idioms, OfC)
{
	EXPECT_EQ(0x40 + 7, sum_of_c_idioms());
}
