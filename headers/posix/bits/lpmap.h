/* What the inline functions of <signal.h> need of the calling thread's lpmap:
 * the same object as __libroot_lpmap of <sys/lpmap.h>, whose other names are
 * the program's as long as it does not include that header. */
#ifndef _BITS_LPMAP_H
#define _BITS_LPMAP_H	1

#include <bits/types.h>

/* Places in 32-bit words; kernel_glue/linux/lpmap.cpp checks them. */
#define __LPMAP_BLOCKALLSIGS_WORD	9
#define __LPMAP_IS_PREPARED_WORD	27
#define __LPMAP_WORDS				28

#define __LPMAP_DEPTH_MASK			0x7fffffffu
#define __LPMAP_ARRIVED				0x80000000u

#ifdef __cplusplus
extern "C"
#else
extern
#endif
__thread volatile __uint32_t __libroot_lpmap_words[__LPMAP_WORDS]
	__attribute__((__tls_model__("initial-exec")));

#endif	/* _BITS_LPMAP_H */
