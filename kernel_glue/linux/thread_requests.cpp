#include "thread_requests.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "linux_abi.h"
#include "system_call.h"

/* Records live in pages that are added as needed and never removed, so that
 * they can be found without locks, in handlers too. */
struct request_page {
	static constexpr unsigned COUNT = 4096 / sizeof(thread_request);

	thread_request	requests[COUNT];
};

/* PID_MAX_LIMIT (Linux include/linux/threads.h). */
static constexpr unsigned MAX_THREAD_ID = 4 * 1024 * 1024;

static std::atomic<request_page*> pages[MAX_THREAD_ID / request_page::COUNT];

static request_page*
page_of(thread_id thread, bool add)
{
	if ((uint32_t)thread >= MAX_THREAD_ID)
		return nullptr;
	std::atomic<request_page*>& entry = pages[thread / request_page::COUNT];
	request_page* page = entry.load(std::memory_order_acquire);
	if (page != nullptr || !add)
		return page;
	void* memory = mmap(nullptr, sizeof(request_page), PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED)
		return nullptr;
	if (entry.compare_exchange_strong(page, (request_page*)memory,
			std::memory_order_acq_rel))
		return (request_page*)memory;
	munmap(memory, sizeof(request_page));
	return page;
}

static thread_request*
request_in(request_page* page, thread_id thread)
{
	return page != nullptr
		? &page->requests[thread % request_page::COUNT] : nullptr;
}

thread_request*
find_thread_request(thread_id thread)
{
	thread_request* request = request_in(page_of(thread, false), thread);
	return request != nullptr && request->is_in_use() ? request : nullptr;
}

thread_request*
make_thread_request(thread_id thread)
{
	return request_in(page_of(thread, true), thread);
}

uint32_t
birth_of_thread(thread_id thread)
{
	constexpr uint32_t UNKNOWN = 1;

	char text[512];
	snprintf(text, sizeof(text), "/proc/self/task/%d/stat", (int)thread);
	const long file = system_call(SYS_open, text, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return UNKNOWN;
	const long length = system_call(SYS_read, file, text, sizeof(text) - 1);
	system_call(SYS_close, file);
	if (length <= 0)
		return UNKNOWN;
	text[length] = '\0';

	/* Field 22 of proc(5). The second, the name, may contain anything, but only
	 * it contains parentheses. */
	const char* field = strrchr(text, ')');
	for (int i = 2; i < 22 && field != nullptr; i++)
		field = strchr(field + 1, ' ');
	if (field == nullptr)
		return UNKNOWN;
	uint32_t birth = 0;
	while (*++field >= '0' && *field <= '9')
		birth = birth * 10 + (*field - '0');
	return birth != 0 ? birth : UNKNOWN;
}

uint32_t
thread_request::change(uint32_t birth, uint32_t cleared, uint32_t set)
{
	uint64_t word = fWord.load(std::memory_order_acquire);
	for (;;) {
		const uint32_t state
			= word >> 32 == birth ? (uint32_t)word : 0;
		const uint32_t changed = (state & ~cleared) | set;
		if (fWord.compare_exchange_weak(word, (uint64_t)birth << 32 | changed))
			return state;
	}
}

bool
thread_request::try_to_set(uint32_t expected, uint32_t set)
{
	uint64_t word = fWord.load(std::memory_order_relaxed);
	return (uint32_t)word == expected
		&& fWord.compare_exchange_strong(word, word | set);
}

void
thread_request::clear(uint32_t state)
{
	fWord.fetch_and(~(uint64_t)state);
}

long
thread_request::wait(uint32_t expected, const struct timespec* timeout)
{
	return system_call(SYS_futex, &fWord, LINUX_FUTEX_WAIT_PRIVATE, expected,
		timeout);
}

void
thread_request::wake()
{
	system_call(SYS_futex, &fWord, LINUX_FUTEX_WAKE_PRIVATE, INT32_MAX);
}
