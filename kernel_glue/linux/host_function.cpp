#include "host_function.h"

#include "loaded_library.h"

static void*
find_from(const link_map* library, const link_map* end, const char* name,
	uint32_t hash, const char* version)
{
	void* found = nullptr;
	for (; library != end && found == nullptr; library = library->l_next) {
		const library_symbols symbols(*library);
		found = version == nullptr ? symbols.find_default(name, hash)
			: symbols.find_version(name, hash, version);
	}
	return found;
}

extern "C" void*
find_host_function(const char* name, const char* version)
{
	const uint32_t hash = symbol_hash(name);
	const link_map* self = own_library();
	if (self == nullptr)
		return nullptr;
	const link_map* first = self;
	while (first->l_prev != nullptr)
		first = first->l_prev;
	void* found = find_from(self->l_next, nullptr, name, hash, version);
	return found != nullptr ? found
		: find_from(first, self, name, hash, version);
}
