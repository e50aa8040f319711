/* The per-thread page of signal blocking (DragonFly's lpmap): see lpmap(5).
 *
 * Each thread has one structure, in its thread-local storage. It begins with
 * typed entries that say what lies where, so that debuggers and tools can read
 * it from outside without knowing this header's version.
 */
#ifndef _SYS_LPMAP_H_
#define _SYS_LPMAP_H_

#include <features.h>
#include <bits/types.h>

/* One entry: what it is, with its size as a power of two in the bits of
 * LPMAP_SIZE_MASK, and where it is, in bytes from the start of the structure.
 * The list ends with a type of 0. */
struct lpmap_entry {
	__uint16_t	type;
	__uint16_t	offset;
};

#define LPMAP_SIZE_MASK			0x0f00
#define LPMAP_SIZE(type)		(1u << (((type) & LPMAP_SIZE_MASK) >> 8))

#define LPMAP_TYPE_VERSION		0x0201	/* uint32_t: LPMAP_VERSION */
#define LPTYPE_BLOCKALLSIGS		0x0210	/* uint32_t: see blockallsigs */
#define LPTYPE_THREAD_TITLE		0x0611	/* char[64], ends with a zero byte */
#define LPTYPE_THREAD_TID		0x0212	/* int32_t: the thread's id */

#define LPMAP_VERSION			1
#define LPMAP_MAX_ENTRIES		8
#define LPMAP_TITLE_SIZE		64

/* In blockallsigs: the depth of sections, and whether a signal has arrived
 * inside one, so that leaving the outermost has something to deliver. */
#define LPMAP_DEPTH_MASK		0x7fffffffu
#define LPMAP_ARRIVED			0x80000000u

struct lpmap {
	struct lpmap_entry	entries[LPMAP_MAX_ENTRIES];
	__uint32_t			version;
	/* Changed by the thread itself only, with single instructions: a handler
	 * may come between any two. */
	volatile __uint32_t	blockallsigs;
	/* 0 until the thread's first sigblockall(). */
	__int32_t			thread_id;
	/* The thread's own to write; empty at first. */
	char				thread_title[LPMAP_TITLE_SIZE];
	/* libroot's: not 0 when sigblockall() has nothing left to prepare. */
	__uint32_t			is_prepared;
};

__BEGIN_DECLS

/* The calling thread's. */
extern __thread struct lpmap __libroot_lpmap
	__attribute__((tls_model("initial-exec")));

__END_DECLS

#endif	/* _SYS_LPMAP_H_ */
