#include <signal.h>
#include <string.h>

#include "carriers.h"

static volatile sig_atomic_t counts[65];

static void
count(int signal)
{
	counts[signal] = counts[signal] + 1;
}

extern "C" int
host_install_counter(int hostSignal)
{
	struct sigaction action;
	memset(&action, 0, sizeof(action));
	action.sa_handler = count;
	return sigaction(hostSignal, &action, nullptr);
}

extern "C" int
host_signal_count(int hostSignal)
{
	return counts[hostSignal];
}

extern "C" int
host_raise(int hostSignal)
{
	return raise(hostSignal);
}
