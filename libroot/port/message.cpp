#include <kernel_objects.h>
#include <symbol_versions.h>

extern "C" LIBROOT_EXPORT status_t
__write_port(port_id id, int32 code, const void* buffer, size_t size)
{
	return _kern_write_port_etc(id, code, buffer, size, 0, 0);
}

CURRENT_VERSION(__write_port, write_port);

extern "C" LIBROOT_EXPORT status_t
__write_port_etc(port_id id, int32 code, const void* buffer, size_t size,
	uint32 flags, bigtime_t timeout)
{
	return _kern_write_port_etc(id, code, buffer, size, flags, timeout);
}

CURRENT_VERSION(__write_port_etc, write_port_etc);

extern "C" LIBROOT_EXPORT ssize_t
__read_port(port_id id, int32* code, void* buffer, size_t size)
{
	return _kern_read_port_etc(id, code, buffer, size, 0, 0);
}

CURRENT_VERSION(__read_port, read_port);

extern "C" LIBROOT_EXPORT ssize_t
__read_port_etc(port_id id, int32* code, void* buffer, size_t size,
	uint32 flags, bigtime_t timeout)
{
	return _kern_read_port_etc(id, code, buffer, size, flags, timeout);
}

CURRENT_VERSION(__read_port_etc, read_port_etc);

extern "C" LIBROOT_EXPORT ssize_t
__port_buffer_size(port_id id)
{
	return _kern_port_buffer_size_etc(id, 0, 0);
}

CURRENT_VERSION(__port_buffer_size, port_buffer_size);

extern "C" LIBROOT_EXPORT ssize_t
__port_buffer_size_etc(port_id id, uint32 flags, bigtime_t timeout)
{
	return _kern_port_buffer_size_etc(id, flags, timeout);
}

CURRENT_VERSION(__port_buffer_size_etc, port_buffer_size_etc);

extern "C" LIBROOT_EXPORT ssize_t
__port_count(port_id id)
{
	return _kern_port_count(id);
}

CURRENT_VERSION(__port_count, port_count);
