/* sigset_t of the 32-bit-set ABI. Replaces the host's header of the same name,
 * so that host headers which use sigset_t see this type; the host's own
 * __sigset_t stays as it is. */
#ifndef __sigset_t_defined
#define __sigset_t_defined 1

#include <bits/types/__sigset_t.h>
#include "../../libroot/legacy_layouts.h"

#endif
