#include <kernel_threads.h>
#include <symbol_versions.h>

#if defined(__i386__)
static_assert(sizeof(system_info) == 508);	/* BeOS R5 */
#endif
static_assert(sizeof(cpuid_info) == 16);

extern "C" LIBROOT_EXPORT status_t
__get_system_info(system_info* info, size_t size)
{
	return size == sizeof(system_info)
		? _kern_get_system_info(info) : B_BAD_VALUE;
}

CURRENT_VERSION(__get_system_info, _get_system_info);

extern "C" LIBROOT_EXPORT status_t
__get_cpuid(cpuid_info* info, uint32 eaxRegister, uint32 cpu)
{
	return _kern_get_cpuid(info, eaxRegister, cpu);
}

CURRENT_VERSION(__get_cpuid, get_cpuid);

extern "C" LIBROOT_EXPORT int32
__is_computer_on(void)
{
	return 1;
}

CURRENT_VERSION(__is_computer_on, is_computer_on);

extern "C" LIBROOT_EXPORT double
__is_computer_on_fire(void)
{
	return 0;
}

CURRENT_VERSION(__is_computer_on_fire, is_computer_on_fire);
