#include <kernel_objects.h>

#include "object_information.h"
#include "object_table.h"
#include "object_waits.h"
#include "port_messages.h"
#include "user_memory.h"

constexpr int32_t MAX_CAPACITY = 4096;

static shared_port*
find_port(port_id id)
{
	shared_port* port = (shared_port*)find_object(PORT, id);
	return port != nullptr && map_shared_messages() != nullptr
		? port : nullptr;
}

/* Is all of the program's memory good? Larger than what is_user_memory() takes
 * at once. */
static bool
is_good_buffer(const void* buffer, size_t size, bool write)
{
	const char* start = (const char*)buffer;
	while (size > 0) {
		const size_t part = size < B_PAGE_SIZE ? size : B_PAGE_SIZE;
		if (!is_user_memory(start, part, write))
			return false;
		start += part;
		size -= part;
	}
	return true;
}

static void
append(shared_port& port, int32_t id, message_link message)
{
	give_message(message, id);
	if (port.first.load() == 0)
		port.first.store(message);
	else
		header_of(port.last.load()).next.store(message);
	port.last.store(message);
	port.count.fetch_add(1);
}

/* The message behind so many others, which becomes the thread's. 0 if somebody
 * has written nonsense: then there are no more. */
static message_link
take_message(shared_port& port, int32_t id, uint32_t others)
{
	std::atomic<uint32_t>* link = &port.first;
	message_link before = 0;
	message_link message = link->load();
	while (is_message_of(message, id) && others-- > 0) {
		before = message;
		link = &header_of(message).next;
		message = link->load();
	}
	if (!is_message_of(message, id)) {
		port.first.store(0);
		port.count.store(0);
		return 0;
	}
	const message_link next = header_of(message).next.load();
	link->store(next);
	if (next == 0)
		port.last.store(before);
	port.count.fetch_sub(1);
	port.total_count.fetch_add(1);
	give_message(message, message_owner_here());
	return message;
}

/* A port that ends. */
void
remove_messages(shared_port& port, int32_t id)
{
	if (port.first.load() == 0 || map_shared_messages() == nullptr)
		return;
	while (const message_link message = take_message(port, id, 0))
		free_message(message);
	return_message_memory();
}

/* The queue says what there is; all else follows from it. */
void
recover_port(shared_port& port)
{
	if (map_shared_messages() == nullptr)
		return;
	const int32_t id = port.id();
	if (id == 0)
		port.first.store(0);
	const uint32_t owner = id != 0 ? id : port.last_id.load();
	const uint32_t place = &port - mapped_objects.load()->ports;
	message_link last = 0;
	uint32_t count = 0;
	if ((owner & (MAX_PORTS - 1)) == place)
		count = free_lost_chunks(owner, port.first, last);
	else
		port.first.store(0);
	port.last.store(last);
	port.count.store(count);
	if (id != 0)
		settle_queue(port, PORT, id);
}

extern "C" port_id
_kern_create_port(int32 capacity, const char* userName)
{
	if (capacity < 1 || capacity > MAX_CAPACITY)
		return B_BAD_VALUE;
	char name[B_OS_NAME_LENGTH];
	const status_t error = copy_object_name(userName, name);
	if (error != B_OK)
		return error;
	int32_t id;
	shared_port* port = (shared_port*)claim_object(PORT, name, &id);
	if (port == nullptr)
		return B_NO_MORE_PORTS;
	port->first.store(0);
	port->count.store(0);
	port->capacity.store(capacity);
	port->total_count.store(0);
	port->is_closed.store(0);
	publish_object(*port, id, 0);
	return id;
}

extern "C" port_id
_kern_find_port(const char* userName)
{
	return find_object_named(PORT, userName);
}

extern "C" status_t
_kern_write_port_etc(port_id id, int32 code, const void* buffer, size_t size,
	uint32 flags, bigtime_t timeout)
{
	shared_port* port = find_port(id);
	if (port == nullptr)
		return B_BAD_PORT_ID;
	if (size > MAX_MESSAGE_SIZE || (buffer == nullptr && size != 0))
		return B_BAD_VALUE;
	if (!is_good_buffer(buffer, size, false))
		return B_BAD_ADDRESS;

	const waiting_terms terms(flags, timeout);
	const message_link message = make_message(code, buffer, size);
	if (message == 0)
		return B_NO_MEMORY;
	waiting_call call(*port, PORT, id, WAITS_TO_WRITE, 1);
	const status_t status = call.run(terms, [=](uint64_t ticket) -> status_t {
		if (port->is_closed.load() != 0)
			return B_BAD_PORT_ID;
		/* One after the other, as their messages shall be. */
		const uint32_t before = position_in_queue(wait_key(PORT, id),
			WAITS_TO_WRITE, ticket).waiters;
		if (before > 0 || port->count.load() >= port->capacity.load())
			return B_WOULD_BLOCK;
		append(*port, id, message);
		return B_OK;
	});
	if (status != B_OK)
		free_message(message);
	return status;
}

