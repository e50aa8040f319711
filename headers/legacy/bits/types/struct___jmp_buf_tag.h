/* What a jmp_buf is an array of. Replaces the host's header of the same name,
 * because the host's <pthread.h> declares __sigsetjmp() with that type. */
#include "../../libroot/legacy_layouts.h"
