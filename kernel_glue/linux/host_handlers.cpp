#include "host_handlers.h"

#include <string.h>

#include <stub_pool.h>

#include "action_table.h"
#include "linux_context.h"
#include "registers.h"
#include "signal_info.h"
#include "signal_set.h"
#include "thread_state.h"

struct host_handler {
	int				signal;
	/* Came to the kernel past our entry, and is to go there again. */
	bool			is_raw;
	/* The handler is the host's own, not our entry. */
	linux_sigaction	action;

	bool
	operator==(const host_handler& other) const
	{
		return signal == other.signal && is_raw == other.is_raw
			&& memcmp(&action, &other.action, sizeof(action)) == 0;
	}
};

/* entry.S of the architecture. */
extern "C" __attribute__((visibility("hidden"))) char host_handler_stubs[];

static constinit stub_pool<host_handler, 128, host_handler_stubs> host_handlers;

void
expose_host_action(int hostSignal, const linux_sigaction& host,
	const stored_action* stored, struct sigaction& action)
{
	linux_sigaction exposed = host;
	if (stored != nullptr) {
		exposed.handler = (uintptr_t)stored->handler;
		exposed.flags = (unsigned)stored->flags;
		set_mask(exposed, stored->mask);
	}
	action.sa_handler = (__sighandler_t)host_handlers.stub_for(
		{ hostSignal, stored == nullptr, exposed });
	action.sa_mask = set_from_host(mask_of(exposed));
	action.sa_flags = action_flags_from_host(exposed.flags);
	action.sa_userdata = nullptr;
}

host_action_kind
host_action_of(const struct sigaction& action, linux_sigaction& host,
	stored_action& stored)
{
	const host_handler* handler
		= host_handlers.record_of((void*)action.sa_handler);
	if (handler == nullptr)
		return host_action_kind::OURS;

	host = handler->action;
	if (action.sa_mask != set_from_host(mask_of(host))) {
		set_mask(host, set_to_host(action.sa_mask)
			| (mask_of(host) & HOST_ONLY_SIGNALS));
	}
	if (action.sa_flags != action_flags_from_host(host.flags)) {
		/* How the handler wants its arguments is its own nature. */
		constexpr unsigned long KEPT = LINUX_SA_SIGINFO | LINUX_SA_RESTORER;
		host.flags = (host.flags & KEPT)
			| (action_flags_to_host(action.sa_flags) & ~KEPT);
	}
	if (handler->is_raw)
		return host_action_kind::RAW;
	stored = { (void*)host.handler, nullptr, mask_of(host), (int)host.flags,
		true };
	return host_action_kind::ENTERED;
}

typedef void (*plain_handler)(int);
typedef void (*info_handler)(int, linux_siginfo*, linux_ucontext*);

/* Within a delivery: the host's handler gets what the kernel gave us, with the
 * changes made so far, and the program sees what it leaves. */
static void
call_in_delivery(info_handler handler, int signal, delivery& current)
{
	linux_ucontext& host = *current.host_context;
	ucontext_t& context = current.context;
	registers_to_host(context.uc_mcontext, host);
	host.mask = set_to_host(context.uc_sigmask)
		| (host.mask & HOST_ONLY_SIGNALS);
	handler(signal, current.host_info, &host);
	registers_from_host(host, context.uc_mcontext);
	context.uc_sigmask = set_from_host(host.mask);
}

/* Called by the program on its own account: what it gave, translated. */
static void
call_with_copies(info_handler handler, int signal, const siginfo_t* info,
	ucontext_t* context)
{
	linux_siginfo hostInfo;
	if (info != nullptr)
		info_to_host(*info, hostInfo);
	linux_ucontext hostContext = {};
	linux_fpu_state fpu = {};
	if (context != nullptr) {
		hostContext.fpu = &fpu;
		hostContext.mask = set_to_host(context->uc_sigmask);
		registers_to_host(context->uc_mcontext, hostContext);
	}
	handler(signal, info != nullptr ? &hostInfo : nullptr,
		context != nullptr ? &hostContext : nullptr);
	if (context != nullptr) {
		registers_from_host(hostContext, context->uc_mcontext);
		context->uc_sigmask = set_from_host(hostContext.mask);
	}
}

/* The stubs come here as if they had been called with these arguments and
 * their own index. A handler of the current ABI gets (signal, siginfo,
 * ucontext) with SA_SIGINFO, else (signal, userdata, vregs). */
extern "C" __attribute__((visibility("hidden"), used)) void
#if defined(__i386__)
__attribute__((regparm(1)))
call_host_handler(unsigned index, int signal, void* info, void* context)
#else
call_host_handler(int signal, void* info, void* context, void*, unsigned index)
#endif
{
	const host_handler& handler = host_handlers.record(index);
	const uintptr_t function = handler.action.handler;
	const int hostSignal = signal_to_host(signal);
	if ((handler.action.flags & LINUX_SA_SIGINFO) == 0) {
		((plain_handler)function)(hostSignal);
		return;
	}
	const thread_state& thread = current_thread;
	const int last = thread.delivery_count - 1;
	if (last >= 0 && last < thread_state::MAX_DELIVERIES
		&& info == &thread.deliveries[last]->info) {
		call_in_delivery((info_handler)function, hostSignal,
			*thread.deliveries[last]);
		return;
	}
	call_with_copies((info_handler)function, hostSignal,
		(const siginfo_t*)info, (ucontext_t*)context);
}
