/* Functions that an image refers to and nobody has. */
#ifndef _BEOS_MISSING_SYMBOL_H
#define _BEOS_MISSING_SYMBOL_H

#include "image.h"

/* A function that, when it is called, says that this one of the image's is
 * missing, and ends the process. 0: no memory. */
uintptr_t missing_function(beos_image& image, const char* name);

#endif	/* _BEOS_MISSING_SYMBOL_H */
