/* Host code that uses the signals which have no number of ours. */
#ifndef _TESTS_CARRIERS_H
#define _TESTS_CARRIERS_H

extern "C" {

/* Through the host's own sigaction(); the handler counts. */
int host_install_counter(int hostSignal);
int host_signal_count(int hostSignal);
int host_raise(int hostSignal);

}

#endif	/* _TESTS_CARRIERS_H */
