/* Functions of the host's libraries that libroot exports too: a reference of
 * ours would be bound to our own, so they are looked up.
 *
 * Looking up takes no locks and allocates nothing, and happens when a function
 * is called for the first time, so that it may be in a handler and costs
 * nothing at the start.
 */
#ifndef _HOST_FUNCTION_H
#define _HOST_FUNCTION_H

#include <atomic>

#include <stdint.h>

#include "loaded_library.h"

/* A function in the first library behind ours in the loader's list (or, if ours
 * was loaded late, in the first of all others): the version named, or, if that
 * is null, the default one. hash is the name's in DT_GNU_HASH. Null if there is
 * none. */
extern "C" __attribute__((visibility("hidden"))) void*
find_host_function(const char* name, uint32_t hash, const char* version);

template<typename Function>
class host_function {
public:
	explicit constexpr
	host_function(const char* name, const char* version = nullptr)
		:
		fName(name),
		fVersion(version),
		fHash(symbol_hash(name))
	{
	}

	/* The function, or null if the host has none of this name and version. */
	Function*
	get()
	{
		Function* function = fFunction.load(std::memory_order_relaxed);
		if (__builtin_expect(function == nullptr, 0)) {
			function = (Function*)find_host_function(fName, fHash,
				fVersion);
			fFunction.store(function, std::memory_order_relaxed);
		}
		return function;
	}

	template<typename... Arguments>
	auto
	operator()(Arguments... arguments)
	{
		return get()(arguments...);
	}

private:
	const char*				fName;
	const char*				fVersion;
	uint32_t				fHash;
	/* Whoever needs it first writes it; all write the same. */
	std::atomic<Function*>	fFunction = nullptr;
};

#endif	/* _HOST_FUNCTION_H */
