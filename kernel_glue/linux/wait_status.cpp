#include <kernel_contract.h>

#include "signal_table.h"

extern "C" int
_kern_wait_status(int hostStatus)
{
	/* wait(2): a signal in the lower 7 bits, or 0x7f for a stop, whose signal
	 * is above, as an exit code would be; 0xffff for a continuation. */
	constexpr int SIGNAL = 0x7f;
	constexpr int CORE_DUMPED = 0x80;
	constexpr int CONTINUED = 0xffff;

	const int signal = hostStatus & SIGNAL;
	const int above = hostStatus >> 8 & 0xff;
	if (hostStatus == CONTINUED)
		return __W_CONTINUED;
	if (signal == 0)
		return W_EXITCODE(above, 0);
	if (signal == SIGNAL)
		return W_STOPCODE(foreign_signal_from_host(above));
	return W_EXITCODE(0, foreign_signal_from_host(signal))
		| ((hostStatus & CORE_DUMPED) != 0 ? WCOREFLAG : 0);
}
