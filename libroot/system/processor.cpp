/* What takes but an instruction. */

#include <ByteOrder.h>
#include <OS.h>

#include <symbol_versions.h>

extern "C" LIBROOT_EXPORT int32
__atomic_add_beos(vint32* value, int32 addend)
{
	return __atomic_fetch_add(value, addend, __ATOMIC_SEQ_CST);
}

CURRENT_VERSION(__atomic_add_beos, atomic_add);

extern "C" LIBROOT_EXPORT int32
__atomic_and_beos(vint32* value, int32 bits)
{
	return __atomic_fetch_and(value, bits, __ATOMIC_SEQ_CST);
}

CURRENT_VERSION(__atomic_and_beos, atomic_and);

extern "C" LIBROOT_EXPORT int32
__atomic_or_beos(vint32* value, int32 bits)
{
	return __atomic_fetch_or(value, bits, __ATOMIC_SEQ_CST);
}

CURRENT_VERSION(__atomic_or_beos, atomic_or);

extern "C" LIBROOT_EXPORT uint64
__swapped_int64(uint64 value)
{
	return __builtin_bswap64(value);
}

CURRENT_VERSION(__swapped_int64, __swap_int64);

extern "C" LIBROOT_EXPORT uint32
__swapped_int32(uint32 value)
{
	return __builtin_bswap32(value);
}

CURRENT_VERSION(__swapped_int32, __swap_int32);

/* BeOS's compiler takes all of the register for the result. */
extern "C" LIBROOT_EXPORT uint32
__swapped_int16(uint16 value)
{
	return __builtin_bswap16(value);
}

CURRENT_VERSION(__swapped_int16, __swap_int16);

extern "C" LIBROOT_EXPORT double
__swapped_double(double value)
{
	return __builtin_bit_cast(double,
		__builtin_bswap64(__builtin_bit_cast(uint64, value)));
}

CURRENT_VERSION(__swapped_double, __swap_double);

extern "C" LIBROOT_EXPORT float
__swapped_float(float value)
{
	return __builtin_bit_cast(float,
		__builtin_bswap32(__builtin_bit_cast(uint32, value)));
}

CURRENT_VERSION(__swapped_float, __swap_float);

/* It keeps no frame of its own: the register is the caller's. */
extern "C" LIBROOT_EXPORT __attribute__((naked)) void*
__get_stack_frame(void)
{
#if defined(__i386__)
	asm("movl %ebp, %eax\n\tret");
#else
	asm("movq %rbp, %rax\n\tret");
#endif
}

CURRENT_VERSION(__get_stack_frame, get_stack_frame);

extern "C" LIBROOT_EXPORT int64
__read_tsc(void)
{
	return __builtin_ia32_rdtsc();
}

CURRENT_VERSION(__read_tsc, read_tsc);

extern "C" LIBROOT_EXPORT void
__clear_caches(void*, size_t, uint32)
{
}

CURRENT_VERSION(__clear_caches, clear_caches);
