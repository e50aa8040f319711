/* The BeOS codes of what the kernel contract says about threads. */
#ifndef _NATIVE_ERROR_H
#define _NATIVE_ERROR_H

#include <errno.h>

#include <OS.h>

/* result: 0 or a negative error number. */
inline status_t
native_error(int result)
{
	switch (-result) {
		case 0:
			return B_OK;
		case ESRCH:
			return B_BAD_THREAD_ID;
		case EPERM:
		case EBUSY:
			return B_NOT_ALLOWED;
		case EINVAL:
		case EFAULT:
			return B_BAD_VALUE;
		case ENOENT:
			return B_NAME_NOT_FOUND;
		case EAGAIN:
			return B_WOULD_BLOCK;
		case ENOMEM:
			return B_NO_MEMORY;
		default:
			return B_ERROR;
	}
}

#endif	/* _NATIVE_ERROR_H */
