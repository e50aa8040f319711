#include "exceptions.h"

#include <stdlib.h>

#include <symbol_versions.h>

static __thread gcc2_context sContext
	__attribute__((tls_model("initial-exec")));

// #pragma mark - the end

typedef void (*gcc2_handler)();

extern "C" LIBROOT_EXPORT gcc2_handler __terminate_func_beos;
gcc2_handler __terminate_func_beos = abort;
static gcc2_handler sUnexpectedHandler = __terminate_beos;

/* terminate() */
extern "C" LIBROOT_EXPORT void
__terminate_beos()
{
	__terminate_func_beos();
	/* It must not return. */
	abort();
}

/* For unexpected(), in throw.S. */
extern "C" gcc2_handler
gcc2_unexpected_handler()
{
	return sUnexpectedHandler;
}

extern "C" LIBROOT_EXPORT gcc2_handler
__set_terminate_beos(gcc2_handler handler)
{
	const gcc2_handler before = __terminate_func_beos;
	__terminate_func_beos = handler;
	return before;
}

extern "C" LIBROOT_EXPORT gcc2_handler
__set_unexpected_beos(gcc2_handler handler)
{
	const gcc2_handler before = sUnexpectedHandler;
	sUnexpectedHandler = handler;
	return before;
}

/* What the two functions call if nobody has set a handler. */
extern "C" LIBROOT_EXPORT void
__default_terminate_beos()
{
	abort();
}

LEGACY_VERSION(__terminate_func_beos, __terminate_func);
LEGACY_VERSION(__default_terminate_beos, __default_terminate);
LEGACY_VERSION(__terminate_beos, __default_unexpected__Fv);
LEGACY_VERSION(__terminate_beos, terminate__Fv);
LEGACY_VERSION(__terminate_beos, __terminate);
LEGACY_VERSION(__set_terminate_beos, set_terminate__FPFv_v);
LEGACY_VERSION(__set_unexpected_beos, set_unexpected__FPFv_v);

// #pragma mark - the exceptions of a thread

extern "C" LIBROOT_EXPORT gcc2_context*
__get_eh_context_beos()
{
	return &sContext;
}

extern "C" LIBROOT_EXPORT gcc2_exception**
__get_eh_info_beos()
{
	return &sContext.exceptions;
}

extern "C" LIBROOT_EXPORT void***
__get_dynamic_handler_chain_beos()
{
	return &sContext.dynamic_handlers;
}

extern "C" LIBROOT_EXPORT void*
__eh_alloc_beos(size_t size)
{
	void* const memory = malloc(size);
	if (memory == nullptr)
		__terminate_beos();
	return memory;
}

extern "C" LIBROOT_EXPORT void
__eh_free_beos(void* memory)
{
	free(memory);
}

/* What a table's entry for any type has in place of one. */
static void* const ANY_TYPE = (void*)-1;

constexpr int16_t LANGUAGE_CPLUSPLUS = 4;

/* The start of a table of the newer form; gcc 2.95's compiler uses it unless it
 * is told not to. */
struct table_header {
	uintptr_t	mark;
	int16_t		language;
	int16_t		version;

	static constexpr uintptr_t NEW_FORM = (uintptr_t)-2;
};

/* The handler for wanted, a gcc2_type_function or ANY_TYPE: null, or the object
 * as that handler sees it. */
extern "C" LIBROOT_EXPORT void*
__cplus_type_matcher_beos(gcc2_exception* exception, void* wanted,
	const void* table)
{
	if (table != nullptr
			&& ((const table_header*)table)->language != LANGUAGE_CPLUSPLUS)
		return nullptr;
	if (wanted == ANY_TYPE)
		return exception->value;
	void* const value = convert_thrown(((gcc2_type_function)wanted)(),
		*exception->type, exception->original_value);
	if (value != nullptr)
		exception->value = value;
	return value;
}

/* "throw": makes the object the thread's current exception. */
extern "C" LIBROOT_EXPORT void
__cp_push_exception_beos(void* value, const gcc2_type_info* type,
	gcc2_destructor destroy)
{
	gcc2_exception* const exception
		= (gcc2_exception*)__eh_alloc_beos(sizeof(gcc2_exception));
	*exception = { __cplus_type_matcher_beos, LANGUAGE_CPLUSPLUS, 1, value, type,
		destroy, false, sContext.exceptions, 0, value };
	sContext.exceptions = exception;
}

