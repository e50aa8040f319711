/* Calls that are interrupted, at random moments, by a handler that makes the
 * same call. */
#ifndef _TESTS_INTERRUPTED_H
#define _TESTS_INTERRUPTED_H

#include <stddef.h>
#include <sys/types.h>

#include <gtest/gtest.h>

/* Where a call finds what it works on. The interrupted code and the handler
 * have one each: nothing of it is the other's. All is there before the first
 * signal, so that a check need not allocate. */
struct place {
	int		who;				/* 0: the interrupted code; 1: the handler */
	char	folder[64];
	char	file[96];			/* in folder, with CONTENT */
	char	other[96];			/* in folder, not there */
	int		descriptor;			/* of file, for reading and writing */
	ino_t	inode;				/* of file */
	int		terminal;			/* what opens_terminal says, or -1 */
	int		signal;				/* caught by nobody */

	bool
	is_handler() const
	{
		return who == 1;
	}
};

constexpr char CONTENT[] = "content";
constexpr ssize_t CONTENT_SIZE = sizeof(CONTENT) - 1;

/* Makes the call; whether its result is right. In the interrupted code errno and
 * what belongs to the whole process may be the handler's. */
using check = bool (*)(place& here);

enum call_kind {
	SHORT,		/* interrupted often */
	FORKING,	/* makes a process each time: fewer times */
	WAITING		/* returns only when a signal has come: SIGUSR2 in the handler */
};

struct interrupted_call {
	const char*	name;
	check		call;
	call_kind	kind = SHORT;
	bool		opens_terminal = false;
	void		(*prepare)() = nullptr;	/* before the first signal */
	/* After the last one; whether all went well. Need not return. */
	bool		(*finish)() = nullptr;
};

inline void
PrintTo(const interrupted_call& tested, std::ostream* stream)
{
	*stream << tested.name;
}

/* Does all of it in a child process. */
void test_interrupted(const interrupted_call& tested);

/* How many SIGUSR2 have arrived. */
unsigned arrived_extra_signals();

#endif	/* _TESTS_INTERRUPTED_H */
