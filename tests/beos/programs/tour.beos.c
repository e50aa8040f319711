/* A short tour of what a program of BeOS R5 relies on: start code, errno, stat,
 * stdio, threads, semaphores, ports and signals. The demonstration shows it. */
#include <beos/fcntl.h>
#include <beos/stat.h>

typedef int thread_id;
typedef int sem_id;
typedef int port_id;

extern int printf(const char* format, ...);
extern char* strerror(int error);
extern int* _errnop(void);
extern int open(const char* path, int flags, ...);
extern int close(int file);
extern int unlink(const char* path);
extern long write(int file, const void* buffer, unsigned long size);
extern long long lseek(int file, long long offset, int whence);
extern int fstat(int file, struct beos_stat* status);
extern thread_id spawn_thread(int (*function)(void*), const char* name,
	int priority, void* data);
extern int resume_thread(thread_id thread);
extern int wait_for_thread(thread_id thread, int* status);
extern thread_id find_thread(const char* name);
extern sem_id create_sem(int count, const char* name);
extern int acquire_sem(sem_id sem);
extern int release_sem(sem_id sem);
extern port_id create_port(int capacity, const char* name);
extern int write_port(port_id port, int code, const void* buffer,
	unsigned long size);
extern long read_port(port_id port, int* code, void* buffer,
	unsigned long size);
extern int raise(int signal);
extern void* signal(int signal, void (*handler)(int));

/* As everywhere. */
enum { O_RDONLY = 0, O_RDWR = 2 };

static sem_id done;
static port_id letters;

static int
writer(void* data)
{
	write_port(letters, 'hell', data, 6);
	release_sem(done);
	return 7;
}

static void
handler(int number)
{
	printf("signal %d is caught\n", number);
}

int
main(int argc, char** argv)
{
	printf("started with %d arguments: %s\n", argc - 1, argc > 1 ? argv[1] : "");

	open("/nowhere", O_RDONLY);
	printf("no file: errno 0x%x, %s\n", *_errnop(), strerror(*_errnop()));

	const int file = open(argv[2], O_RDWR | BEOS_O_CREAT | BEOS_O_TRUNC,
		0600);
	lseek(file, 5000000000LL, 0);
	write(file, "x", 1);
	struct beos_stat status;
	fstat(file, &status);
	printf("a file of %lld bytes, in a struct stat of %d\n", status.st_size,
		(int)sizeof(status));
	close(file);
	unlink(argv[2]);

	done = create_sem(0, "done");
	letters = create_port(4, "letters");
	const thread_id thread = spawn_thread(writer, "writer", 10, "hello");
	resume_thread(thread);
	acquire_sem(done);
	char text[16];
	int code, result;
	read_port(letters, &code, text, sizeof(text));
	wait_for_thread(thread, &result);
	printf("a thread wrote \"%s\" and ended with %d\n", text, result);

	/* SIGUSR1. */
	signal(18, handler);
	raise(18);
	return 0;
}
