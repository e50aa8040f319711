// Where the libraries of a BeOS program are looked for, in this order: the
// entries of LIBRARY_PATH, the program's folder, its folder "lib", and what
// libroot has of BeOS's libraries.
#pragma once

#include <string>
#include <vector>

class library_search {
public:
	// library_path: LIBRARY_PATH's value, in which %A is the program's folder.
						library_search(const std::string& program,
							const std::string& library_path,
							const std::string& libroot_folder);

	// The first file of that name, empty if there is none.
			std::string	find(const std::string& library) const;

private:
			std::vector<std::string>	fFolders;
};

std::string folder_of(const std::string& path);
