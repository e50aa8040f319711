/* Sets made by the library that the code is compiled for. */
#ifndef _TESTS_SET_OF_H
#define _TESTS_SET_OF_H

#include <signal.h>

/* The set of one signal; async-signal-safe. */
inline sigset_t
set_of(int signal)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, signal);
	return set;
}

#endif	/* _TESTS_SET_OF_H */
