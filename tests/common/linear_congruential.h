/* Numbers that look random and are the same for the same start: on both C
 * libraries, for both architectures, and in handlers. */
#ifndef _TESTS_LINEAR_CONGRUENTIAL_H
#define _TESTS_LINEAR_CONGRUENTIAL_H

#include <stdint.h>

struct linear_congruential {
	uint64_t	state;

	/* Knuth's multiplier for 64-bit linear congruential generators; the lower
	 * bits repeat too soon. */
	unsigned
	below(unsigned end)
	{
		state = state * 6364136223846793005 + 1442695040888963407;
		return (unsigned)(state >> 33) % end;
	}
};

#endif	/* _TESTS_LINEAR_CONGRUENTIAL_H */
