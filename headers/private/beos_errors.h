/* Between the host's error numbers and BeOS's codes. */
#ifndef _LIBROOT_BEOS_ERRORS_H
#define _LIBROOT_BEOS_ERRORS_H

/* BeOS's code for a positive error number of the host: B_ERROR if there is no
 * better one. Whatever is not positive is a code already, or no error. */
int beos_error(int hostError);

/* The host's error number for a code of BeOS: that of the same name, or the one
 * that says most of it, at worst EINVAL. Whatever is no code of BeOS, like a
 * number of the host or 0, is returned as it is. */
int host_error(int beosError);

#endif	/* _LIBROOT_BEOS_ERRORS_H */
