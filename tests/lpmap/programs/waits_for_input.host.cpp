// Knows nothing of libroot: says a byte, and ends with its standard input.
#include <unistd.h>

int
main()
{
	char byte = '\n';
	if (write(STDOUT_FILENO, &byte, 1) != 1)
		return 1;
	while (read(STDIN_FILENO, &byte, 1) > 0)
		continue;
	return 0;
}
