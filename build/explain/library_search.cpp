#include "library_search.h"

#include <sstream>

#include <unistd.h>


std::string
folder_of(const std::string& path)
{
	size_t slash = path.rfind('/');
	if (slash == std::string::npos)
		return ".";
	return slash == 0 ? "/" : path.substr(0, slash);
}


library_search::library_search(const std::string& program,
	const std::string& library_path, const std::string& libroot_folder)
{
	std::string program_folder = folder_of(program);
	std::istringstream entries(library_path);
	for (std::string entry; std::getline(entries, entry, ':');) {
		if (entry.compare(0, 2, "%A") == 0)
			entry.replace(0, 2, program_folder);
		if (!entry.empty())
			fFolders.push_back(entry);
	}
	fFolders.push_back(program_folder);
	fFolders.push_back(program_folder + "/lib");
	fFolders.push_back(libroot_folder + "/beos");
}


std::string
library_search::find(const std::string& library) const
{
	for (const std::string& folder : fFolders) {
		std::string path = folder + "/" + library;
		if (access(path.c_str(), F_OK) == 0)
			return path;
	}
	return "";
}
