// An ELF file as a loader sees it: program headers, dynamic section, symbols and
// relocations. Section headers are not looked at: a loader does not need them,
// and they may be missing or wrong.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <elf.h>

#include "file_bytes.h"

struct elf_segment {
	uint32_t	type;
	uint32_t	flags;
	uint64_t	offset;
	uint64_t	file_size;
	uint64_t	address;
	uint64_t	memory_size;
};

struct elf_symbol {
	std::string_view	name;		// in the image's bytes, as are all texts
	uint32_t	value;
	unsigned	type;			// STT_
	unsigned	binding;		// STB_
	bool		is_defined;
	// Of a defined symbol: its version node, empty if it has none.
	std::string_view	node;
	bool		is_default = true;	// the node's other names are not linked to
};

// How the relocations of an image use one of its undefined symbols.
struct elf_reference {
	size_t		symbol;
	bool		is_called = false;	// through the procedure linkage table
	bool		is_stored = false;	// its address is in the image's data
};

// That an image wants a version of a library's symbols.
struct elf_version_need {
	std::string_view	library;
	std::string_view	node;
};

class elf_image {
public:
	// Throws missing_file, or unusable_input: not an ELF file, truncated,
	// damaged, or a machine without libroot.
	explicit			elf_image(const std::string& path);
	explicit			elf_image(file_bytes bytes);
						elf_image(const elf_image&) = delete;

	// Reads symbols and relocations, which only 32-bit images are asked for.
			void		read_symbols();
	// Throw if the loader for BeOS's images (compat/beos/loader) refuses it: its
	// tables, and the relocations that have been read with the symbols.
			void		require_shape_of_beos() const;
			void		require_relocations_of_beos() const;

public:
	const	file_bytes	file;
			bool		is_64_bit = false;
			unsigned	type = 0;				// ET_
			uint64_t	entry = 0;
			std::vector<elf_segment>	segments;
			bool		has_interpreter = false;
			std::string_view	interpreter;
			bool		has_gnu_segment = false;	// as all linkers for Linux write
			bool		has_thread_data = false;
			bool		is_dynamic = false;
			unsigned	system = 0;				// ELFOSABI_

			std::vector<std::string_view>	needed;
			std::string_view	soname;
			std::vector<elf_version_need>	version_needs;

			std::vector<elf_symbol>		symbols;
			std::vector<elf_reference>	references;

	// Of a symbol's value that is in the file; 0 if it is not.
			uint32_t	word_at_address(uint64_t address) const;

private:
	struct table {
		uint64_t	address = 0;
		uint64_t	size = 0;
	};

			void		read_header();
			void		read_segments(uint64_t offset, size_t count,
							size_t entry_size);
			void		check_loaded_segments() const;
			void		read_dynamic(const elf_segment& segment);
			bool		has_string(uint64_t offset) const;
			void		read_version_needs();
			void		read_version_definitions(
							std::vector<std::string_view>& nodes) const;
			size_t		symbol_count() const;
			size_t		gnu_symbol_count() const;
			void		read_relocations(const table& relocations,
							std::vector<elf_reference>& uses);
			uint64_t	offset_of(uint64_t address, uint64_t size,
							const std::string& what) const;
			bool		is_in_image(uint64_t address, uint64_t size) const;
			std::string_view	string(uint64_t offset,
							const std::string& what) const;

private:
			table		fStrings;
			table		fSymbols;
			table		fRelocations;
			table		fCalls;			// DT_JMPREL
			uint64_t	fHash = 0;
			unsigned	fStrangeRelocation = R_386_NONE;
			bool		fHasEnd = false;		// DT_NULL
			bool		fHasAddends = false;	// relocations of another kind
			uint64_t	fGnuHash = 0;
			uint64_t	fVersions = 0;
			table		fVersionNeeds;	// size: how many
			table		fVersionDefinitions;
};
