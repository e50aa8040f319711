/* A legacy executable, as BeOS-era programs were: all of it uses the old ABI.
 * Exits with the number of the first check that failed. With an argument it
 * loads that library, of any ABI, and calls its check_library(). */
#include <dlfcn.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHECK(condition) \
	do { \
		if (!(condition)) \
			_exit(__LINE__ % 200 + 1); \
	} while (0)

/* As BeOS's <kernel/OS.h> declared them. */
extern "C" {
int32_t find_thread(const char* name);
int32_t suspend_thread(int32_t thread);
int32_t resume_thread(int32_t thread);
int32_t kill_thread(int32_t thread);
}

static volatile int received;
static void* volatile received_userdata;
static sigjmp_buf environment;

static void
record(int signal, void* userdata, vregs)
{
	received = signal;
	received_userdata = userdata;
}

static void
leave(int, void*, vregs)
{
	siglongjmp(environment, 7);
}

static void
check_signals()
{
	int userdata;
	struct sigaction action;
	memset(&action, 0, sizeof(action));
	action.sa_handler = (__signal_func_ptr)(void*)record;
	action.sa_userdata = &userdata;
	CHECK(sigaction(SIGUSR1, &action, nullptr) == 0);
	CHECK(raise(SIGUSR1) == 0);
	CHECK(received == SIGUSR1 && received_userdata == &userdata);
	CHECK(signal(SIGUSR1, SIG_DFL) == action.sa_handler);

	sigset_t full;
	sigset_t saved;
	sigfillset(&full);
	CHECK(sigprocmask(SIG_SETMASK, &full, &saved) == 0 && saved == 0);
	CHECK(kill(getpid(), SIGUSR1) == 0);
	sigset_t pending;
	CHECK(sigpending(&pending) == 0 && sigismember(&pending, SIGUSR1) == 1);
	int taken = 0;
	CHECK(sigwait(&full, &taken) == 0 && taken == SIGUSR1);
	CHECK(sigprocmask(SIG_SETMASK, &saved, nullptr) == 0);

	signal(SIGHUP, (__signal_func_ptr)(void*)leave);
	const int value = sigsetjmp(environment, 1);
	if (value == 0) {
		raise(SIGHUP);
		CHECK(false);
	}
	CHECK(value == 7);
	CHECK(sigprocmask(SIG_BLOCK, nullptr, &pending) == 0 && pending == 0);
}

static void
check_children()
{
	const pid_t child = fork();
	if (child == 0) {
		kill(getpid(), SIGSEGV);
		_exit(0);
	}
	int status = 0;
	CHECK(waitpid(child, &status, 0) == child);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGBUS);
}

static int32_t volatile thread;

static void*
sleep_for_ever(void*)
{
	thread = find_thread(nullptr);
	for (;;)
		pause();
}

/* Functions that no legacy libroot had under a version of its own. */
static void
check_later_functions()
{
	signal(SIGUSR2, (__signal_func_ptr)(void*)record);
	CHECK(killpg(0, 0) == 0);
	CHECK(pthread_kill(pthread_self(), SIGUSR2) == 0 && received == SIGUSR2);
	CHECK(find_thread(nullptr) == getpid());
	pthread_t sleeper;
	CHECK(pthread_create(&sleeper, nullptr, sleep_for_ever, nullptr) == 0);
	while (thread == 0)
		usleep(100);
	CHECK(suspend_thread(thread) == 0);
	CHECK(resume_thread(thread) == 0);
	CHECK(kill_thread(thread) == 0);
	CHECK(pthread_join(sleeper, nullptr) == 0);
}

int
main(int count, char** arguments)
{
	alarm(60);
	check_signals();
	check_children();
	check_later_functions();
	if (count > 1) {
		void* library = dlopen(arguments[1], RTLD_NOW);
		CHECK(library != nullptr);
		int (*check)() = (int (*)())dlsym(library, "check_library");
		CHECK(check != nullptr);
		CHECK(check() == 0);
		check_signals();
		CHECK(dlclose(library) == 0);
		check_signals();
	}
	return 0;
}
