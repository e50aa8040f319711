/* The generator's state is changed under a lock that is not recursive. */
#include <stddef.h>

#include "../guarded_function.h"

GUARDED_FUNCTION(int, rand, (void), ());
GUARDED_FUNCTION(void, srand, (unsigned seed), (seed));
GUARDED_FUNCTION(long, random, (void), ());
GUARDED_FUNCTION(void, srandom, (unsigned seed), (seed));
GUARDED_FUNCTION(char*, initstate,
	(unsigned seed, char* state, size_t size), (seed, state, size));
GUARDED_FUNCTION(char*, setstate, (char* state), (state));
