/* What only the host's C library can do, because it knows the insides of its
 * own threads. */

#include <errno.h>
#include <string.h>

#include <kernel_contract.h>

#include "host_function.h"
#include "kernel_inline.h"
#include "signal_set.h"
#include "user_memory.h"

/* Functions of the host that we export ourselves; null where the host is older
 * than glibc 2.34. */
static constinit struct {
	host_function<int(pthread_attr_t*, const __sigset_t*)>
		pthread_attr_setsigmask{"pthread_attr_setsigmask_np"};
	host_function<int(const pthread_attr_t*, __sigset_t*)>
		pthread_attr_getsigmask{"pthread_attr_getsigmask_np"};
} host;

/* The host's set: the kernel's in its first eight bytes. */
static __sigset_t
to_host_set(sigset_t set)
{
	const linux_sigset kernelSet = set_to_host(set);
	__sigset_t hostSet;
	memset(&hostSet, 0, sizeof(hostSet));
	memcpy(&hostSet, &kernelSet, sizeof(kernelSet));
	return hostSet;
}

static sigset_t
from_host_set(const __sigset_t& hostSet)
{
	linux_sigset kernelSet;
	memcpy(&kernelSet, &hostSet, sizeof(kernelSet));
	return set_from_host(kernelSet);
}

constinit thread_signal_functions host_thread_signals{
	host_function<int(pthread_t, int)>("pthread_kill"),
	host_function<int(pthread_t, int, union sigval)>("pthread_sigqueue")
};

/* pthread_getcpuclockid(3) yields ~id << 3 | 6 for a thread's own clock. */
int
kill_pthread(pthread_t thread)
{
	clockid_t clock;
	if (pthread_getcpuclockid(thread, &clock) != 0)
		return -ESRCH;
	return _kern_kill_thread(~(clock >> 3));
}

extern "C" int
_kern_send_pthread_signal(pthread_t thread, uint32 signal,
	const union sigval* value)
{
	return _kern_send_pthread_signal_inline(thread, signal, value);
}

/* The members are public in the host's <spawn.h>, if under odd names. */
extern "C" int
_kern_set_spawn_signals(posix_spawnattr_t* attributes, bool defaults,
	const sigset_t* set)
{
	if (!is_readable(set) || !is_writable(attributes))
		return -EFAULT;
	(defaults ? attributes->__sd : attributes->__ss) = to_host_set(*set);
	return 0;
}

extern "C" int
_kern_get_spawn_signals(const posix_spawnattr_t* attributes, bool defaults,
	sigset_t* set)
{
	if (!is_readable(attributes) || !is_writable(set))
		return -EFAULT;
	*set = from_host_set(defaults ? attributes->__sd : attributes->__ss);
	return 0;
}

extern "C" int
_kern_set_pthread_mask(pthread_attr_t* attributes, const sigset_t* set)
{
	/* Null: threads inherit the mask again. */
	if (set == nullptr)
		return -host.pthread_attr_setsigmask(attributes, nullptr);
	if (!is_readable(set))
		return -EFAULT;
	const __sigset_t hostSet = to_host_set(*set);
	return -host.pthread_attr_setsigmask(attributes, &hostSet);
}

extern "C" int
_kern_get_pthread_mask(const pthread_attr_t* attributes, sigset_t* set)
{
	if (!is_writable(set))
		return -EFAULT;
	__sigset_t hostSet;
	const int result = host.pthread_attr_getsigmask(attributes, &hostSet);
	/* PTHREAD_ATTR_NO_SIGMASK_NP comes with a full set of the host's. */
	if (result == 0 || result == PTHREAD_ATTR_NO_SIGMASK_NP)
		*set = result == 0 ? from_host_set(hostSet) : ~sigset_t{0};
	return result == PTHREAD_ATTR_NO_SIGMASK_NP ? result : -result;
}

/* What vfork() returns in case of an error; entry.S jumps here. */
extern "C" __attribute__((visibility("hidden"), used)) int
#if defined(__i386__)
__attribute__((regparm(1)))
#endif
__set_vfork_error(int error)
{
	errno = -error;
	return -1;
}
