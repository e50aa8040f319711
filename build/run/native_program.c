#include "native_program.h"

#include <elf.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <beos_program.h>

#include "installed.h"
#include "run.h"
#include "variable.h"

static bool
read_at(int file, void* buffer, size_t size, uint64_t offset)
{
	return offset <= INT64_MAX
		&& pread64(file, buffer, size, offset) == (ssize_t)size;
}

/* The part of a program header that both classes have. */
struct segment {
	uint32_t	type;
	uint64_t	offset;
	uint64_t	address;
	uint64_t	size;
};

/* The headers of an ELF file of either class; in the file's own words, because
 * the kernel and the loader will read them again. */
struct elf_headers {
	int			file;
	bool		is_64;
	uint64_t	segments_at;
	unsigned	segment_size;
	unsigned	segment_count;
};

static bool
read_headers(int file, struct elf_headers* headers)
{
	unsigned char start[EI_NIDENT];
	if (!read_at(file, start, sizeof(start), 0)
		|| memcmp(start, ELFMAG, SELFMAG) != 0
		|| start[EI_DATA] != ELFDATA2LSB)
		return false;
	headers->file = file;
	headers->is_64 = start[EI_CLASS] == ELFCLASS64;
	if (headers->is_64) {
		Elf64_Ehdr header;
		if (!read_at(file, &header, sizeof(header), 0))
			return false;
		headers->segments_at = header.e_phoff;
		headers->segment_size = header.e_phentsize;
		headers->segment_count = header.e_phnum;
		return header.e_phentsize >= sizeof(Elf64_Phdr);
	}
	Elf32_Ehdr header;
	if (!read_at(file, &header, sizeof(header), 0))
		return false;
	headers->segments_at = header.e_phoff;
	headers->segment_size = header.e_phentsize;
	headers->segment_count = header.e_phnum;
	return header.e_phentsize >= sizeof(Elf32_Phdr);
}

static bool
read_segment(const struct elf_headers* headers, unsigned index,
	struct segment* segment)
{
	const uint64_t at = headers->segments_at
		+ (uint64_t)index * headers->segment_size;
	if (headers->is_64) {
		Elf64_Phdr found;
		if (!read_at(headers->file, &found, sizeof(found), at))
			return false;
		*segment = (struct segment){ found.p_type, found.p_offset,
			found.p_vaddr, found.p_filesz };
	} else {
		Elf32_Phdr found;
		if (!read_at(headers->file, &found, sizeof(found), at))
			return false;
		*segment = (struct segment){ found.p_type, found.p_offset,
			found.p_vaddr, found.p_filesz };
	}
	return true;
}

/* Where in the file the byte is that is loaded at an address. */
static bool
offset_of(const struct elf_headers* headers, uint64_t address, uint64_t* offset)
{
	for (unsigned i = 0; i < headers->segment_count; i++) {
		struct segment segment;
		if (read_segment(headers, i, &segment) && segment.type == PT_LOAD
			&& address - segment.address < segment.size) {
			*offset = segment.offset + (address - segment.address);
			return true;
		}
	}
	return false;
}

/* The next entry of a dynamic section; false at its end. */
static bool
read_entry(const struct elf_headers* headers, const struct segment* section,
	uint64_t* read, int64_t* tag, uint64_t* value)
{
	const size_t size
		= headers->is_64 ? sizeof(Elf64_Dyn) : sizeof(Elf32_Dyn);
	union {
		Elf64_Dyn	as_64;
		Elf32_Dyn	as_32;
	} entry;
	if (*read + size > section->size
		|| !read_at(headers->file, &entry, size, section->offset + *read))
		return false;
	*read += size;
	*tag = headers->is_64 ? entry.as_64.d_tag : entry.as_32.d_tag;
	*value = headers->is_64
		? entry.as_64.d_un.d_val : entry.as_32.d_un.d_val;
	return *tag != DT_NULL;
}

static bool
needs_libroot(const struct elf_headers* headers, const struct segment* section)
{
	int64_t tag;
	uint64_t value;
	uint64_t names = 0;
	uint64_t read = 0;
	while (read_entry(headers, section, &read, &tag, &value)) {
		uint64_t offset;
		if (tag == DT_STRTAB && offset_of(headers, value, &offset))
			names = offset;
	}
	read = 0;
	while (read_entry(headers, section, &read, &tag, &value)) {
		static const char wanted[] = "libroot.so";
		char name[sizeof(wanted)];
		if (tag == DT_NEEDED
			&& read_at(headers->file, name, sizeof(name), names + value)
			&& memcmp(name, wanted, sizeof(name)) == 0)
			return true;
	}
	return false;
}

/* Has it a fixed address, a loader, or what all linkers for Linux write? A shared
 * object without is BeOS's, but for what is wrong with it; the kernel would start
 * it unrelocated. */
static bool
is_for_linux(const struct elf_headers* headers)
{
	/* At the same place in both classes. */
	Elf32_Half type;
	if (!read_at(headers->file, &type, sizeof(type),
			offsetof(Elf32_Ehdr, e_type)))
		return false;
	if (type == ET_EXEC)
		return true;
	for (unsigned i = 0; i < headers->segment_count; i++) {
		struct segment segment;
		if (read_segment(headers, i, &segment)
			&& (segment.type == PT_INTERP || segment.type == PT_GNU_STACK
				|| segment.type == PT_GNU_EH_FRAME
				|| segment.type == PT_GNU_RELRO))
			return true;
	}
	return false;
}

enum program_kind
kind_of_program(int file)
{
	if (_is_beos_program(file))
		return BEOS_PROGRAM;
	char magic[SELFMAG];
	if (!read_at(file, magic, sizeof(magic), 0)
		|| memcmp(magic, ELFMAG, SELFMAG) != 0)
		return FOREIGN;
	struct elf_headers headers;
	if (!read_headers(file, &headers) || !is_for_linux(&headers))
		return DAMAGED;
	for (unsigned i = 0; i < headers.segment_count; i++) {
		struct segment segment;
		if (read_segment(&headers, i, &segment) && segment.type == PT_DYNAMIC
			&& needs_libroot(&headers, &segment))
			return headers.is_64 ? NATIVE_64 : NATIVE_32;
	}
	return HOST_PROGRAM;
}

int
run_native_program(const char* path, enum program_kind kind, char** arguments)
{
	if (kind == DAMAGED) {
		fprintf(stderr, "libroot-run: %s: an ELF file, but no sound one of BeOS's"
			" or Linux's\n", path);
		return CANNOT_EXECUTE;
	}
	char folder[4096];
	if (kind == NATIVE_64 || kind == NATIVE_32) {
		if (!installed_path(kind == NATIVE_64 ? "lib" : "lib32", folder,
				sizeof(folder))
			|| !put_first_in_variable("LD_LIBRARY_PATH", folder)) {
			fprintf(stderr, "libroot-run: %s: %s\n", path, strerror(ENOMEM));
			return CANNOT_EXECUTE;
		}
	}
	execv(path, arguments);
	if (errno == ENOEXEC) {
		fprintf(stderr, "libroot-run: %s: no program of BeOS's, and none that"
			" this machine knows\n", path);
		return CANNOT_EXECUTE;
	}
	fprintf(stderr, "libroot-run: %s: %s\n", path, strerror(errno));
	return errno == ENOENT ? NOT_FOUND : CANNOT_EXECUTE;
}
