/* Areas: each a mapping of a file beside that of the objects, which is removed
 * with the last area that refers to it. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <kernel_objects.h>

#include "object_information.h"
#include "object_table.h"
#include "user_memory.h"

constexpr uint32_t KNOWN_PROTECTION
	= B_READ_AREA | B_WRITE_AREA | B_EXECUTE_AREA;

/* Of the objects, and this. */
constexpr size_t PATH_SIZE = 128;

/* errno belongs to the program. */
class kept_errno {
public:
	kept_errno()
		:
		fError(errno)
	{
	}

	~kept_errno()
	{
		errno = fError;
	}

private:
	const int	fError;
};

static bool
memory_path(char* path, uint64_t memory)
{
	char suffix[32];
	snprintf(suffix, sizeof(suffix), ".area-%llu", (unsigned long long)memory);
	return memory != 0 && shared_path(path, PATH_SIZE, suffix);
}

static int
host_protection(uint32_t protection)
{
	return ((protection & B_READ_AREA) != 0 ? PROT_READ : 0)
		| ((protection & B_WRITE_AREA) != 0 ? PROT_WRITE : 0)
		| ((protection & B_EXECUTE_AREA) != 0 ? PROT_EXEC : 0);
}

static bool
is_page_aligned(uint64_t value)
{
	return (value & (B_PAGE_SIZE - 1)) == 0;
}

/* The file of an area, or -1. */
static int
open_memory(uint64_t memory)
{
	char path[PATH_SIZE];
	if (!memory_path(path, memory))
		return -1;
	const int file = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	struct stat status;
	if (file >= 0 && (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)
			|| status.st_uid != geteuid())) {
		close(file);
		return -1;
	}
	return file;
}

/* Memory that is there when it is touched, if it is not very much. */
static bool
give_size(int file, uint64_t size)
{
	constexpr uint64_t MUCH = 16 * 1024 * 1024;

	struct statfs status;
	if (fstatfs(file, &status) == 0 && status.f_blocks != 0
		&& size / status.f_bsize > status.f_bavail) {
		errno = ENOSPC;
		return false;
	}
	if (size <= MUCH) {
		const int error = posix_fallocate64(file, 0, size);
		if (error != EOPNOTSUPP && error != EINVAL) {
			errno = error;
			return error == 0;
		}
	}
	return ftruncate64(file, size) == 0;
}

static int
make_memory(uint64_t memory, uint64_t size)
{
	char path[PATH_SIZE];
	if (!memory_path(path, memory))
		return -1;
	const int file
		= open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (file < 0)
		return -1;
	if (give_size(file, size))
		return file;
	const int error = errno;
	close(file);
	unlink(path);
	errno = error;
	return -1;
}

/* The first gap of this size from an address on; 0 if there is none. */
static uintptr_t
find_gap(uintptr_t from, size_t size)
{
	const int file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return 0;
	uintptr_t candidate = from;
	char text[4096];
	size_t kept = 0;
	ssize_t length;
	bool isFound = false;
	while (!isFound
		&& (length = read(file, text + kept, sizeof(text) - 1 - kept)) > 0) {
		text[kept + length] = '\0';
		char* line = text;
		for (char* end; !isFound && (end = strchr(line, '\n')) != nullptr;
				line = end + 1) {
			char* dash;
			const unsigned long start = strtoul(line, &dash, 16);
			const unsigned long last
				= *dash == '-' ? strtoul(dash + 1, nullptr, 16) : start;
			if (last <= candidate)
				continue;
			isFound = start >= candidate && start - candidate >= size;
			if (!isFound)
				candidate = last;
		}
		kept = strlen(line);
		if (kept == sizeof(text) - 1)
			kept = 0;
		memmove(text, line, kept);
	}
	close(file);
	return candidate;
}

/* Where the memory of an area shall be. */
struct wanted_place {
	uint32_t	spec;
	void*		address;
};