static void
drop_exception(gcc2_exception* exception)
{
	gcc2_exception** link = &sContext.exceptions;
	while (*link != exception) {
		if (*link == nullptr)
			__terminate_beos();
		link = &(*link)->next;
	}
	*link = exception->next;
	if (exception->destroy != nullptr)
		exception->destroy(exception->value, DESTROY_COMPLETE);
	/* The value of a pointer is the pointer itself. */
	if (!is_pointer_type(*exception->type))
		__eh_free_beos(exception->original_value);
	__eh_free_beos(exception);
}

/* The end of a handler: the exception is over, unless another handler has it
 * too, or it is being thrown again. */
extern "C" LIBROOT_EXPORT void
__cp_pop_exception_beos(gcc2_exception* exception)
{
	exception->handlers--;
	const bool isThrownAgain
		= exception == sContext.exceptions && !exception->caught;
	if (exception->handlers == 0 && !isThrownAgain)
		drop_exception(exception);
}

/* The current exception, for a handler. */
extern "C" LIBROOT_EXPORT gcc2_exception*
__cp_eh_info_beos()
{
	return sContext.exceptions;
}

/* The same as older compilers see it: the record began with the value. */
extern "C" LIBROOT_EXPORT void*
__cp_exception_info_beos()
{
	return &sContext.exceptions->value;
}

extern "C" LIBROOT_EXPORT gcc2_exception*
__start_cp_handler_beos()
{
	gcc2_exception* const exception = sContext.exceptions;
	exception->caught = true;
	exception->handlers++;
	return exception;
}

/* Before a handler throws its exception again. */
extern "C" LIBROOT_EXPORT void
__uncatch_exception_beos()
{
	if (sContext.exceptions == nullptr)
		__terminate_beos();
	sContext.exceptions->caught = false;
}

extern "C" LIBROOT_EXPORT bool
__uncaught_exception_beos()
{
	return sContext.exceptions != nullptr && !sContext.exceptions->caught;
}

/* Does the current exception match? Called by handlers that are found by tables
 * of the older form, which name no types. */
extern "C" LIBROOT_EXPORT int
__eh_rtime_match_beos(void* wanted)
{
	gcc2_exception* const exception = sContext.exceptions;
	return exception != nullptr && exception->match != nullptr
		&& exception->match(exception, wanted, nullptr) != nullptr;
}

LEGACY_VERSION(__get_eh_context_beos, __get_eh_context);
LEGACY_VERSION(__get_eh_info_beos, __get_eh_info);
LEGACY_VERSION(__get_dynamic_handler_chain_beos, __get_dynamic_handler_chain);
LEGACY_VERSION(__eh_alloc_beos, __eh_alloc);
LEGACY_VERSION(__eh_free_beos, __eh_free);
LEGACY_VERSION(__cplus_type_matcher_beos, __cplus_type_matcher);
LEGACY_VERSION(__cp_push_exception_beos, __cp_push_exception);
LEGACY_VERSION(__cp_pop_exception_beos, __cp_pop_exception);
LEGACY_VERSION(__cp_eh_info_beos, __cp_eh_info);
LEGACY_VERSION(__cp_exception_info_beos, __cp_exception_info);
LEGACY_VERSION(__start_cp_handler_beos, __start_cp_handler);
LEGACY_VERSION(__uncatch_exception_beos, __uncatch_exception);
LEGACY_VERSION(__uncaught_exception_beos, uncaught_exception__Fv);
LEGACY_VERSION(__eh_rtime_match_beos, __eh_rtime_match);

// #pragma mark - finding the handler

/* A region of code and its handler. In the newer form the regions of a function
 * come with the innermost first, and one region can have several entries, for a
 * type each; wanted is null where an object has to be destroyed. In the older
 * form the entries have three words, in the order of their starts, and the
 * handler itself looks at the type. */
struct region {
	uintptr_t	start;
	uintptr_t	end;
	uintptr_t	handler;

	static constexpr uintptr_t END_OF_TABLE = (uintptr_t)-1;
};

struct new_region : region {
	void*	wanted;
};

static uintptr_t
find_new_handler(uintptr_t address, const table_header* table,
	gcc2_exception& exception, const new_region* rethrownFrom)
{
	const new_region* at = (const new_region*)(table + 1);
	if (rethrownFrom != nullptr) {
		/* On from the handler that throws again: the entries of one region are
		 * together, and this is its last. */
		at = rethrownFrom + 1;
		address = rethrownFrom->end - 1;
	}
	for (; at->start != region::END_OF_TABLE; at++) {
		if (address < at->start || address >= at->end)
			continue;
		if (at->wanted == nullptr
				|| exception.match(&exception, at->wanted, table) != nullptr)
			return at->handler;
	}
	return 0;
}

