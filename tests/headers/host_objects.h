/* Sizes of objects that libroot's programs hand to the host's C library. */
#ifndef HOST_OBJECTS_H
#define HOST_OBJECTS_H

#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/wait.h>

struct host_object {
	const char*	name;
	size_t		size;
};

#define HOST_OBJECT(type) { #type, sizeof(type) }
#define HOST_OBJECTS \
	HOST_OBJECT(jmp_buf), HOST_OBJECT(sigjmp_buf), \
	HOST_OBJECT(__sigset_t), HOST_OBJECT(posix_spawnattr_t), \
	HOST_OBJECT(posix_spawn_file_actions_t), HOST_OBJECT(pthread_attr_t), \
	HOST_OBJECT(pthread_mutex_t), HOST_OBJECT(pthread_cond_t), \
	HOST_OBJECT(fd_set), HOST_OBJECT(struct pollfd), HOST_OBJECT(idtype_t), \
	HOST_OBJECT(struct rusage)
#define HOST_OBJECT_COUNT	12

#endif	/* HOST_OBJECTS_H */
