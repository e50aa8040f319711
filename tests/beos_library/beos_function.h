/* BeOS's C library as its programs see it, called from an ordinary one: the
 * functions that are only in LIBROOT_BASE. What these are compared with is the
 * host's: this program is linked to its functions of the same names.
 *
 * i386 alone has them. */
#ifndef _BEOS_FUNCTION_H
#define _BEOS_FUNCTION_H

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>

#include <gtest/gtest.h>

#include "../../headers/legacy/beos/errors.h"

template<typename Function>
Function*
beos_function(const char* name)
{
	Function* function
		= (Function*)dlvsym(RTLD_DEFAULT, name, "LIBROOT_BASE");
	if (function == nullptr)
		ADD_FAILURE() << name << " is not in LIBROOT_BASE";
	return function;
}

/* BEOS(int(int), name) declares a variable of that name. */
#define BEOS(type, name) \
	const auto name = beos_function<type>(#name)

/* What a BeOS program sees as errno. */
inline int
beos_errno()
{
	BEOS(int*(), _errnop);
	return *_errnop();
}

/* The code of BeOS with the name of the host's error. Written down once more
 * here, not asked of libroot. */
inline int
code_named_like(int hostError)
{
	switch (hostError) {
#define SAME_CODE(name, lowerHalf) \
		case name: return (int)(0x80000000u + (lowerHalf));
		BEOS_ERRNO_CODES(SAME_CODE)
#undef SAME_CODE
		default:
			return hostError == 0 ? 0 : -1;
	}
}

/* Both calls fail, for the same reason. */
#define EXPECT_SAME_ERROR(beosCall, hostCall) \
	do { \
		errno = 0; \
		EXPECT_EQ(hostCall, -1) << #hostCall; \
		const int hostError = errno; \
		errno = 0; \
		EXPECT_EQ(beosCall, -1) << #beosCall; \
		EXPECT_EQ(beos_errno(), code_named_like(hostError)) << #beosCall; \
	} while (false)

#define EXPECT_BEOS_ERROR(call, error) \
	do { \
		errno = 0; \
		EXPECT_EQ(call, -1) << #call; \
		EXPECT_EQ(beos_errno(), error) << #call; \
	} while (false)

/* An address in the first page, where nothing is. */
template<typename Type>
Type*
bad_pointer()
{
	return (Type*)16;
}

/* A structure with bytes behind it that must stay as they are. */
template<typename Type>
struct guarded {
	Type			value;
	unsigned char	behind[64];

	guarded()
	{
		memset((void*)this, 0xa5, sizeof(*this));
	}

	bool
	is_intact() const
	{
		for (unsigned char byte : behind) {
			if (byte != 0xa5)
				return false;
		}
		return true;
	}
};

/* An empty folder that is removed with all that is in it. */
class temporary_folder {
public:
	temporary_folder()
	{
		EXPECT_NE(mkdtemp(fPath), nullptr);
	}

	~temporary_folder()
	{
		EXPECT_EQ(system(("rm -rf '" + std::string(fPath) + "'").c_str()), 0);
	}

	std::string
	path(const std::string& name) const
	{
		return std::string(fPath) + "/" + name;
	}

	std::string
	path() const
	{
		return fPath;
	}

	/* A file with these contents. */
	std::string
	file(const std::string& name, const std::string& contents = "") const
	{
		FILE* stream = fopen(path(name).c_str(), "w");
		EXPECT_NE(stream, nullptr);
		if (stream != nullptr) {
			fwrite(contents.data(), 1, contents.size(), stream);
			fclose(stream);
		}
		return path(name);
	}

private:
	char	fPath[32] = "/tmp/beos_library.XXXXXX";
};

#endif	/* _BEOS_FUNCTION_H */
