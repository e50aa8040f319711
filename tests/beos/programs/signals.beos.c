/* The signal functions as R5's headers have them: a 32-bit signed set, changed
 * by inline functions, handlers with user data and registers by value, SIGBUS as
 * SIGSEGV; in the main thread and in spawned ones. Prints what it sees. */
typedef int thread_id;
typedef long sigset_t;

/* R5's <signal.h>; the registers begin with eip, eflags, eax. */
typedef struct {
	long	eip, eflags, eax;
	char	rest[548];
} vregs;

struct sigaction {
	void		(*sa_handler)(int, void*, vregs);
	sigset_t	sa_mask;
	int			sa_flags;
	void*		sa_userdata;
};

enum { SIGINT = 2, SIGCHLD = 5, SIGSEGV = 11, SIGCONT = 12, SIGALRM = 14,
	SIGUSR1 = 18, SIGUSR2 = 19 };
enum { SIG_BLOCK = 1, SIG_UNBLOCK = 2, SIG_SETMASK = 3 };

extern int printf(const char* format, ...);
extern int fflush(void* stream);
extern int sigaction(int signal, const struct sigaction* action,
	struct sigaction* old);
extern int sigprocmask(int how, const sigset_t* set, sigset_t* old);
extern int sigpending(sigset_t* set);
extern int sigsuspend(const sigset_t* mask);
extern int kill(int team, int signal);
extern int raise(int signal);
extern unsigned alarm(unsigned seconds);
extern int pause(void);
extern int send_signal(thread_id thread, unsigned signal);
extern thread_id spawn_thread(int (*function)(void*), const char* name,
	int priority, void* data);
extern int resume_thread(thread_id thread);
extern int wait_for_thread(thread_id thread, int* status);
extern int snooze(long long time);
extern int* _errnop(void);

/* The R5 setjmp() is a macro. */
typedef struct { int registers[6]; int saved; sigset_t mask; } jmp_buf[1];
extern int __sigsetjmp(jmp_buf environment, int savemask)
	__attribute__((returns_twice));
extern void siglongjmp(jmp_buf environment, int value)
	__attribute__((noreturn));

static inline void
sigaddset(sigset_t* set, int signal)
{
	*set |= 1L << (signal - 1);
}

static inline thread_id
own_id(void)
{
	thread_id id;
	__asm__ volatile("movl %%fs:4, %0" : "=r"(id));
	return id;
}

static volatile int seen_signal, seen_id, seen_data, handled;
static jmp_buf escape;

static void
handler(int signal, void* data, vregs registers)
{
	seen_signal = signal;
	seen_data = *(int*)data;
	seen_id = own_id();
	handled += registers.eip != 0;
}

static void
fault_handler(int signal, void* data, vregs registers)
{
	seen_signal = signal;
	seen_data = *(int*)data;
	(void)registers;
	siglongjmp(escape, 7);
}

static void
install(int signal, void (*function)(int, void*, vregs), int* data)
{
	struct sigaction action = { function, 0, 0, data };
	sigaction(signal, &action, 0);
}

static int
in_thread(void* data)
{
	/* Until the signal has come. */
	while (!handled)
		snooze(1000);
	printf("thread: signal %d data %d in %s\n", seen_signal, seen_data,
		seen_id == own_id() ? "it" : "another");
	return *(int*)data;
}

int
main(void)
{
	int data = 42;
	sigset_t set = 0, old = -1, pending;

	install(SIGUSR1, handler, &data);
	raise(SIGUSR1);
	printf("raised: signal %d data %d in %s\n", seen_signal, seen_data,
		seen_id == own_id() ? "main" : "another");

	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, &old);
	handled = 0;
	kill(own_id(), SIGUSR1);
	sigpending(&pending);
	printf("blocked: %d handled, old %lx, pending %lx\n", handled, old,
		pending);
	old = 0;
	const int result = sigsuspend(&old);
	printf("suspended: %d, errno %d, %d handled\n", result, *_errnop(),
		handled);
	sigprocmask(SIG_SETMASK, &old, &set);
	printf("mask %lx\n", set);

	install(SIGSEGV, fault_handler, &data);
	const int jumped = __sigsetjmp(escape, 1);
	if (jumped == 0)
		*(volatile int*)16 = 1;
	sigprocmask(SIG_BLOCK, 0, &set);
	printf("fault: signal %d, jumped %d, mask %lx\n", seen_signal, jumped, set);

	handled = 0;
	data = 43;
	fflush(0);
	thread_id thread = spawn_thread(in_thread, "receiver", 10, &data);
	resume_thread(thread);
	send_signal(thread, SIGUSR1);
	int status = -1;
	wait_for_thread(thread, &status);
	printf("thread ended with %d\n", status);

	install(SIGALRM, handler, &data);
	alarm(1);
	pause();
	printf("alarm: signal %d\n", seen_signal);
	return 0;
}
