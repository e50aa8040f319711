#include "beos_tables.h"

#include <algorithm>
#include <cctype>
#include <sstream>
#include <stdexcept>

#include "mangled_name.h"

// tables.S
extern const char r5_exports_begin[], r5_exports_end[];
extern const char beos_libraries_begin[], beos_libraries_end[];


// Calls line(word, names) for each line that says something.
template<typename function>
static void
read_table(const char* name, const char* begin, const char* end, function line)
{
	std::istringstream table(std::string(begin, end));
	int number = 0;
	for (std::string text; std::getline(table, text);) {
		number++;
		if (text.empty() || text[0] == '#')
			continue;
		std::istringstream words(text);
		std::string first, word;
		words >> first;
		std::vector<std::string> names;
		while (words >> word)
			names.push_back(word);
		if (names.empty() || !line(first, names)) {
			throw std::runtime_error(std::string(name) + ": line "
				+ std::to_string(number) + ": unknown form: " + text);
		}
	}
}


std::vector<r5_export>
read_r5_exports()
{
	std::vector<r5_export> exports;
	std::string group;
	read_table("r5_libroot.exports", r5_exports_begin, r5_exports_end,
		[&](const std::string& word, const std::vector<std::string>& names) {
			if (word == "group") {
				group.clear();
				for (const std::string& name : names)
					group += (group.empty() ? "" : " ") + name;
				return true;
			}
			if ((word != "function" && word != "data") || group.empty())
				return false;
			export_kind kind = word == "data" ? export_kind::data
				: export_kind::function;
			for (const std::string& name : names) {
				size_t length = name.find_first_of("*!");
				r5_export entry = {name.substr(0, length), group, kind};
				for (char mark : name.substr(entry.name.size())) {
					entry.is_imported |= mark == '*';
					entry.differs_from_host |= mark == '!';
				}
				exports.push_back(entry);
			}
			return true;
		});
	return exports;
}


beos_libraries::beos_libraries()
{
	std::string library;
	read_table("beos.libraries", beos_libraries_begin, beos_libraries_end,
		[&](const std::string& word, const std::vector<std::string>& names) {
			std::map<std::string, std::string>* table = nullptr;
			if (word == "library") {
				library = names[0];
				fLibraries.push_back(library);
				return names.size() == 1;
			} else if (word == "class")
				table = &fClasses;
			else if (word == "function")
				table = &fFunctions;
			else if (word == "data")
				table = &fData;
			else if (word == "prefix")
				table = &fPrefixes;
			if (table == nullptr || library.empty())
				return false;
			for (const std::string& name : names)
				(*table)[name] = library;
			return true;
		});
	fLibraries.push_back("libroot.so");
	for (const r5_export& entry : read_r5_exports())
		fLibroot[entry.name] = entry;
}


static std::string
found_in(const std::map<std::string, std::string>& table, const std::string& name)
{
	auto entry = table.find(name);
	return entry != table.end() ? entry->second : "";
}


std::string
beos_libraries::library_of_class(const std::vector<std::string>& scope) const
{
	// A class in a class is where the outer one is; a namespace says nothing.
	for (const std::string& name : scope) {
		std::string library = found_in(fClasses, name);
		if (!library.empty())
			return library;
	}
	return "";
}


// _kget_cpu_state_ and the like are calls of BeOS's kernel, in libroot.
static bool
is_kernel_call(const std::string& symbol)
{
	return symbol.size() > 3 && symbol.compare(0, 2, "_k") == 0
		&& symbol.back() == '_';
}


std::string
beos_libraries::library_of(const std::string& symbol) const
{
	if (fLibroot.count(symbol) != 0 || is_kernel_call(symbol))
		return "libroot.so";

	mangled_name name = read_mangled_name(symbol);
	if (name.kind == mangled_name::plain) {
		std::string library = found_in(fFunctions, symbol);
		if (library.empty())
			library = found_in(fData, symbol);
		if (!library.empty())
			return library;
		for (const auto& [prefix, owner] : fPrefixes) {
			if (symbol.compare(0, prefix.size(), prefix) == 0
				&& symbol.size() > prefix.size()
				&& isupper(static_cast<unsigned char>(symbol[prefix.size()]))) {
				return owner;
			}
		}
		return "";
	}
	if (name.kind != mangled_name::function)
		return library_of_class(name.scope);

	std::string library = found_in(fFunctions, name.name);
	// An operator on objects of a class, such as __ls__FR7ostreamPCc.
	if (library.empty() && name.name.compare(0, 2, "__") == 0)
		library = library_of_class(name.argument_classes);
	return library;
}


bool
beos_libraries::is_of_beos(const std::string& library) const
{
	return std::find(fLibraries.begin(), fLibraries.end(), library)
		!= fLibraries.end();
}


bool
beos_libraries::differs_from_host(const std::string& symbol) const
{
	auto entry = fLibroot.find(symbol);
	if (entry != fLibroot.end())
		return entry->second.differs_from_host;
	return !library_of(symbol).empty();
}


bool
beos_libraries::is_known_data(const std::string& symbol) const
{
	auto entry = fLibroot.find(symbol);
	if (entry != fLibroot.end())
		return entry->second.kind == export_kind::data;
	return fData.count(symbol) != 0 || read_mangled_name(symbol).is_data();
}


bool
beos_libraries::is_known_function(const std::string& symbol) const
{
	auto entry = fLibroot.find(symbol);
	if (entry != fLibroot.end())
		return entry->second.kind == export_kind::function;
	return fFunctions.count(symbol) != 0 || is_kernel_call(symbol)
		|| read_mangled_name(symbol).is_code();
}
