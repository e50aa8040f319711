#include "host_function.h"

#include "loaded_library.h"

extern "C" void*
find_host_function(const char* name, uint32_t hash)
{
	/* First those behind us, then, if there is none, those before. */
	const link_map* self = own_library();
	if (self == nullptr)
		return nullptr;
	const link_map* first = self;
	for (const link_map* library = self->l_next; library != nullptr;
			library = library->l_next) {
		void* found = library_symbols(*library).find_default(name, hash);
		if (found != nullptr)
			return found;
	}
	while (first->l_prev != nullptr)
		first = first->l_prev;
	for (const link_map* library = first; library != self;
			library = library->l_next) {
		void* found = library_symbols(*library).find_default(name, hash);
		if (found != nullptr)
			return found;
	}
	return nullptr;
}
