#include <signal_functions.h>
#include <symbol_versions.h>

#include "signal_texts.h"

#define UNUSED	"Unused signal"

/* BSD: the texts of all signals, by number. */
extern "C" LIBROOT_EXPORT const char* const __sys_siglist[NSIG] = {
	SIGNAL_TEXTS,
	/* SIGBUS */ "Bus error",
	/* SIGRESERVED1 */ "Reserved signal 1",
	/* SIGRESERVED2 */ "Reserved signal 2",
	/* 33 */ "Realtime signal 0",
	/* 34 */ "Realtime signal 1",
	/* 35 */ "Realtime signal 2",
	/* 36 */ "Realtime signal 3",
	/* 37 */ "Realtime signal 4",
	/* 38 */ "Realtime signal 5",
	/* 39 */ "Realtime signal 6",
	/* 40 */ "Realtime signal 7",
	/* Numbers without a signal: programs walk through the whole table. */
	UNUSED, UNUSED, UNUSED, UNUSED, UNUSED, UNUSED, UNUSED, UNUSED,
	UNUSED, UNUSED, UNUSED, UNUSED, UNUSED, UNUSED, UNUSED, UNUSED,
	UNUSED, UNUSED, UNUSED, UNUSED, UNUSED, UNUSED, UNUSED, UNUSED
};

CURRENT_VERSION(__sys_siglist, sys_siglist);
