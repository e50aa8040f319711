/* The memory in which the semaphores, ports and areas of all teams of one user
 * are: a file of its own, mapped by each team that uses any.
 *
 * Both architectures map it, so all types have fixed widths. All bytes 0 is the
 * state in which there is nothing. Whoever has it mapped may be ended anywhere:
 *
 *  - An object is changed with its lock held. When the holder ends, the kernel
 *    marks the lock (object_lock.h), and the next one who takes it first puts
 *    right what may be half done (recover() of each kind of object).
 *  - What another process has written may be anything: an index is masked, a
 *    size bounded, a loop counted, before it is used.
 *
 * LAYOUT_VERSION goes up with each change of what is here; files of different
 * versions have different names.
 */
#ifndef _SHARED_OBJECTS_H
#define _SHARED_OBJECTS_H

#include <atomic>

#include <stddef.h>
#include <stdint.h>

#include <OS.h>

constexpr uint32_t LAYOUT_VERSION = 1;

/* All powers of two. */
constexpr uint32_t MAX_SEMS = 65536;
constexpr uint32_t MAX_PORTS = 8192;
constexpr uint32_t MAX_AREAS = 16384;
constexpr uint32_t MAX_WAITERS = 16384;
constexpr uint32_t MAX_CHUNKS = 131072;

/* An object's place in its table is its id modulo the table's size: the rest of
 * the id counts how often the place was used. */
enum object_kind : uint32_t {
	SEMAPHORE,
	PORT,
	AREA
};

/* Which team an object belongs to: the process id in the upper half, in the
 * lower what tells it from others of that id, before it and after an exec()
 * (team_identity.h). 0: nobody. */
typedef uint64_t team_identity;

/* See object_lock.h. */
struct object_lock {
	std::atomic<uint32_t>	word;
};

/* What all objects begin with. */
struct shared_object {
	/* The id in the upper half, 0 while the place is free; in the lower half of
	 * a semaphore its count. Written with the lock held, but for the count of a
	 * semaphore for which nobody waits. */
	std::atomic<uint64_t>	word;
	std::atomic<uint64_t>	owner;
	object_lock				lock;
	/* Of the object that was here last, 0 if none was: the next one's is
	 * greater by the table's size. */
	std::atomic<uint32_t>	last_id;
	/* When the owner was last seen alive, in milliseconds of the monotonic
	 * clock. */
	std::atomic<uint32_t>	verified;
	/* Not 0 when other teams than the owner have used it: then who waits looks
	 * now and then whether they are still there. Never goes back. */
	std::atomic<uint32_t>	is_shared;
	/* Counts those that have begun to wait: the order of the queue. */
	std::atomic<uint64_t>	next_ticket;
	char					name[B_OS_NAME_LENGTH];

	int32_t
	id() const
	{
		return (int32_t)(word.load(std::memory_order_acquire) >> 32);
	}
};

struct shared_semaphore : shared_object {
	std::atomic<int32_t>	latest_holder;
	uint32_t				unused[13];
};

/* The lower half of a semaphore's word: the count, which is never negative
 * here, and whether somebody waits. While this is set only the holder of the
 * lock changes the word. */
constexpr uint32_t SEM_HAS_WAITERS = 0x80000000;
constexpr uint32_t SEM_COUNT_MASK = 0x7fffffff;

/* Messages are chains of chunks; the first begins with a message_header. The
 * queue is a list of messages. Links are indices + 1, 0 ends. */
struct shared_port : shared_object {
	std::atomic<uint32_t>	first;
	std::atomic<uint32_t>	last;	/* meaningless while first is 0 */
	std::atomic<uint32_t>	count;
	std::atomic<uint32_t>	capacity;
	std::atomic<uint32_t>	total_count;
	std::atomic<uint32_t>	is_closed;
	uint32_t				unused[8];
};

struct shared_area : shared_object {
	/* Which file the memory is in; 0 is none. */
	std::atomic<uint64_t>	memory;
	/* In the owner's address space. */
	std::atomic<uint64_t>	address;
	std::atomic<uint64_t>	size;
	std::atomic<uint32_t>	protection;
	std::atomic<uint32_t>	locking;
	uint32_t				unused[6];
};

static_assert(sizeof(shared_semaphore) == 128);
static_assert(sizeof(shared_port) == 128);
static_assert(sizeof(shared_area) == 128);
static_assert(offsetof(shared_object, name) == 40);
static_assert(alignof(std::atomic<uint64_t>) == 8);

