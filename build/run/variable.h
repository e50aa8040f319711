#ifndef _VARIABLE_H
#define _VARIABLE_H

#include <stdbool.h>

/* Puts an entry before those that an environment variable has, with a colon
 * between. False: no memory. */
bool put_first_in_variable(const char* variable, const char* entry);

#endif	/* _VARIABLE_H */
