#include "kernel_calls.h"

#include <dlfcn.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

static kernel_handler handlers[65];

static void
handle(int signal, siginfo_t* info, void* context)
{
	uint64_t mask;
	memcpy(&mask, &((ucontext_t*)context)->uc_sigmask, sizeof(mask));
	handlers[signal](signal, info->si_value.sival_int, &mask);
	memcpy(&((ucontext_t*)context)->uc_sigmask, &mask, sizeof(mask));
}

/* The C library's own, which libroot has in its place for everybody else. */
template<typename Function>
static Function*
function_of_host(Function*, const char* name)
{
	static void* const library = dlopen("libc.so.6", RTLD_NOW | RTLD_NOLOAD);
	return (Function*)dlsym(library, name);
}

void
kernel_set_action(int signal, kernel_handler handler, uint64_t mask,
	bool nodefer, bool resethand)
{
	static const auto set_action = function_of_host(sigaction, "sigaction");
	handlers[signal] = handler;
	struct sigaction action = {};
	if (handler == nullptr)
		action.sa_handler = SIG_DFL;
	else
		action.sa_sigaction = handle;
	action.sa_flags = SA_SIGINFO | (nodefer ? SA_NODEFER : 0)
		| (resethand ? (int)SA_RESETHAND : 0);
	memcpy(&action.sa_mask, &mask, sizeof(mask));
	set_action(signal, &action, nullptr);
}

bool
kernel_send(bool toThread, int signal, int value)
{
	siginfo_t info = {};
	info.si_signo = signal;
	info.si_code = SI_QUEUE;
	info.si_pid = getpid();
	info.si_uid = getuid();
	info.si_value.sival_int = value;
	return (toThread ? syscall(SYS_rt_tgsigqueueinfo, getpid(),
			syscall(SYS_gettid), signal, &info)
		: syscall(SYS_rt_sigqueueinfo, getpid(), signal, &info)) == 0;
}

uint64_t
kernel_pending()
{
	uint64_t set = 0;
	syscall(SYS_rt_sigpending, &set, sizeof(set));
	return set;
}

void
kernel_suspend(uint64_t mask)
{
	syscall(SYS_rt_sigsuspend, &mask, sizeof(mask));
}

int
kernel_take(uint64_t set, int& value)
{
	siginfo_t info = {};
	const struct timespec now = { 0, 0 };
	const long signal
		= syscall(SYS_rt_sigtimedwait, &set, &info, &now, sizeof(set));
	value = signal > 0 ? info.si_value.sival_int : 0;
	return signal > 0 ? signal : 0;
}
