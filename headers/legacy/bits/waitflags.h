/* Flags of waitpid(), the same in both ABIs. Replaces the host's header. */
#include "../../posix/bits/waitflags.h"
