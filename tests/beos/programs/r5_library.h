/* What the test programs use of BeOS R5's C library, as its headers declare it.
 * Of the host's headers they see none. */
#ifndef _R5_LIBRARY_H
#define _R5_LIBRARY_H

#include <stdarg.h>
#include <stddef.h>

#include <beos/dirent.h>
#include <beos/errors.h>
#include <beos/fcntl.h>
#include <beos/ioctl.h>
#include <beos/limits.h>
#include <beos/pwd.h>
#include <beos/select.h>
#include <beos/stat.h>
#include <beos/statvfs.h>
#include <beos/termios.h>
#include <beos/times.h>
#include <beos/utsname.h>

typedef long ssize_t;
typedef struct r5_file FILE;
typedef int jmp_buf[8];

extern FILE* stdin;
extern FILE* stdout;
extern FILE* stderr;

extern int* _errnop(void);
#define errno	(*_errnop())

/* <stdio.h> */
extern int printf(const char* format, ...)
	__attribute__((format(printf, 1, 2)));
extern int puts(const char* text);
extern int fflush(FILE* stream);
extern FILE* fopen(const char* path, const char* mode);
extern int fclose(FILE* stream);
extern int fputs(const char* text, FILE* stream);
extern int fgetc(FILE* stream);
extern char* fgets(char* line, int size, FILE* stream);
extern FILE* popen(const char* command, const char* mode);
extern int pclose(FILE* stream);
extern void perror(const char* message);
extern int _fseek(FILE* stream, beos_off_t offset, int whence);
extern beos_off_t _ftell(FILE* stream);
extern int fgetpos(FILE* stream, beos_off_t* position);
extern int fsetpos(FILE* stream, const beos_off_t* position);

/* <stdlib.h>, <string.h> */
extern int atoi(const char* text);
extern void exit(int status) __attribute__((noreturn));
extern void _exit(int status) __attribute__((noreturn));
extern long strtol(const char* text, char** end, int base);
extern int strcmp(const char* a, const char* b);
extern char* strerror(int error);
extern int system(const char* command);
extern int atfork(void (*function)(void));

/* <unistd.h>, <fcntl.h>, <sys/stat.h>, <dirent.h> */
extern int open(const char* path, int flags, ...);
extern int creat(const char* path, beos_mode_t mode);
extern int fcntl(int file, int command, ...);
extern int close(int file);
extern ssize_t read(int file, void* buffer, size_t size);
extern ssize_t write(int file, const void* buffer, size_t size);
extern ssize_t read_pos(int file, beos_off_t position, void* buffer,
	size_t size);
extern ssize_t write_pos(int file, beos_off_t position, const void* buffer,
	size_t size);
extern beos_off_t lseek(int file, beos_off_t offset, int whence);
extern int ftruncate(int file, beos_off_t size);
extern int stat(const char* path, struct beos_stat* status);
extern int lstat(const char* path, struct beos_stat* status);
extern int fstat(int file, struct beos_stat* status);
extern int mkdir(const char* path, beos_mode_t mode);
extern int rmdir(const char* path);
extern int unlink(const char* path);
extern int chdir(const char* path);
extern int access(const char* path, int mode);
extern int pipe(int files[2]);
extern int dup2(int from, int to);
extern int ioctl(int file, unsigned long code, ...);
extern int isatty(int file);
extern long sysconf(int name);
extern long pathconf(const char* path, int name);
extern int sync(void);
extern int mount(const char* system, const char* where, const char* device,
	unsigned long flags, void* parameters, int length);
extern int getpid(void);
extern int fork(void);
extern int wait(int* status);
extern int waitpid(int child, int* status, int options);
extern int kill(int process, int signal);
extern struct beos_DIR* opendir(const char* path);
extern struct beos_dirent* readdir(struct beos_DIR* folder);
extern void rewinddir(struct beos_DIR* folder);
extern int closedir(struct beos_DIR* folder);
extern int statvfs(const char* path, struct beos_statvfs* status);

/* <termios.h> */
extern int tcsetattr(int file, int option, const struct beos_termios* settings);
extern int tcflush(int file, int queue);
extern beos_speed_t cfgetospeed(const struct beos_termios* settings);
extern int cfsetospeed(struct beos_termios* settings, beos_speed_t speed);

/* The rest */
struct r5_timeval {
	int	tv_sec;
	int	tv_usec;
};

extern int gmtime_r(const beos_time_t* time, int fields[11]);
extern beos_clock_t clock(void);
extern beos_clock_t times(struct beos_tms* times);
extern int getrusage(int who, struct beos_rusage* usage);
extern int uname(struct beos_utsname* names);
extern struct beos_passwd* getpwuid(beos_uid_t user);
extern beos_uid_t getuid(void);
extern int select(int count, struct beos_fd_set* readSet,
	struct beos_fd_set* writeSet, struct beos_fd_set* errorSet,
	struct r5_timeval* timeout);
extern int __sigsetjmp(jmp_buf environment, int saveMask)
	__attribute__((returns_twice));
extern void longjmp(jmp_buf environment, int value)
	__attribute__((noreturn));

/* Says what is not as it should be, and goes on: main() returns failures. */
static int failures;

#define CHECK(condition) \
	do { \
		if (!(condition)) { \
			printf("line %d: %s; errno %d\n", __LINE__, #condition, errno); \
			failures++; \
		} \
	} while (0)

/* The call fails, and errno says why. */
#define CHECK_ERROR(call, error) \
	do { \
		errno = 0; \
		CHECK((call) == -1); \
		CHECK(errno == (error)); \
	} while (0)

#endif	/* _R5_LIBRARY_H */
