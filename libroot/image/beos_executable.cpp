#include <beos_executable.h>

#include <elf.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

bool runs_beos_program;

/* Of Haiku's programs for gcc 2 some name it. */
static constexpr char HAIKU_LOADER[] = "/system/runtime_loader";

/* Not one of BeOS's images: whatever the linkers of other systems add. */
static constexpr Elf32_Word FIRST_GNU_SEGMENT = PT_GNU_EH_FRAME & ~0xfff;

static bool
read_at(int file, void* buffer, size_t size, off64_t offset)
{
	return pread64(file, buffer, size, offset) == (ssize_t)size;
}

static bool
names_haiku_loader(int file, const Elf32_Phdr& segment)
{
	char name[sizeof(HAIKU_LOADER)];
	return segment.p_filesz == sizeof(name)
		&& read_at(file, name, sizeof(name), segment.p_offset)
		&& memcmp(name, HAIKU_LOADER, sizeof(name)) == 0;
}

static bool
has_segments_of_beos(int file, const Elf32_Ehdr& header)
{
	bool hasDynamic = false;
	bool hasGnuSegment = false;
	bool isHaiku = false;
	for (int i = 0; i < header.e_phnum; i++) {
		Elf32_Phdr segment;
		if (!read_at(file, &segment, sizeof(segment),
				header.e_phoff + (off64_t)i * sizeof(segment)))
			return false;
		if (segment.p_type == PT_DYNAMIC)
			hasDynamic = true;
		else if (segment.p_type == PT_TLS)
			return false;
		else if ((segment.p_type & ~0xfff) == FIRST_GNU_SEGMENT)
			hasGnuSegment = true;
		else if (segment.p_type == PT_INTERP) {
			if (!names_haiku_loader(file, segment))
				return false;
			isHaiku = true;
		}
	}
	return hasDynamic && (isHaiku || !hasGnuSegment);
}

bool
is_beos_executable(int file)
{
	const int error = errno;
	Elf32_Ehdr header;
	const bool is = read_at(file, &header, sizeof(header), 0)
		&& memcmp(header.e_ident, ELFMAG, SELFMAG) == 0
		&& header.e_ident[EI_CLASS] == ELFCLASS32
		&& header.e_ident[EI_DATA] == ELFDATA2LSB
		&& header.e_ident[EI_OSABI] == ELFOSABI_NONE
		&& header.e_machine == EM_386 && header.e_type == ET_DYN
		&& header.e_entry != 0 && header.e_phentsize == sizeof(Elf32_Phdr)
		&& has_segments_of_beos(file, header);
	errno = error;
	return is;
}
