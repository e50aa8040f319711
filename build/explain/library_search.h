// Where the libraries of a BeOS program are looked for; as the loader of
// compat/beos/loader does.
#pragma once

#include <string>
#include <vector>

struct found_library {
	std::string	path;				// empty: there is none
	bool		is_native = false;	// libroot's own for one of BeOS's
};

class library_search {
public:
	// library_path: LIBRARY_PATH's value, in which %A is the program's folder.
						library_search(const std::string& program,
							const std::string& library_path,
							const std::string& libroot);

			found_library	find(const std::string& library) const;

private:
			std::string	fLibroot;
			std::vector<std::string>	fFolders;
};

std::string folder_of(const std::string& path);
