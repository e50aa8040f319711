// Who answers what a BeOS image imports from libroot.so: i386 libroot itself, or
// the host's C library behind it, with which libroot-run is linked. The order is
// that of compat/beos/loader/symbol_search.cpp.
#pragma once

#include <map>
#include <string>
#include <vector>

struct provision {
	enum source_kind {
		nobody,
		libroot,
		host,
	};

	source_kind	source = nobody;
	std::string	library;			// libroot.so, libc.so.6, ...
	std::string	version;			// empty: none; loader_version: not exported
	bool		is_default = true;	// of the host's versions of the name
};

class providers {
public:
	// Throws unusable_input if libroot or the host's C library cannot be read.
						providers(const std::string& libroot,
							const std::string& host_folder);

			provision	of(const std::string& symbol) const;

private:
			void		add_libroot(const std::string& path);
			void		add_host(const std::string& path,
							const std::string& library);

private:
			std::map<std::string, provision>	fProvisions;
};

// Of what libroot's loader has for BeOS's programs alone.
inline const char* const loader_version = "the image loader";

// The folder of the host's i386 C library. Throws unusable_input.
std::string find_host_folder();