static uintptr_t
find_old_handler(uintptr_t address, const region* table)
{
	const region* best = nullptr;
	for (const region* at = table; at->start != region::END_OF_TABLE; at++) {
		if (address < at->start || address >= at->end)
			continue;
		/* The innermost; of equals the last. */
		if (best == nullptr
				|| (at->start >= best->start && at->end <= best->end))
			best = at;
	}
	return best != nullptr ? best->handler : 0;
}

/* Where functions of throw.S call the program's, and may see it throw. */
extern "C" __attribute__((visibility("hidden"))) const char
	gcc2_after_new_handler[], gcc2_after_unexpected_handler[],
	gcc2_after_unexpected[], gcc2_unexpected_threw[];

static bool
find_frame(const gcc2_registers& registers, gcc2_frame& frame)
{
	if (registers.eip != (uintptr_t)gcc2_after_new_handler
			&& registers.eip != (uintptr_t)gcc2_after_unexpected_handler)
		return find_gcc2_frame(registers, frame);
	/* Neither has anything but its return address on the stack. */
	const uintptr_t* const stack = (const uintptr_t*)registers.esp;
	frame = { nullptr, 0, registers };
	frame.caller.eip = stack[0];
	frame.caller.esp = (uintptr_t)(stack + 1);
	return true;
}

void
gcc2_enter_handler(gcc2_registers* registers, const void* rethrownFrom)
{
	gcc2_exception* const exception = sContext.exceptions;
	if (exception == nullptr)
		__terminate_beos();

	gcc2_registers current = *registers;
	gcc2_frame frame;
	while (true) {
		if (current.eip == (uintptr_t)gcc2_after_unexpected) {
			current.eip = (uintptr_t)gcc2_unexpected_threw;
			*registers = current;
			return;
		}
		if (!find_frame(current, frame))
			__terminate_beos();
		uintptr_t handler = 0;
		const table_header* const table = (const table_header*)frame.handlers;
		if (table != nullptr) {
			const uintptr_t address = current.eip - 1;
			handler = table->mark == table_header::NEW_FORM
				? find_new_handler(address, table, *exception,
					(const new_region*)rethrownFrom)
				: find_old_handler(address, (const region*)table);
		}
		if (handler != 0) {
			current.esp += frame.arguments_size;
			current.eip = handler;
			*registers = current;
			return;
		}
		rethrownFrom = nullptr;
		current = frame.caller;
	}
}

// #pragma mark - the exceptions of the language

/* exception::what(): the type's mangled name. The type of an object is a function
 * in the first entry of its virtual table, behind two short offsets; so it is in
 * tables with thunks, too. */
extern "C" LIBROOT_EXPORT const char*
__exception_what_beos(const gcc2_exception_object* object)
{
	const gcc2_type_function* const table
		= (const gcc2_type_function*)object->virtual_table;
	return table[1]().name;
}

/* Their destructor. */
extern "C" LIBROOT_EXPORT void
__exception_destroy_beos(void* object, int mode)
{
	if ((mode & DESTROY_DELETE) != 0)
		free(object);
}

extern "C" LIBROOT_EXPORT gcc2_type_info __exception_info_beos;
gcc2_type_info __exception_info_beos;
extern "C" void __rtti_user_beos(void*, const char*);
extern "C" void __rtti_si_beos(void*, const char*, const gcc2_type_info*);

extern "C" LIBROOT_EXPORT const gcc2_type_info&
__exception_type_beos()
{
	if (__exception_info_beos.name == nullptr)
		__rtti_user_beos(&__exception_info_beos, "9exception");
	return __exception_info_beos;
}

/* Entries of a virtual table without thunks: what to add to the object, which is
 * nothing, and a function. */
struct virtual_table {
	uintptr_t			no_offset1;
	gcc2_type_function	type;
	uintptr_t			no_offset2;
	gcc2_destructor		destroy;
	uintptr_t			no_offset3;
	const char*			(*what)(const gcc2_exception_object*);
};

extern "C" LIBROOT_EXPORT const virtual_table __exception_table_beos;
const virtual_table __exception_table_beos = { 0, __exception_type_beos, 0,
	__exception_destroy_beos, 0, __exception_what_beos };

/* The constructor, which is the same for all of them but for the table. */
extern "C" LIBROOT_EXPORT gcc2_exception_object*
__exception_construct_beos(gcc2_exception_object* object)
{
	object->virtual_table = &__exception_table_beos;
	return object;
}

