#include "variable.h"

#include <stdio.h>
#include <stdlib.h>

bool
put_first_in_variable(const char* variable, const char* entry)
{
	const char* before = getenv(variable);
	if (before == NULL || before[0] == '\0')
		return setenv(variable, entry, 1) == 0;
	char* all;
	return asprintf(&all, "%s:%s", entry, before) > 0
		&& setenv(variable, all, 1) == 0;
}