enum wait_kind : uint32_t {
	WAITS_FOR_SEM = 1,
	WAITS_TO_READ,
	WAITS_TO_WRITE,
	/* For a message, without taking it. */
	WAITS_TO_LOOK
};

/* A thread that waits. What for is in shared_objects::waits_for, under the lock
 * of which everything else here is written, but for holder and state. */
struct shared_waiter {
	/* The thread, 0 while the place is free. A lock word to the kernel: it sets
	 * LOCK_OWNER_DIED when the thread ends. */
	std::atomic<uint32_t>	holder;
	/* A futex: 0 while there is nothing to look at. */
	std::atomic<uint32_t>	state;
	std::atomic<uint32_t>	kind;
	std::atomic<int32_t>	needed;		/* of the semaphore's count */
	std::atomic<uint64_t>	ticket;
	uint32_t				unused[10];
};

static_assert(sizeof(shared_waiter) == 64);

constexpr uint32_t CHUNK_SIZE = 512;

struct message_header {
	std::atomic<uint32_t>	next;
	int32_t					code;
	uint32_t				size;
	uint32_t				unused;
};

struct shared_chunk {
	message_header			header;		/* in the first of a message only */
	uint8_t					data[CHUNK_SIZE - sizeof(message_header)];
};

static_assert(sizeof(shared_chunk) == CHUNK_SIZE);

/* Whose a chunk is: a port's, with this id; a thread's that is about to send
 * or to receive it; nobody's. */
constexpr uint32_t CHUNK_FREE = 0;
constexpr uint32_t CHUNK_OF_THREAD = 0x80000000;	/* | thread id */

struct shared_header {
	std::atomic<uint32_t>	magic;
	std::atomic<uint32_t>	version;
	/* No place from there on was ever used. */
	std::atomic<uint32_t>	waiter_limit;
	/* For each kind: where to look for a free place next, and how many places
	 * from the first are in use at all. */
	std::atomic<uint32_t>	next_place[3];
	std::atomic<uint32_t>	place_limit[3];
	/* Where a free chunk may be. */
	std::atomic<uint32_t>	free_chunk;
	/* None from there on was ever used. */
	std::atomic<uint32_t>	chunk_limit;
	uint32_t				unused[5];
	std::atomic<uint64_t>	last_memory;
	uint8_t					page[4096 - 72];
};

static_assert(sizeof(shared_header) == 4096);

struct shared_objects {
	shared_header			header;
	/* The id of what a waiter waits for, WAITS_FOR_PORT for a port; 0 if it is
	 * not in a queue. Apart from the waiters, because all are searched. */
	std::atomic<uint32_t>	waits_for[MAX_WAITERS];
	shared_waiter			waiters[MAX_WAITERS];
	shared_port				ports[MAX_PORTS];
	shared_area				areas[MAX_AREAS];
	shared_semaphore		sems[MAX_SEMS];
};

constexpr uint32_t WAITS_FOR_PORT = 0x80000000;

/* Behind it in the file, and mapped by those that use ports. */
struct shared_messages {
	std::atomic<uint32_t>	owners[MAX_CHUNKS];
	/* The next of the same message: index + 1. */
	std::atomic<uint32_t>	links[MAX_CHUNKS];
	/* For whoever looks for chunks that nobody refers to. */
	std::atomic<uint32_t>	marks[MAX_CHUNKS];
	shared_chunk			chunks[MAX_CHUNKS];
};

static_assert(sizeof(shared_objects) % 4096 == 0);
static_assert(sizeof(shared_messages) % 4096 == 0);

constexpr uint64_t MESSAGES_OFFSET = sizeof(shared_objects);
constexpr uint64_t SHARED_FILE_SIZE
	= sizeof(shared_objects) + sizeof(shared_messages);

/* The mapped memory; null before the first use. */
extern std::atomic<shared_objects*> mapped_objects;
extern std::atomic<shared_messages*> mapped_messages;

/* Map it: null without memory or descriptors. Where no file can be had, memory
 * that only this process and its children share. */
shared_objects* map_shared_objects();
shared_messages* map_shared_messages();

inline shared_objects*
objects_in_use()
{
	shared_objects* objects = mapped_objects.load(std::memory_order_acquire);
	return __builtin_expect(objects != nullptr, 1)
		? objects : map_shared_objects();
}

/* Is there memory behind what was never used before? If not, it must not be
 * touched: there may be a limit on the file system. */
bool is_backed(const void* address, size_t size);

/* The path of the file that belongs to the mapped memory, with something
 * appended: for the files of areas. False if there is no such file. */
bool shared_path(char* path, size_t size, const char* suffix);

#endif	/* _SHARED_OBJECTS_H */
