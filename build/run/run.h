#ifndef _RUN_H
#define _RUN_H

/* Exit statuses, as shells have them. */
enum { CANNOT_EXECUTE = 126, NOT_FOUND = 127 };

#endif	/* _RUN_H */