LEGACY_VERSION(__exception_construct_beos, __9exception);
LEGACY_VERSION(__exception_what_beos, what__C9exception);
LEGACY_VERSION(__exception_what_beos, what__C9bad_alloc);
LEGACY_VERSION(__exception_destroy_beos, _._9exception);
LEGACY_VERSION(__exception_info_beos, __ti9exception);
LEGACY_VERSION(__exception_type_beos, __tf9exception);
LEGACY_VERSION(__exception_table_beos, _vt.9exception);

/* A class that is derived from std::exception and adds nothing. */
#define DERIVED_EXCEPTION(type, mangled)									\
	extern "C" LIBROOT_EXPORT gcc2_si_type_info __##type##_info_beos;	\
	gcc2_si_type_info __##type##_info_beos;								\
	extern "C" LIBROOT_EXPORT const gcc2_type_info&						\
	__##type##_type_beos()												\
	{																	\
		if (__##type##_info_beos.name == nullptr) {						\
			__rtti_si_beos(&__##type##_info_beos, #mangled,				\
				&__exception_type_beos());								\
		}																\
		return __##type##_info_beos;									\
	}																	\
	extern "C" LIBROOT_EXPORT const virtual_table __##type##_table_beos;	\
	const virtual_table __##type##_table_beos = { 0,					\
		__##type##_type_beos, 0, __exception_destroy_beos, 0,			\
		__exception_what_beos };										\
	extern "C" LIBROOT_EXPORT gcc2_exception_object*					\
	__##type##_construct_beos(gcc2_exception_object* object)			\
	{																	\
		object->virtual_table = &__##type##_table_beos;					\
		return object;													\
	}																	\
	LEGACY_VERSION(__##type##_construct_beos, __##mangled);				\
	LEGACY_VERSION(__exception_destroy_beos, _._##mangled);				\
	LEGACY_VERSION(__##type##_info_beos, __ti##mangled);				\
	LEGACY_VERSION(__##type##_type_beos, __tf##mangled);				\
	LEGACY_VERSION(__##type##_table_beos, _vt.mangled)

DERIVED_EXCEPTION(bad_exception, 13bad_exception);
DERIVED_EXCEPTION(bad_alloc, 9bad_alloc);
DERIVED_EXCEPTION(bad_cast, 8bad_cast);
DERIVED_EXCEPTION(bad_typeid, 10bad_typeid);

static void
push_exception(const virtual_table& table)
{
	gcc2_exception_object* const object
		= (gcc2_exception_object*)__eh_alloc_beos(sizeof(*object));
	object->virtual_table = &table;
	__cp_push_exception_beos(object, &table.type(), __exception_destroy_beos);
}

// #pragma mark - for throw.S

/* Each makes a new object the current exception. */

extern "C" void
gcc2_push_bad_alloc()
{
	push_exception(__bad_alloc_table_beos);
}

extern "C" void
gcc2_push_bad_cast()
{
	push_exception(__bad_cast_table_beos);
}

extern "C" void
gcc2_push_bad_typeid()
{
	push_exception(__bad_typeid_table_beos);
}

/* May a function throw the current exception that says to throw these types
 * only? It is about to be thrown again, then. */
extern "C" bool
gcc2_is_allowed(uint32_t count, const gcc2_type_info* const* types)
{
	gcc2_exception* const exception = sContext.exceptions;
	if (exception == nullptr)
		__terminate_beos();
	for (uint32_t i = 0; i < count; i++) {
		if (convert_thrown(*types[i], *exception->type, exception->value)
				!= nullptr) {
			exception->caught = false;
			return true;
		}
	}
	return false;
}

/* The function that unexpected() has called has thrown an exception itself:
 * that goes on if it is allowed and not the one before, else a bad_exception if
 * that is allowed ([except.unexpected]). */
extern "C" void
gcc2_replace_unexpected(uint32_t count, const gcc2_type_info* const* types,
	gcc2_exception* before)
{
	if (sContext.exceptions == before || !gcc2_is_allowed(count, types)) {
		gcc2_exception* const refused = sContext.exceptions;
		push_exception(__bad_exception_table_beos);
		if (!gcc2_is_allowed(count, types))
			__terminate_beos();
		if (refused != before && refused->handlers == 0)
			drop_exception(refused);
	}
	/* The one before is over, as if unexpected() had been its handler. */
	if (before->handlers == 0)
		drop_exception(before);
}
