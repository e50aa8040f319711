#include "team_threads.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <signal_section.h>

#include "host_function.h"
#include "interruptible_wait.h"
#include "thread_requests.h"
#include "thread_state.h"

/* 0: free, 1: held, 2: held, and somebody waits. */
static std::atomic<uint32_t> lock_word;

static bool is_in_use;

/* Chains of records by id. */
static constexpr unsigned CHAIN_COUNT = 256;
static team_thread* chains[CHAIN_COUNT];

/* Records that are free; and how many of the others are not of spawned threads,
 * of whose ends nobody is told, so that they are looked for when there are more
 * than the limit. */
static team_thread* free_records;
static unsigned foreign_count;
static constexpr unsigned FIRST_FOREIGN_LIMIT = 64;
static unsigned foreign_limit = FIRST_FOREIGN_LIMIT;

/* Spawned threads that are over but not taken apart yet. */
static team_thread* ended_threads;

/* The last ones that were taken apart, oldest first, for whoever asks how they
 * ended. */
static constexpr unsigned MAX_KEPT = 32;
static team_thread* kept_threads;
static unsigned kept_count;

static constinit host_function<int(pthread_t, void**)>
	host_tryjoin{"pthread_tryjoin_np"};

bool
has_team_threads()
{
	return __atomic_load_n(&is_in_use, __ATOMIC_RELAXED);
}

void
hold_thread_requests()
{
	current_thread.request_holds++;
	std::atomic_signal_fence(std::memory_order_seq_cst);
}

void
release_thread_requests()
{
	thread_state& thread = current_thread;
	std::atomic_signal_fence(std::memory_order_seq_cst);
	if (--thread.request_holds != 0
		|| __builtin_expect(thread.waiting_request == 0, 1))
		return;
	const int carrier = thread.waiting_request;
	thread.waiting_request = 0;
	system_call(SYS_tgkill, getpid(), system_call(SYS_gettid), carrier);
}

void
lock_team_threads()
{
	enter_signal_section();
	hold_thread_requests();
	uint32_t expected = 0;
	if (lock_word.compare_exchange_strong(expected, 1,
			std::memory_order_acquire))
		return;
	while (lock_word.exchange(2, std::memory_order_acquire) != 0) {
		system_call(SYS_futex, &lock_word, LINUX_FUTEX_WAIT_PRIVATE, 2,
			nullptr);
	}
}

void
unlock_team_threads()
{
	if (lock_word.exchange(0, std::memory_order_release) == 2)
		system_call(SYS_futex, &lock_word, LINUX_FUTEX_WAKE_PRIVATE, 1);
	release_thread_requests();
	leave_signal_section();
}

static team_thread*&
chain_of(thread_id id)
{
	return chains[(uint32_t)id % CHAIN_COUNT];
}

