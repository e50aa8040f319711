// What goes with frames that a jump abandons: cleanup routines, locked streams.
#include "../transcript.h"

#include <pthread.h>
#include <setjmp.h>

/* What <pthread.h> had before glibc 2.3.4, and what _FORTIFY_SOURCE makes of
 * longjmp(). */
extern "C" {

struct _pthread_cleanup_buffer;
void _pthread_cleanup_push(struct _pthread_cleanup_buffer* buffer,
	void (*routine)(void*), void* argument);
void _pthread_cleanup_pop(struct _pthread_cleanup_buffer* buffer, int execute);
void __longjmp_chk(struct __jmp_buf_tag* environment, int value)
	__attribute__((noreturn));

}

namespace {

sigjmp_buf environment;
void (*const jumps[])(struct __jmp_buf_tag*, int)
	= { siglongjmp, longjmp, _longjmp, __longjmp_chk };


/* Cleanup routines of frames that a jump abandons run, those of others do
 * not. */
void
old_cleanups()
{
	const auto say = [](void* text) { printf("cleanup: %s\n", (char*)text); };
	static void (*routine)(void*);
	routine = say;

	/* The structure has four words: routine, argument, type, previous one. */
	struct buffer { void* words[4]; };
	buffer first;
	_pthread_cleanup_push((_pthread_cleanup_buffer*)&first, routine,
		(void*)"first");
	for (static int i = 0; i < 4; i++) {
		if (sigsetjmp(environment, i % 2) == 0) {
			const auto deeper = [](int depth) __attribute__((noinline)) {
				buffer second, third;
				_pthread_cleanup_push((_pthread_cleanup_buffer*)&second, routine,
					(void*)"second");
				_pthread_cleanup_push((_pthread_cleanup_buffer*)&third, routine,
					(void*)"third");
				jumps[depth](environment, 1);
			};
			deeper(i);
		}
		printf("landed\n");
	}
	_pthread_cleanup_pop((_pthread_cleanup_buffer*)&first, 1);
}


/* A jump out of a function of the library unlocks what that had locked. */
void
unlocking_streams()
{
	static FILE* stream;
	const cookie_io_functions_t functions = {
		.read = nullptr,
		.write = [](void*, const char*, size_t) -> ssize_t {
			siglongjmp(environment, 1);
		},
		.seek = nullptr,
		.close = nullptr
	};
	stream = fopencookie(nullptr, "w", functions);
	setvbuf(stream, nullptr, _IONBF, 0);
	if (sigsetjmp(environment, 1) == 0)
		fprintf(stream, "%d", 5);
	static int result;
	result = -1;
	pthread_t thread;
	pthread_create(&thread, nullptr, [](void*) -> void* {
		result = ftrylockfile(stream);
		if (result == 0)
			funlockfile(stream);
		return nullptr;
	}, nullptr);
	pthread_join(thread, nullptr);
	printf("the stream is %s\n", result == 0 ? "free" : "locked");
}


}	// namespace


int
main()
{
	old_cleanups();
	unlocking_streams();
}
