/* What is to be called at the end is put in lists under a lock. atexit() and
 * at_quick_exit() are in each program itself and call these. exit() calls the
 * program back and is not guarded. */
#include "../guarded_function.h"

GUARDED_FUNCTION(int, __cxa_atexit,
	(void (*function)(void*), void* argument, void* library),
	(function, argument, library));
GUARDED_FUNCTION(int, __cxa_at_quick_exit,
	(void (*function)(void*), void* library), (function, library));
GUARDED_FUNCTION(int, on_exit,
	(void (*function)(int, void*), void* argument), (function, argument));
