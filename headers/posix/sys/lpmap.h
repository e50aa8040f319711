/* The per-thread page of signal blocking (DragonFly's lpmap): see lpmap(5).
 *
 * Each thread has one structure, in its thread-local storage. It begins with
 * typed headers that say what lies where, so that debuggers and tools can read
 * it from outside without knowing this file's version. DragonFly's names where
 * it has them (<sys/upmap.h>).
 */
#ifndef _SYS_LPMAP_H_
#define _SYS_LPMAP_H_

#include <features.h>
#include <bits/lpmap.h>
#include <bits/types.h>

/* What it is, with its size in the bits of UKPLEN_MASK, and where it is, in
 * bytes from the start of the structure. A type of 0 ends the list. */
typedef struct ukpheader {
	__uint16_t	type;
	__uint16_t	offset;
} ukpheader_t;

/* Sizes are powers of two. */
#define UKPLEN_MASK			0x0f00
#define UKPLEN_1			0x0000
#define UKPLEN_2			0x0100
#define UKPLEN_4			0x0200
#define UKPLEN_8			0x0300
#define UKPLEN_16			0x0400
#define UKPLEN_32			0x0500
#define UKPLEN_64			0x0600
#define UKPLEN_128			0x0700
#define UKPLEN_256			0x0800
#define UKPLEN_512			0x0900
#define UKPLEN_1024			0x0a00
#define UKPLEN_DECODE(type)	(1 << (((type) & UKPLEN_MASK) >> 8))

#define UKPTYPE_VERSION		(0x0001 | UKPLEN_4)	/* LPMAP_VERSION; always first */
#define LPTYPE_BLOCKALLSIGS	(0x0010 | UKPLEN_4)	/* see blockallsigs */
#define LPTYPE_THREAD_TITLE	(0x0011 | UKPLEN_64)	/* ends with a zero byte */
#define LPTYPE_THREAD_TID	(0x0012 | UKPLEN_4)	/* the thread's id, signed */

#define LPMAP_VERSION			1
#define LPMAP_MAXHEADERS		8	/* here; DragonFly has 64 */
#define LPMAP_MAXTHREADTITLE	64	/* here; DragonFly has 1024 */

/* In blockallsigs, and in what sigblockall() and sigunblockall() return: the
 * depth of sections, and whether a signal has arrived inside one, so that
 * leaving the outermost has something to deliver. */
#define LPMAP_DEPTH_MASK	__LPMAP_DEPTH_MASK
#define LPMAP_ARRIVED		__LPMAP_ARRIVED

struct sys_lpmap {
	ukpheader_t			header[LPMAP_MAXHEADERS];
	__uint32_t			version;
	/* Changed by the thread itself only, with single instructions: a handler
	 * may come between any two. */
	volatile __uint32_t	blockallsigs;
	/* 0 until the thread's first sigblockall(). */
	__int32_t			thread_id;
	/* The thread's own to write; empty at first. */
	char				thread_title[LPMAP_MAXTHREADTITLE];
	/* libroot's: not 0 when sigblockall() has nothing left to prepare. */
	__uint32_t			is_prepared;
};

__BEGIN_DECLS

/* The calling thread's. Who looks from outside finds in libroot.so a word,
 * __libroot_lpmap_offset: every thread's is that many bytes from its thread
 * pointer, the base of %fs or, on i386, %gs. */
extern __thread struct sys_lpmap __libroot_lpmap
	__attribute__((__tls_model__("initial-exec")));

__END_DECLS

#endif	/* _SYS_LPMAP_H_ */
