#include "interrupted.h"

#include <atomic>
#include <filesystem>
#include <random>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../common/child_process.h"
#include "signal_timer.h"

namespace {

/* How often a call is interrupted, and how long it is left alone at most before
 * the next interruption: several times as long as it takes, in nanoseconds. A
 * fork that is interrupted starts again. */
struct rate {
	unsigned	interruptions;
	unsigned	longest_pause;
};

constexpr rate RATES[] = {
	{ 1000, 50'000 },		/* SHORT */
	{ 100, 3'000'000 },		/* FORKING */
	{ 200, 50'000 }			/* WAITING */
};

const interrupted_call* sTested;
place sPlaces[2];
signal_timer sTimer;
std::minstd_rand sRandom;

std::atomic<bool> sInCall;
std::atomic<unsigned> sHandled;
std::atomic<unsigned> sHandledInCall;
std::atomic<unsigned> sWrongInHandler;
std::atomic<int> sErrorInHandler;
std::atomic<unsigned> sExtraSignals;

void
interrupt_soon()
{
	sTimer.start(1 + sRandom() % RATES[sTested->kind].longest_pause);
}

void
make_the_same_call(int)
{
	const int savedError = errno;
	const bool inCall = sInCall;
	if (!sTested->call(sPlaces[1])) {
		sErrorInHandler = errno;
		sWrongInHandler++;
	}
	errno = savedError;
	sHandledInCall += inCall;
	sHandled++;
	interrupt_soon();
}

void
count_extra_signal(int)
{
	sExtraSignals++;
}

/* A process with one thread would be too easy: some functions do more when there
 * are others. */
void*
do_nothing(void*)
{
	for (;;)
		pause();
}

void
start_idle_thread()
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	pthread_t idle;
	ASSERT_EQ(pthread_create(&idle, nullptr, do_nothing, nullptr), 0);
	pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void
make_place(place& here, int who, const char* top, bool opensTerminal)
{
	here.who = who;
	snprintf(here.folder, sizeof(here.folder), "%s/%d", top, who);
	snprintf(here.file, sizeof(here.file), "%s/file", here.folder);
	snprintf(here.other, sizeof(here.other), "%s/other", here.folder);
	ASSERT_EQ(mkdir(here.folder, 0700), 0);
	here.descriptor = open(here.file, O_RDWR | O_CREAT, 0600);
	ASSERT_GE(here.descriptor, 0);
	ASSERT_EQ(write(here.descriptor, CONTENT, CONTENT_SIZE), CONTENT_SIZE);
	struct stat state;
	ASSERT_EQ(fstat(here.descriptor, &state), 0);
	here.inode = state.st_ino;
	here.signal = who == 0 ? SIGWINCH : SIGURG;
	here.terminal = -1;
	if (opensTerminal) {
		const int master = posix_openpt(O_RDWR | O_NOCTTY);
		ASSERT_GE(master, 0);
		ASSERT_EQ(grantpt(master), 0);
		ASSERT_EQ(unlockpt(master), 0);
		here.terminal = open(ptsname(master), O_RDWR | O_NOCTTY);
		ASSERT_GE(here.terminal, 0);
	}
}

/* SIGUSR1 does not interrupt SIGUSR2's handler: it would inherit its mask. */
void
catch_signal(int signal, void (*handler)(int), int blocked)
{
	struct sigaction action = {};
	action.sa_handler = handler;
	sigaddset(&action.sa_mask, blocked);
	/* wait() and the like are to go on. */
	action.sa_flags = SA_RESTART;
	ASSERT_EQ(sigaction(signal, &action, nullptr), 0);
}

void
make_interrupted_calls(const interrupted_call& tested, const char* top)
{
	sTested = &tested;
	sRandom.seed(getpid());
	for (int who = 0; who < 2; who++) {
		make_place(sPlaces[who], who, top, tested.opens_terminal);
		if (testing::Test::HasFatalFailure())
			return;
	}
	if (tested.prepare != nullptr)
		tested.prepare();
	catch_signal(SIGUSR1, make_the_same_call, SIGUSR1);
	catch_signal(SIGUSR2, count_extra_signal, SIGUSR1);
	start_idle_thread();
	sTimer.create(SIGUSR1);
	signal_timer extraTimer;
	extraTimer.create(SIGUSR2);
	const rate& wanted = RATES[tested.kind];
	if (tested.kind == WAITING)
		extraTimer.start(wanted.longest_pause, true);

	unsigned wrong = 0;
	int error = 0;
	interrupt_soon();
	while (sHandledInCall < wanted.interruptions) {
		sInCall = true;
		const bool right = tested.call(sPlaces[0]);
		sInCall = false;
		if (!right) {
			error = errno;
			wrong++;
		}
	}
	sTimer.stop();
	extraTimer.stop();

	EXPECT_EQ(wrong, 0u) << "interrupted calls; errno " << error;
	EXPECT_EQ(sWrongInHandler, 0u) << "of " << sHandled
		<< " calls in the handler; errno " << sErrorInHandler;
	if (tested.finish != nullptr) {
		EXPECT_TRUE(tested.finish());
	}
}

}	/* namespace */

void
test_interrupted(const interrupted_call& tested)
{
	char top[] = "/tmp/libroot-async-safe-XXXXXX";
	ASSERT_NE(mkdtemp(top), nullptr);
	in_child([&] { make_interrupted_calls(tested, top); });
	std::filesystem::remove_all(top);
}

unsigned
arrived_extra_signals()
{
	return sExtraSignals;
}
