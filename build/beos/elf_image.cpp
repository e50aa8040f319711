#include "elf_image.h"

#include <algorithm>

#include <elf.h>

// A loader maps whole pages.
static const uint64_t page_size = 4096;

// Beyond every address; keeps sums from wrapping.
static const uint64_t far_away = uint64_t(1) << 48;

// Many more than any program has: what is beyond is damage, and would take long.
static const size_t most_segments = 128;
static const size_t most_libraries = 4096;
static const size_t most_symbols = 1 << 18;
static const size_t most_versions = 4096;
// What the loader accepts.
static const size_t most_loaded_segments = 16;
static const uint64_t largest_image = 512 << 20;

// PT_GNU_EH_FRAME, PT_GNU_STACK and the like.
static const uint32_t first_gnu_segment = PT_GNU_EH_FRAME & ~0xfff;

// What the bits of a .gnu.version entry mean; <elf.h> does not name them.
static const unsigned version_hidden = 0x8000;
static const unsigned version_index = 0x7fff;


elf_image::elf_image(const std::string& path)
	:
	elf_image(file_bytes(path))
{
}


elf_image::elf_image(file_bytes bytes)
	:
	file(std::move(bytes))
{
	read_header();
	check_loaded_segments();
	for (const elf_segment& segment : segments) {
		if (segment.type == PT_INTERP && !has_interpreter) {
			has_interpreter = true;
			file.require_inside(segment.offset, segment.file_size,
				"the interpreter's name");
			interpreter = file.string_at(segment.offset,
				segment.offset + segment.file_size, "the interpreter's name");
		}
		if ((segment.type & ~uint32_t(0xfff)) == first_gnu_segment)
			has_gnu_segment = true;
		if (segment.type == PT_TLS)
			has_thread_data = true;
	}
	for (const elf_segment& segment : segments) {
		if (segment.type == PT_DYNAMIC && !is_dynamic) {
			is_dynamic = true;
			read_dynamic(segment);
			read_version_needs();
		}
	}
}


void
elf_image::read_header()
{
	if (!file.begins_with(ELFMAG))
		file.fail("not an ELF file");
	file.require_inside(0, EI_NIDENT, "the ELF header");
	unsigned file_class = file.at<uint8_t>(EI_CLASS, "the ELF header");
	if (file_class != ELFCLASS32 && file_class != ELFCLASS64)
		file.fail("damaged: ELF class " + std::to_string(file_class));
	if (file.at<uint8_t>(EI_DATA, "the ELF header") != ELFDATA2LSB)
		file.fail("an ELF file of a big-endian machine");

	is_64_bit = file_class == ELFCLASS64;
	system = file.at<uint8_t>(EI_OSABI, "the ELF header");
	unsigned machine;
	uint64_t segment_offset;
	size_t segment_count, segment_size;
	if (is_64_bit) {
		Elf64_Ehdr header = file.at<Elf64_Ehdr>(0, "the ELF header");
		machine = header.e_machine;
		type = header.e_type;
		entry = header.e_entry;
		segment_offset = header.e_phoff;
		segment_count = header.e_phnum;
		segment_size = header.e_phentsize;
	} else {
		Elf32_Ehdr header = file.at<Elf32_Ehdr>(0, "the ELF header");
		machine = header.e_machine;
		type = header.e_type;
		entry = header.e_entry;
		segment_offset = header.e_phoff;
		segment_count = header.e_phnum;
		segment_size = header.e_phentsize;
	}
	if (machine != (is_64_bit ? EM_X86_64 : EM_386)) {
		file.fail("an ELF file of another machine (number "
			+ std::to_string(machine) + ")");
	}
	if (type != ET_DYN && type != ET_EXEC) {
		file.fail(type == ET_REL ? "an object file, not linked"
			: type == ET_CORE ? "a core dump"
			: "damaged: ELF type " + std::to_string(type));
	}
	if (segment_count == 0 || segment_count > most_segments) {
		file.fail("damaged: " + std::to_string(segment_count)
			+ " program headers");
	}
	if (segment_size != (is_64_bit ? sizeof(Elf64_Phdr) : sizeof(Elf32_Phdr))) {
		file.fail("damaged: program headers of "
			+ std::to_string(segment_size) + " bytes");
	}
	read_segments(segment_offset, segment_count, segment_size);
}