team_thread*
make_team_thread()
{
	constexpr size_t SIZE = 16 * 1024;

	__atomic_store_n(&is_in_use, true, __ATOMIC_RELAXED);
	if (free_records == nullptr) {
		void* memory = mmap(nullptr, SIZE, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (memory == MAP_FAILED)
			return nullptr;
		team_thread* records = (team_thread*)memory;
		for (size_t i = 0; i < SIZE / sizeof(team_thread); i++) {
			records[i].next = free_records;
			free_records = &records[i];
		}
	}
	team_thread* thread = free_records;
	free_records = thread->next;
	memset((void*)thread, 0, sizeof(*thread));
	return thread;
}

static void
forget_message(team_thread* thread)
{
	free(thread->message);
	thread->message = nullptr;
	thread->has_message = false;
}

static void
free_if_unused(team_thread* thread)
{
	if (thread->is_listed || thread->references != 0
		|| (thread->is_spawned && !thread->is_joined))
		return;
	forget_message(thread);
	thread->next = free_records;
	free_records = thread;
}

static void
unlist(team_thread* thread)
{
	if (!thread->is_listed)
		return;
	team_thread** link = &chain_of(thread->id);
	while (*link != thread)
		link = &(*link)->next;
	*link = thread->next;
	thread->is_listed = false;
	if (!thread->is_spawned)
		foreign_count--;
}

/* Takes a thread off the list of those kept, if it is there. */
static void
keep_no_longer(team_thread* thread)
{
	for (team_thread** link = &kept_threads; *link != nullptr;
			link = &(*link)->next_ended) {
		if (*link == thread) {
			*link = thread->next_ended;
			kept_count--;
			return;
		}
	}
}

void
drop_team_thread(team_thread* thread)
{
	if (thread->is_joined)
		keep_no_longer(thread);
	unlist(thread);
	free_if_unused(thread);
}

void
release_team_thread(team_thread* thread)
{
	thread->references--;
	free_if_unused(thread);
}

static void
drop_dead_foreign_threads()
{
	for (team_thread* thread : chains) {
		while (thread != nullptr) {
			team_thread* next = thread->next;
			if (!thread->is_spawned && thread->references == 0
				&& check_thread(thread->id) != 0)
				drop_team_thread(thread);
			thread = next;
		}
	}
	foreign_limit = foreign_count * 2 > FIRST_FOREIGN_LIMIT
		? foreign_count * 2 : FIRST_FOREIGN_LIMIT;
}

void
list_team_thread(team_thread* thread)
{
	team_thread* former = find_team_thread(thread->id);
	if (former != nullptr)
		drop_team_thread(former);
	if (!thread->is_spawned && ++foreign_count > foreign_limit)
		drop_dead_foreign_threads();
	team_thread*& chain = chain_of(thread->id);
	thread->next = chain;
	chain = thread;
	thread->is_listed = true;
}

team_thread*
find_team_thread(thread_id id)
{
	team_thread* thread = chain_of(id);
	while (thread != nullptr && thread->id != id)
		thread = thread->next;
	return thread;
}

team_thread*
search_team_threads(bool (*visit)(team_thread*, uintptr_t), uintptr_t argument)
{
	for (team_thread* thread : chains) {
		for (; thread != nullptr; thread = thread->next) {
			if (visit(thread, argument))
				return thread;
		}
	}
	return nullptr;
}

team_thread*
living_team_thread(thread_id id, status_t* _error)
{
	*_error = B_BAD_THREAD_ID;
	if (id <= 0)
		return nullptr;
	team_thread* thread = find_team_thread(id);
	if (thread != nullptr && thread->is_spawned && !thread->is_over
		&& !is_gone(*thread))
		return thread;
	/* The main thread's id is no other's while there is a team. */
	if (thread != nullptr && !thread->is_spawned && id == getpid())
		return thread;
	if (check_thread(id) != 0)
		return nullptr;
	const uint32_t birth = birth_of_thread(id);
	if (thread != nullptr && thread->birth == birth)
		return thread->is_spawned ? nullptr : thread;

	team_thread* made = make_team_thread();
	if (made == nullptr) {
		*_error = B_NO_MEMORY;
		return nullptr;
	}
	made->id = id;
	made->birth = birth;
	list_team_thread(made);
	return made;
}

void
end_team_thread(team_thread* thread, bool killed)
{
	if (thread->is_over)
		return;
	thread->is_over = true;
	thread->was_killed = killed;
	/* Who is killed may be in the middle of the heap's functions: then the
	 * message stays as long as the record. */
	thread->has_message = false;
	if (!killed)
		forget_message(thread);
	thread->message_changes++;
	wake_all(thread->message_changes);
	thread->next_ended = ended_threads;
	ended_threads = thread;
}

bool
is_gone(const team_thread& thread)
{
	return thread.is_joined || (thread.kernel_word != nullptr
		? thread.kernel_word->load(std::memory_order_acquire) == 0
		: check_thread(thread.id) != 0);
}

static void
keep(team_thread* thread)
{
	team_thread** last = &kept_threads;
	while (*last != nullptr)
		last = &(*last)->next_ended;
	*last = thread;
	thread->next_ended = nullptr;
	if (++kept_count > MAX_KEPT)
		drop_team_thread(kept_threads);
}

void
join_team_thread(team_thread* thread)
{
	if (thread->is_joined)
		return;
	for (team_thread** link = &ended_threads; *link != nullptr;
			link = &(*link)->next_ended) {
		if (*link == thread) {
			*link = thread->next_ended;
			break;
		}
	}
	void* result = nullptr;
	host_tryjoin(thread->handle, &result);
	thread->kernel_word = nullptr;
	thread->is_over = true;
	thread->is_joined = true;
	thread->result = thread->was_killed
		? (void*)(intptr_t)B_INTERRUPTED : result;
	if (thread->is_listed)
		keep(thread);
	else
		free_if_unused(thread);
}

void
join_ended_threads()
{
	for (team_thread* thread = ended_threads; thread != nullptr;) {
		team_thread* next = thread->next_ended;
		if (thread->waiters == 0 && is_gone(*thread))
			join_team_thread(thread);
		thread = next;
	}
}

void
note_killed_thread()
{
	team_thread* thread = current_thread.spawned;
	if (thread == nullptr)
		return;
	team_threads_lock lock;
	end_team_thread(thread, true);
}

void
forget_other_threads()
{
	thread_state& state = current_thread;
	lock_word.store(0, std::memory_order_relaxed);
	state.request_holds = 0;
	state.waiting_request = 0;
	if (!has_team_threads())
		return;
	const thread_id id = system_call(SYS_gettid);
	team_thread* self = find_team_thread(id);
	/* Called before in this child, or there was nothing. */
	if (self != nullptr && !self->is_spawned)
		return;
	memset(chains, 0, sizeof(chains));
	free_records = nullptr;
	ended_threads = nullptr;
	kept_threads = nullptr;
	kept_count = 0;
	foreign_count = 0;
	foreign_limit = FIRST_FOREIGN_LIMIT;
	self = state.spawned;
	if (self == nullptr)
		return;
	/* It is the main thread now, whose end is the team's. */
	self->id = id;
	self->is_spawned = false;
	self->references = 0;
	self->waiters = 0;
	self->is_listed = false;
	self->has_message = false;
	self->is_receiving = false;
	self->message = nullptr;
	self->birth = birth_of_thread(id);
	list_team_thread(self);
}

int
check_thread(thread_id thread)
{
	if (thread <= 0)
		return -ESRCH;
	const int error = system_call(SYS_tgkill, getpid(), thread, 0);
	if (error != -ESRCH)
		return error;
	return system_call(SYS_tkill, thread, 0) == -ESRCH ? -ESRCH : -EPERM;
}
