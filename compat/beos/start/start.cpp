/* What the start code of BeOS's programs refers to. Three generations of it
 * (R4, R5, Haiku for gcc 2) set argv_save, environ and __main_thread_id, call
 * the two functions below, then main(), _thread_do_exit_notification() and
 * exit(). */
#include <OS.h>
#include <symbol_versions.h>

#include "../loader/image_list.h"
#include "main_thread.h"

extern "C" {

/* Written by the start code. */
LIBROOT_EXPORT char** __argv_save_beos;
LEGACY_VERSION(__argv_save_beos, argv_save);

/* Written by the start code, and in the child of a fork(). */
LIBROOT_EXPORT thread_id __main_thread_id_beos;
LEGACY_VERSION(__main_thread_id_beos, __main_thread_id);

/* R4's start code writes here how far the data that it keeps on the main
 * thread's stack is from the stack's end. It was libroot's. */
LIBROOT_EXPORT int32 __data_offset_main_beos;
LEGACY_VERSION(__data_offset_main_beos, _data_offset_main_);

/* The C library has long been ready. */
LIBROOT_EXPORT void
__init_c_library_beos(int, char**, char**)
{
}
LEGACY_VERSION(__init_c_library_beos, _init_c_library_);

/* Runs the _init of the program's images, of those first that others need. */
LIBROOT_EXPORT void
__call_init_routines_beos()
{
	image_lock lock;
	if (beos_images.program != nullptr)
		beos_images.initialize(*beos_images.program);
}
LEGACY_VERSION(__call_init_routines_beos, _call_init_routines_);

}	/* extern "C" */

void
note_main_thread()
{
	__main_thread_id_beos = find_thread(nullptr);
}
