/* What only the host's C library can do, because it knows the insides of its
 * own objects. Each function is called by its version, for libroot exports
 * the same name. */

#include <errno.h>
#include <string.h>

#include <kernel_contract.h>
#include <symbol_versions.h>

#include "host_jump_buffer.h"
#include "host_versions.h"
#include "signal_set.h"
#include "system_call.h"
#include "thread_state.h"
#include "user_memory.h"

#define HOST_FUNCTION_IN(alias, name, node) \
	asm(".symver " #alias "," #name "@" #node)
#define HOST_FUNCTION(alias, name, node)	HOST_FUNCTION_IN(alias, name, node)

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

extern "C" {

void host_siglongjmp(struct __jmp_buf_tag*, int) __attribute__((noreturn));
int host_pthread_kill(pthread_t, int);
int host_pthread_sigqueue(pthread_t, int, union sigval);
int host_set_spawn_mask(posix_spawnattr_t*, const __sigset_t*);
int host_get_spawn_mask(const posix_spawnattr_t*, __sigset_t*);
int host_set_spawn_defaults(posix_spawnattr_t*, const __sigset_t*);
int host_get_spawn_defaults(const posix_spawnattr_t*, __sigset_t*);
int host_set_pthread_mask(pthread_attr_t*, const __sigset_t*);
int host_get_pthread_mask(const pthread_attr_t*, __sigset_t*);

}

HOST_FUNCTION(host_siglongjmp, siglongjmp, HOST_LONG_JUMP_NODE);
HOST_FUNCTION(host_pthread_kill, pthread_kill, HOST_PTHREAD_KILL_NODE);
HOST_FUNCTION(host_pthread_sigqueue, pthread_sigqueue, HOST_PTHREAD_KILL_NODE);
HOST_FUNCTION(host_set_spawn_mask, posix_spawnattr_setsigmask, HOST_SPAWN_NODE);
HOST_FUNCTION(host_get_spawn_mask, posix_spawnattr_getsigmask, HOST_SPAWN_NODE);
HOST_FUNCTION(host_set_spawn_defaults, posix_spawnattr_setsigdefault,
	HOST_SPAWN_NODE);
HOST_FUNCTION(host_get_spawn_defaults, posix_spawnattr_getsigdefault,
	HOST_SPAWN_NODE);
HOST_FUNCTION(host_set_pthread_mask, pthread_attr_setsigmask_np,
	HOST_PTHREAD_MASK_NODE);
HOST_FUNCTION(host_get_pthread_mask, pthread_attr_getsigmask_np,
	HOST_PTHREAD_MASK_NODE);

/* pthread_getcpuclockid(3) yields ~id << 3 | 6 for a thread's own clock. */
static thread_id
id_of_pthread(pthread_t thread)
{
	clockid_t clock;
	if (pthread_getcpuclockid(thread, &clock) != 0)
		return -ESRCH;
	return ~(clock >> 3);
}

extern "C" int
_kern_send_pthread_signal(pthread_t thread, uint32 signal,
	const union sigval* value)
{
	if (signal == SIGKILLTHR) {
		const thread_id id = id_of_pthread(thread);
		return id < 0 ? id : _kern_kill_thread(id);
	}
	const int hostSignal = signal_to_host(signal);
	if (signal != 0 && hostSignal == 0)
		return -EINVAL;
	if (value == nullptr)
		return -host_pthread_kill(thread, hostSignal);
	return -host_pthread_sigqueue(thread, hostSignal, *value);
}

extern "C" int
_kern_set_spawn_signals(posix_spawnattr_t* attributes, bool defaults,
	const sigset_t* set)
{
	if (!is_readable(set))
		return -EFAULT;
	const __sigset_t hostSet = to_host_set(*set);
	return -(defaults ? host_set_spawn_defaults(attributes, &hostSet)
		: host_set_spawn_mask(attributes, &hostSet));
}

extern "C" int
_kern_get_spawn_signals(const posix_spawnattr_t* attributes, bool defaults,
	sigset_t* set)
{
	if (!is_writable(set))
		return -EFAULT;
	__sigset_t hostSet;
	const int error = defaults ? host_get_spawn_defaults(attributes, &hostSet)
		: host_get_spawn_mask(attributes, &hostSet);
	if (error == 0)
		*set = from_host_set(hostSet);
	return -error;
}

extern "C" int
_kern_set_pthread_mask(pthread_attr_t* attributes, const sigset_t* set)
{
	/* Null: threads inherit the mask again. */
	if (set == nullptr)
		return -host_set_pthread_mask(attributes, nullptr);
	if (!is_readable(set))
		return -EFAULT;
	const __sigset_t hostSet = to_host_set(*set);
	return -host_set_pthread_mask(attributes, &hostSet);
}

extern "C" int
_kern_get_pthread_mask(const pthread_attr_t* attributes, sigset_t* set)
{
	if (!is_writable(set))
		return -EFAULT;
	__sigset_t hostSet;
	const int result = host_get_pthread_mask(attributes, &hostSet);
	/* PTHREAD_ATTR_NO_SIGMASK_NP comes with a full set of the host's. */
	if (result == 0 || result == PTHREAD_ATTR_NO_SIGMASK_NP)
		*set = result == 0 ? from_host_set(hostSet) : ~sigset_t{0};
	return result == PTHREAD_ATTR_NO_SIGMASK_NP ? result : -result;
}

extern "C" void
_kern_long_jump(struct __jmp_buf_tag* environment, int value)
{
	_kern_leave_handlers((void*)stack_pointer_of(*environment));
	host_siglongjmp(environment, value);
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
