/* From the kernel contract's negative error numbers to errno. */
#ifndef _LIBROOT_ERRNO_RESULT_H
#define _LIBROOT_ERRNO_RESULT_H

#include <errno.h>

/* The result, or -1 with errno set. */
inline int
errno_result(int result)
{
	if (result >= 0)
		return result;
	errno = -result;
	return -1;
}

#endif	/* _LIBROOT_ERRNO_RESULT_H */
