/* Translation of siginfo, signal codes included. */
#ifndef _SIGNAL_INFO_H
#define _SIGNAL_INFO_H

#include <signal.h>

#include "linux_abi.h"

void info_from_host(const linux_siginfo& host, siginfo_t& info);
void info_to_host(const siginfo_t& info, linux_siginfo& host);

#endif	/* _SIGNAL_INFO_H */
