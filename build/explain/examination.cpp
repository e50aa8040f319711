#include "examination.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <tuple>

#include <elf.h>

#include "build/beos/elf_image.h"
#include "file_kind.h"
#include "library_search.h"

// Every image exports these for itself; nobody else is meant.
static const std::set<std::string_view> own_names = {"_init", "_fini", "_start",
	"_init_one", "_init_two", "_fini_one", "_fini_two", "_init_before",
	"_init_after", "_term_before", "_term_after", "_DYNAMIC", "_end", "_edata",
	"_etext", "__bss_start", "_GLOBAL_OFFSET_TABLE_"};

// What an add-on calls the program that loads it: "_APP_" or "../_APP_".
static const std::string program_name = "_APP_";

// That many names are in the closing line.
static const size_t names_shown = 3;


namespace {

class beos_examination {
public:
	beos_examination(const std::string& path, const surroundings& around,
		examination& result)
		:
		fAround(around),
		fSearch(path, around.library_path, folder_of(around.libroot)),
		fProviders(around.libroot, find_host_folder()),
		fResult(result)
	{
	}

	void examine(elf_image& image, bool is_program);

private:
	void load_libraries(const elf_image& image);
	void add_library(std::string_view name, const elf_image& needed_by);
	void collect_names(const elf_image& image);
	void resolve(const elf_image& image);
	unresolved_symbol::symbol_type type_of(const elf_symbol& symbol,
		const elf_reference& reference) const;
	void attribute();
	void conclude(bool is_program);

private:
	const surroundings&		fAround;
	library_search			fSearch;
	providers				fProviders;
	examination&			fResult;
	// The images after the first, in the order of loading: breadth first.
	std::vector<std::unique_ptr<elf_image>>	fImages;
	std::set<std::string_view>	fNames;		// what the images export
};

}	// namespace


static bool
is_program_name(const std::string& library)
{
	return library == program_name || (library.size() > program_name.size()
		&& library.substr(library.size() - program_name.size() - 1)
			== "/" + program_name);
}


void
beos_examination::add_library(std::string_view name_in_image,
	const elf_image& needed_by)
{
	std::string name(name_in_image);
	for (const needed_library& known : fResult.libraries) {
		if (known.name == name)
			return;
	}
	needed_library library = {name, needed_library::missing, "", "",
		needed_by.file.path()};
	if (name == "libroot.so") {
		library.state = needed_library::found;
		library.path = fAround.libroot;
	} else if (is_program_name(name)) {
		library.state = needed_library::program;
	} else {
		library.path = fSearch.find(name);
	}
	if (library.state == needed_library::missing && !library.path.empty()) {
		try {
			auto image = std::make_unique<elf_image>(library.path);
			if (image->is_64_bit)
				image->file.fail("is for x86-64");
			image->read_symbols();
			fImages.push_back(std::move(image));
			library.state = needed_library::found;
		} catch (const unusable_input& error) {
			library.state = needed_library::unusable;
			library.reason = error.what();
		}
	}
	fResult.libraries.push_back(library);
}


void
beos_examination::load_libraries(const elf_image& image)
{
	// The host's loader looks after the libraries of this platform.
	if (is_of_this_platform(image))
		return;
	for (std::string_view name : image.needed)
		add_library(name, image);
}


void
beos_examination::collect_names(const elf_image& image)
{
	for (const elf_symbol& symbol : image.symbols) {
		if (symbol.is_defined && symbol.binding != STB_LOCAL
			&& own_names.count(symbol.name) == 0) {
			fNames.insert(symbol.name);
		}
	}
}


unresolved_symbol::symbol_type
beos_examination::type_of(const elf_symbol& symbol,
	const elf_reference& reference) const
{
	if (reference.is_called || symbol.type == STT_FUNC)
		return unresolved_symbol::function;
	if (symbol.type == STT_OBJECT)
		return unresolved_symbol::data;
	// Old linkers leave the type out.
	std::string name(symbol.name);
	if (fAround.beos.is_known_data(name))
		return unresolved_symbol::data;
	if (fAround.beos.is_known_function(name))
		return unresolved_symbol::function;
	return unresolved_symbol::unknown;
}


void
beos_examination::resolve(const elf_image& image)
{
	if (is_of_this_platform(image))
		return;
	for (const elf_reference& reference : image.references) {
		const elf_symbol& symbol = image.symbols[reference.symbol];
		std::string name(symbol.name);
		if (fNames.count(name) != 0
			|| fProviders.of(name).source != provision::nobody) {
			continue;
		}
		fResult.unresolved.push_back({name, type_of(symbol, reference),
			symbol.binding == STB_WEAK, fAround.beos.library_of(name), {},
			image.file.path()});
	}
}


