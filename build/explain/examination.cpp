#include "examination.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <set>
#include <tuple>

#include <elf.h>
#include <unistd.h>

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


const providers&
surroundings::platform() const
{
	if (fPlatform == nullptr)
		fPlatform = std::make_unique<providers>(libroot, find_host_folder());
	return *fPlatform;
}


namespace {

class beos_examination {
public:
	beos_examination(const std::string& path, const surroundings& around,
		examination& result)
		:
		fAround(around),
		fSearch(path, around.library_path, around.libroot),
		fResult(result)
	{
	}

	void examine(elf_image& image, bool is_program);

private:
	void load_libraries(const elf_image& image);
	void add_library(std::string_view name, const elf_image& needed_by);
	std::string load(const found_library& library);
	void collect_names(const elf_image& image);
	void resolve(const elf_image& image);
	unresolved_symbol::symbol_type type_of(const elf_symbol& symbol,
		const elf_reference& reference) const;
	void attribute();
	void conclude(bool is_program);

private:
	const surroundings&		fAround;
	library_search			fSearch;
	examination&			fResult;
	// The images of BeOS's after the first, in the order of loading: breadth
	// first. And the libraries of the platform that stand for BeOS's.
	std::vector<std::unique_ptr<elf_image>>	fImages;
	std::vector<std::unique_ptr<elf_image>>	fNatives;
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
	if (is_program_name(name)) {
		library.state = needed_library::program;
	} else if (found_library found = fSearch.find(name); !found.path.empty()) {
		library.path = found.path;
		library.state = needed_library::found;
		// What libroot itself has is known.
		if (name != "libroot.so")
			library.reason = load(found);
		if (!library.reason.empty())
			library.state = needed_library::unusable;
	}
	fResult.libraries.push_back(library);
}


// Returns why it cannot be used, if so.
std::string
beos_examination::load(const found_library& library)
{
	try {
		auto image = std::make_unique<elf_image>(library.path);
		if (image->is_64_bit)
			image->file.fail("is for x86-64");
		if (!library.is_native)
			image->require_shape_of_beos();
		image->read_symbols();
		if (!library.is_native)
			image->require_relocations_of_beos();
		(library.is_native ? fNatives : fImages).push_back(std::move(image));
		return "";
	} catch (const unusable_input& error) {
		return error.what();
	}
}


void
beos_examination::load_libraries(const elf_image& image)
{
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
	for (const elf_reference& reference : image.references) {
		const elf_symbol& symbol = image.symbols[reference.symbol];
		std::string name(symbol.name);
		provision by = fAround.platform().of(name);
		if (fNames.count(name) != 0 || by.source == provision::libroot
			|| (by.source == provision::host
				&& !fAround.beos.differs_from_host(name))) {
			continue;
		}
		unresolved_symbol unresolved;
		unresolved.name = name;
		unresolved.type = type_of(symbol, reference);
		unresolved.is_weak = symbol.binding == STB_WEAK;
		unresolved.is_called = reference.is_called;
		unresolved.stops_loading = symbol.type == STT_OBJECT
			&& (!unresolved.is_weak || reference.is_called);
		unresolved.library = fAround.beos.library_of(name);
		unresolved.image = image.file.path();
		unresolved.answered_by = by.library;
		(by.source == provision::host ? fResult.doubtful : fResult.unresolved)
			.push_back(unresolved);
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
	std::vector<std::string> unusable, variables, functions, data;
	for (const needed_library& library : fResult.libraries) {
		if (library.state == needed_library::unusable)
			unusable.push_back(library.name);
	}
	std::set<std::string> known;
	for (const unresolved_symbol& symbol : fResult.unresolved) {
		// A weak reference that is not called is a question, and answered.
		if ((symbol.is_weak && !symbol.is_called)
			|| !known.insert(symbol.name).second) {
			continue;
		}
		if (symbol.stops_loading)
			variables.push_back(symbol.name);
		else if (symbol.type == unresolved_symbol::data)
			data.push_back(symbol.name);
		else
			functions.push_back(symbol.name);
	}

	std::string starts = is_program ? "starts" : "can be loaded";
	std::string does_not = is_program ? "cannot start" : "cannot be loaded";
	fResult.status = lacks_something;
	if (!unusable.empty()) {
		fResult.verdict = does_not + " because these libraries cannot be used: "
			+ list_of(unusable);
	} else if (!variables.empty()) {
		fResult.verdict = does_not + " because these variables are missing: "
			+ list_of(variables);
	} else if (!functions.empty() || !data.empty()) {
		fResult.verdict = starts + ", but fails when "
			+ (functions.empty() ? "" : "it calls " + list_of(functions))
			+ (functions.empty() || data.empty() ? "" : " or ")
			+ (data.empty() ? "" : "it uses the data " + list_of(data));
	} else if (!fResult.doubtful.empty()) {
		std::vector<std::string> names;
		for (const unresolved_symbol& symbol : fResult.doubtful)
			names.push_back(symbol.name);
		fResult.verdict = (is_program ? "runs" : starts)
			+ ", but the host answers with another ABI when it calls "
			+ list_of(names);
	} else {
		fResult.status = runs_completely;
		fResult.verdict = is_program ? "runs" : "can be loaded";
	}
}


void
beos_examination::examine(elf_image& image, bool is_program)
{
	image.require_shape_of_beos();
	image.read_symbols();
	image.require_relocations_of_beos();
	start_code start = start_code_of(image);
	if (is_program || start.generation != "unknown") {
		fResult.start_code = start.generation;
		fResult.start_code_reason = start.reason;
	}
	fResult.started = is_program ? "by libroot's image loader, with "
			+ printable(fAround.libroot)
		: "not by itself: a program loads it";

	load_libraries(image);
	for (size_t i = 0; i < fImages.size(); i++)
		load_libraries(*fImages[i]);
	collect_names(image);
	for (const auto& library : fImages)
		collect_names(*library);
	for (const auto& library : fNatives)
		collect_names(*library);
	resolve(image);
	for (const auto& library : fImages)
		resolve(*library);
	attribute();
	conclude(is_program);
}


static void
require_permission(const file_bytes& file)
{
	if (access(file.path().c_str(), X_OK) != 0)
		file.fail(strerror(errno));
}


static void
examine_other(const file_bytes& file, file_kind kind, examination& result)
{
	switch (kind) {
		case file_kind::library:
			result.started = "not by itself: a program loads it";
			result.verdict = "is no program";
			return;
		case file_kind::legacy_program:
			result.started = "by the kernel; bound to LIBROOT_BASE";
			break;
		case file_kind::new_program:
			result.started = "by the kernel; bound to the versions that it names";
			break;
		case file_kind::script:
			result.started = "by the kernel, with its interpreter";
			break;
		default:
			result.started = "by the kernel; libroot has no part in it";
			break;
	}
	require_permission(file);
	result.verdict = "runs";
	result.status = runs_completely;
}


static void
examine_file(const std::string& path, const surroundings& around,
	examination& result)
{
	file_bytes file(path);
	if (file.size() == 0)
		file.fail("is empty");
	if (file.begins_with("#!")) {
		result.kind = text_of(file_kind::script);
		result.reason = "begins with #!";
		examine_other(file, file_kind::script, result);
		return;
	}
	elf_image image(std::move(file));
	classification found = classify(image);
	result.kind = text_of(found.kind);
	result.reason = found.reason;
	if (found.kind == file_kind::beos_program
		|| found.kind == file_kind::beos_library) {
		beos_examination(path, around, result).examine(image,
			found.kind == file_kind::beos_program);
	} else
		examine_other(image.file, found.kind, result);
}


examination
examine(const std::string& path, const surroundings& around)
{
	examination result;
	result.path = path;
	try {
		examine_file(path, around, result);
	} catch (const missing_file& error) {
		result.error = error.what();
		result.status = not_found;
	} catch (const unusable_input& error) {
		result.error = error.what();
		result.status = cannot_execute;
	}
	return result;
}
