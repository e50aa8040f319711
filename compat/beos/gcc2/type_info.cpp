#include "type_info.h"

#include <stdlib.h>
#include <string.h>

#include <symbol_versions.h>

/* The kinds of types: an address each, for gcc2_type_info::kind. A program that
 * calls through it, as no compiler's code does, calls address 0. */
enum {
	USER,
	SINGLE_BASE,
	CLASS,
	POINTER,
	ATTRIBUTES,
	BUILTIN,
	FUNCTION,
	MEMBER_FUNCTION_POINTER,
	MEMBER_POINTER,
	ARRAY,
	KIND_COUNT
};

/* As large as a virtual table with its type and destructor. */
struct kind_table {
	void*	unused[4];
};

static const kind_table kinds[KIND_COUNT] = {};

static bool
is_kind(const gcc2_type_info& type, int kind)
{
	return type.kind == &kinds[kind];
}

bool
same_type(const gcc2_type_info& left, const gcc2_type_info& right)
{
	/* Images have copies of their own of a type's object. */
	return &left == &right || strcmp(left.name, right.name) == 0;
}

bool
is_pointer_type(const gcc2_type_info& type)
{
	return is_kind(type, POINTER);
}

// #pragma mark - classes and their bases

/* Calls visit(type, address, isPublic) for the object and each of its bases, a
 * shared virtual one as often as there are ways to it. isPublic: there is nothing
 * but public inheritance from the object to it. */
template<typename Visit>
static void
visit_bases(const gcc2_type_info& type, char* address, bool isPublic,
	Visit& visit)
{
	visit(type, address, isPublic);
	if (is_kind(type, SINGLE_BASE)) {
		visit_bases(*((const gcc2_si_type_info&)type).base, address, isPublic,
			visit);
	} else if (is_kind(type, CLASS)) {
		const gcc2_class_type_info& info = (const gcc2_class_type_info&)type;
		for (uint32_t i = 0; i < info.base_count; i++) {
			const gcc2_base_info& base = info.bases[i];
			char* baseAddress = address + base.offset;
			if (base.is_virtual)
				baseAddress = *(char**)baseAddress;
			visit_bases(*base.base, baseAddress,
				isPublic && base.access == gcc2_base_info::PUBLIC, visit);
		}
	}
}

namespace {

/* One object, wherever it was seen, or the fact that there are several. */
struct unique_object {
	char*	address = nullptr;
	bool	is_public = false;
	bool	is_ambiguous = false;

	void
	add(char* found, bool foundPublic)
	{
		if (address != nullptr && address != found)
			is_ambiguous = true;
		address = found;
		is_public |= foundPublic;
	}

	bool
	can_be_used(bool publicOnly) const
	{
		return address != nullptr && !is_ambiguous && (is_public || !publicOnly);
	}
};

}	// namespace

static unique_object
find_base(const gcc2_type_info& object, void* address,
	const gcc2_type_info& wanted)
{
	unique_object found;
	auto look = [&](const gcc2_type_info& type, char* at, bool isPublic) {
		if (same_type(type, wanted))
			found.add(at, isPublic);
	};
	visit_bases(object, (char*)address, true, look);
	return found;
}

/* [expr.dynamic.cast]: complete is the whole object, part the one within it that
 * the program has a pointer to. */
static void*
cast(const gcc2_type_info& complete, void* completeAddress,
	const gcc2_type_info& wanted, const gcc2_type_info& part, void* partAddress,
	bool publicOnly)
{
	/* The one wanted object that the part is a base of. */
	unique_object derived;
	auto lookForDerived = [&](const gcc2_type_info& type, char* at, bool) {
		if (!same_type(type, wanted))
			return;
		bool contains = false;
		bool isPublic = false;
		auto lookForPart
			= [&](const gcc2_type_info& base, char* baseAt, bool basePublic) {
				if (baseAt == partAddress && same_type(base, part)) {
					contains = true;
					isPublic |= basePublic;
				}
			};
		visit_bases(type, at, true, lookForPart);
		if (contains)
			derived.add(at, isPublic);
	};
	visit_bases(complete, (char*)completeAddress, true, lookForDerived);
	if (derived.can_be_used(publicOnly))
		return derived.address;

	/* Else the one base of the whole object, if the part is public in it. */
	bool partIsPublic = false;
	auto lookForPart = [&](const gcc2_type_info& type, char* at, bool isPublic) {
		if (at == partAddress && same_type(type, part))
			partIsPublic |= isPublic;
	};
	visit_bases(complete, (char*)completeAddress, true, lookForPart);
	if (!partIsPublic && publicOnly)
		return nullptr;
	const unique_object base = find_base(complete, completeAddress, wanted);
	return base.can_be_used(publicOnly) ? base.address : nullptr;
}

