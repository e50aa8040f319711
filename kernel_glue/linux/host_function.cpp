/* Looking up symbols in loaded libraries, straight from their ELF tables
 * (System V ABI, "Dynamic Section"; the DT_GNU_HASH table as the GNU tools
 * write it; the version tables of the LSB, "Symbol Versioning"). */
#include "host_function.h"

#include <elf.h>
#include <link.h>
#include <string.h>

namespace {

struct symbol_tables {
	const uint32_t*		hash = nullptr;
	const ElfW(Sym)*	symbols = nullptr;
	const char*			names = nullptr;
	const uint16_t*		versions = nullptr;
	const ElfW(Verdef)*	definitions = nullptr;
};

/* In the version table: not the default of its name. */
constexpr uint16_t HIDDEN_VERSION = 0x8000;

symbol_tables
tables_of(const link_map& library)
{
	symbol_tables tables;
	for (const ElfW(Dyn)* entry = library.l_ld; entry->d_tag != DT_NULL;
			entry++) {
		/* The loader has relocated these, but for the kernel's library, whose
		 * table is not writable. */
		uintptr_t address = entry->d_un.d_ptr;
		if (address < library.l_addr)
			address += library.l_addr;
		switch (entry->d_tag) {
			case DT_GNU_HASH:
				tables.hash = (const uint32_t*)address;
				break;
			case DT_SYMTAB:
				tables.symbols = (const ElfW(Sym)*)address;
				break;
			case DT_STRTAB:
				tables.names = (const char*)address;
				break;
			case DT_VERSYM:
				tables.versions = (const uint16_t*)address;
				break;
			case DT_VERDEF:
				tables.definitions = (const ElfW(Verdef)*)address;
				break;
		}
	}
	return tables;
}

/* The index of a version that the library defines; 0, which no version has, if
 * it does not. */
uint16_t
index_of_version(const symbol_tables& tables, const char* version)
{
	const ElfW(Verdef)* definition = tables.definitions;
	while (definition != nullptr) {
		const auto name = (const ElfW(Verdaux)*)((const char*)definition
			+ definition->vd_aux);
		if (strcmp(tables.names + name->vda_name, version) == 0)
			return definition->vd_ndx;
		if (definition->vd_next == 0)
			break;
		definition = (const ElfW(Verdef)*)((const char*)definition
			+ definition->vd_next);
	}
	return 0;
}

void*
find_in_library(const link_map& library, const char* name, uint32_t hash,
	const char* version)
{
	const symbol_tables tables = tables_of(library);
	if (tables.hash == nullptr || tables.symbols == nullptr
		|| tables.names == nullptr)
		return nullptr;
	const uint16_t wanted
		= version != nullptr ? index_of_version(tables, version) : 0;
	if (version != nullptr && (wanted == 0 || tables.versions == nullptr))
		return nullptr;

	/* The header, the Bloom filter, the buckets, then a hash for each symbol
	 * from firstSymbol on, whose last bit ends a bucket's chain. */
	const uint32_t bucketCount = tables.hash[0];
	const uint32_t firstSymbol = tables.hash[1];
	const uint32_t filterWords = tables.hash[2];
	const uint32_t filterShift = tables.hash[3];
	const auto filter = (const ElfW(Addr)*)(tables.hash + 4);
	const auto buckets = (const uint32_t*)(filter + filterWords);
	const uint32_t* chains = buckets + bucketCount;
	if (bucketCount == 0)
		return nullptr;

	constexpr unsigned WORD_BITS = sizeof(ElfW(Addr)) * 8;
	const ElfW(Addr) word = filter[hash / WORD_BITS % filterWords];
	if ((word >> hash % WORD_BITS & word >> (hash >> filterShift) % WORD_BITS
			& 1) == 0)
		return nullptr;

	for (uint32_t index = buckets[hash % bucketCount]; index >= firstSymbol;
			index++) {
		const uint32_t chain = chains[index - firstSymbol];
		const ElfW(Sym)& symbol = tables.symbols[index];
		if ((chain | 1) == (hash | 1) && symbol.st_shndx != SHN_UNDEF
			&& strcmp(tables.names + symbol.st_name, name) == 0
			&& (wanted != 0
				? (tables.versions[index] & ~HIDDEN_VERSION) == wanted
				: tables.versions == nullptr
					|| (tables.versions[index] & HIDDEN_VERSION) == 0))
			return (void*)(library.l_addr + symbol.st_value);
		if ((chain & 1) != 0)
			break;
	}
	return nullptr;
}

}	/* namespace */

extern "C" void*
find_host_function(const char* name, uint32_t hash, const char* version)
{
	/* First those behind us, then, if there is none, those before. */
	const link_map* self = _r_debug.r_map;
	while (self != nullptr && self->l_ld != _DYNAMIC)
		self = self->l_next;
	if (self == nullptr)
		return nullptr;
	for (const link_map* library = self->l_next; library != nullptr;
			library = library->l_next) {
		void* found = find_in_library(*library, name, hash, version);
		if (found != nullptr)
			return found;
	}
	for (const link_map* library = _r_debug.r_map; library != self;
			library = library->l_next) {
		void* found = find_in_library(*library, name, hash, version);
		if (found != nullptr)
			return found;
	}
	return nullptr;
}