/* Maps by map(address, flags), which is mmap() of something. */
template<typename Map>
static status_t
map_where_wanted(const wanted_place& wanted, size_t size, Map map,
	void** _address)
{
	void* address = MAP_FAILED;
	switch (wanted.spec) {
		case B_ANY_ADDRESS:
		case B_ANY_KERNEL_ADDRESS:
			address = map(nullptr, 0);
			break;
		case B_EXACT_ADDRESS:
		case B_CLONE_ADDRESS:
			address = map(wanted.address, MAP_FIXED_NOREPLACE);
			if (address == MAP_FAILED && errno != ENOMEM)
				return B_BAD_VALUE;
			break;
		case B_BASE_ADDRESS:
		{
			/* Below there is nothing for programs (vm.mmap_min_addr). */
			constexpr uintptr_t LOWEST = 0x10000;
			uintptr_t start = (uintptr_t)wanted.address;
			if (start < LOWEST)
				start = LOWEST;
			/* Other threads may take the gap that was found. */
			for (int i = 0; i < 16 && address == MAP_FAILED; i++) {
				start = find_gap(start, size);
				if (start == 0)
					break;
				address = map((void*)start, MAP_FIXED_NOREPLACE);
				if (address == MAP_FAILED && errno != EEXIST)
					break;
			}
			break;
		}
	}
	if (address == MAP_FAILED)
		return B_NO_MEMORY;
	/* An old kernel takes the address of MAP_FIXED_NOREPLACE as a hint. */
	if ((wanted.spec == B_EXACT_ADDRESS || wanted.spec == B_CLONE_ADDRESS)
		&& address != wanted.address) {
		munmap(address, size);
		return B_BAD_VALUE;
	}
	*_address = address;
	return B_OK;
}

/* What the program wants; its pointers are good. */
static status_t
read_wanted_place(void** userAddress, uint32 spec, bool isClone,
	wanted_place& wanted)
{
	if (!is_writable(userAddress))
		return B_BAD_ADDRESS;
	wanted = { spec, *userAddress };
	switch (spec) {
		case B_ANY_ADDRESS:
		case B_ANY_KERNEL_ADDRESS:
			return B_OK;
		case B_EXACT_ADDRESS:
		case B_BASE_ADDRESS:
			return is_page_aligned((uintptr_t)wanted.address)
				? B_OK : B_BAD_VALUE;
		case B_CLONE_ADDRESS:
			return isClone ? B_OK : B_BAD_VALUE;
		default:
			return B_BAD_VALUE;
	}
}

void
forget_area_memory(shared_area& area)
{
	const uint64_t memory = area.memory.exchange(0);
	if (memory == 0)
		return;
	/* The last one that does this finds no other. */
	shared_objects& objects = *mapped_objects.load();
	const uint32_t limit = objects.header.place_limit[AREA].load();
	for (uint32_t i = 0; i < limit && i < MAX_AREAS; i++) {
		if (objects.areas[i].memory.load() == memory)
			return;
	}
	kept_errno error;
	char path[PATH_SIZE];
	if (memory_path(path, memory))
		unlink(path);
}

void
recover_area(shared_area& area)
{
	/* Whose maker did not get so far as to give it an id, or who ended it. */
	if (area.id() == 0)
		forget_area_memory(area);
}

static void
lock_memory(void* address, size_t size, uint32_t locking)
{
	if (locking == B_FULL_LOCK || locking == B_CONTIGUOUS
		|| locking == B_LOMEM)
		mlock(address, size);
}

/* A claimed place becomes an area, or is given back. */
static area_id
finish_area(shared_area& area, int32_t id, status_t status, void* address,
	size_t size, uint32_t protection, uint32_t locking)
{
	if (status != B_OK) {
		forget_area_memory(area);
		area.owner.store(0);
		unlock_object(area.lock);
		return status;
	}
	area.address.store((uintptr_t)address);
	area.size.store(size);
	area.protection.store(protection);
	area.locking.store(locking);
	publish_object(area, id, 0);
	return id;
}

extern "C" area_id
_kern_create_area(const char* userName, void** userAddress, uint32 spec,
	size_t size, uint32 locking, uint32 protection)
{
	if (size == 0 || !is_page_aligned(size) || locking > B_LOMEM)
		return B_BAD_VALUE;
	char name[B_OS_NAME_LENGTH];
	status_t status = copy_object_name(userName, name);
	if (status != B_OK)
		return status;
	wanted_place wanted;
	status = read_wanted_place(userAddress, spec, false, wanted);
	if (status != B_OK)
		return status;

	kept_errno error;
	int32_t id;
	shared_area* area = (shared_area*)claim_object(AREA, name, &id);
	if (area == nullptr)
		return B_NO_MEMORY;
	const uint64_t memory
		= mapped_objects.load()->header.last_memory.fetch_add(1) + 1;
	area->memory.store(memory);
	int file = make_memory(memory, size);
	if (file < 0) {
		/* No file, or no descriptor: memory that no other team can clone. */
		if (errno == ENOSPC || errno == EFBIG || errno == EDQUOT)
			return finish_area(*area, id, B_NO_MEMORY, nullptr, 0, 0, 0);
		area->memory.store(0);
	}
	const int anonymous = file < 0 ? MAP_ANONYMOUS | MAP_NORESERVE : 0;
	void* address = nullptr;
	status = map_where_wanted(wanted, size, [=](void* where, int flags) {
		return mmap(where, size, host_protection(protection),
			MAP_SHARED | anonymous | flags, file, 0);
	}, &address);
	if (file >= 0)
		close(file);
	if (status == B_OK)
		lock_memory(address, size, locking);
	id = finish_area(*area, id, status, address, size,
		protection & KNOWN_PROTECTION, locking);
	if (id > 0)
		*userAddress = address;
	return id;
}

