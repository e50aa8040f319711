/* The scalar types of BeOS R5's <sys/types.h> that are not the host's. Needs no
 * header of the host, like all of this folder: programs in the shape of a BeOS
 * executable are compiled without any. */
#ifndef _BEOS_TYPES_H
#define _BEOS_TYPES_H

typedef long long		beos_off_t;
typedef long long		beos_ino_t;
typedef long long		beos_fsblkcnt_t;
typedef int				beos_dev_t;
typedef int				beos_nlink_t;
typedef unsigned int	beos_mode_t;
typedef unsigned int	beos_uid_t;
typedef unsigned int	beos_gid_t;
typedef int				beos_time_t;
typedef int				beos_clock_t;
typedef unsigned char	beos_speed_t;
typedef unsigned char	beos_cc_t;
typedef unsigned int	beos_tcflag_t;

/* Layouts are asserted where they hold: BeOS knew no x86-64. */
#if !defined(__i386__)
#	define BEOS_SIZE(type, size)
#	define BEOS_OFFSET(type, field, offset)
#elif defined(__cplusplus)
#	define BEOS_SIZE(type, size) \
		static_assert(sizeof(type) == (size), #type)
#	define BEOS_OFFSET(type, field, offset) \
		static_assert(__builtin_offsetof(type, field) == (offset), #field)
#else
#	define BEOS_SIZE(type, size) \
		_Static_assert(sizeof(type) == (size), #type)
#	define BEOS_OFFSET(type, field, offset) \
		_Static_assert(__builtin_offsetof(type, field) == (offset), #field)
#endif

#endif	/* _BEOS_TYPES_H */
