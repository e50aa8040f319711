/* locks FILE: locks the bytes from 5 GB on for writing, says so, and waits for
 * the end of its input. Then asks who locks the first ten bytes. */
#include "r5_library.h"

int
main(int argc, char** argv)
{
	const beos_off_t start = 5000000000LL;
	struct beos_flock lock = { BEOS_F_WRLCK, 0, start, 0, 0 };
	char byte;
	CHECK(argc == 2);
	const int file = open(argv[1], 2);
	CHECK(file >= 0);
	CHECK(fcntl(file, BEOS_F_SETLK, &lock) == 0);
	printf("locked by %d\n", getpid());
	fflush(stdout);
	while (read(0, &byte, 1) > 0)
		;

	lock = (struct beos_flock){ BEOS_F_RDLCK, 0, 0, 10, 0 };
	CHECK(fcntl(file, BEOS_F_GETLK, &lock) == 0);
	printf("type %x from %lld length %lld by %d\n", (unsigned)lock.l_type,
		lock.l_start, lock.l_len, lock.l_pid);
	lock = (struct beos_flock){ BEOS_F_RDLCK, 0, 0, 10, 0 };
	CHECK_ERROR(fcntl(file, BEOS_F_SETLK, &lock), BEOS_EAGAIN);
	lock.l_type = 0;
	CHECK_ERROR(fcntl(file, BEOS_F_SETLK, &lock), BEOS_EINVAL);
	return failures;
}
