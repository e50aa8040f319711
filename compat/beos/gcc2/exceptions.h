/* The exceptions of gcc 2.95's C++. */
#ifndef _LIBROOT_GCC2_EXCEPTIONS_H
#define _LIBROOT_GCC2_EXCEPTIONS_H

#include <stddef.h>
#include <stdint.h>

#include "frames.h"
#include "type_info.h"

/* std::exception and what is derived from it: nothing but the address of a
 * virtual table. */
struct gcc2_exception_object {
	const void*	virtual_table;
};

typedef void (*gcc2_destructor)(void* object, int mode);

/* Modes of a destructor, as the compiler passes them. */
constexpr int DESTROY_DELETE = 1;
constexpr int DESTROY_COMPLETE = 2;

/* What is known about a thrown object. Programs look at "caught" and "handlers"
 * themselves. */
struct gcc2_exception {
	void* (*match)(gcc2_exception* exception, void* wanted, const void* table);
	int16_t					language;
	int16_t					version;
	/* The object as the handler sees it: a base of the thrown one, perhaps. */
	void*					value;
	const gcc2_type_info*	type;
	gcc2_destructor			destroy;
	bool					caught;
	gcc2_exception*			next;
	int32_t					handlers;
	void*					original_value;
};

static_assert(offsetof(gcc2_exception, value) == 0x08);
static_assert(offsetof(gcc2_exception, caught) == 0x14);
static_assert(offsetof(gcc2_exception, handlers) == 0x1c);
static_assert(sizeof(gcc2_exception) == 0x24);

/* What a thread keeps (gcc 2.95 eh-common.h): the exceptions that are under way
 * or handled, the last one first, and which region of a table a __rethrow()
 * comes from. The first two serve compilers that do without frame tables. */
struct gcc2_context {
	void*			handler;
	void**			dynamic_handlers;
	gcc2_exception*	exceptions;
	const void*		rethrown_from;
};

extern "C" {

[[noreturn]] void __terminate_beos();

/* Finds the handler of the current exception and changes the registers to what
 * they are in it. There is always one: otherwise the program is terminated. */
void gcc2_enter_handler(gcc2_registers* registers, const void* rethrownFrom);

}

#endif	/* _LIBROOT_GCC2_EXCEPTIONS_H */
