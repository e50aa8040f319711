/* What the functions of libnet.so share. */
#ifndef _BEOS_NET_H
#define _BEOS_NET_H

#include <dlfcn.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <headers/legacy/beos/socket.h>

/* Each function is called __name_beos inside, like those of libroot. */
#define NET_FUNCTION(name)						\
	__asm__(".globl " #name "\n"				\
		".type " #name ", @function\n"			\
		".set " #name ", __" #name "_beos")
#define NET_VARIABLE(name, size)				\
	__asm__(".globl " #name "\n"				\
		".type " #name ", @object\n"			\
		".size " #name ", " #size "\n"			\
		".set " #name ", __" #name "_beos")

/* The host's function of a name that is exported here too: a reference to it
 * would be bound to our own. It is looked up when it is called first; whoever
 * does so writes the same. */
template<typename Function>
class host_function {
public:
	explicit constexpr
	host_function(const char* name)
		:
		fName(name)
	{
	}

	template<typename... Arguments>
	auto
	operator()(Arguments... arguments)
	{
		Function* function = __atomic_load_n(&fFunction, __ATOMIC_RELAXED);
		if (function == nullptr) {
			/* Not of whatever comes first in the process, which may be us. */
			void* const library = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
			function = (Function*)dlvsym(library, fName, "GLIBC_2.0");
			__atomic_store_n(&fFunction, function, __ATOMIC_RELAXED);
		}
		return function(arguments...);
	}

private:
	const char* const	fName;
	Function*			fFunction = nullptr;
};

#define HOST_FUNCTION(name, type) \
	static host_function<type> host_##name(#name)

/* The host's address for one of BeOS's; size as the program says it. False, with
 * errno: EFAULT, EINVAL, EAFNOSUPPORT. */
bool host_address(sockaddr_in& host, const beos_sockaddr_in* address, int size);

/* The other direction, for what the host has filled in. What does not fit into
 * *size bytes is cut off, and *size becomes the whole size; both may be null. */
void give_address(const sockaddr_in& host, beos_sockaddr_in* address, int* size);

#endif	/* _BEOS_NET_H */
