/* Who looks a symbol up: the entry of dlsym() that a program is bound to says
 * it, as for every other function. For C++ and the assembler. */
#ifndef _LOOKUP_ABI_H
#define _LOOKUP_ABI_H

#define LOOKUP_CURRENT	0
#define LOOKUP_LEGACY	1
#define LOOKUP_HOST		2
#define LOOKUP_BEOS		3	/* legacy, and from BeOS itself */

#endif	/* _LOOKUP_ABI_H */
