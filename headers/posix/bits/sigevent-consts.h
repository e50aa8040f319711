/* How a struct sigevent asks to be notified, in the current ABI. Replaces the
 * host's header of the same name, which <aio.h> and <mqueue.h> include too. */
#ifndef _BITS_SIGEVENT_CONSTS_H
#define _BITS_SIGEVENT_CONSTS_H	1

#define SIGEV_NONE		0	/* no notification */
#define SIGEV_SIGNAL	1	/* a queued signal */
#define SIGEV_THREAD	2	/* a function in a new thread */

#endif	/* _BITS_SIGEVENT_CONSTS_H */
