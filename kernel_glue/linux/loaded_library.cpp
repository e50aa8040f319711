/* Sources of the formats: System V ABI, "Dynamic Section"; the GNU tools for
 * DT_GNU_HASH; the LSB, "Symbol Versioning". */
#include "loaded_library.h"

#include <dlfcn.h>

/* In the version table: not the default of its name. */
static constexpr uint16_t HIDDEN_VERSION = 0x8000;

link_map*
library_of(const void* address)
{
	dl_find_object found;
	return _dl_find_object(const_cast<void*>(address), &found) == 0
		? found.dlfo_link_map : nullptr;
}

link_map*
own_library()
{
	return library_of(_DYNAMIC);
}

library_symbols::library_symbols(const link_map& library)
	:
	fBase(library.l_addr)
{
	for (const ElfW(Dyn)* entry = library.l_ld; entry->d_tag != DT_NULL;
			entry++) {
		/* The loader has relocated these, but for the kernel's library, whose
		 * table is not writable. */
		uintptr_t address = entry->d_un.d_ptr;
		if (address < library.l_addr)
			address += library.l_addr;
		switch (entry->d_tag) {
			case DT_GNU_HASH:
				fHashTable = (const uint32_t*)address;
				break;
			case DT_SYMTAB:
				fSymbols = (const ElfW(Sym)*)address;
				break;
			case DT_STRTAB:
				fNames = (const char*)address;
				break;
			case DT_VERSYM:
				fVersions = (const uint16_t*)address;
				break;
			case DT_VERDEF:
				/* The loader leaves this one as it is in the file. */
				fVersionNames = (const ElfW(Verdef)*)
					(library.l_addr + entry->d_un.d_ptr);
				break;
		}
	}
}

void*
library_symbols::find_default(const char* name, uint32_t hash) const
{
	void* address = nullptr;
	find(name, hash, [&](const library_symbol& symbol) {
		if (symbol.is_default)
			address = symbol.address;
		return symbol.is_default;
	});
	return address;
}

void*
library_symbols::find_version(const char* name, uint32_t hash,
	const char* version) const
{
	void* address = nullptr;
	find(name, hash, [&](const library_symbol& symbol) {
		const char* found = version_name(symbol.version);
		const bool wanted = found != nullptr && strcmp(found, version) == 0;
		if (wanted)
			address = symbol.address;
		return wanted;
	});
	return address;
}

const char*
library_symbols::version_name(uint16_t version) const
{
	const ElfW(Verdef)* definition = fVersionNames;
	while (definition != nullptr && definition->vd_ndx != version) {
		definition = definition->vd_next == 0 ? nullptr
			: (const ElfW(Verdef)*)((const char*)definition
				+ definition->vd_next);
	}
	if (definition == nullptr)
		return nullptr;
	const auto names = (const ElfW(Verdaux)*)((const char*)definition
		+ definition->vd_aux);
	return fNames + names->vda_name;
}

/* DT_GNU_HASH: a header of four words, the Bloom filter, the buckets, then a
 * word for each symbol from a first one on: its hash, but for the last bit,
 * which ends a bucket's chain. */

uint32_t
library_symbols::first_with(uint32_t hash) const
{
	if (fHashTable == nullptr || fSymbols == nullptr || fNames == nullptr
		|| fHashTable[0] == 0)
		return 0;
	const uint32_t bucketCount = fHashTable[0];
	const uint32_t filterWords = fHashTable[2];
	const uint32_t filterShift = fHashTable[3];
	const auto filter = (const ElfW(Addr)*)(fHashTable + 4);
	const auto buckets = (const uint32_t*)(filter + filterWords);

	constexpr unsigned WORD_BITS = sizeof(ElfW(Addr)) * 8;
	const ElfW(Addr) word = filter[hash / WORD_BITS % filterWords];
	if ((word >> hash % WORD_BITS & word >> (hash >> filterShift) % WORD_BITS
			& 1) == 0)
		return 0;
	const uint32_t first = buckets[hash % bucketCount];
	return first == 0 ? 0 : this_or_next_with(hash, first);
}

static const uint32_t*
chains_of(const uint32_t* hashTable)
{
	const auto filter = (const ElfW(Addr)*)(hashTable + 4);
	const auto buckets = (const uint32_t*)(filter + hashTable[2]);
	return buckets + hashTable[0] - hashTable[1];
}

uint32_t
library_symbols::next_with(uint32_t hash, uint32_t index) const
{
	const bool isLast = (chains_of(fHashTable)[index] & 1) != 0;
	return isLast ? 0 : this_or_next_with(hash, index + 1);
}

uint32_t
library_symbols::this_or_next_with(uint32_t hash, uint32_t index) const
{
	const uint32_t* chains = chains_of(fHashTable);
	for (;; index++) {
		if ((chains[index] | 1) == (hash | 1))
			return index;
		if ((chains[index] & 1) != 0)
			return 0;
	}
}

uint32_t
library_symbols::first_hashed() const
{
	return fHashTable != nullptr && fSymbols != nullptr && fNames != nullptr
		? fHashTable[1] : 0;
}

uint32_t
library_symbols::end_of_hashed() const
{
	if (first_hashed() == 0)
		return 0;
	const auto filter = (const ElfW(Addr)*)(fHashTable + 4);
	const auto buckets = (const uint32_t*)(filter + fHashTable[2]);
	uint32_t last = 0;
	for (uint32_t i = 0; i < fHashTable[0]; i++) {
		if (buckets[i] > last)
			last = buckets[i];
	}
	if (last == 0)
		return 0;
	while ((chains_of(fHashTable)[last] & 1) == 0)
		last++;
	return last + 1;
}

library_symbol
library_symbols::symbol(uint32_t index) const
{
	const ElfW(Sym)& symbol = fSymbols[index];
	const uint16_t version = fVersions == nullptr ? 1 : fVersions[index];
	return {
		.address = (void*)(fBase + symbol.st_value),
		.version = uint16_t(version & ~HIDDEN_VERSION),
		.is_default = (version & HIDDEN_VERSION) == 0,
		.is_thread_local = ELF32_ST_TYPE(symbol.st_info) == STT_TLS,
		.is_function = ELF32_ST_TYPE(symbol.st_info) == STT_FUNC
			|| ELF32_ST_TYPE(symbol.st_info) == STT_GNU_IFUNC
	};
}
