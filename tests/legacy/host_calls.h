/* Host code in the same process: through the host's C library, with its
 * numbers. */
#ifndef _TESTS_HOST_CALLS_H
#define _TESTS_HOST_CALLS_H

extern "C" {

enum host_kind { HOST_PLAIN, HOST_INFO };

/* Installs the counting handler of that kind, with a mask that names host-only
 * and realtime signals too. */
int host_install(int hostSignal, enum host_kind kind);

/* Whether that action is in force, unchanged in each part. */
bool host_action_is_in_force(int hostSignal, enum host_kind kind);

/* The host's sigprocmask() with one signal of the host's. */
int host_block(int hostSignal);
int host_unblock(int hostSignal);

int host_count(enum host_kind kind);
int host_last_signal(void);
bool host_info_was_good(void);

}

#endif	/* _TESTS_HOST_CALLS_H */
