#include <kernel_threads.h>
#include <symbol_versions.h>

extern "C" LIBROOT_EXPORT status_t
__send_data(thread_id thread, int32 code, const void* buffer, size_t size)
{
	return _kern_send_data(thread, code, buffer, size);
}

CURRENT_VERSION(__send_data, send_data);

extern "C" LIBROOT_EXPORT int32
__receive_data(thread_id* sender, void* buffer, size_t size)
{
	int32 code;
	const status_t error = _kern_receive_data(sender, buffer, size, &code);
	return error == B_OK ? code : error;
}

CURRENT_VERSION(__receive_data, receive_data);

extern "C" LIBROOT_EXPORT bool
__has_data(thread_id thread)
{
	return _kern_has_data(thread);
}

CURRENT_VERSION(__has_data, has_data);
