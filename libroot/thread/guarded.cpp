/* thrd_detach() frees an ended thread's stack under the lock of the list of
 * stacks; pthread_setspecific() allocates a thread's table of values between
 * looking for it and storing it. */
#include <pthread.h>

#include "../guarded_function.h"

GUARDED_FUNCTION(int, pthread_setspecific,
	(pthread_key_t key, const void* value), (key, value));
GUARDED_FUNCTION(int, thrd_detach, (pthread_t thread), (thread));
GUARDED_FUNCTION(int, tss_set, (pthread_key_t key, void* value), (key, value));