void
elf_image::read_segments(uint64_t offset, size_t count, size_t entry_size)
{
	if (offset > far_away)
		file.fail("damaged: program headers at " + hexadecimal(offset));
	file.require_inside(offset, count * entry_size, "the program headers");
	for (size_t i = 0; i < count; i++, offset += entry_size) {
		if (is_64_bit) {
			Elf64_Phdr header = file.at<Elf64_Phdr>(offset, "a program header");
			segments.push_back({header.p_type, header.p_flags, header.p_offset,
				header.p_filesz, header.p_vaddr, header.p_memsz});
		} else {
			Elf32_Phdr header = file.at<Elf32_Phdr>(offset, "a program header");
			segments.push_back({header.p_type, header.p_flags, header.p_offset,
				header.p_filesz, header.p_vaddr, header.p_memsz});
		}
	}
}


void
elf_image::check_loaded_segments() const
{
	uint64_t end = 0;
	uint64_t limit = is_64_bit ? far_away : uint64_t(1) << 32;
	for (size_t i = 0; i < segments.size(); i++) {
		const elf_segment& segment = segments[i];
		if (segment.type != PT_LOAD || segment.memory_size == 0)
			continue;
		std::string name = "segment " + std::to_string(i);
		file.require_inside(segment.offset, segment.file_size, name);
		if (segment.file_size > segment.memory_size)
			file.fail("damaged: " + name + " is smaller in memory than in the file");
		if (segment.address >= limit
			|| segment.memory_size > limit - segment.address) {
			file.fail("damaged: " + name + " does not fit into the memory");
		}
		if ((segment.address - segment.offset) % page_size != 0)
			file.fail("damaged: " + name + " is not aligned to pages");
		if (segment.address < end)
			file.fail("damaged: " + name + " overlaps the one before");
		end = segment.address + segment.memory_size;
	}
	if (end == 0)
		file.fail("damaged: nothing to load");
}


// The file's place of what is at an address when the image is loaded.
uint64_t
elf_image::offset_of(uint64_t address, uint64_t size,
	const std::string& what) const
{
	for (const elf_segment& segment : segments) {
		if (segment.type == PT_LOAD && address >= segment.address
			&& address - segment.address <= segment.file_size
			&& size <= segment.file_size - (address - segment.address)) {
			return segment.offset + (address - segment.address);
		}
	}
	file.fail("damaged: " + what + " at " + hexadecimal(address) + " ("
		+ std::to_string(size) + " bytes) lies outside of the segments");
}


// In the pages from the first segment's to the last one's.
bool
elf_image::is_in_image(uint64_t address, uint64_t size) const
{
	uint64_t start = far_away, end = 0;
	for (const elf_segment& segment : segments) {
		if (segment.type == PT_LOAD && segment.memory_size != 0) {
			start = std::min(start, segment.address / page_size * page_size);
			end = (segment.address + segment.memory_size + page_size - 1)
				/ page_size * page_size;
		}
	}
	return address >= start && address <= end && size <= end - address;
}


uint32_t
elf_image::word_at_address(uint64_t address) const
{
	for (const elf_segment& segment : segments) {
		if (segment.type == PT_LOAD && address >= segment.address
			&& address - segment.address <= segment.file_size
			&& segment.file_size - (address - segment.address) >= 4) {
			return file.at<uint32_t>(segment.offset + (address - segment.address),
				"a word");
		}
	}
	return 0;
}


bool
elf_image::has_string(uint64_t offset) const
{
	return offset < fStrings.size;
}


std::string_view
elf_image::string(uint64_t offset, const std::string& what) const
{
	if (offset >= fStrings.size)
		file.fail("damaged: " + what + " lies outside of the string table");
	uint64_t table = offset_of(fStrings.address, fStrings.size,
		"the string table");
	return file.string_at(table + offset, table + fStrings.size, what);
}


