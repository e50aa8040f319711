/* Another team that uses objects by their ids. object_peer COMMAND [ID...] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <OS.h>

static int
say(status_t status)
{
	if (status < 0)
		printf("%d\n", (int)status);
	return status < 0;
}

int
main(int count, char** arguments)
{
	const char* command = count > 1 ? arguments[1] : "";
	const int32 id = count > 2 ? atoi(arguments[2]) : 0;
	const int32 other = count > 3 ? atoi(arguments[3]) : 0;

	if (strcmp(command, "acquire") == 0)
		return say(acquire_sem(id));
	if (strcmp(command, "release") == 0)
		return say(release_sem(id));
	if (strcmp(command, "delete_sem") == 0)
		return say(delete_sem(id));
	if (strcmp(command, "count") == 0) {
		/* Adds to a number in an area, one at a time. */
		void* address = nullptr;
		const area_id area = clone_area("peer's", &address, B_ANY_ADDRESS,
			B_READ_AREA | B_WRITE_AREA, other);
		if (area < 0)
			return say(area);
		for (int i = 0; i < 20000; i++) {
			if (acquire_sem(id) != B_OK)
				return 1;
			*(volatile int*)address = *(volatile int*)address + 1;
			if (release_sem(id) != B_OK)
				return 1;
		}
		return say(delete_area(area));
	}
	if (strcmp(command, "echo") == 0) {
		static char buffer[262144];
		int32 code;
		ssize_t size;
		while ((size = read_port(id, &code, buffer, sizeof(buffer))) >= 0) {
			const status_t status = write_port(other, code + 1, buffer, size);
			if (status != B_OK)
				return say(status);
		}
		return size != B_BAD_PORT_ID;
	}
	if (strcmp(command, "make") == 0) {
		/* Says what it has made, and waits for its end. */
		void* address = nullptr;
		const int32 ids[] = { create_sem(0, "peer's"),
			create_port(1, "peer's"),
			create_area("peer's", &address, B_ANY_ADDRESS, B_PAGE_SIZE,
				B_NO_LOCK, B_READ_AREA | B_WRITE_AREA) };
		if (ids[2] > 0)
			strcpy((char*)address, "the peer's memory");
		write_port(ids[1], 0, nullptr, 0);
		printf("%d %d %d\n", ids[0], ids[1], ids[2]);
		fflush(stdout);
		char byte;
		if (read(0, &byte, 1) == 1 && byte == 'x') {
			execl("/bin/sleep", "sleep", "60", nullptr);
			return 127;
		}
		return 0;
	}
	return 2;
}
