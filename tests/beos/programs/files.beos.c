/* files FOLDER: makes files in the empty folder, and tells what it sees of them
 * for the test to compare: a line for each field of each file's struct stat. */
#include "r5_library.h"

static void
tell(const char* path)
{
	struct beos_stat status;
	if (lstat(path, &status) != 0) {
		printf("%s: %s\n", path, strerror(errno));
		failures++;
		return;
	}
	printf("%s %u %lld %o %d %u %u %lld %u %d %d %d %d\n", path,
		(unsigned)status.st_dev, status.st_ino, status.st_mode,
		status.st_nlink, status.st_uid, status.st_gid, status.st_size,
		(unsigned)status.st_rdev, status.st_blksize, status.st_accessed,
		status.st_modified, status.st_changed);
}

/* Bytes around the structures that the library fills must stay. */
static void
check_size(void)
{
	struct {
		int					before;
		struct beos_stat	status;
		int					behind;
	} guarded = { 0x12345678, { 0 }, 0x12345678 };
	CHECK(stat(".", &guarded.status) == 0);
	CHECK(guarded.before == 0x12345678 && guarded.behind == 0x12345678);
	CHECK(fstat(0, &guarded.status) == 0);
	CHECK(guarded.before == 0x12345678 && guarded.behind == 0x12345678);
}

int
main(int argc, char** argv)
{
	const beos_off_t far = 0x200000010LL;
	char text[16];
	beos_off_t position;
	CHECK(argc == 2);
	CHECK(chdir(argv[1]) == 0);
	check_size();

	int file = open("large", 2 | BEOS_O_CREAT | BEOS_O_EXCL, 0640);
	CHECK(file >= 0);
	CHECK(write(file, "begin", 5) == 5);
	CHECK(lseek(file, far, 0) == far);
	CHECK(write(file, "end", 3) == 3);
	CHECK(lseek(file, 0, 1) == far + 3);
	CHECK(lseek(file, -3, 2) == far);
	CHECK(read(file, text, 16) == 3);
	CHECK(read_pos(file, 2, text, 3) == 3 && text[0] == 'g');
	CHECK(write_pos(file, far + 3, "!", 1) == 1);
	CHECK(lseek(file, 0, 2) == far + 4);
	CHECK(ftruncate(file, far + 2) == 0);
	CHECK(lseek(file, 0, 2) == far + 2);
	CHECK(fcntl(file, BEOS_F_GETFL) == 2);
	CHECK(fcntl(file, BEOS_F_SETFL, BEOS_O_APPEND) == 0);
	CHECK(fcntl(file, BEOS_F_GETFL) == (2 | BEOS_O_APPEND));
	CHECK(close(file) == 0);

	/* A flag of BeOS's must not do what the host's of that number does. */
	file = open("large", BEOS_O_CREAT | BEOS_O_TEXT | BEOS_O_CLOEXEC, 0600);
	CHECK(lseek(file, 0, 2) == far + 2);
	CHECK(fcntl(file, BEOS_F_GETFD) == 1);
	close(file);

	FILE* stream = fopen("stream", "w+");
	CHECK(stream != 0);
	CHECK(_fseek(stream, far, 0) == 0);
	CHECK(fputs("xyz", stream) >= 0);
	CHECK(_ftell(stream) == far + 3);
	CHECK(fgetpos(stream, &position) == 0 && position == far + 3);
	position -= 2;
	CHECK(fsetpos(stream, &position) == 0 && fgetc(stream) == 'y');
	fclose(stream);

	CHECK(close(creat("created", 0751)) == 0);
	CHECK(mkdir("folder", 0705) == 0);
	tell("large");
	tell("stream");
	tell("created");
	tell("folder");
	tell(".");
	tell("/dev/null");
	tell("/proc/self");
	return failures;
}
