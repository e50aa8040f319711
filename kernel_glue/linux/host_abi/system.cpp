#include <host_commands.h>
#include <symbol_versions.h>

#include "host_function.h"
#include "program_signals.h"

/* On i386 the version says how the FILE is laid out. */
static constinit struct {
	host_function<int(const char*)>	system{"system"};
	host_function<void*(const char*, const char*)>	popen{"popen"};
#if defined(__i386__)
	versioned_host_function<void*(const char*, const char*)>
		first_popen{"popen", NODE_NAME(HOST_BASE_NODE)};
#endif
	host_function<int(const char*, void*, int)>	wordexp{"wordexp"};
} host;

/* The command's mask is the one that the program believes in. Otherwise these
 * are the host's. */
extern "C" int
__system_with_mask(const char* command)
{
	host_call call;
	return host.system(command);
}

extern "C" LIBROOT_EXPORT void*
__popen_with_mask(const char* command, const char* mode)
{
	host_call call;
	return host.popen(command, mode);
}

/* result: a wordexp_t. */
extern "C" int
__wordexp_with_mask(const char* words, void* result, int flags)
{
	host_call call;
	return host.wordexp(words, result, flags);
}

EVERY_VERSION(__system_with_mask, system);
EVERY_VERSION(__wordexp_with_mask, wordexp);

#if defined(__i386__)
extern "C" LIBROOT_EXPORT void*
__first_popen_with_mask(const char* command, const char* mode)
{
	host_call call;
	return host.first_popen(command, mode);
}

HOST_VERSION(__first_popen_with_mask, popen, GLIBC_2.0);
HOST_VERSION(__popen_with_mask, popen, GLIBC_2.1);
#else
HOST_VERSION(__popen_with_mask, popen, GLIBC_2.2.5);
#endif
