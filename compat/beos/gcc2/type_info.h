/* Run-time type information as gcc 2.95 lays it out: std::type_info and what is
 * derived from it.
 *
 * A compiler of that time puts the address of a virtual table behind the first
 * members. Nothing in a program calls through it: what it points to here tells
 * the kind of type, and the object is filled in by __rtti_user() and the like
 * when the program asks for the type first.
 */
#ifndef _LIBROOT_GCC2_TYPE_INFO_H
#define _LIBROOT_GCC2_TYPE_INFO_H

#include <stdint.h>

struct gcc2_type_info {
	const char*	name;
	const void*	kind;
};

/* A class with one base, which is public, not virtual, and at offset 0. */
struct gcc2_si_type_info : gcc2_type_info {
	const gcc2_type_info*	base;
};

struct gcc2_base_info {
	const gcc2_type_info*	base;
	/* Of the base; of the pointer to it if it is virtual. */
	uint32_t				offset : 29;
	uint32_t				is_virtual : 1;
	/* PUBLIC is 1, protected 2, private 3. */
	uint32_t				access : 2;

	static constexpr uint32_t PUBLIC = 1;
};

struct gcc2_class_type_info : gcc2_type_info {
	const gcc2_base_info*	bases;
	uint32_t				base_count;
};

struct gcc2_pointer_type_info : gcc2_type_info {
	const gcc2_type_info*	target;
};

/* "const" and "volatile" before a type. */
struct gcc2_attribute_type_info : gcc2_type_info {
	const gcc2_type_info*	target;
	int						attributes;

	static constexpr int CONST = 1;
	static constexpr int VOLATILE = 2;
};

static_assert(sizeof(gcc2_type_info) == 8);
static_assert(sizeof(gcc2_si_type_info) == 12);
static_assert(sizeof(gcc2_base_info) == 8);
static_assert(sizeof(gcc2_class_type_info) == 16);
static_assert(sizeof(gcc2_pointer_type_info) == 12);

bool same_type(const gcc2_type_info& left, const gcc2_type_info& right);
bool is_pointer_type(const gcc2_type_info& type);

/* The object of type caught in a thrown object of type thrown: a handler for the
 * one catches the other. value is the thrown object, or the thrown pointer. Null:
 * the handler does not. */
void* convert_thrown(const gcc2_type_info& caught, const gcc2_type_info& thrown,
	void* value);

/* The function of a program that names a type. */
typedef const gcc2_type_info& (*gcc2_type_function)();

#endif	/* _LIBROOT_GCC2_TYPE_INFO_H */
