#include <errno.h>

#include <kernel_contract.h>

#include "signal_mask.h"
#include "user_memory.h"
#include "waiting.h"

/* Runs wait(timeout, mask) with the mask that the program wants meanwhile. The
 * kernel writes the rest of the time back, so it gets a copy. */
template<typename Wait>
static int
wait_with_mask(const time_span* timeout, const sigset_t* userMask, Wait wait)
{
	time_span span;
	if (timeout != nullptr)
		span = *timeout;
	time_span* spanPointer = timeout != nullptr ? &span : nullptr;
	if (userMask == nullptr)
		return wait(spanPointer, nullptr);

	if (!is_readable(userMask))
		return -EFAULT;
	const linux_sigset mask = whole_mask_to_host(*userMask);
	return wait_with_temporary_mask(mask, [=, &mask] {
		return wait(spanPointer, &mask);
	});
}

extern "C" int
_kern_poll(struct pollfd* fds, nfds_t count, const time_span* timeout,
	const sigset_t* sigmask)
{
	return wait_with_mask(timeout, sigmask,
		[=](time_span* span, const linux_sigset* mask) {
			return cancellable_masked_wait(SYS_ppoll64, fds, count, span, mask,
				sizeof(linux_sigset));
		});
}

extern "C" int
_kern_select(int count, fd_set* readSet, fd_set* writeSet, fd_set* errorSet,
	const time_span* timeout, const sigset_t* sigmask)
{
	return wait_with_mask(timeout, sigmask,
		[=](time_span* span, const linux_sigset* mask) {
			/* pselect6(2): its sixth argument points to mask and size. */
			const struct {
				const linux_sigset*	mask;
				size_t				size;
			} maskArgument = { mask, sizeof(linux_sigset) };
			return cancellable_masked_wait(SYS_pselect64, count, readSet,
				writeSet, errorSet, span, &maskArgument);
		});
}
