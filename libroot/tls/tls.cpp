#include <atomic>

#include <TLS.h>

#include <kernel_threads.h>
#include <symbol_versions.h>

static std::atomic<int32> next_slot = TLS_FIRST_FREE;

extern "C" LIBROOT_EXPORT int32
__tls_allocate(void)
{
	int32 slot = next_slot.load(std::memory_order_relaxed);
	do {
		if (slot >= TLS_MAX_KEYS)
			return B_NO_MEMORY;
	} while (!next_slot.compare_exchange_weak(slot, slot + 1,
		std::memory_order_relaxed));
	return slot;
}

CURRENT_VERSION(__tls_allocate, tls_allocate);

extern "C" LIBROOT_EXPORT void**
__tls_address(int32 index)
{
	return (uint32)index < TLS_MAX_KEYS ? _kern_thread_block() + index : nullptr;
}

CURRENT_VERSION(__tls_address, tls_address);

extern "C" LIBROOT_EXPORT void*
__tls_get(int32 index)
{
	void** address = __tls_address(index);
	return address != nullptr ? *address : nullptr;
}

CURRENT_VERSION(__tls_get, tls_get);

extern "C" LIBROOT_EXPORT void
__tls_set(int32 index, void* value)
{
	void** address = __tls_address(index);
	if (address != nullptr)
		*address = value;
}

CURRENT_VERSION(__tls_set, tls_set);
