// An open ELF file: libelf with every failure turned into unusable_input, so
// that no damaged file gets further than its reader.
#pragma once

#include <string>

#include <gelf.h>

struct elf_section {
	GElf_Shdr	header;
	Elf_Data*	data;
	size_t		entries;
};

class elf_file {
public:
	explicit			elf_file(const std::string& path);
						elf_file(const elf_file&) = delete;
						~elf_file();

	// The first section of that type, with whole entries of entry_type.
			elf_section	section(GElf_Word type, Elf_Type entry_type,
							const std::string& description) const;
	// A name of the string table that goes with the section.
			std::string	name_at(const elf_section& section,
							size_t offset) const;
			size_t		program_header_count() const;
			GElf_Phdr	program_header(size_t index) const;

	[[noreturn]] void	fail(const std::string& what) const;
	[[noreturn]] void	fail_in_libelf(const std::string& what) const;

private:
			void		open_elf();
			void		require_shared_library() const;
			void		require_headers_inside() const;
			void		require_segments_inside() const;
			void		require_inside(uint64_t offset, uint64_t size,
							const std::string& what) const;
			void		close_all();

private:
			std::string	fPath;
			int			fDescriptor = -1;
			Elf*		fElf = nullptr;
			GElf_Ehdr	fHeader = {};
			uint64_t	fFileSize = 0;
};
