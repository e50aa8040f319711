#include "mapped_libroot.h"

#include <cstdio>

#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "../abi/elf_file.h"
#include "../abi/unusable_input.h"
#include "failure.h"
#include "process.h"

static const char offset_name[] = "__libroot_lpmap_offset";


static bool
is_libroot(const file_mapping& mapping)
{
	static const std::string name = "libroot.so";
	std::string base = mapping.path.substr(mapping.path.rfind('/') + 1);
	return base == name || base.compare(0, name.size() + 1, name + ".") == 0;
}


static bool
is_same_file(const std::string& path, const file_mapping& mapping)
{
	struct stat status;
	unsigned major_number;
	unsigned minor_number;
	return stat(path.c_str(), &status) == 0
		&& status.st_ino == mapping.inode
		&& sscanf(mapping.device.c_str(), "%x:%x", &major_number, &minor_number)
			== 2
		&& status.st_dev == makedev(major_number, minor_number);
}


// Where the mapped file itself can be opened from here.
static std::string
path_of(pid_t process, const file_mapping& mapping)
{
	std::string folder = "/proc/" + std::to_string(mapping.thread);
	// Only root may; works whatever has become of the name.
	char range[40];
	snprintf(range, sizeof(range), "%llx-%llx",
		(unsigned long long)mapping.start, (unsigned long long)mapping.end);
	std::string exact = folder + "/map_files/" + range;
	if (is_same_file(exact, mapping))
		return exact;
	// The name is that of the process's own root folder. On some file systems
	// (btrfs, overlayfs) stat() and maps disagree about the device.
	std::string named = folder + "/root" + mapping.path;
	struct stat status;
	if (!mapping.is_deleted && stat(named.c_str(), &status) == 0
		&& status.st_ino == mapping.inode)
		return named;
	throw failure(mapping.path + " of process " + std::to_string(process)
		+ " has been replaced since it was loaded; start the process again,"
		" or run this as root");
}


struct exported_word {
	uint64_t	address;	// in the process
	size_t		size;
};


// The first segment's place in the file is that of the mapping.
static exported_word
find_offset_word(pid_t process, const file_mapping& mapping)
{
	try {
		elf_file file(path_of(process, mapping));
		uint64_t base = mapping.start;
		for (size_t i = 0; i < file.program_header_count(); i++) {
			GElf_Phdr segment = file.program_header(i);
			if (segment.p_type == PT_LOAD) {
				base -= segment.p_vaddr - segment.p_offset;
				break;
			}
		}
		elf_section table = file.section(SHT_DYNSYM, ELF_T_SYM,
			"dynamic symbol table");
		for (size_t i = 0; i < table.entries; i++) {
			GElf_Sym symbol;
			if (gelf_getsym(table.data, i, &symbol) == nullptr)
				file.fail_in_libelf("damaged dynamic symbol table");
			if (symbol.st_shndx != SHN_UNDEF
				&& GELF_ST_TYPE(symbol.st_info) == STT_OBJECT
				&& (symbol.st_size == sizeof(int32_t)
					|| symbol.st_size == sizeof(int64_t))
				&& file.name_at(table, symbol.st_name) == offset_name)
				return {base + symbol.st_value, size_t(symbol.st_size)};
		}
	} catch (const unusable_input& error) {
		throw failure(mapping.path + " of process " + std::to_string(process)
			+ " cannot be used: " + error.what());
	}
	throw failure(mapping.path + " of process " + std::to_string(process)
		+ " has no " + offset_name
		+ "; start the process with a libroot that has one");
}


static int64_t
read_offset(pid_t process, const exported_word& word)
{
	for (pid_t thread : threads_of(process)) {
		int32_t offset32;
		int64_t offset64;
		void* offset = word.size == sizeof(offset32)
			? (void*)&offset32 : (void*)&offset64;
		if (read_memory(thread, word.address, offset, word.size) != word.size)
			continue;
		int64_t value = word.size == sizeof(offset32) ? offset32 : offset64;
		if (value == 0) {
			throw failure("libroot.so of process " + std::to_string(process)
				+ " is not initialised yet; try again");
		}
		return value;
	}
	throw failure("the memory of process " + std::to_string(process) + " at "
		+ hexadecimal(word.address) + ", where libroot.so should have "
		+ offset_name + ", cannot be read; become its user or root");
}


mapped_libroot
find_libroot(pid_t process)
{
	for (const file_mapping& mapping : mappings_of(process)) {
		if (mapping.offset != 0 || !is_libroot(mapping))
			continue;
		exported_word word = find_offset_word(process, mapping);
		return {mapping.path, word.size == sizeof(int64_t),
			read_offset(process, word)};
	}
	throw failure("process " + std::to_string(process) + " has no libroot.so;"
		" link it with libroot-cc(1), or start it with LD_PRELOAD=libroot.so");
}
