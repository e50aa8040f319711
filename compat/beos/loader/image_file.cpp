/* Source of the formats: System V ABI, chapters 4 and 5, and its Intel386
 * supplement. What BeOS's files look like: ELFOSABI_NONE, DT_HASH, DT_REL. */
#include "image_file.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static constexpr uint32_t PAGE = 4096;

bool
image_error::set(status_t newCode, const char* format, ...)
{
	code = newCode;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	return false;
}

static bool
read_at(int file, uint32_t offset, void* buffer, size_t size)
{
	ssize_t count;
	do {
		count = pread(file, buffer, size, offset);
	} while (count < 0 && errno == EINTR);
	return count == (ssize_t)size;
}

static bool
check_header(const Elf32_Ehdr& header, image_error& error)
{
	if (memcmp(header.e_ident, ELFMAG, SELFMAG) != 0)
		return error.set(B_NOT_AN_EXECUTABLE, "not an ELF file");
	if (header.e_ident[EI_CLASS] != ELFCLASS32
		|| header.e_ident[EI_DATA] != ELFDATA2LSB
		|| header.e_machine != EM_386)
		return error.set(B_NOT_AN_EXECUTABLE, "not for i386");
	if (header.e_ident[EI_VERSION] != EV_CURRENT
		|| header.e_version != EV_CURRENT)
		return error.set(B_NOT_AN_EXECUTABLE, "unknown ELF version");
	if (header.e_type != ET_DYN)
		return error.set(B_NOT_AN_EXECUTABLE,
			"ELF type %d, where BeOS's images have %d", header.e_type, ET_DYN);
	if (header.e_phentsize != sizeof(Elf32_Phdr) || header.e_phnum == 0
		|| header.e_phnum > 128)
		return error.set(B_NOT_AN_EXECUTABLE,
			"%d program headers of %d bytes", header.e_phnum,
			header.e_phentsize);
	return true;
}

static bool
check_segment(const Elf32_Phdr& segment, off64_t fileSize, uint64_t lowest,
	image_error& error)
{
	const uint64_t end = (uint64_t)segment.p_vaddr + segment.p_memsz;
	if (segment.p_filesz > segment.p_memsz || end > UINT32_MAX - PAGE
		|| segment.p_vaddr < lowest
		|| segment.p_vaddr % PAGE != segment.p_offset % PAGE)
		return error.set(B_NOT_AN_EXECUTABLE, "the segment at 0x%x makes no"
			" sense: overlapping, unaligned or out of bounds", segment.p_vaddr);
	if ((off64_t)segment.p_offset + segment.p_filesz > fileSize)
		return error.set(B_NOT_AN_EXECUTABLE, "truncated: the segment at 0x%x"
			" ends at byte %llu of %lld", segment.p_vaddr,
			(unsigned long long)segment.p_offset + segment.p_filesz,
			(long long)fileSize);
	return true;
}

bool
image_layout::read(int file, image_error& error)
{
	struct stat64 status;
	if (fstat64(file, &status) != 0)
		return error.set(B_IO_ERROR, "%s", strerror(errno));
	if (!S_ISREG(status.st_mode))
		return error.set(B_NOT_AN_EXECUTABLE, "not a regular file");
	if (!read_at(file, 0, &header, sizeof(header)))
		return error.set(B_NOT_AN_EXECUTABLE,
			"truncated: shorter than an ELF header");
	if (!check_header(header, error))
		return false;

	bool hasDynamic = false;
	uint64_t end = 0;
	for (int i = 0; i < header.e_phnum; i++) {
		Elf32_Phdr segment;
		const uint64_t offset = header.e_phoff + (uint64_t)i * sizeof(segment);
		if (offset > UINT32_MAX
			|| !read_at(file, offset, &segment, sizeof(segment)))
			return error.set(B_NOT_AN_EXECUTABLE,
				"truncated: program header %d is not in the file", i);
		if (segment.p_type == PT_DYNAMIC) {
			dynamic = segment;
			hasDynamic = true;
		}
		if (segment.p_type != PT_LOAD || segment.p_memsz == 0)
			continue;
		if (segment_count == MAX_SEGMENTS)
			return error.set(B_NOT_AN_EXECUTABLE, "more than %d segments",
				MAX_SEGMENTS);
		if (!check_segment(segment, status.st_size, end, error))
			return false;
		/* Two segments never share a page: each has its protection. */
		end = ((uint64_t)segment.p_vaddr + segment.p_memsz + PAGE - 1)
			& ~(uint64_t)(PAGE - 1);
		segments[segment_count++] = segment;
	}
	if (segment_count == 0 || !hasDynamic)
		return error.set(B_NOT_AN_EXECUTABLE, "no %s",
			hasDynamic ? "segments to load" : "dynamic section");
	start = segments[0].p_vaddr & ~(PAGE - 1);
	size = end - start;
	if (size > MAX_SIZE)
		return error.set(B_NO_MEMORY, "%u bytes large", size);
	return true;
}

