#include <signal_functions.h>
#include <symbol_versions.h>

#include "signal_texts.h"

#define UNUSED	"Unused signal"

/* BSD: the texts of all signals, by number. */
extern "C" LIBROOT_EXPORT const char* const __sys_siglist[NSIG] = {
	SIGNAL_TEXTS,
	[SIGBUS] = "Bus error",
	[SIGRESERVED1] = "Reserved signal 1",
	[SIGRESERVED2] = "Reserved signal 2",
	[33] = "Realtime signal 0",
	[34] = "Realtime signal 1",
	[35] = "Realtime signal 2",
	[36] = "Realtime signal 3",
	[37] = "Realtime signal 4",
	[38] = "Realtime signal 5",
	[39] = "Realtime signal 6",
	[40] = "Realtime signal 7",
	/* Numbers without a signal: programs walk through the whole table. */
	[41] = UNUSED,
	[42] = UNUSED,
	[43] = UNUSED,
	[44] = UNUSED,
	[45] = UNUSED,
	[46] = UNUSED,
	[47] = UNUSED,
	[48] = UNUSED,
	[49] = UNUSED,
	[50] = UNUSED,
	[51] = UNUSED,
	[52] = UNUSED,
	[53] = UNUSED,
	[54] = UNUSED,
	[55] = UNUSED,
	[56] = UNUSED,
	[57] = UNUSED,
	[58] = UNUSED,
	[59] = UNUSED,
	[60] = UNUSED,
	[61] = UNUSED,
	[62] = UNUSED,
	[63] = UNUSED,
	[64] = UNUSED
};

CURRENT_VERSION(__sys_siglist, sys_siglist);
