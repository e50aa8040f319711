/* Sections that hold several signals, one, and none. */
#ifndef _SECTIONS_OF_ALL_KINDS_H
#define _SECTIONS_OF_ALL_KINDS_H

#include "sections_test.h"

/* The program's mask in all of these. */
constexpr sigset_t MASK = bit(SIGHUP) | bit(38);

/* Runs the code in a section of each kind, each time in a child; what was held
 * has to arrive at the section's end, and not before. */
template<typename Code>
void
in_sections_of_all_kinds(Code code)
{
	for (const int heldCount : { 0, 1, 3 }) {
		in_child([&] {
			sigprocmask(SIG_SETMASK, &MASK, nullptr);
			const int signals[] = { SIGUSR1, 36, SIGTERM };
			for (const int signal : signals)
				install(signal, count_delivery);
			begin_holding();
			for (int i = 0; i < heldCount; i++)
				send_to_myself(signals[i]);
			code();
			EXPECT_EQ(handled, 0) << heldCount;
			EXPECT_EQ(end_holding(), 0);
			EXPECT_EQ(handled, heldCount);
			EXPECT_EQ(kernel_mask(), host_set(MASK));
		});
	}
}

#endif	/* _SECTIONS_OF_ALL_KINDS_H */