struct area_source {
	team_identity	owner;
	uint64_t		memory;
	uint64_t		address;
	uint64_t		size;
	uint32_t		locking;
};

static status_t
read_source(area_id id, area_source& source)
{
	shared_area* area = (shared_area*)find_object(AREA, id);
	if (area == nullptr)
		return B_BAD_VALUE;
	usable_object locked(*area, AREA, id);
	if (!locked.exists())
		return B_BAD_VALUE;
	source = { area->owner.load(), area->memory.load(), area->address.load(),
		area->size.load(), area->locking.load() };
	return B_OK;
}

/* Memory without a file is mapped a second time by the kernel alone: mremap()
 * of nothing (mremap(2), "old_size"). */
static status_t
clone_anonymous(const area_source& source, const wanted_place& wanted,
	uint32_t protection, void** _address)
{
	if (source.owner != this_team())
		return B_NOT_ALLOWED;
	const size_t size = source.size;
	const status_t status = map_where_wanted(wanted, size,
		[=](void* where, int flags) {
			return mmap(where, size, PROT_NONE,
				MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | flags, -1, 0);
		}, _address);
	if (status != B_OK)
		return status;
	void* const address = mremap((void*)(uintptr_t)source.address, 0, size,
		MREMAP_MAYMOVE | MREMAP_FIXED, *_address);
	if (address == MAP_FAILED) {
		munmap(*_address, size);
		return B_NO_MEMORY;
	}
	mprotect(address, size, host_protection(protection));
	return B_OK;
}

extern "C" area_id
_kern_clone_area(const char* userName, void** userAddress, uint32 spec,
	uint32 protection, area_id sourceId)
{
	char name[B_OS_NAME_LENGTH];
	status_t status = copy_object_name(userName, name);
	if (status != B_OK)
		return status;
	wanted_place wanted;
	status = read_wanted_place(userAddress, spec, true, wanted);
	if (status != B_OK)
		return status;
	area_source source;
	status = read_source(sourceId, source);
	if (status != B_OK)
		return status;
	if (spec == B_CLONE_ADDRESS)
		wanted.address = (void*)(uintptr_t)source.address;
	const size_t size = source.size;
	if (size != source.size || size == 0 || !is_page_aligned(size))
		return B_NO_MEMORY;

	kept_errno error;
	int32_t id;
	shared_area* area = (shared_area*)claim_object(AREA, name, &id);
	if (area == nullptr)
		return B_NO_MEMORY;
	/* First this: while it says so, the file is not removed. */
	area->memory.store(source.memory);
	void* address = nullptr;
	if (source.memory == 0)
		status = clone_anonymous(source, wanted, protection, &address);
	else {
		const int file = open_memory(source.memory);
		struct stat64 file_status;
		if (file < 0) {
			status = errno == EMFILE || errno == ENFILE
				? B_NO_MEMORY : B_BAD_VALUE;
		} else if (fstat64(file, &file_status) != 0
			|| (uint64_t)file_status.st_size < size) {
			status = B_BAD_VALUE;
		} else {
			status = map_where_wanted(wanted, size, [=](void* where, int flags) {
				return mmap(where, size, host_protection(protection),
					MAP_SHARED | flags, file, 0);
			}, &address);
		}
		if (file >= 0)
			close(file);
	}
	id = finish_area(*area, id, status, address, size,
		protection & KNOWN_PROTECTION, source.locking);
	if (id > 0)
		*userAddress = address;
	return id;
}

extern "C" area_id
_kern_find_area(const char* userName)
{
	return find_object_named(AREA, userName);
}

extern "C" area_id
_kern_area_for(void* address)
{
	area_id found = B_ERROR;
	const team_identity team = this_team();
	search_objects(AREA, [&](shared_object& object, int32_t id) {
		const shared_area& area = (const shared_area&)object;
		if (area.owner.load() != team
			|| (uintptr_t)address - area.address.load() >= area.size.load())
			return false;
		found = id;
		return true;
	});
	return found;
}

