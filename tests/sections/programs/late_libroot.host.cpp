/* A program of the host that loads libroot when it has long been running, so that
 * threads cannot remember their masks (kernel_glue/linux/program_signals.h). A
 * handler's section holds a signal, which the handler blocks before it leaves
 * the section: it has to come when the handler returns. The argument is
 * libroot. */
#include <dlfcn.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

/* libroot's own (headers/posix/libroot/signal_numbers.h and signal.h). */
constexpr int USR1 = 18;
constexpr int USR2 = 19;
constexpr int BLOCK = 1;

struct current_sigaction {
	void*		handler;
	uint64_t	mask;
	int			flags;
	void*		userdata;
};

static int (*enter_section)();
static int (*leave_section)();
static int (*change_mask)(int how, const uint64_t* set, uint64_t* old);
static int handled;

static uint64_t
kernel_mask()
{
	uint64_t mask = ~uint64_t{0};
	syscall(SYS_rt_sigprocmask, SIG_BLOCK, nullptr, &mask, sizeof(mask));
	return mask;
}

static void
send_to_myself(int signal)
{
	syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), signal);
}

static void
handle_held(int, void*, void*)
{
	handled++;
}

static void
handle(int, void*, void*)
{
	const uint64_t set = uint64_t{1} << (USR2 - 1);
	enter_section();
	send_to_myself(SIGUSR2);
	change_mask(BLOCK, &set, nullptr);
	leave_section();
	if (handled != 0)
		printf("delivered although it is blocked\n");
}

template<typename Function>
static void
look_up(Function*& function, void* library, const char* name)
{
	function = (Function*)dlvsym(library, name, "LIBROOT_1_ALPHA4");
}

int
main(int, char** arguments)
{
	void* library = dlopen(arguments[1], RTLD_NOW);
	if (library == nullptr) {
		printf("%s\n", dlerror());
		return 1;
	}
	int (*set_action)(int, const current_sigaction*, current_sigaction*);
	look_up(set_action, library, "sigaction");
	look_up(change_mask, library, "sigprocmask");
	look_up(enter_section, library, "sigblockall");
	look_up(leave_section, library, "sigunblockall");

	const current_sigaction held = { (void*)handle_held, 0, 0, nullptr };
	const current_sigaction holding = { (void*)handle, 0, 0, nullptr };
	if (set_action(USR2, &held, nullptr) != 0
		|| set_action(USR1, &holding, nullptr) != 0) {
		printf("sigaction() has failed\n");
		return 1;
	}
	send_to_myself(SIGUSR1);
	printf("handled %d, mask %llx\n", handled,
		(unsigned long long)kernel_mask());
	return 0;
}
