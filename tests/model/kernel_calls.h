/* Signals through the host's C library itself, past everything that libroot
 * does for host code: numbers and sets are the host's. */
#ifndef _KERNEL_CALLS_H
#define _KERNEL_CALLS_H

#include <stdint.h>

/* context: the mask that comes back, to be changed at will. */
typedef void (*kernel_handler)(int signal, int value, uint64_t* context);

/* A null handler is the default action. */
void kernel_set_action(int signal, kernel_handler handler, uint64_t mask,
	bool nodefer, bool resethand);
bool kernel_send(bool toThread, int signal, int value);
uint64_t kernel_pending();
void kernel_suspend(uint64_t mask);
/* sigtimedwait() with no time: 0 if nothing of the set is pending. */
int kernel_take(uint64_t set, int& value);

#endif	/* _KERNEL_CALLS_H */
