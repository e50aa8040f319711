/* What an error means, in words. */
#ifndef _ERROR_TEXT_H
#define _ERROR_TEXT_H

/* error: a code of BeOS, a number of the host, or anything else. The host may
 * write over the text when the thread asks again. */
const char* error_text(int error);

#endif	/* _ERROR_TEXT_H */
