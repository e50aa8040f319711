#include "team_identity.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#include "linux_abi.h"
#include "system_call.h"

static std::atomic<uint64_t> no_page;
const std::atomic<uint64_t>* own_identity = &no_page;

/* What the lower half of an identity is when /proc is not there to ask. */
static constexpr uint32_t UNKNOWN_INSTANCE = 1;

struct process_status {
	char		state;
	uint64_t	thread_count;
	uint64_t	start_time;
	/* Where the program and its stack are; 0 if the caller may not know. */
	uint64_t	program_place;
};

/* False if /proc/PROCESS/stat cannot be read. */
static bool
read_status(int32_t process, process_status& status)
{
	char text[1024];
	snprintf(text, sizeof(text), "/proc/%d/stat", (int)process);
	const long file = system_call(SYS_open, text, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return false;
	const long length = system_call(SYS_read, file, text, sizeof(text) - 1);
	system_call(SYS_close, file);
	if (length <= 0)
		return false;
	text[length] = '\0';

	/* proc(5). The second field, the name, may contain anything, but only it
	 * contains parentheses. */
	const char* field = strrchr(text, ')');
	if (field == nullptr || field[1] != ' ')
		return false;
	field += 2;
	status = { *field, 0, 0, 0 };
	for (int number = 4; number <= 28; number++) {
		field = strchr(field, ' ');
		if (field == nullptr)
			return false;
		field++;
		uint64_t value = 0;
		for (const char* digit = field; *digit >= '0' && *digit <= '9'; digit++)
			value = value * 10 + (*digit - '0');
		switch (number) {
			case 20:
				status.thread_count = value;
				break;
			case 22:
				status.start_time = value;
				break;
			case 26:	/* startcode */
			case 28:	/* startstack */
				/* 1 stands for no program, 0 for not allowed to know. */
				if (value > 1)
					status.program_place ^= value >> 4;
				break;
		}
	}
	return true;
}

static bool
is_dead(const process_status& status)
{
	/* A main thread may have ended before the others. */
	return status.state == 'X' || status.state == 'x'
		|| (status.state == 'Z' && status.thread_count <= 1);
}

/* 18 bits for when it was started, 14 for where exec() has put it, which are 0
 * if nobody else may know. */
static uint32_t
instance_of(const process_status& status)
{
	const uint64_t place = status.program_place;
	const uint32_t folded
		= (uint32_t)(place ^ place >> 14 ^ place >> 28 ^ place >> 42) & 0x3fff;
	const uint32_t instance
		= ((uint32_t)status.start_time & 0x3ffff) << 14 | folded;
	return instance > UNKNOWN_INSTANCE ? instance : UNKNOWN_INSTANCE + 1;
}

static bool
are_same_instance(uint32_t first, uint32_t second)
{
	if (first == UNKNOWN_INSTANCE || second == UNKNOWN_INSTANCE)
		return true;
	if ((first & 0x3fff) == 0 || (second & 0x3fff) == 0)
		return first >> 14 == second >> 14;
	return first == second;
}

team_identity
identity_of_process(int32_t process)
{
	if (process <= 0)
		return 0;
	/* Not one of a process's other threads. */
	if (system_call(SYS_tgkill, process, process, 0) == -ESRCH)
		return 0;
	uint32_t instance = UNKNOWN_INSTANCE;
	process_status status;
	if (read_status(process, status)) {
		if (is_dead(status))
			return 0;
		instance = instance_of(status);
	}
	return (uint64_t)(uint32_t)process << 32 | instance;
}

/* The page that fork() clears. Where there can be none, identities are found out
 * each time. */
static std::atomic<uint64_t>*
identity_page()
{
	static std::atomic<std::atomic<uint64_t>*> page;

	std::atomic<uint64_t>* ours = page.load();
	if (ours != nullptr)
		return ours;
	void* memory = mmap(nullptr, B_PAGE_SIZE, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED)
		return nullptr;
	if (madvise(memory, B_PAGE_SIZE, LINUX_MADV_WIPEONFORK) != 0
		|| !page.compare_exchange_strong(ours,
			(std::atomic<uint64_t>*)memory)) {
		munmap(memory, B_PAGE_SIZE);
		return ours;
	}
	ours = (std::atomic<uint64_t>*)memory;
	own_identity = ours;
	return ours;
}

team_identity
this_team()
{
	team_identity team = own_identity->load(std::memory_order_relaxed);
	if (team != 0)
		return team;
	const int error = errno;
	team = identity_of_process(system_call(SYS_getpid));
	std::atomic<uint64_t>* page = identity_page();
	if (page != nullptr)
		page->store(team);
	errno = error;
	return team;
}

uint32_t
coarse_milliseconds()
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
	return (uint32_t)now.tv_sec * 1000 + (uint32_t)(now.tv_nsec / 1000000);
}

bool
is_owner_alive(shared_object& object)
{
	const team_identity owner = object.owner.load(std::memory_order_relaxed);
	const int32_t process = process_of(owner);
	if (process <= 0)
		return false;
	/* What this process was before an exec(). */
	if (process == process_of(this_team()))
		return are_same_instance((uint32_t)owner, (uint32_t)this_team());
	const long error = system_call(SYS_kill, process, 0);
	if (error == -ESRCH)
		return false;
	const uint32_t now = coarse_milliseconds();
	if (error == 0
		&& now - object.verified.load(std::memory_order_relaxed)
			< VERIFICATION_PATIENCE)
		return true;
	const team_identity actual = identity_of_process(process);
	if (actual == 0
		|| !are_same_instance((uint32_t)owner, (uint32_t)actual))
		return false;
	object.verified.store(now, std::memory_order_relaxed);
	return true;
}

bool
is_thread_dead(int32_t thread)
{
	if (thread <= 0 || system_call(SYS_tkill, thread, 0) == -ESRCH)
		return true;
	process_status status;
	return read_status(thread, status)
		&& (status.state == 'Z' || status.state == 'X' || status.state == 'x');
}