namespace {

/* What is in an image's segments, by the addresses of the file. */
class image_memory {
public:
	image_memory(const image_layout& layout, uintptr_t base)
		:
		fLayout(layout),
		fBase(base)
	{
	}

	/* An array in one segment; null if it is in none, or unaligned. */
	template<typename Type>
	const Type*
	array(uint32_t address, uint64_t count) const
	{
		const uint64_t size = count * sizeof(Type);
		if (count > UINT32_MAX / sizeof(Type) || address % alignof(Type) != 0)
			return nullptr;
		for (int i = 0; i < fLayout.segment_count; i++) {
			const Elf32_Phdr& segment = fLayout.segments[i];
			if (address >= segment.p_vaddr && address - segment.p_vaddr + size
					<= segment.p_memsz)
				return (const Type*)(fBase + address);
		}
		return nullptr;
	}

private:
	const image_layout&	fLayout;
	uintptr_t			fBase;
};

/* The entries of the dynamic section that are read; 0 if absent. */
struct dynamic_values {
	uint32_t hash = 0, names = 0, names_size = 0, symbols = 0;
	uint32_t rel = 0, rel_size = 0, plt = 0, plt_size = 0;
	uint32_t init = 0, fini = 0, soname = 0;
	bool has_soname = false, has_rela = false;
};

}	/* namespace */

static void
note_value(const Elf32_Dyn& entry, dynamic_values& values, image_tables& tables)
{
	const uint32_t value = entry.d_un.d_val;
	switch (entry.d_tag) {
		case DT_HASH:		values.hash = value; break;
		case DT_STRTAB:		values.names = value; break;
		case DT_STRSZ:		values.names_size = value; break;
		case DT_SYMTAB:		values.symbols = value; break;
		case DT_REL:		values.rel = value; break;
		case DT_RELSZ:		values.rel_size = value; break;
		case DT_JMPREL:		values.plt = value; break;
		case DT_PLTRELSZ:	values.plt_size = value; break;
		case DT_INIT:		values.init = value; break;
		case DT_FINI:		values.fini = value; break;
		case DT_RELA:		values.has_rela = true; break;
		case DT_SONAME:
			values.soname = value;
			values.has_soname = true;
			break;
		case DT_SYMBOLIC:
			tables.is_symbolic = true;
			break;
		case DT_PLTREL:
			values.has_rela = values.has_rela || value != DT_REL;
			break;
		case DT_FLAGS:
			if ((value & DF_SYMBOLIC) != 0)
				tables.is_symbolic = true;
			break;
	}
}

