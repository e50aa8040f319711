/* sigset_t of the current ABI: bit s-1 stands for signal s.
 *
 * Replaces the host's header of the same name, so that every host header that
 * uses sigset_t sees this type. The host's own __sigset_t (128 bytes) stays:
 * it is part of host structures such as jmp_buf, and host headers that use it
 * expect it to come with this one.
 */
#ifndef __sigset_t_defined
#define __sigset_t_defined 1

#include <bits/types/__sigset_t.h>

__extension__ typedef unsigned long long sigset_t;

#endif
