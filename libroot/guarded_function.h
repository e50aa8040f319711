/* Functions of the host that keep a lock, or data in a state between two
 * others, for a short time: in a section, no handler of the thread can find
 * them so. libroot-safety(7) says for which functions that is right.
 *
 * Not for a function that can wait: for input or output, for another thread, or
 * for a lock that anybody holds outside of a section. A thread that waits in a
 * section answers no signal, and whoever waits for that answer may be what it
 * waits for.
 */
#ifndef _GUARDED_FUNCTION_H
#define _GUARDED_FUNCTION_H

#include <host_function.h>
#include <signal_section.h>
#include <symbol_versions.h>

/* Exports, to everybody, the host's function of this name inside a section.
 * Arguments, result and errno are the host's. */
#define GUARDED_FUNCTION(result, name, parameters, arguments) \
	extern "C" result \
	guarded_##name parameters noexcept \
	{ \
		static constinit host_function<result parameters> host(#name); \
		signal_section section; \
		return host arguments; \
	} \
	EVERY_VERSION(guarded_##name, name)

#endif	/* _GUARDED_FUNCTION_H */
