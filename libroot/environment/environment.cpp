/* setenv() and its like hold the environment's lock while they allocate, and
 * move the array that getenv() walks. */
#include "../guarded_function.h"

GUARDED_FUNCTION(char*, getenv, (const char* name), (name));
GUARDED_FUNCTION(char*, secure_getenv, (const char* name), (name));
GUARDED_FUNCTION(int, setenv,
	(const char* name, const char* value, int replace), (name, value, replace));
GUARDED_FUNCTION(int, putenv, (char* assignment), (assignment));
GUARDED_FUNCTION(int, unsetenv, (const char* name), (name));
GUARDED_FUNCTION(int, clearenv, (void), ());
