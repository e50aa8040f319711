// The libroot.so that a process has loaded.
#pragma once

#include <cstdint>
#include <string>

#include <sys/types.h>

struct mapped_libroot {
	std::string	path;
	bool		is_64_bit;
	int64_t		lpmap_offset;	// from each thread's thread pointer
};

// Throws failure: there is none, or it does not say where its pages are.
mapped_libroot find_libroot(pid_t process);