/* Calls change(area) for one of the team's own. */
template<typename Change>
static status_t
change_own_area(area_id id, Change change)
{
	shared_area* area = (shared_area*)find_object(AREA, id);
	if (area == nullptr || area->owner.load() != this_team())
		return B_BAD_VALUE;
	usable_object locked(*area, AREA, id);
	if (!locked.exists())
		return B_BAD_VALUE;
	kept_errno error;
	return change(*area);
}

static void*
address_of(const shared_area& area)
{
	return (void*)(uintptr_t)area.address.load();
}

extern "C" status_t
_kern_delete_area(area_id id)
{
	return change_own_area(id, [](shared_area& area) {
		munmap(address_of(area), area.size.load());
		remove_object(area, AREA);
		return B_OK;
	});
}

static bool
is_cloned(const shared_area& area)
{
	const shared_objects& objects = *mapped_objects.load();
	const uint32_t limit = objects.header.place_limit[AREA].load();
	for (uint32_t i = 0; i < limit && i < MAX_AREAS; i++) {
		if (&objects.areas[i] != &area
			&& objects.areas[i].memory.load() == area.memory.load())
			return true;
	}
	return false;
}

static status_t
resize(shared_area& area, size_t size)
{
	const size_t old = area.size.load();
	void* const address = address_of(area);
	const uint64_t memory = area.memory.load();
	/* What has no file cannot grow. */
	const int file = memory != 0 ? open_memory(memory) : -1;
	status_t status = B_OK;
	if (size > old) {
		struct stat64 file_status;
		if (file < 0 || fstat64(file, &file_status) != 0
			|| ((uint64_t)file_status.st_size < size && !give_size(file, size))
			|| mremap(address, old, size, 0) == MAP_FAILED)
			status = B_NO_MEMORY;
		else
			lock_memory(address, size, area.locking.load());
	} else if (size < old) {
		munmap((char*)address + size, old - size);
		if (file >= 0 && !is_cloned(area) && ftruncate64(file, size) != 0)
			status = B_ERROR;
	}
	if (file >= 0)
		close(file);
	if (status == B_OK)
		area.size.store(size);
	return status;
}

extern "C" status_t
_kern_resize_area(area_id id, size_t size)
{
	if (size == 0 || !is_page_aligned(size))
		return B_BAD_VALUE;
	return change_own_area(id, [=](shared_area& area) {
		return resize(area, size);
	});
}

extern "C" status_t
_kern_set_area_protection(area_id id, uint32 protection)
{
	return change_own_area(id, [=](shared_area& area) {
		if (mprotect(address_of(area), area.size.load(),
				host_protection(protection)) != 0)
			return errno == ENOMEM ? B_NO_MEMORY : B_NOT_ALLOWED;
		area.protection.store(protection & KNOWN_PROTECTION);
		return B_OK;
	});
}

/* What of it is in memory; all of another team's. */
static uint32_t
present_size(const shared_area& area)
{
	const size_t size = area.size.load();
	if (area.owner.load() != this_team())
		return size;
	constexpr size_t PAGES = 1024;
	unsigned char present[PAGES];
	uint32_t pages = 0;
	for (size_t done = 0; done < size; done += PAGES * B_PAGE_SIZE) {
		const size_t rest = size - done;
		const size_t part
			= rest < PAGES * B_PAGE_SIZE ? rest : PAGES * B_PAGE_SIZE;
		if (mincore((char*)address_of(area) + done, part, present) != 0)
			return size;
		for (size_t i = 0; i < part / B_PAGE_SIZE; i++)
			pages += present[i] & 1;
	}
	return pages * B_PAGE_SIZE;
}

static shared_area*
area_with_id(area_id id)
{
	return (shared_area*)find_object(AREA, id);
}

static status_t
get_info(shared_area& area, int32_t id, area_info* userInfo)
{
	return tell_object(AREA, area, id, userInfo, B_BAD_VALUE, [&](area_info& info) {
		kept_errno error;
		info.area = id;
		info.size = area.size.load();
		info.lock = area.locking.load();
		info.protection = area.protection.load();
		info.ram_size = present_size(area);
		info.address = address_of(area);
	});
}

extern "C" status_t
_kern_get_area_info(area_id id, area_info* info, size_t size)
{
	return get_object_info(id, info, size, B_BAD_VALUE, area_with_id, get_info);
}

extern "C" status_t
_kern_get_next_area_info(team_id team, int32* cookie, area_info* info,
	size_t size)
{
	return get_next_object_info(AREA, team, cookie, info, size, get_info);
}
