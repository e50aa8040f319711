/* The BeOS scalar types (BeOS R5 and Haiku <SupportDefs.h>). */
#ifndef _SUPPORT_DEFS_H
#define _SUPPORT_DEFS_H

#ifndef __cplusplus
#	if defined(__STDC_VERSION__) && __STDC_VERSION__ >= 199901L
#		include <stdbool.h>
#	elif !defined(bool)
/* Compilers complain of <stdbool.h> in C90. */
__extension__ typedef _Bool bool;
#	endif
#endif
#include <stdint.h>
#include <sys/types.h>

typedef int8_t		int8;
typedef uint8_t		uint8;
typedef int16_t		int16;
typedef uint16_t	uint16;
typedef int32_t		int32;
typedef uint32_t	uint32;
typedef int64_t		int64;
typedef uint64_t	uint64;

typedef volatile int32	vint32;

typedef int32		status_t;
typedef int64		bigtime_t;	/* microseconds */

#endif	/* _SUPPORT_DEFS_H */