// Whose the symbols were: known by their names, or by exclusion.
void
beos_examination::attribute()
{
	std::vector<needed_library*> absent, strangers;
	for (needed_library& library : fResult.libraries) {
		if (library.state == needed_library::found)
			continue;
		absent.push_back(&library);
		if (!fAround.beos.is_of_beos(library.name)
			|| library.state == needed_library::program) {
			strangers.push_back(&library);
		}
	}
	const auto& candidates = strangers.empty() ? absent : strangers;
	for (unresolved_symbol& symbol : fResult.unresolved) {
		if (symbol.library.empty() && candidates.size() == 1
			&& candidates[0]->state == needed_library::program) {
			symbol.library = candidates[0]->name;
		}
		for (needed_library* library : absent)
			library->lacking += library->name == symbol.library;
		if (symbol.library.empty()) {
			for (needed_library* library : candidates) {
				library->perhaps_lacking++;
				symbol.perhaps.push_back(library->name);
			}
		}
	}
	// What the program has that loads an add-on is not missing.
	std::erase_if(fResult.unresolved, [](const unresolved_symbol& symbol) {
		return is_program_name(symbol.library);
	});
	std::stable_sort(fResult.unresolved.begin(), fResult.unresolved.end(),
		[](const unresolved_symbol& left, const unresolved_symbol& right) {
			return std::tie(left.library, left.name)
				< std::tie(right.library, right.name);
		});
}


static std::string
list_of(const std::vector<std::string>& names)
{
	std::string text;
	for (size_t i = 0; i < names.size() && i < names_shown; i++)
		text += (i > 0 ? ", " : "") + printable(names[i]);
	if (names.size() > names_shown)
		text += " and " + std::to_string(names.size() - names_shown) + " more";
	return text;
}


void
beos_examination::conclude(bool is_program)
{
	std::vector<std::string> unusable, data, functions;
	for (const needed_library& library : fResult.libraries) {
		if (library.state == needed_library::unusable)
			unusable.push_back(library.name);
	}
	std::set<std::string> known;
	for (const unresolved_symbol& symbol : fResult.unresolved) {
		if (!known.insert(symbol.name).second)
			continue;
		// A weak reference may stay without a definition until it is called.
		if (symbol.type == unresolved_symbol::function)
			functions.push_back(symbol.name);
		else if (!symbol.is_weak)
			data.push_back(symbol.name);
	}

	const char* starts = is_program ? "starts" : "can be loaded";
	const char* does_not = is_program ? "cannot start" : "cannot be loaded";
	fResult.status = lacks_something;
	if (!unusable.empty()) {
		fResult.verdict = std::string(does_not) + " because these libraries cannot"
			" be used: " + list_of(unusable);
	} else if (!data.empty()) {
		fResult.verdict = std::string(does_not) + " because there is no "
			+ list_of(data);
	} else if (!functions.empty()) {
		fResult.verdict = std::string(starts) + " but fails when it calls "
			+ list_of(functions);
	} else {
		fResult.status = runs_completely;
		fResult.verdict = is_program ? "runs" : "can be loaded";
	}
}


void
beos_examination::examine(elf_image& image, bool is_program)
{
	image.read_symbols();
	start_code start = start_code_of(image);
	if (is_program || start.generation != "unknown") {
		fResult.start_code = start.generation;
		fResult.start_code_reason = start.reason;
	}
	fResult.start = is_program ? "by libroot's image loader, with "
			+ printable(fAround.libroot)
		: "not by itself: a program loads it";

	load_libraries(image);
	for (size_t i = 0; i < fImages.size(); i++)
		load_libraries(*fImages[i]);
	collect_names(image);
	for (const auto& library : fImages)
		collect_names(*library);
	resolve(image);
	for (const auto& library : fImages)
		resolve(*library);
	attribute();
	conclude(is_program);
}


// A script is told apart from what nobody knows: it is started by its
// interpreter, which may be a program for libroot.
static void
require_elf(const file_bytes& file)
{
	if (file.size() == 0)
		file.fail("is empty");
	if (file.begins_with("#!"))
		file.fail("a script, which its interpreter runs");
}


examination
examine(const std::string& path, const surroundings& around)
{
	examination result;
	result.path = path;
	try {
		file_bytes file(path);
		require_elf(file);
		elf_image image(file);
		classification found = classify(image);
		result.kind = text_of(found.kind);
		result.reason = found.reason;
		switch (found.kind) {
			case file_kind::beos_program:
			case file_kind::beos_library:
				beos_examination(path, around, result).examine(image,
					found.kind == file_kind::beos_program);
				break;
			case file_kind::legacy_program:
			case file_kind::new_program:
				result.start = "by the kernel; the host's loader binds it to "
					+ std::string(found.kind == file_kind::new_program
						? "the versions that it names" : "LIBROOT_BASE");
				result.verdict = "runs";
				result.status = runs_completely;
				break;
			case file_kind::host_program:
				result.start = "not by libroot-run: by its name";
				result.verdict = "runs without libroot";
				break;
			case file_kind::library:
				result.start = "not by itself: a program loads it";
				result.verdict = "is no program";
				break;
		}
	} catch (const missing_file& error) {
		result.error = error.what();
		result.status = not_found;
	} catch (const unusable_input& error) {
		result.error = error.what();
		result.status = cannot_execute;
	}
	return result;
}
