/* What programs commonly write with these types, as C. */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

static void
handler(int signal, siginfo_t *info, void *context)
{
	(void)signal;
	(void)info;
	(void)context;
}

/* Static storage: only constant expressions may stand here. */
static struct sigaction with_info = {
	.sa_sigaction = handler, .sa_flags = SA_SIGINFO
};
static struct sigaction plain = { .sa_handler = SIG_IGN };

int sum_of_c_idioms(void);

int
sum_of_c_idioms(void)
{
	union sigval value;
	struct sigevent event;
	siginfo_t info;

	memset(&event, 0, sizeof(event));
	memset(&info, 0, sizeof(info));
	value.sival_int = 7;
	event.sigev_value = value;
	event.sigev_notify = SIGEV_SIGNAL;
	info.si_value = event.sigev_value;

	return plain.sa_handler == SIG_IGN && WIFSIGNALED(SIGBUS << 8)
		? with_info.sa_flags + info.si_value.sival_int : 0;
}