// #pragma mark - handlers

static bool
is_class(const gcc2_type_info& type)
{
	return is_kind(type, USER) || is_kind(type, SINGLE_BASE)
		|| is_kind(type, CLASS);
}

/* Takes "const" and "volatile" off the type. */
static int
take_attributes(const gcc2_type_info*& type)
{
	if (!is_kind(*type, ATTRIBUTES))
		return 0;
	const gcc2_attribute_type_info& info
		= *(const gcc2_attribute_type_info*)type;
	type = info.target;
	return info.attributes;
}

static void*
convert_pointer(const gcc2_type_info* to, const gcc2_type_info* from, void* value)
{
	bool isOutermost = true;
	bool allConst = true;
	while (is_kind(*to, POINTER) && is_kind(*from, POINTER)) {
		to = ((const gcc2_pointer_type_info*)to)->target;
		from = ((const gcc2_pointer_type_info*)from)->target;
		const int toAttributes = take_attributes(to);
		const int fromAttributes = take_attributes(from);
		/* Attributes may be added, below the first level only if all levels
		 * above are const ([conv.qual]); never taken away. */
		if ((fromAttributes & ~toAttributes) != 0
				|| (toAttributes != fromAttributes && !allConst))
			return nullptr;
		if (same_type(*to, *from))
			return value;
		if (isOutermost) {
			if (strcmp(to->name, "v") == 0 && !is_kind(*from, FUNCTION))
				return value;
			if (is_class(*from)) {
				if (value == nullptr || !is_class(*to))
					return nullptr;
				const unique_object base = find_base(*from, value, *to);
				return base.can_be_used(true) ? base.address : nullptr;
			}
		}
		isOutermost = false;
		allConst = allConst
			&& (toAttributes & gcc2_attribute_type_info::CONST) != 0;
	}
	return nullptr;
}

void*
convert_thrown(const gcc2_type_info& caught, const gcc2_type_info& thrown,
	void* value)
{
	if (same_type(caught, thrown))
		return value;
	if (is_class(thrown)) {
		const unique_object base = find_base(thrown, value, caught);
		return base.can_be_used(true) ? base.address : nullptr;
	}
	return convert_pointer(&caught, &thrown, value);
}

// #pragma mark - what the compiler calls

/* With the name, an object counts as filled in. */
static void
fill(void* object, const char* name, int kind)
{
	gcc2_type_info& info = *(gcc2_type_info*)object;
	info.kind = &kinds[kind];
	__atomic_store_n(&info.name, name, __ATOMIC_RELEASE);
}

/* Each fills in an object at the given address: a class without bases. */
extern "C" LIBROOT_EXPORT void
__rtti_user_beos(void* object, const char* name)
{
	fill(object, name, USER);
}

extern "C" LIBROOT_EXPORT void
__rtti_si_beos(void* object, const char* name, const gcc2_type_info* base)
{
	((gcc2_si_type_info*)object)->base = base;
	fill(object, name, SINGLE_BASE);
}

extern "C" LIBROOT_EXPORT void
__rtti_class_beos(void* object, const char* name, const gcc2_base_info* bases,
	uint32_t count)
{
	gcc2_class_type_info& info = *(gcc2_class_type_info*)object;
	info.bases = bases;
	info.base_count = count;
	fill(object, name, CLASS);
}

extern "C" LIBROOT_EXPORT void
__rtti_ptr_beos(void* object, const char* name, const gcc2_type_info* target)
{
	((gcc2_pointer_type_info*)object)->target = target;
	fill(object, name, POINTER);
}

extern "C" LIBROOT_EXPORT void
__rtti_attr_beos(void* object, const char* name, int attributes,
	const gcc2_type_info* target)
{
	gcc2_attribute_type_info& info = *(gcc2_attribute_type_info*)object;
	info.target = target;
	info.attributes = attributes;
	fill(object, name, ATTRIBUTES);
}

extern "C" LIBROOT_EXPORT void
__rtti_func_beos(void* object, const char* name)
{
	fill(object, name, FUNCTION);
}

