#include <signal.h>

#include <signal_section.h>
#include <symbol_versions.h>

/* Begins a section in which asynchronous signals wait (DragonFly). Nestable;
 * returns the depth, 1 in the outermost, with LPMAP_ARRIVED if a signal has
 * arrived since that began. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigblockall()
{
	if (!__libroot_lpmap.is_prepared)
		_kern_prepare_sections();
	enter_signal_section();
	return (int)__libroot_lpmap.blockallsigs;
}

CURRENT_VERSION(__sigblockall, sigblockall);

/* What sigunblockall(), the inline one of <signal.h> too, does at the end of
 * the outermost section when something has arrived. */
extern "C" LIBROOT_EXPORT int
___libroot_deliver_held_signals()
{
	_kern_deliver_held_signals();
	return (int)(__libroot_lpmap.blockallsigs | LPMAP_ARRIVED);
}

CURRENT_VERSION(___libroot_deliver_held_signals, __libroot_deliver_held_signals);

/* Ends it; returns the depth that remains, with LPMAP_ARRIVED as above. What
 * has arrived is delivered before the return from the outermost. -1: there was
 * no section. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigunblockall()
{
	if ((__libroot_lpmap.blockallsigs & LPMAP_DEPTH_MASK) == 0)
		return -1;
	if (end_signal_section())
		return ___libroot_deliver_held_signals();
	return (int)__libroot_lpmap.blockallsigs;
}

CURRENT_VERSION(__sigunblockall, sigunblockall);
