#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/prctl.h>

#include <beos_executable.h>
#include <beos_program.h>
#include <kernel_threads.h>
#include <symbol_versions.h>

#include "../loader/image_list.h"
#include "main_thread.h"

/* As shells say it. */
static constexpr int CANNOT_EXECUTE = 126;
static constexpr int NOT_FOUND = 127;

typedef void start_function(int argumentCount, char** arguments,
	char** environment);

static void
terminate_images()
{
	image_lock lock;
	beos_images.terminate_all();
}

/* BeOS's processors executed what they could read. */
static void
make_memory_executable()
{
	const int persona = personality(0xffffffff);
	if (persona != -1)
		personality(persona | READ_IMPLIES_EXEC);
}

static void
name_process_after(const char* path)
{
	const char* slash = strrchr(path, '/');
	prctl(PR_SET_NAME, slash != nullptr ? slash + 1 : path);
}

static int
refuse(const char* path, const image_error& error)
{
	fprintf(stderr, "libroot-run: %s: %s\n", path, error.text);
	return error.code == B_ENTRY_NOT_FOUND || error.code == B_MISSING_SYMBOL
		? NOT_FOUND : CANNOT_EXECUTE;
}

extern "C" LIBROOT_EXPORT int
__run_beos_program(const char* path, int argumentCount, char** arguments,
	char** environment)
{
	make_memory_executable();
	image_error error;
	start_function* start = nullptr;
	{
		image_lock lock;
		const beos_image* image
			= beos_images.load(path, B_APP_IMAGE, error);
		if (image != nullptr && image->layout.header.e_entry != 0) {
			start = (start_function*)
				(image->base + image->layout.header.e_entry);
			if (!image->contains((uintptr_t)start)) {
				start = nullptr;
				error.set(B_NOT_AN_EXECUTABLE, "starts outside of itself");
			}
		} else if (image != nullptr)
			error.set(B_NOT_AN_EXECUTABLE, "a library, no program");
	}
	if (start == nullptr)
		return refuse(path, error);

	if (_kern_enable_thread_blocks() != B_OK) {
		error.set(B_NO_MEMORY, "the processor has no segment left for it");
		return refuse(path, error);
	}
	runs_beos_program = true;
	note_main_thread();
	pthread_atfork(nullptr, nullptr, note_main_thread);
	name_process_after(path);
	/* The first to be registered is the last to run; stdio is flushed then. */
	atexit(terminate_images);
	start(argumentCount, arguments, environment);
	/* Start code ends in exit(); what does not, has nothing to say. */
	exit(0);
}

PRIVATE_VERSION(__run_beos_program, _run_beos_program);

extern "C" LIBROOT_EXPORT int
__check_beos_image(const char* path, char* reason, size_t size)
{
	image_lock lock;
	image_error error;
	beos_image* image = beos_images.load(path, B_ADD_ON_IMAGE, error);
	snprintf(reason, size, "%s", error.text);
	if (image == nullptr)
		return error.code;
	beos_images.release(*image);
	return B_OK;
}

PRIVATE_VERSION(__check_beos_image, _check_beos_image);

extern "C" LIBROOT_EXPORT int
__is_beos_program(int file)
{
	return is_beos_executable(file);
}

PRIVATE_VERSION(__is_beos_program, _is_beos_program);
