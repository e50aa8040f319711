#include "host_side.h"

#include <stdlib.h>
#include <string.h>

#include "signal_names.h"

int
number_on_host(const char* name)
{
	for (const named_signal& signal : named_signals) {
		if (strcmp(signal.name, name) == 0)
			return signal.number;
	}
	return 0;
}

int
lowest_realtime_on_host()
{
	return SIGRTMIN;
}

int
highest_realtime_on_host()
{
	return SIGRTMAX;
}

void
abort_on_host()
{
	abort();
}
