#include "port_messages.h"

#include <string.h>

#include "object_lock.h"
#include "object_table.h"
#include "system_call.h"
#include "team_identity.h"

/* So many come at a time, and go; so many stay when they are free. */
static constexpr uint32_t CHUNK_STEP = 128;
static constexpr uint32_t CHUNKS_KEPT = 2048;

static shared_messages&
messages()
{
	return *mapped_messages.load(std::memory_order_relaxed);
}

static uint32_t
index_of(message_link link)
{
	return (link - 1) & (MAX_CHUNKS - 1);
}

message_header&
header_of(message_link message)
{
	return messages().chunks[index_of(message)].header;
}

size_t
size_of_message(message_link message)
{
	const uint32_t size = header_of(message).size;
	return size < MAX_MESSAGE_SIZE ? size : MAX_MESSAGE_SIZE;
}

static uint32_t
chunks_for(size_t size)
{
	return size == 0 ? 1
		: (size + sizeof(shared_chunk::data) - 1) / sizeof(shared_chunk::data);
}

uint32_t
message_owner_here()
{
	return CHUNK_OF_THREAD | prepare_object_thread();
}

bool
is_message_of(message_link message, uint32_t owner)
{
	return message != 0 && message <= MAX_CHUNKS
		&& messages().owners[index_of(message)].load() == owner;
}

static uint32_t
used_chunks(const shared_header& header)
{
	const uint32_t limit = header.chunk_limit.load();
	return limit < MAX_CHUNKS ? limit : MAX_CHUNKS;
}

static bool
take_chunk(uint32_t index, uint32_t self)
{
	std::atomic<uint32_t>& owner = messages().owners[index];
	uint32_t expected = CHUNK_FREE;
	return owner.load(std::memory_order_relaxed) == CHUNK_FREE
		&& owner.compare_exchange_strong(expected, self);
}

/* Chunks whose thread has ended on the way, and those of ports that are no
 * more. */
static void
free_orphaned_chunks(const shared_objects& objects)
{
	remove_orphans(PORT);
	const uint32_t limit = used_chunks(objects.header);
	uint32_t lastThread = 0;
	bool wasDead = false;
	for (uint32_t i = 0; i < limit; i++) {
		uint32_t owner = messages().owners[i].load(std::memory_order_relaxed);
		if ((owner & CHUNK_OF_THREAD) == 0)
			continue;
		if (owner != lastThread) {
			lastThread = owner;
			wasDead = is_thread_dead(owner & ~CHUNK_OF_THREAD);
		}
		if (wasDead)
			messages().owners[i].compare_exchange_strong(owner, CHUNK_FREE);
	}
}

static bool
add_chunks(shared_header& header)
{
	uint32_t limit = used_chunks(header);
	if (limit == MAX_CHUNKS)
		return false;
	if (!is_backed(&messages().chunks[limit], CHUNK_STEP * CHUNK_SIZE)
		|| !is_backed(&messages().owners[limit], CHUNK_STEP * sizeof(uint32_t))
		|| !is_backed(&messages().links[limit], CHUNK_STEP * sizeof(uint32_t))
		|| !is_backed(&messages().marks[limit], CHUNK_STEP * sizeof(uint32_t)))
		return false;
	header.chunk_limit.compare_exchange_strong(limit, limit + CHUNK_STEP);
	return true;
}

/* Low ones first, so that little memory is used. Index + 1; 0: none is free. */
static message_link
claim_chunk(uint32_t self)
{
	object_thread& thread = current_object_thread;
	const uint32_t hint = thread.chunk_hint & (MAX_CHUNKS - 1);
	shared_objects& objects = *mapped_objects.load();
	std::atomic<uint32_t>& firstFree = objects.header.free_chunk;
	if (hint < used_chunks(objects.header) && take_chunk(hint, self))
		return hint + 1;
	for (bool hasSearched = false;;) {
		const uint32_t limit = used_chunks(objects.header);
		uint32_t first = firstFree.load();
		const uint32_t start = first < limit ? first : 0;
		for (uint32_t i = start; i < limit; i++) {
			if (take_chunk(i, self)) {
				thread.chunk_hint = i;
				firstFree.compare_exchange_strong(first, i + 1);
				return i + 1;
			}
		}
		if (start != 0) {
			/* Whoever frees one meanwhile says so here. */
			firstFree.compare_exchange_strong(first, 0);
			continue;
		}
		if (add_chunks(objects.header))
			continue;
		if (hasSearched)
			return 0;
		hasSearched = true;
		free_orphaned_chunks(objects);
	}
}