void
elf_image::read_dynamic(const elf_segment& segment)
{
	uint64_t offset = offset_of(segment.address, segment.memory_size,
		"the dynamic section");
	size_t entry_size = is_64_bit ? sizeof(Elf64_Dyn) : sizeof(Elf32_Dyn);
	std::vector<uint64_t> needed_names;
	uint64_t soname_offset = 0;
	bool has_soname = false;
	for (uint64_t at = 0; at + entry_size <= segment.memory_size;
			at += entry_size) {
		uint64_t tag, value;
		if (is_64_bit) {
			Elf64_Dyn entry = file.at<Elf64_Dyn>(offset + at,
				"the dynamic section");
			tag = entry.d_tag;
			value = entry.d_un.d_val;
		} else {
			Elf32_Dyn entry = file.at<Elf32_Dyn>(offset + at,
				"the dynamic section");
			tag = uint32_t(entry.d_tag);
			value = entry.d_un.d_val;
		}
		if (tag == DT_NULL) {
			fHasEnd = true;
			break;
		}
		switch (tag) {
			case DT_NEEDED:
				needed_names.push_back(value);
				break;
			case DT_SONAME:
				has_soname = true;
				soname_offset = value;
				break;
			case DT_STRTAB:
				fStrings.address = value;
				break;
			case DT_STRSZ:
				fStrings.size = value;
				break;
			case DT_SYMTAB:
				fSymbols.address = value;
				break;
			case DT_HASH:
				fHash = value;
				break;
			case DT_GNU_HASH:
				fGnuHash = value;
				break;
			case DT_REL:
				fRelocations.address = value;
				break;
			case DT_RELSZ:
				fRelocations.size = value;
				break;
			case DT_RELA:
				fHasAddends = true;
				break;
			case DT_PLTREL:
				if (value != DT_REL)
					fHasAddends = true;
				break;
			case DT_JMPREL:
				fCalls.address = value;
				break;
			case DT_PLTRELSZ:
				fCalls.size = value;
				break;
			case DT_VERSYM:
				fVersions = value;
				break;
			case DT_VERNEED:
				fVersionNeeds.address = value;
				break;
			case DT_VERNEEDNUM:
				fVersionNeeds.size = value;
				break;
			case DT_VERDEF:
				fVersionDefinitions.address = value;
				break;
			case DT_VERDEFNUM:
				fVersionDefinitions.size = value;
				break;
		}
	}
	if (needed_names.size() > most_libraries) {
		file.fail("damaged: " + std::to_string(needed_names.size())
			+ " needed libraries");
	}
	for (uint64_t offset : needed_names)
		needed.push_back(string(offset, "the name of a needed library"));
	if (has_soname)
		soname = string(soname_offset, "the name of the library");
}


void
elf_image::read_version_needs()
{
	// The structures are the same in both classes.
	uint64_t address = fVersionNeeds.address;
	if (address == 0)
		return;
	for (uint64_t i = 0; i < fVersionNeeds.size; i++) {
		if (i > most_versions)
			file.fail("damaged: endless version needs");
		Elf32_Verneed need = file.at<Elf32_Verneed>(offset_of(address,
			sizeof(need), "the version needs"), "the version needs");
		std::string_view library = string(need.vn_file,
			"the library of a version need");
		uint64_t auxiliary_address = address + need.vn_aux;
		for (unsigned k = 0; k < need.vn_cnt; k++) {
			Elf32_Vernaux auxiliary = file.at<Elf32_Vernaux>(
				offset_of(auxiliary_address, sizeof(auxiliary),
					"the version needs"), "the version needs");
			version_needs.push_back({library,
				string(auxiliary.vna_name, "the name of a needed version")});
			if (version_needs.size() > most_versions)
				file.fail("damaged: endless version needs");
			if (auxiliary.vna_next == 0)
				break;
			auxiliary_address += auxiliary.vna_next;
		}
		if (need.vn_next == 0)
			break;
		address += need.vn_next;
	}
}


