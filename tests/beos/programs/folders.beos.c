/* folders PATH: a line for each entry: name, node, device, and those of the
 * folder; twice, with rewinddir() in between. */
#include "r5_library.h"

int
main(int argc, char** argv)
{
	CHECK(argc == 2);
	struct beos_DIR* folder = opendir(argv[1]);
	if (folder == 0) {
		perror(argv[1]);
		return 1;
	}
	struct beos_stat status;
	CHECK(fstat(folder->fd, &status) == 0);
	for (int i = 0; i < 2; i++) {
		const struct beos_dirent* entry;
		errno = 0;
		while ((entry = readdir(folder)) != 0) {
			CHECK(entry == &folder->ent);
			printf("%s %lld %u %lld %u\n", entry->d_name, entry->d_ino,
				(unsigned)entry->d_dev, entry->d_pino,
				(unsigned)entry->d_pdev);
			CHECK(entry->d_pino == status.st_ino);
		}
		CHECK(errno == 0);
		rewinddir(folder);
	}
	CHECK(closedir(folder) == 0);
	CHECK_ERROR(opendir("/nowhere") == 0 ? -1 : 0, BEOS_ENOENT);
	return failures;
}