extern "C" LIBROOT_EXPORT void
__rtti_ptmf_beos(void* object, const char* name)
{
	fill(object, name, MEMBER_FUNCTION_POINTER);
}

extern "C" LIBROOT_EXPORT void
__rtti_ptmd_beos(void* object, const char* name)
{
	fill(object, name, MEMBER_POINTER);
}

extern "C" LIBROOT_EXPORT void
__rtti_array_beos(void* object, const char* name)
{
	fill(object, name, ARRAY);
}

/* dynamic_cast: from names the type of the whole object, part that of the one
 * that the program has a pointer to. */
extern "C" LIBROOT_EXPORT void*
__dynamic_cast_beos(gcc2_type_function from, gcc2_type_function to,
	int publicOnly, void* address, gcc2_type_function part, void* partAddress)
{
	return cast(from(), address, to(), part(), partAddress, publicOnly != 0);
}

/* The match of a thrown object and a handler, as old code calls it. */
extern "C" LIBROOT_EXPORT void*
__throw_type_match_rtti_beos(const gcc2_type_info* caught,
	const gcc2_type_info* thrown, void* value)
{
	return convert_thrown(*caught, *thrown, value);
}

/* type_info::operator==(), operator!=() and before(). */
extern "C" LIBROOT_EXPORT bool
__type_info_equal_beos(const gcc2_type_info* left, const gcc2_type_info* right)
{
	return same_type(*left, *right);
}

extern "C" LIBROOT_EXPORT bool
__type_info_differs_beos(const gcc2_type_info* left, const gcc2_type_info* right)
{
	return !same_type(*left, *right);
}

extern "C" LIBROOT_EXPORT bool
__type_info_before_beos(const gcc2_type_info* left, const gcc2_type_info* right)
{
	return strcmp(left->name, right->name) < 0;
}

/* Is the type a pointer's? */
extern "C" LIBROOT_EXPORT bool
__is_pointer_beos(const gcc2_type_info* type)
{
	return is_pointer_type(*type);
}

LEGACY_VERSION(__is_pointer_beos, __is_pointer__FPv);
LEGACY_VERSION(__rtti_user_beos, __rtti_user);
LEGACY_VERSION(__rtti_si_beos, __rtti_si);
LEGACY_VERSION(__rtti_class_beos, __rtti_class);
LEGACY_VERSION(__rtti_ptr_beos, __rtti_ptr);
LEGACY_VERSION(__rtti_attr_beos, __rtti_attr);
LEGACY_VERSION(__rtti_func_beos, __rtti_func);
LEGACY_VERSION(__rtti_ptmf_beos, __rtti_ptmf);
LEGACY_VERSION(__rtti_ptmd_beos, __rtti_ptmd);
LEGACY_VERSION(__rtti_array_beos, __rtti_array);
LEGACY_VERSION(__dynamic_cast_beos, __dynamic_cast);
LEGACY_VERSION(__throw_type_match_rtti_beos, __throw_type_match_rtti);
LEGACY_VERSION(__type_info_equal_beos, __eq__C9type_infoRC9type_info);
LEGACY_VERSION(__type_info_differs_beos, __ne__C9type_infoRC9type_info);
LEGACY_VERSION(__type_info_before_beos, before__C9type_infoRC9type_info);

// #pragma mark - the types of the language

/* Of each, by its letter in mangled names: the object, and the function that
 * fills it in when it is asked for first. */
