#include <kernel_contract.h>
#include <kernel_threads.h>
#include <symbol_versions.h>

#if defined(__i386__)
static_assert(sizeof(thread_info) == 76);	/* BeOS R5 */
#endif

extern "C" LIBROOT_EXPORT status_t
__get_thread_info(thread_id thread, thread_info* info, size_t size)
{
	return size == sizeof(thread_info)
		? _kern_get_thread_info(thread, info) : B_BAD_VALUE;
}

CURRENT_VERSION(__get_thread_info, _get_thread_info);

extern "C" LIBROOT_EXPORT status_t
__get_next_thread_info(team_id team, int32* cookie, thread_info* info,
	size_t size)
{
	return size == sizeof(thread_info)
		? _kern_get_next_thread_info(team, cookie, info) : B_BAD_VALUE;
}

CURRENT_VERSION(__get_next_thread_info, _get_next_thread_info);

extern "C" LIBROOT_EXPORT status_t
__rename_thread(thread_id thread, const char* name)
{
	return _kern_rename_thread(thread, name);
}

CURRENT_VERSION(__rename_thread, rename_thread);

#if defined(__i386__)
/* What the start code of BeOS R4 asks for: of the four words it uses the last,
 * the end of the stack on which the thread runs. */
extern "C" LIBROOT_EXPORT status_t
__kget_thread_stacks(thread_id thread, void* stacks[4])
{
	if (_kern_check_user_memory(stacks, 4 * sizeof(void*), true) != 0)
		return B_BAD_ADDRESS;
	void* base;
	void* end;
	const status_t error = _kern_get_thread_stack(thread, &base, &end);
	if (error != B_OK)
		return error;
	stacks[0] = nullptr;
	stacks[1] = nullptr;
	stacks[2] = base;
	stacks[3] = end;
	return B_OK;
}

CURRENT_VERSION(__kget_thread_stacks, _kget_thread_stacks_);
#endif
