/* The symbols of loaded libraries, read straight from their ELF tables in
 * memory: takes no locks and allocates nothing, so that it may be done in a
 * handler and before our constructors have run. */
#ifndef _LOADED_LIBRARY_H
#define _LOADED_LIBRARY_H

#include <elf.h>
#include <link.h>
#include <stdint.h>
#include <string.h>

/* The library, or program, that an address belongs to; null if none. */
link_map* library_of(const void* address);

/* Ours. */
link_map* own_library();

/* A name as the DT_GNU_HASH table has it. */
constexpr uint32_t
symbol_hash(const char* name)
{
	uint32_t hash = 5381;
	for (; *name != '\0'; name++)
		hash = hash * 33 + (unsigned char)*name;
	return hash;
}

/* One definition of a name; a library has one for each version of it. */
struct library_symbol {
	void*		address;
	/* 1: without version. */
	uint16_t	version;
	/* The one that is meant when no version is named. */
	bool		is_default;
	/* Its address is that of the library's initial image only. */
	bool		is_thread_local;
	bool		is_function;
};

class library_symbols {
public:
	explicit library_symbols(const link_map& library);

	/* Calls visit(const library_symbol&) for each definition of the name, until
	 * it returns true; returns whether it did. */
	template<typename Visit>
	bool
	find(const char* name, uint32_t hash, Visit visit) const
	{
		for (uint32_t index = first_with(hash); index != 0;
				index = next_with(hash, index)) {
			if (strcmp(fNames + fSymbols[index].st_name, name) == 0
				&& fSymbols[index].st_shndx != SHN_UNDEF
				&& visit(symbol(index)))
				return true;
		}
		return false;
	}

	/* The same for every definition, with its name as a second argument. */
	template<typename Visit>
	bool
	visit_all(Visit visit) const
	{
		const uint32_t end = end_of_hashed();
		for (uint32_t index = first_hashed(); index < end; index++) {
			if (fSymbols[index].st_shndx != SHN_UNDEF
				&& visit(symbol(index), fNames + fSymbols[index].st_name))
				return true;
		}
		return false;
	}

	/* The address of the default definition, or of that of a version; null if
	 * there is none. */
	void* find_default(const char* name, uint32_t hash) const;
	void* find_version(const char* name, uint32_t hash,
		const char* version) const;

	/* The name of a version that the library defines, or null. */
	const char* version_name(uint16_t version) const;

private:
	/* The next symbol with a hash like this one; 0 at the end. */
	uint32_t		first_with(uint32_t hash) const;
	uint32_t		next_with(uint32_t hash, uint32_t index) const;
	uint32_t		this_or_next_with(uint32_t hash, uint32_t index) const;
	/* The symbols that other libraries find, as numbers. */
	uint32_t		first_hashed() const;
	uint32_t		end_of_hashed() const;
	library_symbol	symbol(uint32_t index) const;

	uintptr_t				fBase;
	const uint32_t*			fHashTable = nullptr;
	const ElfW(Sym)*		fSymbols = nullptr;
	const char*				fNames = nullptr;
	const uint16_t*			fVersions = nullptr;
	const ElfW(Verdef)*		fVersionNames = nullptr;
};

#endif	/* _LOADED_LIBRARY_H */
