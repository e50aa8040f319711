/* What gcc 2.95 calls functions of its libgcc for, beside C++: mostly arithmetic.
 * Division of 64-bit integers is not here: the host's library has the same
 * functions. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <symbol_versions.h>

#define HELPER(result, name, parameters, value)						\
	extern "C" LIBROOT_EXPORT result __##name##_beos parameters		\
	{																\
		return value;												\
	}																\
	LEGACY_VERSION(__##name##_beos, __##name)

HELPER(int64_t, muldi3, (int64_t left, int64_t right), left * right);
HELPER(int64_t, negdi2, (int64_t value), (int64_t)-(uint64_t)value);
HELPER(int64_t, ashldi3, (int64_t value, int bits),
	(int64_t)((uint64_t)value << bits));
HELPER(int64_t, ashrdi3, (int64_t value, int bits), value >> bits);
HELPER(uint64_t, lshrdi3, (uint64_t value, int bits), value >> bits);
HELPER(int, ffsdi2, (int64_t value), __builtin_ffsll(value));

/* 0: less, 1: equal, 2: greater. */
HELPER(int, cmpdi2, (int64_t left, int64_t right),
	left < right ? 0 : left == right ? 1 : 2);
HELPER(int, ucmpdi2, (uint64_t left, uint64_t right),
	left < right ? 0 : left == right ? 1 : 2);

HELPER(int64_t, fixsfdi, (float value), (int64_t)value);
HELPER(int64_t, fixdfdi, (double value), (int64_t)value);
HELPER(int64_t, fixxfdi, (long double value), (int64_t)value);
HELPER(uint64_t, fixunssfdi, (float value), (uint64_t)value);
HELPER(uint64_t, fixunsdfdi, (double value), (uint64_t)value);
HELPER(uint64_t, fixunsxfdi, (long double value), (uint64_t)value);
HELPER(uint32_t, fixunssfsi, (float value), (uint32_t)value);
HELPER(uint32_t, fixunsdfsi, (double value), (uint32_t)value);
HELPER(uint32_t, fixunsxfsi, (long double value), (uint32_t)value);
HELPER(float, floatdisf, (int64_t value), (float)value);
HELPER(double, floatdidf, (int64_t value), (double)value);
HELPER(long double, floatdixf, (int64_t value), (long double)value);

extern "C" LIBROOT_EXPORT uint64_t
__udivmoddi4_beos(uint64_t left, uint64_t right, uint64_t* rest)
{
	if (rest != nullptr)
		*rest = left % right;
	return left / right;
}

LEGACY_VERSION(__udivmoddi4_beos, __udivmoddi4);

/* Compares memory; not 0: different. */
HELPER(int, gcc_bcmp, (const void* left, const void* right, size_t size),
	memcmp(left, right, size));

/* Code that was written becomes executable: nothing to do on this processor. */
extern "C" LIBROOT_EXPORT void
__clear_cache_beos(void* /*from*/, void* /*to*/)
{
}

/* assert() of old headers; the format takes all three. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
extern "C" LIBROOT_EXPORT void
__eprintf_beos(const char* format, const char* expression, unsigned line,
	const char* file)
{
	fprintf(stderr, format, expression, line, file);
	fflush(stderr);
	abort();
}

LEGACY_VERSION(__clear_cache_beos, __clear_cache);
LEGACY_VERSION(__eprintf_beos, __eprintf);
