#include "elf_file.h"

#include <cctype>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unusable_input.h"


elf_file::elf_file(const std::string& path)
	:
	fPath(path)
{
	// A destructor does not run for an object whose constructor throws.
	try {
		open_elf();
		require_shared_library();
		require_headers_inside();
		require_segments_inside();
	} catch (...) {
		close_all();
		throw;
	}
}


elf_file::~elf_file()
{
	close_all();
}


void
elf_file::open_elf()
{
	// O_NONBLOCK: do not wait for the writer of a FIFO.
	fDescriptor = open(fPath.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat status;
	if (fDescriptor < 0 || fstat(fDescriptor, &status) != 0)
		fail(strerror(errno));
	if (!S_ISREG(status.st_mode))
		fail("not a regular file");
	fFileSize = status.st_size;

	if (elf_version(EV_CURRENT) == EV_NONE)
		fail_in_libelf("cannot set up libelf");
	fElf = elf_begin(fDescriptor, ELF_C_READ, nullptr);
	if (fElf == nullptr)
		fail_in_libelf("cannot be read");
	if (elf_kind(fElf) != ELF_K_ELF)
		fail("not an ELF file");
	if (gelf_getehdr(fElf, &fHeader) == nullptr)
		fail_in_libelf("damaged ELF header");
}


void
elf_file::require_shared_library() const
{
	bool is_x86_64 = fHeader.e_machine == EM_X86_64
		&& fHeader.e_ident[EI_CLASS] == ELFCLASS64;
	bool is_x86 = fHeader.e_machine == EM_386
		&& fHeader.e_ident[EI_CLASS] == ELFCLASS32;
	if (fHeader.e_ident[EI_DATA] != ELFDATA2LSB || (!is_x86_64 && !is_x86))
		fail("not an x86-64 or i386 ELF file");
	if (fHeader.e_type != ET_DYN)
		fail("not a shared library");
}


void
elf_file::require_headers_inside() const
{
	// libelf takes a truncated table for an absent one, so this comes first.
	require_inside(fHeader.e_shoff,
		uint64_t(fHeader.e_shnum) * fHeader.e_shentsize, "the section headers");
	size_t sections;
	if (elf_getshdrnum(fElf, &sections) != 0)
		fail_in_libelf("damaged section headers");
	if (sections == 0)
		fail("no section headers: stripped of them");
}


void
elf_file::require_segments_inside() const
{
	for (size_t i = 0; i < program_header_count(); i++) {
		GElf_Phdr segment = program_header(i);
		require_inside(segment.p_offset, segment.p_filesz,
			"segment " + std::to_string(i));
	}
}


void
elf_file::require_inside(uint64_t offset, uint64_t size,
	const std::string& what) const
{
	if (offset > fFileSize || size > fFileSize - offset) {
		fail("truncated: " + what + " should end at byte "
			+ std::to_string(offset) + " + " + std::to_string(size)
			+ ", the file has " + std::to_string(fFileSize));
	}
}


void
elf_file::close_all()
{
	elf_end(fElf);
	if (fDescriptor >= 0)
		close(fDescriptor);
}


elf_section
elf_file::section(GElf_Word type, Elf_Type entry_type,
	const std::string& description) const
{
	Elf_Scn* scan = nullptr;
	while ((scan = elf_nextscn(fElf, scan)) != nullptr) {
		elf_section section;
		if (gelf_getshdr(scan, &section.header) == nullptr)
			fail_in_libelf("damaged section header");
		if (section.header.sh_type != type)
			continue;
		require_inside(section.header.sh_offset, section.header.sh_size,
			"the " + description);
		section.data = elf_getdata(scan, nullptr);
		if (section.data == nullptr || section.data->d_buf == nullptr)
			fail_in_libelf("the " + description + " cannot be read");
		section.entries = section.data->d_size
			/ gelf_fsize(fElf, entry_type, 1, EV_CURRENT);
		return section;
	}
	fail("no " + description);
}


std::string
elf_file::name_at(const elf_section& section, size_t offset) const
{
	const char* name = elf_strptr(fElf, section.header.sh_link, offset);
	if (name == nullptr)
		fail_in_libelf("damaged string table");
	// The lists separate their words by spaces and lines.
	for (const char* c = name; *c != '\0'; c++) {
		if (!isgraph(static_cast<unsigned char>(*c)))
			fail("damaged string table: a name with unprintable characters");
	}
	return name;
}


size_t
elf_file::program_header_count() const
{
	size_t count;
	if (elf_getphdrnum(fElf, &count) != 0)
		fail_in_libelf("damaged program headers");
	return count;
}


GElf_Phdr
elf_file::program_header(size_t index) const
{
	GElf_Phdr header;
	if (gelf_getphdr(fElf, index, &header) == nullptr)
		fail_in_libelf("damaged program headers");
	return header;
}


void
elf_file::fail(const std::string& what) const
{
	throw unusable_input(fPath, what);
}


void
elf_file::fail_in_libelf(const std::string& what) const
{
	const char* reason = elf_errmsg(-1);
	fail(what + (reason != nullptr ? std::string(" (") + reason + ")" : ""));
}
