/* dlsym() and dlvsym(): whoever looks up a function by its name gets it in its
 * own ABI, as if it had been linked to it.
 *
 * The host's dlsym() knows the default version of a name only: of ours that is
 * the current one. Where its search would end in our library, the answer is the
 * version of the asker's ABI instead; for a host program without one in our
 * library, what lies behind it. Every other search is the host's own.
 */
#include <dlfcn.h>

#include <legacy_lookup.h>

#include "host_function.h"
#include "loaded_library.h"
#include "lookup_abi.h"

static constinit host_function<void*(void*, const char*)> hostDlsym("dlsym");
static constinit host_function<void*(void*, const char*, const char*)>
	hostDlvsym("dlvsym");

namespace {

/* What our library has under one name. */
struct own_symbol {
	void*		unversioned = nullptr;	/* for everybody */
	void*		current = nullptr;
	void*		legacy = nullptr;
	void*		host = nullptr;			/* of the newest of the host's nodes */
	bool		is_thread_local = false;

	bool
	exists() const
	{
		return unversioned != nullptr || current != nullptr
			|| legacy != nullptr || host != nullptr;
	}

	/* What somebody of this ABI means by the name. Programs of libroot's ABIs
	 * use what the host has and libroot does not change in the host's. What has
	 * no current half is for BeOS's programs alone: legacy ones that were built
	 * here know the host's function of that name. */
	void*
	in_abi(int abi) const
	{
		if (abi == LOOKUP_BEOS && legacy != nullptr)
			return legacy;
		if (unversioned != nullptr)
			return unversioned;
		if (abi == LOOKUP_LEGACY && legacy != nullptr && current != nullptr)
			return legacy;
		if (abi != LOOKUP_HOST && current != nullptr)
			return current;
		return host;
	}
};

bool
is_host_node(const char* node)
{
	return node != nullptr && strncmp(node, "GLIBC_", 6) == 0;
}

/* The nodes are in the order of libroot/libroot_versions: 2 is LIBROOT_BASE,
 * and of the host's the newest is the last. */
own_symbol
find_own_symbol(const library_symbols& symbols, const char* name, uint32_t hash)
{
	constexpr uint16_t WITHOUT_VERSION = 1;
	constexpr uint16_t LEGACY_NODE = 2;
	own_symbol own;
	uint16_t newest = 0;
	symbols.find(name, hash, [&](const library_symbol& symbol) {
		own.is_thread_local = symbol.is_thread_local;
		if (symbol.version == WITHOUT_VERSION)
			own.unversioned = symbol.address;
		else if (symbol.version == LEGACY_NODE)
			own.legacy = symbol.address;
		else if (symbol.is_default)
			own.current = symbol.address;
		else if (symbol.version > newest
			&& is_host_node(symbols.version_name(symbol.version))) {
			newest = symbol.version;
			own.host = symbol.address;
		}
		return false;
	});
	return own;
}

/* A search for a name through the loaded libraries, in the order in which the
 * loader looks at them. */
struct search {
	const link_map*	self;
	const link_map*	program;
	const link_map*	asker;
	void*			handle;
	const char*		name;
	uint32_t		hash;

	/* Whether the search is one through libraries that come one after another,
	 * rather than through those that belong to a handle. */
	bool
	is_through_all() const
	{
		return handle == RTLD_DEFAULT || handle == RTLD_NEXT
			|| handle == program;
	}

