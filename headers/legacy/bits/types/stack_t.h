/* stack_t, the same in both ABIs. Replaces the host's header. */
#include "../../../posix/bits/types/stack_t.h"
