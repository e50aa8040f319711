/* Random input whose seed is told, so that a failure can be repeated:
 * DELIVERY_SEED=number in the environment. */
#ifndef _RANDOM_NUMBERS_H
#define _RANDOM_NUMBERS_H

#include <random>
#include <stdint.h>
#include <stdlib.h>

#include <gtest/gtest.h>

inline uint64_t
random_seed()
{
	static const uint64_t seed = [] {
		const char* given = getenv("DELIVERY_SEED");
		return given != nullptr ? strtoull(given, nullptr, 0)
			: std::random_device()();
	}();
	testing::Test::RecordProperty("seed", std::to_string(seed));
	printf("DELIVERY_SEED=%llu\n", (unsigned long long)seed);
	return seed;
}

#endif	/* _RANDOM_NUMBERS_H */
