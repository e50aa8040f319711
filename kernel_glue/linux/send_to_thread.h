/* Signals that this thread sends to itself on somebody else's behalf. */
#ifndef _SEND_TO_THREAD_H
#define _SEND_TO_THREAD_H

#include "linux_abi.h"

/* With what the kernel had told of the signal, if it lets us. */
void send_to_this_thread(int hostSignal, const linux_siginfo& info);

#endif	/* _SEND_TO_THREAD_H */