static bool
read_symbols(const image_memory& memory, const dynamic_values& values,
	image_tables& tables, image_error& error)
{
	tables.names = memory.array<char>(values.names, values.names_size);
	if (values.names_size == 0 || tables.names == nullptr
		|| tables.names[values.names_size - 1] != '\0')
		return error.set(B_NOT_AN_EXECUTABLE, "bad table of names");
	tables.names_size = values.names_size;

	const uint32_t* hash = memory.array<uint32_t>(values.hash, 2);
	if (values.hash == 0 || hash == nullptr)
		return error.set(B_NOT_AN_EXECUTABLE, "no table of hashes (DT_HASH)");
	const uint64_t words = 2 + (uint64_t)hash[0] + hash[1];
	if (hash[0] == 0 || memory.array<uint32_t>(values.hash, words) == nullptr)
		return error.set(B_NOT_AN_EXECUTABLE, "bad table of hashes");
	tables.bucket_count = hash[0];
	tables.symbol_count = hash[1];
	tables.buckets = hash + 2;
	tables.chains = tables.buckets + tables.bucket_count;

	tables.symbols = memory.array<Elf32_Sym>(values.symbols,
		tables.symbol_count);
	if (tables.symbols == nullptr)
		return error.set(B_NOT_AN_EXECUTABLE, "bad table of symbols");
	return true;
}

bool
image_tables::read(const image_layout& layout, uintptr_t base,
	image_error& error)
{
	const image_memory memory(layout, base);
	const uint32_t count = layout.dynamic.p_memsz / sizeof(Elf32_Dyn);
	dynamic = memory.array<Elf32_Dyn>(layout.dynamic.p_vaddr, count);
	if (count == 0 || dynamic == nullptr)
		return error.set(B_NOT_AN_EXECUTABLE, "bad dynamic section");
	dynamic_values values;
	uint32_t index = 0;
	while (index < count && dynamic[index].d_tag != DT_NULL)
		note_value(dynamic[index++], values, *this);
	if (index == count)
		return error.set(B_NOT_AN_EXECUTABLE, "endless dynamic section");
	if (values.has_rela)
		return error.set(B_NOT_AN_EXECUTABLE, "relocations of another kind");
	if (!read_symbols(memory, values, *this, error))
		return false;

	relocation_count = values.rel_size / sizeof(Elf32_Rel);
	relocations = memory.array<Elf32_Rel>(values.rel, relocation_count);
	/* Some linkers count those of the PLT among all. */
	const bool isPltIncluded = values.plt >= values.rel
		&& (uint64_t)values.plt + values.plt_size
			<= (uint64_t)values.rel + values.rel_size;
	plt_relocation_count
		= isPltIncluded ? 0 : values.plt_size / sizeof(Elf32_Rel);
	plt_relocations = memory.array<Elf32_Rel>(values.plt, plt_relocation_count);
	if ((relocation_count != 0 && relocations == nullptr)
		|| (plt_relocation_count != 0 && plt_relocations == nullptr))
		return error.set(B_NOT_AN_EXECUTABLE, "bad table of relocations");

	if ((values.init != 0 && memory.array<char>(values.init, 1) == nullptr)
		|| (values.fini != 0 && memory.array<char>(values.fini, 1) == nullptr))
		return error.set(B_NOT_AN_EXECUTABLE,
			"_init or _fini outside of the image");
	init = values.init != 0 ? base + values.init : 0;
	fini = values.fini != 0 ? base + values.fini : 0;
	soname = values.has_soname ? name_at(values.soname) : nullptr;
	return true;
}

/* The hash function of DT_HASH. */
static uint32_t
hash_of(const char* name)
{
	uint32_t hash = 0;
	for (; *name != '\0'; name++) {
		hash = (hash << 4) + (unsigned char)*name;
		const uint32_t high = hash & 0xf0000000;
		hash = (hash ^ high >> 24) & ~high;
	}
	return hash;
}

const Elf32_Sym*
image_tables::find(const char* name) const
{
	uint32_t index = buckets[hash_of(name) % bucket_count];
	/* A chain in a hostile file can be a ring. */
	for (uint32_t steps = 0; steps < symbol_count && index != STN_UNDEF
			&& index < symbol_count; steps++, index = chains[index]) {
		const Elf32_Sym& symbol = symbols[index];
		if (symbol.st_shndx != SHN_UNDEF
			&& ELF32_ST_BIND(symbol.st_info) != STB_LOCAL
			&& strcmp(name_at(symbol.st_name), name) == 0)
			return &symbol;
	}
	return nullptr;
}
