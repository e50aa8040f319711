/* operator new and delete of gcc 2.95. Those that throw are in throw.S. */
#include <stdlib.h>
#include <unistd.h>

#include <symbol_versions.h>

#include "exceptions.h"

typedef void (*new_handler)();

/* The program's function that makes memory available. Programs may look at the
 * variable. */
extern "C" LIBROOT_EXPORT new_handler __new_handler_beos;
new_handler __new_handler_beos;

extern "C" LIBROOT_EXPORT new_handler
__set_new_handler_beos(new_handler handler)
{
	const new_handler before = __new_handler_beos;
	__new_handler_beos = handler;
	return before;
}

extern "C" new_handler
gcc2_new_handler()
{
	return __new_handler_beos;
}

/* Null: there is not so much memory at the moment. */
extern "C" void*
gcc2_allocate(size_t size)
{
	return malloc(size == 0 ? 1 : size);
}

/* operator new(size_t, const nothrow_t&), and for arrays. */
extern "C" LIBROOT_EXPORT void*
__new_nothrow_beos(size_t size, const void* /*nothrow*/)
{
	void* memory;
	while ((memory = gcc2_allocate(size)) == nullptr
			&& __new_handler_beos != nullptr)
		__new_handler_beos();
	return memory;
}

/* operator new(size_t, void*), and for arrays. */
extern "C" LIBROOT_EXPORT void*
__new_placement_beos(size_t /*size*/, void* place)
{
	return place;
}

extern "C" LIBROOT_EXPORT void
__builtin_delete_beos(void* memory)
{
	free(memory);
}

extern "C" LIBROOT_EXPORT void
__delete_nothrow_beos(void* memory, const void* /*nothrow*/)
{
	free(memory);
}

/* std::nothrow, which is empty. */
extern "C" LIBROOT_EXPORT const char __nothrow_beos;
const char __nothrow_beos = 0;

/* What the entry of a pure virtual function in a virtual table points to. */
extern "C" LIBROOT_EXPORT void
__pure_virtual_beos()
{
	static const char message[] = "pure virtual method called\n";
	if (write(STDERR_FILENO, message, sizeof(message) - 1) < 0) {
		/* There is nobody to tell. */
	}
	__terminate_beos();
}

LEGACY_VERSION(__new_handler_beos, __new_handler);
LEGACY_VERSION(__set_new_handler_beos, set_new_handler__FPFv_v);
LEGACY_VERSION(__new_nothrow_beos, __nw__FUlRC9nothrow_t);
LEGACY_VERSION(__new_nothrow_beos, __vn__FUlRC9nothrow_t);
LEGACY_VERSION(__new_placement_beos, __nw__FUlPv);
LEGACY_VERSION(__new_placement_beos, __vn__FUlPv);
LEGACY_VERSION(__builtin_delete_beos, __builtin_delete);
LEGACY_VERSION(__builtin_delete_beos, __builtin_vec_delete);
LEGACY_VERSION(__delete_nothrow_beos, __dl__FPvRC9nothrow_t);
LEGACY_VERSION(__delete_nothrow_beos, __vd__FPvRC9nothrow_t);
LEGACY_VERSION(__nothrow_beos, nothrow);
LEGACY_VERSION(__pure_virtual_beos, __pure_virtual);
