#include "elf_library.h"

#include <algorithm>
#include <climits>

#include "elf_file.h"

// Bits of a .gnu.version entry; <elf.h> does not name them.
static const GElf_Versym hidden_bit = 0x8000;
static const GElf_Versym index_mask = 0x7fff;


static std::vector<version_node>
read_nodes(const elf_file& file)
{
	elf_section section = file.section(SHT_GNU_verdef, ELF_T_BYTE,
		"version definitions (a version script makes them)");

	std::vector<version_node> nodes;
	size_t offset = 0;
	GElf_Verdef definition;
	do {
		// libelf takes the offset as int.
		GElf_Verdaux name;
		if (offset > INT_MAX
			|| gelf_getverdef(section.data, offset, &definition) == nullptr
			|| offset + definition.vd_aux > INT_MAX
			|| gelf_getverdaux(section.data, offset + definition.vd_aux, &name)
				== nullptr) {
			file.fail_in_libelf("damaged version definitions");
		}
		// The base definition is the library's own name, not a node.
		if ((definition.vd_flags & VER_FLG_BASE) == 0) {
			nodes.push_back({definition.vd_ndx,
				file.name_at(section, name.vda_name)});
		}
		offset += definition.vd_next;
	} while (definition.vd_next != 0);
	return nodes;
}


static symbol_kind
kind_of(const GElf_Sym& symbol)
{
	switch (GELF_ST_TYPE(symbol.st_info)) {
		case STT_FUNC:
		case STT_GNU_IFUNC:
			return symbol_kind::function;
		case STT_OBJECT:
		case STT_COMMON:
			return symbol_kind::data;
		case STT_TLS:
			return symbol_kind::thread_data;
	}
	return symbol_kind::untyped;
}


static std::string
node_of_index(const elf_file& file, const std::vector<version_node>& nodes,
	unsigned index, const std::string& symbol)
{
	// The loader lets both match any reference.
	if (index == VER_NDX_LOCAL || index == VER_NDX_GLOBAL)
		return "";
	for (const version_node& node : nodes) {
		if (node.index == index)
			return node.name;
	}
	file.fail("damaged: " + symbol + " has version index "
		+ std::to_string(index) + ", which no node defines");
}


// GNU ld defines an absolute data symbol for each node.
static bool
is_node_symbol(const GElf_Sym& symbol, const std::string& name,
	const std::vector<version_node>& nodes)
{
	return symbol.st_shndx == SHN_ABS
		&& std::any_of(nodes.begin(), nodes.end(),
			[&](const version_node& node) { return node.name == name; });
}


static bool
is_exported(const GElf_Sym& symbol)
{
	unsigned visibility = GELF_ST_VISIBILITY(symbol.st_other);
	return symbol.st_shndx != SHN_UNDEF
		&& GELF_ST_BIND(symbol.st_info) != STB_LOCAL
		&& visibility != STV_HIDDEN && visibility != STV_INTERNAL;
}


static std::vector<exported_symbol>
read_symbols(const elf_file& file, const std::vector<version_node>& nodes)
{
	elf_section table = file.section(SHT_DYNSYM, ELF_T_SYM,
		"dynamic symbol table");
	elf_section versions = file.section(SHT_GNU_versym, ELF_T_HALF,
		"symbol versions (a version script makes them)");
	if (versions.entries != table.entries)
		file.fail("damaged: symbol and version tables differ in length");

	std::vector<exported_symbol> symbols;
	for (size_t i = 0; i < table.entries; i++) {
		GElf_Sym entry;
		GElf_Versym version;
		if (gelf_getsym(table.data, i, &entry) == nullptr
			|| gelf_getversym(versions.data, i, &version) == nullptr) {
			file.fail_in_libelf("damaged dynamic symbol table");
		}
		if (!is_exported(entry))
			continue;
		std::string name = file.name_at(table, entry.st_name);
		if (is_node_symbol(entry, name, nodes))
			continue;

		exported_symbol symbol;
		symbol.node = node_of_index(file, nodes, version & index_mask, name);
		symbol.name = name;
		symbol.kind = kind_of(entry);
		// A function's size is not part of the ABI.
		if (symbol.kind != symbol_kind::function)
			symbol.size = entry.st_size;
		symbol.is_default = !symbol.node.empty()
			&& (version & hidden_bit) == 0;
		symbol.address = entry.st_value;
		symbols.push_back(symbol);
	}
	return symbols;
}


static void
read_dynamic_tags(const elf_file& file, elf_library& library)
{
	elf_section section = file.section(SHT_DYNAMIC, ELF_T_DYN,
		"dynamic section");
	for (size_t i = 0; i < section.entries; i++) {
		GElf_Dyn tag;
		if (gelf_getdyn(section.data, i, &tag) == nullptr)
			file.fail_in_libelf("damaged dynamic section");
		switch (tag.d_tag) {
			case DT_NULL:
				return;
			case DT_SONAME:
				library.soname = file.name_at(section, tag.d_un.d_val);
				break;
			case DT_NEEDED:
				library.needed.push_back(
					file.name_at(section, tag.d_un.d_val));
				break;
			case DT_TEXTREL:
				library.has_text_relocations = true;
				break;
			case DT_BIND_NOW:
				library.binds_now = true;
				break;
			case DT_FLAGS:
				if ((tag.d_un.d_val & DF_TEXTREL) != 0)
					library.has_text_relocations = true;
				if ((tag.d_un.d_val & DF_BIND_NOW) != 0)
					library.binds_now = true;
				break;
			case DT_FLAGS_1:
				if ((tag.d_un.d_val & DF_1_NOW) != 0)
					library.binds_now = true;
				break;
		}
	}
}


static void
read_program_headers(const elf_file& file, elf_library& library)
{
	for (size_t i = 0; i < file.program_header_count(); i++) {
		GElf_Phdr header = file.program_header(i);
		if (header.p_type == PT_GNU_RELRO)
			library.has_relro = true;
		if (header.p_type == PT_GNU_STACK) {
			library.says_stack = true;
			library.wants_executable_stack = (header.p_flags & PF_X) != 0;
		}
	}
}


elf_library
read_elf_library(const std::string& path)
{
	elf_file file(path);
	elf_library library;
	library.nodes = read_nodes(file);
	library.symbols = read_symbols(file, library.nodes);
	read_dynamic_tags(file, library);
	read_program_headers(file, library);
	return library;
}
