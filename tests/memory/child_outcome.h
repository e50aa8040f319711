/* How a child ended, and what it said until then. */
#ifndef _CHILD_OUTCOME_H
#define _CHILD_OUTCOME_H

#include <string>

#include "../common/child_process.h"
#include "../common/text.h"

struct child_outcome {
	int			status;		/* as the kernel tells it */
	std::string	output;
};

/* Runs code() in a child that writes no core file. What it writes to the
 * descriptor is its output. */
template<typename Code>
child_outcome
outcome_of_child(int descriptor, Code code)
{
	int ends[2];
	EXPECT_EQ(pipe(ends), 0);
	const pid_t child = start_child([&] {
		forbid_core_file();
		dup2(ends[1], descriptor);
		close(ends[0]);
		close(ends[1]);
		return code();
	});
	close(ends[1]);
	child_outcome outcome;
	outcome.output = read_to_end(ends[0]);
	close(ends[0]);
	outcome.status = kernel_status_of(child);
	return outcome;
}

#endif	/* _CHILD_OUTCOME_H */