extern "C" ssize_t
_kern_read_port_etc(port_id id, int32* code, void* buffer, size_t size,
	uint32 flags, bigtime_t timeout)
{
	shared_port* port = find_port(id);
	if (port == nullptr)
		return B_BAD_PORT_ID;
	if (buffer == nullptr && size != 0)
		return B_BAD_VALUE;
	/* No more is ever written than a message has. */
	if (size > MAX_MESSAGE_SIZE)
		size = MAX_MESSAGE_SIZE;
	if ((code != nullptr && !is_writable(code))
		|| !is_good_buffer(buffer, size < B_PAGE_SIZE ? size : B_PAGE_SIZE,
			true))
		return B_BAD_ADDRESS;

	const waiting_terms terms(flags, timeout);
	message_link message = 0;
	waiting_call call(*port, PORT, id, WAITS_TO_READ, 1);
	const status_t status = call.run(terms, [&](uint64_t ticket) -> status_t {
		const uint32_t before = position_in_queue(wait_key(PORT, id),
			WAITS_TO_READ, ticket).waiters;
		if (before >= port->count.load()) {
			return port->is_closed.load() != 0
				? B_BAD_PORT_ID : B_WOULD_BLOCK;
		}
		const size_t available = size_of_message(port->first.load());
		if (available > B_PAGE_SIZE && !is_good_buffer(buffer,
				available < size ? available : size, true))
			return B_BAD_ADDRESS;
		/* Those before have been woken for theirs. */
		message = take_message(*port, id, before);
		return message != 0 ? B_OK : B_WOULD_BLOCK;
	});
	if (status != B_OK)
		return status;
	const ssize_t length = read_message(message, code, buffer, size);
	free_message(message);
	return length;
}

extern "C" ssize_t
_kern_port_buffer_size_etc(port_id id, uint32 flags, bigtime_t timeout)
{
	shared_port* port = find_port(id);
	if (port == nullptr)
		return B_BAD_PORT_ID;
	const waiting_terms terms(flags, timeout);
	size_t size = 0;
	waiting_call call(*port, PORT, id, WAITS_TO_LOOK, 1);
	const status_t status = call.run(terms, [&](uint64_t) -> status_t {
		const message_link first = port->first.load();
		if (first == 0) {
			return port->is_closed.load() != 0
				? B_BAD_PORT_ID : B_WOULD_BLOCK;
		}
		size = size_of_message(first);
		return B_OK;
	});
	return status == B_OK ? (ssize_t)size : status;
}

extern "C" ssize_t
_kern_port_count(port_id id)
{
	shared_port* port = find_port(id);
	if (port == nullptr)
		return B_BAD_PORT_ID;
	usable_object locked(*port, PORT, id);
	return locked.exists() ? (ssize_t)port->count.load() : B_BAD_PORT_ID;
}

extern "C" status_t
_kern_set_port_owner(port_id id, team_id team)
{
	const status_t status = set_object_owner(PORT, id, team);
	return status == B_ERROR ? B_BAD_PORT_ID : status;
}

extern "C" status_t
_kern_close_port(port_id id)
{
	shared_port* port = find_port(id);
	if (port == nullptr)
		return B_BAD_PORT_ID;
	usable_object locked(*port, PORT, id);
	if (!locked.exists())
		return B_BAD_PORT_ID;
	port->is_closed.store(1);
	wake_queue(wait_key(PORT, id));
	return B_OK;
}

extern "C" status_t
_kern_delete_port(port_id id)
{
	shared_port* port = find_port(id);
	if (port == nullptr)
		return B_BAD_PORT_ID;
	usable_object locked(*port, PORT, id);
	if (!locked.exists())
		return B_BAD_PORT_ID;
	remove_object(*port, PORT);
	return B_OK;
}

static status_t
get_info(shared_port& port, int32_t id, port_info* userInfo)
{
	return tell_object(PORT, port, id, userInfo, B_BAD_PORT_ID, [&](port_info& info) {
		info.port = id;
		info.capacity = port.capacity.load();
		info.queue_count = port.count.load();
		info.total_count = port.total_count.load();
	});
}

extern "C" status_t
_kern_get_port_info(port_id id, port_info* info, size_t size)
{
	return get_object_info(id, info, size, B_BAD_PORT_ID, find_port, get_info);
}

extern "C" status_t
_kern_get_next_port_info(team_id team, int32* cookie, port_info* info,
	size_t size)
{
	return get_next_object_info(PORT, team, cookie, info, size, get_info);
}
