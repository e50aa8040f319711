/* Thread-local storage of the BeOS Kernel Kit.
 *
 * Each thread has a block of 64 slots, a pointer in size. The first is the
 * block's own address, the second the thread's id; those below TLS_FIRST_FREE
 * are reserved. All are async-signal-safe.
 */
#ifndef _TLS_H
#define _TLS_H

#include <SupportDefs.h>
#include <Errors.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TLS_MAX_KEYS	64
#define TLS_FIRST_FREE	8

/* The index of a slot that is null in all threads. There is no way to give it
 * back. B_NO_MEMORY: all are in use. */
int32 tls_allocate(void);

/* Null for an index that is out of range; tls_set() ignores it. */
void *tls_get(int32 index);
void **tls_address(int32 index);
void tls_set(int32 index, void *value);

#ifdef __cplusplus
}
#endif

#endif	/* _TLS_H */