#define BUILTIN_TYPE(letter)												\
	extern "C" LIBROOT_EXPORT gcc2_type_info __ti##letter##_beos;		\
	gcc2_type_info __ti##letter##_beos;									\
	extern "C" LIBROOT_EXPORT const gcc2_type_info&						\
	__tf##letter##_beos()												\
	{																	\
		if (__ti##letter##_beos.name == nullptr)						\
			fill(&__ti##letter##_beos, #letter, BUILTIN);				\
		return __ti##letter##_beos;										\
	}																	\
	LEGACY_VERSION(__ti##letter##_beos, __ti##letter);					\
	LEGACY_VERSION(__tf##letter##_beos, __tf##letter)

BUILTIN_TYPE(v);
BUILTIN_TYPE(b);
BUILTIN_TYPE(c);
BUILTIN_TYPE(Sc);
BUILTIN_TYPE(Uc);
BUILTIN_TYPE(w);
BUILTIN_TYPE(s);
BUILTIN_TYPE(Us);
BUILTIN_TYPE(i);
BUILTIN_TYPE(Ui);
BUILTIN_TYPE(l);
BUILTIN_TYPE(Ul);
BUILTIN_TYPE(x);
BUILTIN_TYPE(Ux);
BUILTIN_TYPE(f);
BUILTIN_TYPE(d);
BUILTIN_TYPE(r);

// #pragma mark - the classes of type information themselves

extern "C" LIBROOT_EXPORT gcc2_type_info __type_info_info_beos;
gcc2_type_info __type_info_info_beos;

extern "C" LIBROOT_EXPORT const gcc2_type_info&
__type_info_type_beos()
{
	if (__type_info_info_beos.name == nullptr)
		fill(&__type_info_info_beos, "9type_info", USER);
	return __type_info_info_beos;
}

/* Constructors return the object, destructors get a mode with the lowest bit for
 * the memory, too. */

extern "C" LIBROOT_EXPORT void*
__type_info_construct_beos(void* object, const char* name)
{
	fill(object, name, BUILTIN);
	return object;
}

extern "C" LIBROOT_EXPORT void*
__user_type_info_construct_beos(void* object, const char* name)
{
	fill(object, name, USER);
	return object;
}

extern "C" LIBROOT_EXPORT void*
__si_type_info_construct_beos(void* object, const char* name,
	const gcc2_type_info* base)
{
	__rtti_si_beos(object, name, base);
	return object;
}

extern "C" LIBROOT_EXPORT void*
__class_type_info_construct_beos(void* object, const char* name,
	const gcc2_base_info* bases, uint32_t count)
{
	__rtti_class_beos(object, name, bases, count);
	return object;
}

extern "C" LIBROOT_EXPORT void
__type_info_destroy_beos(void* object, int mode)
{
	if ((mode & 1) != 0)
		free(object);
}

LEGACY_VERSION(__type_info_info_beos, __ti9type_info);
LEGACY_VERSION(__type_info_type_beos, __tf9type_info);
LEGACY_VERSION(__type_info_construct_beos, __9type_infoPCc);
LEGACY_VERSION(__user_type_info_construct_beos, __16__user_type_infoPCc);
LEGACY_VERSION(__si_type_info_construct_beos,
	__14__si_type_infoPCcRC16__user_type_info);
LEGACY_VERSION(__class_type_info_construct_beos,
	__17__class_type_infoPCcPCQ217__class_type_info9base_infoUl);
LEGACY_VERSION(__type_info_destroy_beos, _._9type_info);

/* Those that are derived from type_info, or from another one of them. */
#define TYPE_INFO_CLASS(number, mangled, base)								\
	extern "C" LIBROOT_EXPORT gcc2_si_type_info __ti_class##number##_beos;	\
	gcc2_si_type_info __ti_class##number##_beos;						\
	extern "C" LIBROOT_EXPORT const gcc2_type_info&						\
	__tf_class##number##_beos()											\
	{																	\
		if (__ti_class##number##_beos.name == nullptr) {				\
			__rtti_si_beos(&__ti_class##number##_beos, #mangled, &base());	\
		}																\
		return __ti_class##number##_beos;								\
	}																	\
	LEGACY_VERSION(__ti_class##number##_beos, __ti##mangled);			\
	LEGACY_VERSION(__tf_class##number##_beos, __tf##mangled)

TYPE_INFO_CLASS(1, 16__user_type_info, __type_info_type_beos);
TYPE_INFO_CLASS(2, 14__si_type_info, __tf_class1_beos);
TYPE_INFO_CLASS(3, 17__class_type_info, __tf_class1_beos);
TYPE_INFO_CLASS(4, 19__pointer_type_info, __type_info_type_beos);
TYPE_INFO_CLASS(5, 16__attr_type_info, __type_info_type_beos);
TYPE_INFO_CLASS(6, 19__builtin_type_info, __type_info_type_beos);
TYPE_INFO_CLASS(7, 16__func_type_info, __type_info_type_beos);
TYPE_INFO_CLASS(8, 16__ptmf_type_info, __type_info_type_beos);
TYPE_INFO_CLASS(9, 16__ptmd_type_info, __type_info_type_beos);
TYPE_INFO_CLASS(10, 17__array_type_info, __type_info_type_beos);
