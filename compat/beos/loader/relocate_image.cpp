#include <string.h>
#include <sys/mman.h>

#include "image.h"
#include "image_list.h"
#include "missing_symbol.h"
#include "symbol_search.h"
#include "trace.h"

namespace {

/* Names that every image has, each its own. */
bool
is_in_every_image(const char* name)
{
	static constexpr char NAMES[][24] = { "_init", "_fini", "_init_one",
		"_init_two", "_fini_one", "_fini_two", "_DYNAMIC", "_end", "_edata",
		"_etext", "__bss_start", "_GLOBAL_OFFSET_TABLE_", "_start" };
	for (const char* own : NAMES) {
		if (strcmp(name, own) == 0)
			return true;
	}
	return false;
}

class relocator {
public:
	relocator(beos_image& image, image_error& error)
		:
		fImage(image),
		fError(error)
	{
	}

	bool
	run()
	{
		/* The program comes first for everybody. */
		if ((beos_images.program != nullptr
				&& !fScope.add_with_needed(*beos_images.program))
			|| !fScope.add_with_needed(fImage))
			return fError.set(B_NO_MEMORY, "no memory");
		const image_tables& tables = fImage.tables;
		return apply(tables.relocations, tables.relocation_count)
			&& apply(tables.plt_relocations, tables.plt_relocation_count);
	}

private:
	bool apply(const Elf32_Rel* relocations, uint32_t count);
	bool apply(const Elf32_Rel& relocation);
	bool bind(uint32_t index, int type, uintptr_t& address);
	bool bind_missing(const Elf32_Sym& symbol, const char* name, int type,
		uintptr_t& address);

	beos_image&		fImage;
	image_error&	fError;
	symbol_scope	fScope;
};

bool
relocator::bind_missing(const Elf32_Sym& symbol, const char* name, int type,
	uintptr_t& address)
{
	address = 0;
	/* BeOS's linker made references weak that were so in the library: weak or
	 * not, what is called must be there. */
	if (type != R_386_JMP_SLOT
		&& ELF32_ST_BIND(symbol.st_info) == STB_WEAK)
		return true;
	if (ELF32_ST_TYPE(symbol.st_info) == STT_OBJECT) {
		return fError.set(B_MISSING_SYMBOL,
			"needs the variable %s, which is missing", name);
	}
	address = missing_function(fImage, name);
	return address != 0 || fError.set(B_NO_MEMORY, "no memory");
}

bool
relocator::bind(uint32_t index, int type, uintptr_t& address)
{
	address = 0;
	if (index == STN_UNDEF)
		return true;
	const image_tables& tables = fImage.tables;
	if (index >= tables.symbol_count)
		return fError.set(B_NOT_AN_EXECUTABLE, "refers to symbol %u of %u",
			index, tables.symbol_count);
	const Elf32_Sym& symbol = tables.symbols[index];
	const char* name = tables.name_at(symbol.st_name);
	if (name[0] == '\0' && ELF32_ST_TYPE(symbol.st_info) != STT_SECTION)
		return fError.set(B_NOT_AN_EXECUTABLE, "symbol %u has no name", index);
	const bool isDefined = symbol.st_shndx != SHN_UNDEF;
	if (isDefined && (tables.is_symbolic
			|| ELF32_ST_BIND(symbol.st_info) == STB_LOCAL
			|| is_in_every_image(name))) {
		address = fImage.address_of(symbol);
		return true;
	}
	address = fScope.find(name);
	if (address == 0 && isDefined)
		address = fImage.address_of(symbol);
	if (address == 0)
		return bind_missing(symbol, name, type, address);
	return true;
}

bool
relocator::apply(const Elf32_Rel& relocation)
{
	const int type = ELF32_R_TYPE(relocation.r_info);
	if (type == R_386_NONE)
		return true;
	const uintptr_t place = fImage.base + relocation.r_offset;
	uint32_t value;
	if (!fImage.contains(place) || !fImage.contains(place + sizeof(value) - 1))
		return fError.set(B_NOT_AN_EXECUTABLE,
			"a relocation at 0x%x, outside of the image", relocation.r_offset);
	uintptr_t address = 0;
	if (type != R_386_RELATIVE
		&& !bind(ELF32_R_SYM(relocation.r_info), type, address))
		return false;
	memcpy(&value, (void*)place, sizeof(value));
	switch (type) {
		case R_386_32:
			value += address;
			break;
		case R_386_PC32:
			value += address - place;
			break;
		case R_386_GLOB_DAT:
		case R_386_JMP_SLOT:
			value = address;
			break;
		case R_386_RELATIVE:
			value += fImage.base;
			break;
		default:
			return fError.set(B_NOT_AN_EXECUTABLE,
				"a relocation of unknown type %d at 0x%x", type,
				relocation.r_offset);
	}
	memcpy((void*)place, &value, sizeof(value));
	return true;
}

bool
relocator::apply(const Elf32_Rel* relocations, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		if (!apply(relocations[i]))
			return false;
	}
	return true;
}

/* Between the segments there may be pages of none. */
bool
has_gaps(const image_layout& layout)
{
	uint32_t end = layout.start;
	for (int i = 0; i < layout.segment_count; i++) {
		const Elf32_Phdr& segment = layout.segments[i];
		if ((segment.p_vaddr & ~4095u) != end)
			return true;
		end = (segment.p_vaddr + segment.p_memsz + 4095) & ~4095u;
	}
	return false;
}

}	/* namespace */

bool
relocate_image(beos_image& image, image_error& error)
{
	if (has_gaps(image.layout))
		mprotect((void*)(image.base + image.layout.start), image.layout.size,
			PROT_READ | PROT_WRITE | PROT_EXEC);
	if (!relocator(image, error).run())
		return false;
	/* What the program may not write, it may not from now on. */
	for (int i = 0; i < image.layout.segment_count; i++) {
		const Elf32_Phdr& segment = image.layout.segments[i];
		if ((segment.p_flags & PF_W) != 0)
			continue;
		const uintptr_t start = (image.base + segment.p_vaddr) & ~4095u;
		mprotect((void*)start, image.base + segment.p_vaddr + segment.p_memsz
			- start, PROT_READ | PROT_EXEC);
	}
	image.is_relocated = true;
	trace_image(image);
	return true;
}