static void
free_chunk(uint32_t index)
{
	messages().owners[index].store(CHUNK_FREE);
	std::atomic<uint32_t>& firstFree
		= mapped_objects.load()->header.free_chunk;
	uint32_t first = firstFree.load(std::memory_order_relaxed);
	while (index < first
		&& !firstFree.compare_exchange_weak(first, index)) {
	}
}

message_link
make_message(int32_t code, const void* data, size_t size)
{
	const uint32_t self = message_owner_here();
	message_link first = 0;
	message_link last = 0;
	for (size_t copied = 0; first == 0 || copied < size;) {
		const message_link link = claim_chunk(self);
		if (link == 0) {
			if (first != 0)
				free_message(first);
			return 0;
		}
		shared_chunk& chunk = messages().chunks[index_of(link)];
		messages().links[index_of(link)].store(0, std::memory_order_relaxed);
		if (first == 0) {
			first = link;
			chunk.header.next.store(0, std::memory_order_relaxed);
			chunk.header.code = code;
			chunk.header.size = size;
		} else {
			messages().links[index_of(last)].store(link,
				std::memory_order_relaxed);
		}
		last = link;
		const size_t rest = size - copied;
		const size_t part
			= rest < sizeof(chunk.data) ? rest : sizeof(chunk.data);
		memcpy(chunk.data, (const char*)data + copied, part);
		copied += part;
	}
	return first;
}

void
return_message_memory()
{
	shared_header& header = mapped_objects.load()->header;
	const uint32_t self = message_owner_here();
	for (;;) {
		uint32_t limit = used_chunks(header);
		if (limit <= CHUNKS_KEPT || limit % CHUNK_STEP != 0)
			return;
		const uint32_t first = limit - CHUNK_STEP;
		uint32_t taken = first;
		while (taken < limit && take_chunk(taken, self))
			taken++;
		const bool isFree = taken == limit;
		/* Whoever still looks up to the old limit may use it all the same. */
		if (isFree && header.chunk_limit.compare_exchange_strong(limit, first))
			system_call(SYS_madvise, &messages().chunks[first],
				CHUNK_STEP * CHUNK_SIZE, LINUX_MADV_REMOVE);
		while (taken > first)
			messages().owners[--taken].store(CHUNK_FREE);
		if (!isFree)
			return;
	}
}

/* Calls visit(index, number) for each chunk. */
template<typename Visit>
static void
visit_chunks(message_link message, Visit visit)
{
	const uint32_t count = chunks_for(size_of_message(message));
	for (uint32_t i = 0; i < count && message != 0; i++) {
		const uint32_t index = index_of(message);
		message = messages().links[index].load(std::memory_order_relaxed);
		visit(index, i);
	}
}

size_t
read_message(message_link message, int32_t* code, void* data, size_t size)
{
	const size_t available = size_of_message(message);
	if (code != nullptr)
		*code = header_of(message).code;
	if (available < size)
		size = available;
	constexpr size_t PART = sizeof(shared_chunk::data);
	visit_chunks(message, [=](uint32_t index, uint32_t number) {
		const size_t offset = number * PART;
		if (offset >= size)
			return;
		const size_t rest = size - offset;
		memcpy((char*)data + offset, messages().chunks[index].data,
			rest < PART ? rest : PART);
	});
	return size;
}

void
free_message(message_link message)
{
	visit_chunks(message, [](uint32_t index, uint32_t) { free_chunk(index); });
}

void
give_message(message_link message, uint32_t owner)
{
	visit_chunks(message, [=](uint32_t index, uint32_t) {
		messages().owners[index].store(owner, std::memory_order_relaxed);
	});
}

uint32_t
free_lost_chunks(uint32_t owner, std::atomic<uint32_t>& first,
	message_link& last)
{
	shared_messages& all = messages();
	const uint32_t limit = used_chunks(mapped_objects.load()->header);
	for (uint32_t i = 0; i < limit; i++) {
		if (all.owners[i].load(std::memory_order_relaxed) == owner)
			all.marks[i].store(0, std::memory_order_relaxed);
	}
	uint32_t count = 0;
	last = 0;
	std::atomic<uint32_t>* link = &first;
	for (;;) {
		const message_link message = link->load();
		if (message == 0)
			break;
		const uint32_t index = index_of(message);
		if (message > limit || all.owners[index].load() != owner
			|| all.marks[index].load() != 0) {
			link->store(0);
			break;
		}
		visit_chunks(message, [&](uint32_t part, uint32_t) {
			all.marks[part].store(1, std::memory_order_relaxed);
		});
		last = message;
		link = &header_of(message).next;
		count++;
	}
	for (uint32_t i = 0; i < limit; i++) {
		if (all.owners[i].load(std::memory_order_relaxed) == owner
			&& all.marks[i].load(std::memory_order_relaxed) == 0)
			free_chunk(i);
	}
	return count;
}
