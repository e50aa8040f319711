#include <atomic>
#include <dlfcn.h>
#include <errno.h>

#include <symbol_versions.h>

typedef char* crypt_function(const char* key, const char* salt);

/* crypt() of the host, which is in a library of its own: it is loaded when the
 * first program asks. Without it, null and ENOSYS. */
extern "C" LIBROOT_EXPORT char*
__crypt_beos(const char* key, const char* salt)
{
	static std::atomic<crypt_function*> found = nullptr;
	crypt_function* function = found.load(std::memory_order_relaxed);
	if (function == nullptr) {
		void* const library = dlopen("libcrypt.so.1", RTLD_NOW);
		if (library != nullptr)
			function = (crypt_function*)dlsym(library, "crypt");
		if (function == nullptr) {
			errno = ENOSYS;
			return nullptr;
		}
		found.store(function, std::memory_order_relaxed);
	}
	return function(key, salt);
}

LEGACY_VERSION(__crypt_beos, crypt);
