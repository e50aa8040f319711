// A program that waits inside a section, with a signal held back, for a line of
// its input: attach.test attaches a debugger meanwhile.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static volatile int first;
static volatile int second;

extern "C" void
note_signal(int signal)
{
	volatile int& count = signal == SIGUSR1 ? first : second;
	count = count + 1;
}

int
main()
{
	signal(SIGUSR1, note_signal);
	signal(SIGUSR2, note_signal);
	sigblockall();
	raise(SIGUSR1);
	if (write(STDOUT_FILENO, "inside\n", 7) != 7)
		return EXIT_FAILURE;
	char line;
	while (read(STDIN_FILENO, &line, 1) == 1 && line != '\n')
		;
	const int inside = first + second;
	sigunblockall();
	printf("handled inside %d, then %d and %d\n", inside, first, second);
	return EXIT_SUCCESS;
}
