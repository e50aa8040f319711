/* A library that handles SIGUSR1 by counting. Built as a legacy binary, its
 * handler is a BeOS one, which may ignore its second and third argument. */
#include <signal.h>

static volatile unsigned long handled;

static void
count(int signal)
{
	(void)signal;
	handled++;
}

int
install_counting_handler(void)
{
	struct sigaction action = { 0 };
	action.sa_handler = count;
	return sigaction(SIGUSR1, &action, 0);
}

unsigned long
handled_signals(void)
{
	return handled;
}
