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

/* A function in the first library behind ours in the loader's list (or, if ours
 * was loaded late, in the first of all others): the version named, or, if that
 * is null, the default one. Null if there is none. */
extern "C" __attribute__((visibility("hidden"))) void*
find_host_function(const char* name, const char* version);

template<typename Function>
class host_function {
public:
	explicit constexpr
	host_function(const char* name)
		:
		fName(name)
	{
	}

	/* The function in its default version, or null if the host has none. */
	Function*
	get()
	{
		return get_version(nullptr);
	}

	template<typename... Arguments>
	auto
	operator()(Arguments... arguments)
	{
		return get()(arguments...);
	}

protected:
	Function*
	get_version(const char* version)
	{
		Function* function = fFunction.load(std::memory_order_relaxed);
		if (__builtin_expect(function == nullptr, 0)) {
			function = (Function*)find_host_function(fName, version);
			fFunction.store(function, std::memory_order_relaxed);
		}
		return function;
	}

private:
	const char*				fName;
	/* Whoever needs it first writes it; all write the same. */
	std::atomic<Function*>	fFunction = nullptr;
};

/* The same for one version of the function, not the default. */
template<typename Function>
class versioned_host_function : public host_function<Function> {
public:
	constexpr
	versioned_host_function(const char* name, const char* version)
		:
		host_function<Function>(name),
		fVersion(version)
	{
	}

	Function*
	get()
	{
		return this->get_version(fVersion);
	}

	template<typename... Arguments>
	auto
	operator()(Arguments... arguments)
	{
		return get()(arguments...);
	}

private:
	const char*	fVersion;
};

#endif	/* _HOST_FUNCTION_H */
