/* For code with the host's headers: its signal sets as numbers, as the kernel
 * has them. Bit n-1 is signal n. */
#ifndef _TESTS_HOST_SETS_H
#define _TESTS_HOST_SETS_H

#include <signal.h>
#include <stdint.h>
#include <string.h>

constexpr uint64_t
bit(int signal)
{
	return uint64_t{1} << (signal - 1);
}

inline uint64_t
bits_of(const sigset_t& set)
{
	uint64_t bits;
	memcpy(&bits, &set, sizeof(bits));
	return bits;
}

inline sigset_t
set_of_bits(uint64_t bits)
{
	sigset_t set;
	sigemptyset(&set);
	memcpy(&set, &bits, sizeof(bits));
	return set;
}

#endif	/* _TESTS_HOST_SETS_H */
