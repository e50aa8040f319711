/* Tells what the malloc family does, in lines that are the same whichever
 * library serves it: run with and without libroot preloaded. Knows nothing of
 * libroot. The settings of the environment show in what it tells. */
#include <initializer_list>

#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void*
used(void* memory)
{
	asm volatile("" : "+r"(memory) : : "memory");
	return memory;
}

/* What is in memory that is allocated and then freed again, of sizes that the
 * host's own caches do not keep. */
static void
tell_contents(size_t size)
{
	for (int i = 0; i < 3; i++) {
		auto memory = (volatile unsigned char*)used(malloc(size));
		void* next = used(malloc(size));
		const unsigned atFirst = i == 0 ? 0 : memory[size / 2];
		memset((void*)memory, 0x11, size);
		uintptr_t address = (uintptr_t)memory;
		asm volatile("" : "+r"(address));
		free((void*)memory);
		printf("%zu bytes: allocated %02x, freed %02x\n", size, atFirst,
			*(volatile unsigned char*)(address + size / 2));
		free(next);
	}
}

static void
tell_alignment()
{
	for (size_t alignment : { 0, 3, 8, 64, 4096 }) {
		void* memory = nullptr;
		const int error = posix_memalign(&memory, alignment, 100);
		printf("posix_memalign %zu: %d %d\n", alignment, error,
			alignment != 0 && (uintptr_t)memory % alignment == 0);
		free(memory);
	}
}

static void
tell_errors()
{
	for (size_t size : { (size_t)PTRDIFF_MAX + 1, SIZE_MAX }) {
		errno = 0;
		void* memory = used(malloc(size));
		printf("malloc %d, errno %d\n", memory != nullptr, errno);
	}
	errno = 0;
	volatile size_t half = SIZE_MAX / 2;
	const bool any = used(calloc(half, 3)) != nullptr;
	printf("calloc %d, errno %d\n", any, errno);
}

static void
tell_threads()
{
	pthread_t threads[4];
	for (pthread_t& thread : threads) {
		pthread_create(&thread, nullptr, [](void*) -> void* {
			uintptr_t sum = 0;
			char* pieces[200] = {};
			for (int i = 0; i < 20000; i++) {
				char*& piece = pieces[i * 7 % 200];
				if (piece != nullptr)
					sum += *piece;
				free(piece);
				piece = strdup("a text of some length that is kept"
					+ i % 30);
			}
			for (char* piece : pieces)
				free(piece);
			return (void*)sum;
		}, nullptr);
	}
	for (pthread_t thread : threads) {
		void* sum;
		pthread_join(thread, &sum);
		printf("thread: %lu\n", (unsigned long)(uintptr_t)sum);
	}
}

static void
tell_double_free()
{
	fflush(stdout);
	if (fork() == 0) {
		void* memory = used(malloc(100));
		void* again = used(memory);
		free(memory);
		free(again);
		_exit(0);
	}
	int status;
	wait(&status);
	printf("double free: signal %d\n", WTERMSIG(status));
}

int
main()
{
	for (size_t size : { 1500, 2000, 4000, 8000, 20000 })
		tell_contents(size);
	tell_alignment();
	tell_errors();
	tell_threads();
	tell_double_free();
	printf("environment: %s\n", getenv("PATH") != nullptr ? "kept" : "lost");
}
