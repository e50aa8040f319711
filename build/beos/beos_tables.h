// The two tables of what BeOS R5's libraries exported: r5_libroot.exports and
// beos.libraries, which are part of the program.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

enum class export_kind {
	function,
	data,
};

struct r5_export {
	std::string	name;
	std::string	group;
	export_kind	kind;
	bool		is_imported = false;	// by one of the real files
	// What the host has under the name has another ABI.
	bool		differs_from_host = false;
};

// In the order of the table. Throws std::runtime_error if it is malformed, as
// the others do.
std::vector<r5_export> read_r5_exports();

class beos_libraries {
public:
						beos_libraries();

	// The library that had a symbol, empty if it is not known.
			std::string	library_of(const std::string& symbol) const;
	// Whether the name is a library of BeOS itself.
			bool		is_of_beos(const std::string& library) const;
	// Whether the host's symbol of the name is not what programs of BeOS mean:
	// its ABI is another, or it was in another library than libroot.so.
			bool		differs_from_host(const std::string& symbol) const;
	// What the symbol is, as far as its name tells.
			bool		is_known_data(const std::string& symbol) const;
			bool		is_known_function(const std::string& symbol) const;

private:
			std::string	library_of_class(const std::vector<std::string>& scope)
							const;

private:
			std::map<std::string, std::string>	fClasses;
			std::map<std::string, std::string>	fFunctions;
			std::map<std::string, std::string>	fData;
			std::map<std::string, std::string>	fPrefixes;
			std::vector<std::string>			fLibraries;
			std::map<std::string, r5_export>	fLibroot;
};
