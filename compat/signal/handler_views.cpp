#include <handler_views.h>

#include <string.h>

#include <kernel_contract.h>
#include <legacy_abi.h>
#include <legacy_handler.h>
#include <stub_pool.h>

struct viewed_handler {
	void*		handler;
	void*		userdata;
	int			kind;	/* SA_SIGINFO and private flags: how to call it */
	/* Of a current action the mask, of which legacy code sees a part only. */
	sigset_t	mask;

	bool
	operator==(const viewed_handler& other) const
	{
		return handler == other.handler && userdata == other.userdata
			&& kind == other.kind && mask == other.mask;
	}
};

static constexpr int KIND_FLAGS = SA_SIGINFO | SA_BEOS_COMPATIBLE_HANDLER;

/* handler_view_stubs.S of the architecture. */
extern "C" {
extern char legacy_handler_stubs[] __attribute__((visibility("hidden")));
extern char current_handler_stubs[] __attribute__((visibility("hidden")));
}

template<char* stubs>
using view_pool = stub_pool<viewed_handler, 64, stubs>;

/* Legacy handlers for current code, and current handlers for legacy code. */
static constinit view_pool<legacy_handler_stubs> legacy_handlers;
static constinit view_pool<current_handler_stubs> current_handlers;

static bool
is_function(const struct sigaction& action)
{
	return action.sa_handler != SIG_DFL && action.sa_handler != SIG_IGN;
}

static bool
is_legacy(const struct sigaction& action)
{
	return (action.sa_flags & SA_BEOS_COMPATIBLE_HANDLER) != 0;
}

template<typename Pool>
static void
show(Pool& pool, struct sigaction& action, sigset_t mask)
{
	action.sa_handler = (__sighandler_t)pool.stub_for({
		(void*)action.sa_handler, action.sa_userdata,
		action.sa_flags & KIND_FLAGS, mask });
}

/* What the stub stands for, now in action, or null if it is none. */
template<typename Pool>
static const viewed_handler*
accept(const Pool& pool, struct sigaction& action)
{
	const viewed_handler* viewed = pool.record_of((void*)action.sa_handler);
	if (viewed == nullptr)
		return nullptr;
	action.sa_handler = (__sighandler_t)viewed->handler;
	action.sa_userdata = viewed->userdata;
	action.sa_flags = (action.sa_flags & ~KIND_FLAGS) | viewed->kind;
	return viewed;
}

void
show_action_to_current(struct sigaction& action)
{
	if (is_function(action) && is_legacy(action))
		show(legacy_handlers, action, 0);
	action.sa_flags &= ~SA_BEOS_COMPATIBLE_HANDLER;
}

void
show_action_to_legacy(struct sigaction& action)
{
	if (is_function(action) && !is_legacy(action))
		show(current_handlers, action, action.sa_mask);
	action.sa_flags &= ~SA_BEOS_COMPATIBLE_HANDLER;
}

bool
is_view_for_current(const void* function)
{
	return legacy_handlers.record_of(function) != nullptr;
}

void
accept_action_from_current(struct sigaction& action)
{
	if (accept(legacy_handlers, action) == nullptr)
		action.sa_flags &= ~SA_BEOS_COMPATIBLE_HANDLER;
}

void
accept_action_from_legacy(struct sigaction& action)
{
	const viewed_handler* viewed = accept(current_handlers, action);
	if (viewed != nullptr) {
		/* Unless legacy code has changed the mask that it was shown, the whole
		 * of it is meant. */
		if (action.sa_mask == widen_set(narrow_handler_mask(viewed->mask)))
			action.sa_mask = viewed->mask;
	} else {
		/* Legacy code knows no SA_SIGINFO: its bit says nothing. */
		action.sa_flags &= ~SA_SIGINFO;
		if (is_function(action))
			action.sa_flags |= SA_BEOS_COMPATIBLE_HANDLER;
	}
}

/* Programs call a handler that they were shown with the signal alone, as
 * POSIX has it. So nothing but that is taken from the caller: the rest comes
 * from the delivery that the program is handling, or is empty. */

extern "C" __attribute__((visibility("hidden"), used)) void
#if defined(__i386__)
__attribute__((regparm(1)))
call_legacy_view(unsigned index, int signal)
#else
call_legacy_view(int signal, unsigned index)
#endif
{
	const viewed_handler& viewed = legacy_handlers.record(index);
	siginfo_t info;
	ucontext_t* context = _kern_current_delivery(&info);
	vregs none;
	if (context == nullptr)
		memset(&none, 0, sizeof(none));
	call_legacy_handler(viewed.handler, legacy_signal(signal), viewed.userdata,
		context != nullptr ? &context->uc_mcontext : &none);
}

extern "C" __attribute__((visibility("hidden"), used)) void
#if defined(__i386__)
__attribute__((regparm(1)))
call_current_view(unsigned index, int signal)
#else
call_current_view(int signal, unsigned index)
#endif
{
	const viewed_handler& viewed = current_handlers.record(index);
	siginfo_t info;
	ucontext_t none;
	ucontext_t* context = _kern_current_delivery(&info);
	if (context == nullptr) {
		memset(&info, 0, sizeof(info));
		memset(&none, 0, sizeof(none));
		_kern_set_signal_mask(SIG_BLOCK, nullptr, &none.uc_sigmask);
		context = &none;
		info.si_signo = signal;
		info.si_code = SI_USER;
	}
	if ((viewed.kind & SA_SIGINFO) != 0) {
		typedef void (*info_handler)(int, siginfo_t*, void*, void*);
		((info_handler)viewed.handler)(info.si_signo, &info, context,
			viewed.userdata);
	} else {
		typedef void (*plain_handler)(int, void*, vregs*);
		((plain_handler)viewed.handler)(signal, viewed.userdata,
			&context->uc_mcontext);
	}
}
