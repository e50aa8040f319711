#include "bound_version.h"

#include <dlfcn.h>


const char*
bound_version(const char* name, const void* address)
{
	static void* const libroot = dlopen("libroot.so", RTLD_NOW | RTLD_NOLOAD);
	if (libroot == nullptr)
		return "none";

	bool legacy = dlvsym(libroot, name, "LIBROOT_BASE") == address;
	bool current = dlvsym(libroot, name, "LIBROOT_1_ALPHA4") == address;
	if (legacy && current)
		return "both";
	return legacy ? "LIBROOT_BASE" : current ? "LIBROOT_1_ALPHA4" : "none";
}
