/* Batches of free memory that threads hand on to each other: what one allocates
 * and another frees goes in a circle, past the locks of the host's heap.
 * Lock-free; a child of fork() finds it whole. */
#ifndef _LIBROOT_BATCH_EXCHANGE_H
#define _LIBROOT_BATCH_EXCHANGE_H

#include "thread_cache.h"

/* batch->count is set. False if there is no place left for it. */
bool put_batch(unsigned index, free_memory* batch);

/* A batch, or null. */
free_memory* take_batch(unsigned index);

#endif	/* _LIBROOT_BATCH_EXCHANGE_H */
