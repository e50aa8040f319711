#include "shared_objects.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "linux_abi.h"
#include "object_table.h"
#include "system_call.h"

std::atomic<shared_objects*> mapped_objects;
std::atomic<shared_messages*> mapped_messages;

/* Which file is used is decided once, by the first thread that finds one: its
 * name's number. Without a file it is memory of this process and its children. */
static constexpr int NOT_CHOSEN = -1;
static constexpr int NO_FILE = -2;
static std::atomic<int> chosen_file{NOT_CHOSEN};

/* Of the chosen file; written before it is chosen, by all with the same. */
static std::atomic<uint32_t> chosen_user;
static std::atomic<unsigned long> chosen_namespace;

constexpr size_t PATH_SIZE = 96;

static constexpr uint32_t MAGIC = 0x4c524f42;	/* "LROB" */

/* How many names are tried when files that are not ours have the first ones. */
static constexpr int MAX_NAMES = 8;

/* Those who cannot see each other's processes cannot share objects. */
static unsigned long
process_namespace()
{
	struct stat status;
	return stat("/proc/self/ns/pid", &status) == 0 ? status.st_ino : 0;
}

static bool
is_trustworthy(int file, off_t& size)
{
	struct stat status;
	if (fstat(file, &status) != 0)
		return false;
	size = status.st_size;
	return S_ISREG(status.st_mode) && status.st_uid == geteuid()
		&& (status.st_mode & 077) == 0 && status.st_nlink == 1;
}

/* A file of the right size says what it is, unless it was made just now. */
static bool
has_our_layout(int file)
{
	uint32_t words[2] = {};
	if (pread(file, words, sizeof(words), 0) != (ssize_t)sizeof(words))
		return false;
	return (words[0] == MAGIC && words[1] == LAYOUT_VERSION)
		|| (words[0] == 0 && words[1] == 0);
}

/* The descriptor, or a negative error number. Every one who comes does the same
 * with a new file, in any order: give it its size, and its name and version. */
static int
open_file(const char* path)
{
	const int file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC
		| O_NONBLOCK, 0600);
	if (file < 0)
		return -errno;
	off_t size;
	int error = -EACCES;
	if (is_trustworthy(file, size)
		&& (size == 0 || size == (off_t)SHARED_FILE_SIZE)) {
		error = 0;
		/* Whatever the umask has made of the mode. */
		if (size == 0 && fchmod(file, 0600) != 0)
			error = -errno;
		else if (size == 0 && ftruncate(file, SHARED_FILE_SIZE) != 0)
			error = -errno;
		else if (!has_our_layout(file))
			error = -EACCES;
	}
	if (error == 0)
		return file;
	close(file);
	return error;
}

static bool
is_passing(int error)
{
	return error == -EMFILE || error == -ENFILE || error == -ENOMEM
		|| error == -EINTR;
}

static void
make_path(char* path, int number)
{
	snprintf(path, PATH_SIZE, "/dev/shm/libroot-objects-%u-%u-%lx.%d",
		LAYOUT_VERSION, chosen_user.load(), chosen_namespace.load(), number);
}

static int
choose_file()
{
	chosen_user.store(geteuid());
	chosen_namespace.store(process_namespace());
	char path[PATH_SIZE];
	int file = -ENOENT;
	int number = 0;
	for (; number < MAX_NAMES; number++) {
		make_path(path, number);
		file = open_file(path);
		if (file >= 0 || is_passing(file))
			break;
	}
	if (is_passing(file))
		return file;

	int chosen = NOT_CHOSEN;
	const int ours = file >= 0 ? number : NO_FILE;
	if (chosen_file.compare_exchange_strong(chosen, ours) || chosen == ours)
		return file;
	if (file >= 0)
		close(file);
	if (chosen == NO_FILE)
		return -ENOENT;
	make_path(path, chosen);
	return open_file(path);
}

static int
open_chosen_file()
{
	const int chosen = chosen_file.load();
	if (chosen == NOT_CHOSEN)
		return choose_file();
	if (chosen == NO_FILE)
		return -ENOENT;
	char path[PATH_SIZE];
	make_path(path, chosen);
	return open_file(path);
}

static void*
map_file(int file, size_t size, uint64_t offset)
{
	void* memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file,
		offset);
	return memory != MAP_FAILED ? memory : nullptr;
}

template<typename Memory>
static Memory*
map_part(std::atomic<Memory*>& mapped, uint64_t offset)
{
	const int error = errno;
	const int file = open_chosen_file();
	void* memory = nullptr;
	if (file >= 0) {
		memory = map_file(file, sizeof(Memory), offset);
		close(file);
	} else if (!is_passing(file)) {
		memory = mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE,
			MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
		if (memory == MAP_FAILED)
			memory = nullptr;
	}
	errno = error;
	if (memory == nullptr)
		return nullptr;
	if (!is_backed(memory, B_PAGE_SIZE)) {
		munmap(memory, sizeof(Memory));
		return nullptr;
	}
	Memory* expected = nullptr;
	if (mapped.compare_exchange_strong(expected, (Memory*)memory))
		return (Memory*)memory;
	munmap(memory, sizeof(Memory));
	return expected;
}

shared_objects*
map_shared_objects()
{
	shared_objects* objects = map_part(mapped_objects, 0);
	if (objects != nullptr) {
		objects->header.magic.store(MAGIC);
		objects->header.version.store(LAYOUT_VERSION);
		/* Children share what is mapped now. */
		if (chosen_file.load() == NO_FILE)
			map_shared_messages();
		/* Their files would stay for as long as nobody uses areas. */
		remove_orphans(AREA);
	}
	return objects;
}

shared_messages*
map_shared_messages()
{
	shared_messages* messages = mapped_messages.load(std::memory_order_acquire);
	return messages != nullptr
		? messages : map_part(mapped_messages, MESSAGES_OFFSET);
}

bool
shared_path(char* path, size_t size, const char* suffix)
{
	const int chosen = chosen_file.load();
	if (chosen < 0)
		return false;
	char base[PATH_SIZE];
	make_path(base, chosen);
	return snprintf(path, size, "%s%s", base, suffix) < (int)size;
}

bool
is_backed(const void* address, size_t size)
{
	const uintptr_t start = (uintptr_t)address & ~(uintptr_t)(B_PAGE_SIZE - 1);
	const uintptr_t end = ((uintptr_t)address + size + B_PAGE_SIZE - 1)
		& ~(uintptr_t)(B_PAGE_SIZE - 1);
	const long result = system_call(SYS_madvise, start, end - start,
		LINUX_MADV_POPULATE_WRITE);
	/* Kernels before 5.14 do not know it. */
	return result == 0 || result == -EINVAL;
}
