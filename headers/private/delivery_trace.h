/* Telling of each signal that is delivered: for libroot-trace.so. */
#ifndef _LIBROOT_DELIVERY_TRACE_H
#define _LIBROOT_DELIVERY_TRACE_H

#ifdef __cplusplus
extern "C" {
#endif

/* Called in the thread that is interrupted, before its handler; may do what
 * handlers may. The signal and code are those that the handler's ABI has. */
typedef void delivery_trace(int signal, int code, const void* handler,
	const char* abi);

/* From now on; null: no longer. Async-signal-safe. Version node
 * LIBROOT_PRIVATE. */
void _trace_deliveries(delivery_trace* trace);

#ifdef __cplusplus
}
#endif

#endif	/* _LIBROOT_DELIVERY_TRACE_H */
