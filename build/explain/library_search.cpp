#include "library_search.h"

#include <climits>
#include <cstdlib>
#include <sstream>

#include <unistd.h>

// After what LIBRARY_PATH says.
static const char* const usual_folders = "%A/lib:%A";


std::string
folder_of(const std::string& path)
{
	size_t slash = path.rfind('/');
	if (slash == std::string::npos)
		return ".";
	return slash == 0 ? "/" : path.substr(0, slash);
}


library_search::library_search(const std::string& program,
	const std::string& library_path, const std::string& libroot)
	:
	fLibroot(libroot)
{
	char full[PATH_MAX];
	std::string program_folder = folder_of(
		realpath(program.c_str(), full) != nullptr ? full : program);
	std::istringstream entries(library_path + ":" + usual_folders);
	for (std::string entry; std::getline(entries, entry, ':');) {
		if (entry.compare(0, 2, "%A") == 0)
			entry.replace(0, 2, program_folder);
		if (!entry.empty())
			fFolders.push_back(entry);
	}
}


static bool
is_there(const std::string& path)
{
	return access(path.c_str(), R_OK) == 0;
}


found_library
library_search::find(const std::string& library) const
{
	if (library == "libroot.so")
		return {fLibroot, true};
	if (library.find('/') != std::string::npos)
		return {is_there(library) ? library : "", false};
	std::string native = folder_of(fLibroot) + "/beos/" + library;
	if (is_there(native))
		return {native, true};
	for (const std::string& folder : fFolders) {
		std::string path = folder + "/" + library;
		if (is_there(path))
			return {path, false};
	}
	return {};
}
