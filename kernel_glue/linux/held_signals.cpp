#include <signal_section.h>

extern "C" void
_kern_deliver_held_signals(void)
{
	__libroot_lpmap.blockallsigs = 0;
}

extern "C" void
_kern_prepare_sections(void)
{
	__libroot_lpmap.is_prepared = 1;
}
