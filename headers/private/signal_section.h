/* Sections in which asynchronous signals wait, at the price of a memory write.
 *
 * Nested, per thread, async-signal-safe. libroot's own are short and never
 * contain anything that can block for long. Faults are not held back: their
 * handlers run inside the section.
 */
#ifndef _LIBROOT_SIGNAL_SECTION_H
#define _LIBROOT_SIGNAL_SECTION_H

#include <sys/lpmap.h>

/* The last section is over, and something has arrived in it. */
extern "C" __attribute__((visibility("hidden"))) void
_kern_deliver_held_signals(void);

/* Before a thread's first section of the program's own: from then on signals
 * whose default action would end or stop the process wait in sections too.
 * libroot's own sections do not need that. */
extern "C" __attribute__((visibility("hidden"))) void
_kern_prepare_sections(void);

/* Ends all sections of the thread, delivering what is held: it is about to end
 * itself. */
extern "C" __attribute__((visibility("hidden"))) void
_kern_end_sections(void);

/* Single instructions, so that a handler cannot come in between. */
inline void
enter_signal_section()
{
	asm volatile("addl $1, %0" : "+m"(__libroot_lpmap.blockallsigs)
		: : "memory", "cc");
}

/* True if that was the outermost and something has arrived, which the caller
 * has to deliver. */
inline bool
end_signal_section()
{
	/* The bit of LPMAP_ARRIVED is the sign. */
	bool hasArrived;
	asm volatile("subl $1, %0"
		: "+m"(__libroot_lpmap.blockallsigs), "=@ccs"(hasArrived)
		: : "memory");
	/* A handler that runs here has its own sections, and leaves them: the word
	 * is then as it was, or what had arrived is delivered already. */
	return __builtin_expect(hasArrived, 0)
		&& __libroot_lpmap.blockallsigs == LPMAP_ARRIVED;
}

inline void
leave_signal_section()
{
	if (__builtin_expect(end_signal_section(), 0))
		_kern_deliver_held_signals();
}

class signal_section {
public:
	signal_section()
	{
		enter_signal_section();
	}

	~signal_section()
	{
		leave_signal_section();
	}

	signal_section(const signal_section&) = delete;
	signal_section& operator=(const signal_section&) = delete;
};

#endif	/* _LIBROOT_SIGNAL_SECTION_H */
