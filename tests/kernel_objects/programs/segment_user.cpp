/* Uses objects of all kinds, as far as it can, and says what did not go well:
 * 0: all did; 1: there are no objects; 2: something wrong. segment_user [limit]
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <OS.h>

static int wrong;

#define EXPECT(condition) \
	do { \
		if (!(condition)) { \
			printf("line %d: %s\n", __LINE__, #condition); \
			wrong++; \
		} \
	} while (0)

static void
limit(int resource, rlim_t value)
{
	struct rlimit limits;
	getrlimit(resource, &limits);
	limits.rlim_cur = value;
	setrlimit(resource, &limits);
}

static void*
release(void* sem)
{
	release_sem(*(sem_id*)sem);
	return nullptr;
}

static int
use_objects()
{
	/* Whatever else is there, nothing of it is ours. */
	sem_info info;
	port_info portInfo;
	area_info areaInfo;
	for (int32 id = 1; id < 200000; id += 997) {
		get_sem_info(id, &info);
		get_port_info(id, &portInfo);
		get_area_info(id, &areaInfo);
		acquire_sem_etc(id, 1, B_TIMEOUT, 0);
	}
	find_port("nobody's");
	find_area("nobody's");

	sem_id sem = create_sem(0, "own");
	port_id port = create_port(2, "own");
	void* address = nullptr;
	const area_id area = create_area("own", &address, B_ANY_ADDRESS,
		B_PAGE_SIZE, B_NO_LOCK, B_READ_AREA | B_WRITE_AREA);
	if (sem < 0 || port < 0)
		return 1;
	pthread_t thread;
	if (pthread_create(&thread, nullptr, release, &sem) == 0) {
		EXPECT(acquire_sem(sem) == B_OK);
		pthread_join(thread, nullptr);
	}
	static char data[100000];
	const status_t status = write_port_etc(port, 1, data, sizeof(data),
		B_TIMEOUT, 0);
	EXPECT(status == B_OK || status == B_NO_MEMORY);
	if (status == B_OK) {
		int32 code;
		EXPECT(port_buffer_size(port) == (ssize_t)sizeof(data));
		EXPECT(read_port(port, &code, data, sizeof(data))
			== (ssize_t)sizeof(data));
	}
	const pid_t child = fork();
	if (child == 0) {
		release_sem(sem);
		write_port_etc(port, 2, "child", 5, B_TIMEOUT, 0);
		_exit(0);
	}
	if (child > 0) {
		int childStatus;
		EXPECT(acquire_sem_etc(sem, 1, B_TIMEOUT, 10000000) == B_OK);
		waitpid(child, &childStatus, 0);
		EXPECT(childStatus == 0);
		if (status == B_OK)
			EXPECT(read_port_etc(port, nullptr, data, 10, B_TIMEOUT, 0) == 5);
	}
	if (area > 0) {
		void* other = nullptr;
		const area_id clone = clone_area("clone", &other, B_ANY_ADDRESS,
			B_READ_AREA | B_WRITE_AREA, area);
		if (clone > 0) {
			strcpy((char*)address, "shared");
			EXPECT(strcmp((char*)other, "shared") == 0);
			EXPECT(delete_area(clone) == B_OK);
		}
		EXPECT(delete_area(area) == B_OK);
	}
	EXPECT(delete_sem(sem) == B_OK);
	EXPECT(delete_port(port) == B_OK);
	return wrong != 0 ? 2 : 0;
}

int
main(int count, char** arguments)
{
	alarm(100);
	const char* limited = count > 1 ? arguments[1] : "";
	if (strcmp(limited, "NOFILE") == 0) {
		limit(RLIMIT_NOFILE, 3);
		EXPECT(create_sem(1, "without descriptors") < 0);
		EXPECT(create_port(1, "without descriptors") < 0);
		limit(RLIMIT_NOFILE, 100);
	} else if (strcmp(limited, "AS") == 0) {
		limit(RLIMIT_AS, 4096);
		EXPECT(create_sem(1, "without address space") < 0);
		EXPECT(create_port(1, "without address space") < 0);
		limit(RLIMIT_AS, RLIM_INFINITY);
	} else if (strcmp(limited, "AS_AFTER") == 0) {
		const port_id port = create_port(1, "first");
		limit(RLIMIT_AS, 4096);
		EXPECT(write_port(port, 0, "", 1) < 0);
		void* address = nullptr;
		EXPECT(create_area("first", &address, B_ANY_ADDRESS, 64 * 1024 * 1024,
			B_NO_LOCK, B_READ_AREA) == B_NO_MEMORY);
		limit(RLIMIT_AS, RLIM_INFINITY);
		delete_port(port);
	} else if (strcmp(limited, "NOFILE_AFTER") == 0) {
		void* address = nullptr;
		const sem_id sem = create_sem(1, "first");
		limit(RLIMIT_NOFILE, 3);
		/* Memory of its own then. */
		const area_id area = create_area("first", &address, B_ANY_ADDRESS,
			B_PAGE_SIZE, B_NO_LOCK, B_READ_AREA | B_WRITE_AREA);
		EXPECT(area > 0);
		void* other = nullptr;
		const area_id clone = clone_area("first", &other, B_ANY_ADDRESS,
			B_READ_AREA | B_WRITE_AREA, area);
		EXPECT(clone > 0);
		*(int*)address = 4711;
		EXPECT(*(int*)other == 4711);
		EXPECT(delete_area(clone) == B_OK);
		EXPECT(delete_area(area) == B_OK);
		limit(RLIMIT_NOFILE, 100);
		delete_sem(sem);
	}
	return use_objects();
}