void
elf_image::read_version_definitions(std::vector<std::string_view>& nodes) const
{
	uint64_t address = fVersionDefinitions.address;
	if (address == 0)
		return;
	for (uint64_t i = 0; i < fVersionDefinitions.size; i++) {
		if (i > most_versions)
			file.fail("damaged: endless version definitions");
		Elf32_Verdef definition = file.at<Elf32_Verdef>(offset_of(address,
			sizeof(definition), "the version definitions"),
			"the version definitions");
		Elf32_Verdaux name = file.at<Elf32_Verdaux>(
			offset_of(address + definition.vd_aux, sizeof(name),
				"the version definitions"), "the version definitions");
		size_t index = definition.vd_ndx & version_index;
		if (index >= nodes.size())
			nodes.resize(index + 1);
		// The base definition is the library's own name, not a node.
		if ((definition.vd_flags & VER_FLG_BASE) == 0)
			nodes[index] = string(name.vda_name, "the name of a version");
		if (definition.vd_next == 0)
			break;
		address += definition.vd_next;
	}
}


size_t
elf_image::symbol_count() const
{
	if (fHash != 0) {
		// Buckets, then the chain, which has an entry for each symbol.
		uint64_t offset = offset_of(fHash, 8, "the hash table");
		uint32_t buckets = file.at<uint32_t>(offset, "the hash table");
		uint32_t chain = file.at<uint32_t>(offset + 4, "the hash table");
		if (buckets == 0)
			file.fail("damaged: a hash table without buckets");
		offset_of(fHash, 8 + 4 * (uint64_t(buckets) + chain), "the hash table");
		return chain;
	}
	if (fGnuHash != 0)
		return gnu_symbol_count();
	return 0;
}


size_t
elf_image::gnu_symbol_count() const
{
	const std::string what = "the hash table";
	uint64_t offset = offset_of(fGnuHash, 16, what);
	uint32_t bucket_count = file.at<uint32_t>(offset, what);
	uint32_t first = file.at<uint32_t>(offset + 4, what);
	uint32_t filter_words = file.at<uint32_t>(offset + 8, what);
	uint64_t buckets = fGnuHash + 16
		+ uint64_t(filter_words) * (is_64_bit ? 8 : 4);
	offset = offset_of(buckets, 4 * uint64_t(bucket_count), what);
	uint32_t last = 0;
	for (uint32_t i = 0; i < bucket_count; i++)
		last = std::max(last, file.at<uint32_t>(offset + 4 * uint64_t(i), what));
	if (last < first)
		return first;
	// The last bucket's chain ends with an odd value.
	uint64_t chains = buckets + 4 * uint64_t(bucket_count);
	for (;; last++) {
		uint32_t value = file.at<uint32_t>(
			offset_of(chains + 4 * uint64_t(last - first), 4, what), what);
		if ((value & 1) != 0)
			return size_t(last) + 1;
	}
}


void
elf_image::require_shape_of_beos() const
{
	if (file.at<uint8_t>(EI_VERSION, "the ELF header") != EV_CURRENT
		|| file.at<Elf32_Ehdr>(0, "the ELF header").e_version != EV_CURRENT) {
		file.fail("damaged: unknown ELF version");
	}
	if (!is_dynamic || !fHasEnd)
		file.fail("damaged: a dynamic section without an end");
	if (fHasAddends)
		file.fail("damaged: relocations of another kind than BeOS's");
	if (fHash == 0)
		file.fail("damaged: no table of hashes (DT_HASH)");
	if (fStrings.size == 0 || file.at<char>(offset_of(fStrings.address,
			fStrings.size, "the string table") + fStrings.size - 1,
			"the string table") != '\0') {
		file.fail("damaged: a string table without an end");
	}

	uint64_t end = 0, start = 0;
	size_t count = 0;
	for (const elf_segment& segment : segments) {
		if (segment.type != PT_LOAD || segment.memory_size == 0)
			continue;
		if (count++ == 0)
			start = segment.address;
		else if (segment.address < end)
			file.fail("damaged: two segments share a page");
		end = (segment.address + segment.memory_size + page_size - 1)
			/ page_size * page_size;
	}
	if (count > most_loaded_segments || end - start > largest_image)
		file.fail("damaged: larger than any program of BeOS's");
	if (entry != 0 && !is_in_image(entry, 1))
		file.fail("damaged: starts outside of itself");
}


