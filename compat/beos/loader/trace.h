/* What "libroot-run --trace" shows of BeOS's images. */
#ifndef _BEOS_TRACE_H
#define _BEOS_TRACE_H

#include "image.h"

/* The function of libroot-trace.so that stands before one of libroot's, or the
 * latter if none does; 0 if there is neither, or nothing is traced. */
uintptr_t find_traced_function(const char* name);

/* An image has been bound. */
void trace_image(const beos_image& image);

#endif	/* _BEOS_TRACE_H */
