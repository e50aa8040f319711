/* errors FOLDER: errno, strerror() and perror(), on calls that are the host's
 * and on calls that are not. The folder is empty. */
#include "r5_library.h"

int
main(int argc, char** argv)
{
	struct beos_stat status;
	char text[8];
	int pipes[2];
	CHECK(argc == 2);
	CHECK(chdir(argv[1]) == 0);

	CHECK_ERROR(open("nothing", 0), BEOS_ENOENT);
	CHECK_ERROR(open(".", 1), BEOS_EISDIR);
	CHECK_ERROR(stat("nothing", &status), BEOS_ENOENT);
	CHECK_ERROR(chdir("nothing"), BEOS_ENOENT);
	CHECK_ERROR(access("nothing", 0), BEOS_ENOENT);
	CHECK_ERROR(unlink("nothing"), BEOS_ENOENT);
	CHECK_ERROR(close(-1), BEOS_EBADF);
	CHECK_ERROR(read(-1, text, 1), BEOS_EBADF);
	CHECK_ERROR(read(open("/dev/zero", 0), (void*)16, 1), BEOS_EFAULT);
	CHECK_ERROR(write(77, text, 1), BEOS_EBADF);
	CHECK_ERROR(mkdir(".", 0700), BEOS_EEXIST);
	CHECK(mkdir("folder", 0700) == 0);
	CHECK(close(creat("folder/file", 0600)) == 0);
	CHECK_ERROR(rmdir("folder"), BEOS_ENOTEMPTY);
	CHECK_ERROR(rmdir("folder/file"), BEOS_ENOTDIR);
	CHECK_ERROR(open("folder/file/x", 0), BEOS_ENOTDIR);
	CHECK_ERROR(open("folder/file",
		BEOS_O_CREAT | BEOS_O_EXCL | 1, 0600), BEOS_EEXIST);
	CHECK_ERROR(ioctl(0, 0x7777), BEOS_EINVAL);
	CHECK(pipe(pipes) == 0);
	CHECK_ERROR((int)lseek(pipes[0], 0, 1), BEOS_ESPIPE);
	CHECK_ERROR(kill(0x7ffffff0, 0), BEOS_ESRCH);
	CHECK_ERROR(wait(0), BEOS_ECHILD);
	errno = 0;
	CHECK(strtol("99999999999", 0, 10) == 0x7fffffff);
	CHECK(errno == BEOS_ERANGE);
	errno = 0;
	CHECK(fopen("nothing", "r") == 0);
	CHECK(errno == BEOS_ENOENT);
	CHECK(opendir("nothing") == 0);
	/* Calls that succeed leave it alone. */
	errno = BEOS_B_BAD_PORT_ID;
	CHECK(access("folder", 0) == 0);
	CHECK(errno == BEOS_B_BAD_PORT_ID);

	CHECK(strcmp(strerror(BEOS_ENOENT), "No such file or directory") == 0);
	CHECK(strcmp(strerror(BEOS_EINVAL), "Invalid argument") == 0);
	CHECK(strcmp(strerror(BEOS_B_FILE_NOT_FOUND),
		"No such file or directory") == 0);
	puts(strerror(BEOS_B_BAD_SEM_ID));
	puts(strerror(-1));
	puts(strerror(4711));
	fflush(stdout);
	errno = BEOS_EACCES;
	perror("program");
	open("nothing", 0);
	perror("nothing");
	return failures;
}