void
elf_image::require_relocations_of_beos() const
{
	if (fStrangeRelocation != R_386_NONE) {
		file.fail("damaged: a relocation of type "
			+ std::to_string(fStrangeRelocation));
	}
}


void
elf_image::read_symbols()
{
	size_t count = symbol_count();
	if (count == 0)
		return;
	if (count > most_symbols)
		file.fail("damaged: " + std::to_string(count) + " symbols");
	uint64_t offset = offset_of(fSymbols.address,
		count * uint64_t(sizeof(Elf32_Sym)), "the symbol table");
	std::vector<std::string_view> nodes;
	read_version_definitions(nodes);
	uint64_t version_offset = 0;
	if (fVersions != 0) {
		version_offset = offset_of(fVersions, count * uint64_t(2),
			"the symbols' versions");
	}

	symbols.reserve(count);
	for (size_t i = 0; i < count; i++) {
		Elf32_Sym entry = file.at<Elf32_Sym>(offset + i * sizeof(Elf32_Sym),
			"the symbol table");
		elf_symbol symbol = {};
		symbol.type = ELF32_ST_TYPE(entry.st_info);
		// The first is no symbol, nor are those of sections. A name that is
		// nowhere harms only who uses it.
		if (i > 0 && symbol.type != STT_SECTION && has_string(entry.st_name)) {
			symbol.name = string(entry.st_name,
				"the name of symbol " + std::to_string(i));
		}
		symbol.value = entry.st_value;
		symbol.binding = ELF32_ST_BIND(entry.st_info);
		symbol.is_defined = entry.st_shndx != SHN_UNDEF;
		if (fVersions != 0 && symbol.is_defined) {
			unsigned version = file.at<uint16_t>(version_offset + 2 * i,
				"the symbols' versions");
			unsigned index = version & version_index;
			if (index < nodes.size())
				symbol.node = nodes[index];
			symbol.is_default = (version & version_hidden) == 0;
		}
		symbols.push_back(symbol);
	}

	std::vector<elf_reference> uses(count);
	read_relocations(fRelocations, uses);
	read_relocations(fCalls, uses);
	for (size_t i = 1; i < count; i++) {
		if (symbols[i].is_defined || (!uses[i].is_called && !uses[i].is_stored))
			continue;
		if (symbols[i].name.empty()) {
			file.fail("damaged: symbol " + std::to_string(i)
				+ " is used and has no name");
		}
		uses[i].symbol = i;
		references.push_back(uses[i]);
	}
}


void
elf_image::read_relocations(const table& relocations,
	std::vector<elf_reference>& uses)
{
	if (relocations.size == 0)
		return;
	uint64_t offset = offset_of(relocations.address, relocations.size,
		"the relocations");
	for (uint64_t i = 0; i < relocations.size / sizeof(Elf32_Rel); i++) {
		Elf32_Rel entry = file.at<Elf32_Rel>(offset + i * sizeof(Elf32_Rel),
			"the relocations");
		unsigned type = ELF32_R_TYPE(entry.r_info);
		if (type == R_386_NONE)
			continue;
		std::string name = "relocation " + std::to_string(i);
		if (!is_in_image(entry.r_offset, 4)) {
			file.fail("damaged: " + name + " changes "
				+ hexadecimal(entry.r_offset) + ", outside of the image");
		}
		if (type == R_386_RELATIVE)
			continue;
		if (type != R_386_32 && type != R_386_PC32 && type != R_386_GLOB_DAT
			&& type != R_386_JMP_SLOT) {
			fStrangeRelocation = type;
		}
		size_t symbol = ELF32_R_SYM(entry.r_info);
		if (symbol >= uses.size()) {
			file.fail("damaged: " + name + " names symbol "
				+ std::to_string(symbol) + " of " + std::to_string(uses.size()));
		}
		if (type == R_386_JMP_SLOT)
			uses[symbol].is_called = true;
		else
			uses[symbol].is_stored = true;
	}
}
