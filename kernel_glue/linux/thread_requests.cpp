#include "thread_requests.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "system_call.h"

/* Records live in pages that are added as needed and never removed, so that
 * the list can be read without locks, in handlers too. */
struct request_page {
	static constexpr unsigned COUNT
		= (4096 - sizeof(void*)) / sizeof(thread_request);

	std::atomic<request_page*>	next;
	thread_request				requests[COUNT];
};

static request_page first_page;

static request_page*
next_page(request_page* page, bool add)
{
	request_page* next = page->next.load(std::memory_order_acquire);
	if (next != nullptr || !add)
		return next;
	void* memory = mmap(nullptr, sizeof(request_page), PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED)
		return nullptr;
	request_page* added = (request_page*)memory;
	if (page->next.compare_exchange_strong(next, added,
			std::memory_order_acq_rel))
		return added;
	munmap(memory, sizeof(request_page));
	return next;
}

thread_request*
find_thread_request(thread_id thread)
{
	for (request_page* page = &first_page; page != nullptr;
			page = next_page(page, false)) {
		for (thread_request& request : page->requests) {
			const thread_id owner
				= request.thread.load(std::memory_order_acquire);
			if (owner == thread)
				return &request;
			if (owner == 0)
				return nullptr;
		}
	}
	return nullptr;
}

static bool
is_over(thread_id thread)
{
	return system_call(SYS_tgkill, getpid(), thread, 0) == -ESRCH;
}

thread_request*
make_thread_request(thread_id thread)
{
	thread_request* found = find_thread_request(thread);
	if (found != nullptr)
		return found;
	for (request_page* page = &first_page; page != nullptr;
			page = next_page(page, true)) {
		for (thread_request& request : page->requests) {
			thread_id owner = request.thread.load(std::memory_order_relaxed);
			if (owner == thread)
				return &request;
			if (owner != 0 && !is_over(owner))
				continue;
			if (request.thread.compare_exchange_strong(owner, thread,
					std::memory_order_acq_rel)) {
				request.state.store(0, std::memory_order_release);
				return &request;
			}
			if (owner == thread)
				return &request;
		}
	}
	return nullptr;
}
