#include "providers.h"

#include <climits>
#include <cstdlib>

#include <elf.h>

#include "elf_image.h"

// Where the kernel looks for it, on all systems: it is in the i386 ABI.
static const char* const host_loader = "/lib/ld-linux.so.2";

// What libroot's loader gives to programs of BeOS by itself, unexported.
static const char* const own_functions[] = {
#define OWN_FUNCTION(name, implementation) #name,
#include "compat/beos/loader/own_function_list.h"
#undef OWN_FUNCTION
};

// The best of several versions of a name has the lowest rank; the others are
// never used.
enum rank {
	rank_legacy,
	rank_current,
	rank_unversioned,
	rank_none,
};


static bool
is_exported(const elf_symbol& symbol)
{
	return symbol.is_defined && !symbol.name.empty()
		&& symbol.binding != STB_LOCAL && symbol.type != STT_TLS;
}


static rank
rank_of(const elf_symbol& symbol)
{
	if (symbol.node == "LIBROOT_BASE")
		return rank_legacy;
	if (symbol.node == "LIBROOT_1_ALPHA4")
		return rank_current;
	return symbol.node.empty() ? rank_unversioned : rank_none;
}


providers::providers(const std::string& libroot, const std::string& host_folder)
{
	// What is added first stays.
	for (const char* name : own_functions) {
		fProvisions.insert({name, {provision::libroot, "libroot.so",
			loader_version, true}});
	}
	add_libroot(libroot);
	add_host(host_folder + "/libm.so.6", "libm.so.6");
	add_host(host_folder + "/libc.so.6", "libc.so.6");
}


void
providers::add_libroot(const std::string& path)
{
	elf_image image(path);
	if (image.is_64_bit)
		image.file.fail("is for x86-64; BeOS programs need that for i386");
	image.read_symbols();
	for (rank wanted : {rank_legacy, rank_current, rank_unversioned}) {
		for (const elf_symbol& symbol : image.symbols) {
			// GNU ld defines a symbol for each node.
			if (is_exported(symbol) && rank_of(symbol) == wanted
				&& symbol.name != symbol.node) {
				fProvisions.insert({std::string(symbol.name), {provision::libroot,
					"libroot.so", std::string(symbol.node), true}});
			}
		}
	}
}


void
providers::add_host(const std::string& path, const std::string& library)
{
	elf_image image(path);
	if (image.is_64_bit)
		image.file.fail("is for x86-64; BeOS programs need that for i386");
	image.read_symbols();
	for (bool wants_default : {true, false}) {
		for (const elf_symbol& symbol : image.symbols) {
			// Of what is no longer a default, only the oldest is asked for.
			if (is_exported(symbol) && symbol.is_default == wants_default
				&& symbol.name != symbol.node && (wants_default
					|| symbol.node == "GLIBC_2.0" || symbol.node == "GLIBC_2.1")) {
				fProvisions.insert({std::string(symbol.name), {provision::host,
					library, std::string(symbol.node), symbol.is_default}});
			}
		}
	}
}


provision
providers::of(const std::string& symbol) const
{
	auto found = fProvisions.find(symbol);
	return found != fProvisions.end() ? found->second : provision();
}


std::string
find_host_folder()
{
	char path[PATH_MAX];
	if (realpath(host_loader, path) == nullptr) {
		throw missing_file(host_loader,
			"the host's C library for i386 is not installed");
	}
	std::string folder = path;
	return folder.substr(0, folder.rfind('/'));
}