	/* Whether it comes to our library before it finds the name. What the
	 * host's library says does not count for those who want libroot's ABIs: it
	 * may come first where libroot was loaded late. */
	bool
	reaches_us(int abi) const
	{
		void* hostFunction = abi == LOOKUP_HOST
			? nullptr : find_host_function(name, nullptr);
		const link_map* library = handle == RTLD_NEXT
			? asker->l_next : program;
		for (; library != nullptr && library != self;
				library = library->l_next) {
			void* found = library_symbols(*library).find_default(name, hash);
			if (found != nullptr && found != hostFunction)
				return false;
		}
		return library == self;
	}
};

search
search_for(void* handle, const char* name, uint32_t hash, void* caller)
{
	const link_map* self = own_library();
	const link_map* program = self;
	while (program->l_prev != nullptr)
		program = program->l_prev;
	/* Code in no library counts as the program's, as with the host. */
	const link_map* asker = library_of(caller);
	if (asker == nullptr)
		asker = program;
	return { self, program, asker, handle, name, hash };
}

/* The answer where the host's dlsym() has found something of ours. */
void*
own_answer(const search& looked, const own_symbol& own, int abi)
{
	void* answer = own.in_abi(abi);
	if (answer == nullptr) {
		/* Called from here, the host looks behind us. */
		return hostDlsym(RTLD_NEXT, looked.name);
	}
	/* As after every search that succeeds. */
	dlerror();
	return answer;
}

}	/* namespace */

/* Both return the answer and set *goOn to null, or set it to the host's
 * function, to which the same arguments are to be given. caller is the return
 * address. Errors are the host's, as dlerror() tells them. Not
 * async-signal-safe, because the host's functions are not. */
extern "C" __attribute__((visibility("hidden"))) void*
route_dlsym(void* handle, const char* name, void*, void* caller, int abi,
	void** goOn)
{
	*goOn = (void*)hostDlsym.get();
	const uint32_t hash = symbol_hash(name);
	const link_map* self = own_library();
	const own_symbol own
		= find_own_symbol(library_symbols(*self), name, hash);
	if (!own.exists() || own.is_thread_local)
		return nullptr;

	const search looked = search_for(handle, name, hash, caller);
	if (looked.is_through_all()) {
		if (looked.reaches_us(abi)) {
			*goOn = nullptr;
			return own_answer(looked, own, abi);
		}
		if (handle != RTLD_NEXT || looked.asker == looked.program)
			return nullptr;
		/* For a library that was loaded late, the next ones are those that came
		 * with it; we can be one although we are further up in the list. */
		handle = (void*)looked.asker;
	}

	/* Ours has more than the host's dlsym() sees. */
	if (handle == self && own.in_abi(abi) != nullptr) {
		*goOn = nullptr;
		return own_answer(looked, own, abi);
	}
	/* The libraries of a handle are the same whoever asks. */
	void* found = hostDlsym(handle, name);
	if (found == nullptr || library_of(found) != self)
		return nullptr;
	*goOn = nullptr;
	/* Somebody who names our library means what it has, in any ABI. */
	return handle == self ? found : own_answer(looked, own, abi);
}

extern "C" void*
find_symbol_for_legacy(const char* name)
{
	void* goOn;
	void* found = route_dlsym(RTLD_DEFAULT, name, nullptr,
		(void*)find_symbol_for_legacy, LOOKUP_BEOS, &goOn);
	return goOn == nullptr ? found : hostDlsym(RTLD_DEFAULT, name);
}

/* With a version the host finds the right one of ours by itself, but for what we
 * export without version: it hides the host's of all versions. */
extern "C" __attribute__((visibility("hidden"))) void*
route_dlvsym(void* handle, const char* name, const char* version, void* caller,
	int, void** goOn)
{
	*goOn = (void*)hostDlvsym.get();
	if (!is_host_node(version))
		return nullptr;
	const uint32_t hash = symbol_hash(name);
	const own_symbol own
		= find_own_symbol(library_symbols(*own_library()), name, hash);
	if (own.unversioned == nullptr)
		return nullptr;
	const search looked = search_for(handle, name, hash, caller);
	if (!looked.is_through_all() || !looked.reaches_us(LOOKUP_HOST))
		return nullptr;
	*goOn = nullptr;
	return hostDlvsym(RTLD_NEXT, name, version) == nullptr
		? nullptr : own.unversioned;
}
