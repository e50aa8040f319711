/* <parsedate.h> of BeOS R5: what parsedate_etc() says of a text. */
#ifndef _BEOS_PARSEDATE_H
#define _BEOS_PARSEDATE_H

#define BEOS_PARSEDATE_RELATIVE_TIME	0x0001

#endif	/* _BEOS_PARSEDATE_H */
