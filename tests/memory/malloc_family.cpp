#include "memory_test.h"

template<typename Function>
static void
look_up(void* library, const char* name, Function*& function)
{
	function = (Function*)dlsym(library, name);
	if (function == nullptr)
		abort();
}

malloc_family
family_of(const char* name)
{
	void* library = dlopen(name, RTLD_LAZY | RTLD_NOLOAD);
	if (library == nullptr)
		abort();
	malloc_family family;
	look_up(library, "malloc", family.malloc);
	look_up(library, "calloc", family.calloc);
	look_up(library, "realloc", family.realloc);
	look_up(library, "reallocarray", family.reallocarray);
	look_up(library, "free", family.free);
	look_up(library, "memalign", family.memalign);
	look_up(library, "aligned_alloc", family.aligned_alloc);
	look_up(library, "posix_memalign", family.posix_memalign);
	look_up(library, "valloc", family.valloc);
	look_up(library, "pvalloc", family.pvalloc);
	look_up(library, "malloc_usable_size", family.malloc_usable_size);
	return family;
}
