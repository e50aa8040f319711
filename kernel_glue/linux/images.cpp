#include <dlfcn.h>
#include <link.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <kernel_contract.h>
#include <kernel_images.h>
#include <legacy_lookup.h>

#include "loaded_library.h"

static const link_map*
map_of(host_image image)
{
	return (const link_map*)image;
}

static const link_map*
first_map()
{
	const link_map* map = own_library();
	while (map->l_prev != nullptr)
		map = map->l_prev;
	return map;
}

/* The kernel's library has no file. */
static bool
is_of_kernel(const link_map& map)
{
	return map.l_prev != nullptr && strchr(map.l_name, '/') == nullptr;
}

extern "C" host_image
_kern_host_image(int32 number)
{
	for (const link_map* map = first_map(); map != nullptr; map = map->l_next) {
		if (!is_of_kernel(*map) && number-- == 0)
			return map;
	}
	return nullptr;
}

extern "C" bool
_kern_is_host_image(host_image image)
{
	const link_map* map = first_map();
	while (map != nullptr && map != image)
		map = map->l_next;
	return map != nullptr;
}

extern "C" host_image
_kern_host_image_of_handle(void* handle)
{
	link_map* map;
	return dlinfo(handle, RTLD_DI_LINKMAP, &map) == 0 ? map : nullptr;
}

namespace {

struct described_image {
	const link_map*	map;
	image_info*		info;
};

/* Where an image's segments are, dl_iterate_phdr() knows alone. */
int
describe_segments(dl_phdr_info* found, size_t, void* data)
{
	const described_image& wanted = *(described_image*)data;
	if (found->dlpi_addr != wanted.map->l_addr
		|| strcmp(found->dlpi_name, wanted.map->l_name) != 0)
		return 0;
	image_info& info = *wanted.info;
	for (int i = 0; i < found->dlpi_phnum; i++) {
		const ElfW(Phdr)& segment = found->dlpi_phdr[i];
		if (segment.p_type != PT_LOAD)
			continue;
		void* start = (void*)(found->dlpi_addr + segment.p_vaddr);
		if ((segment.p_flags & PF_W) != 0) {
			info.data = start;
			info.data_size = segment.p_memsz;
		} else if (info.text == nullptr || (segment.p_flags & PF_X) != 0) {
			info.text = start;
			info.text_size = segment.p_memsz;
		}
	}
	return 1;
}

}	/* namespace */

extern "C" void
_kern_describe_host_image(host_image image, image_info* info)
{
	const link_map* map = map_of(image);
	if (map->l_prev == nullptr) {
		const ssize_t length
			= readlink("/proc/self/exe", info->name, sizeof(info->name) - 1);
		info->name[length > 0 ? length : 0] = '\0';
	} else {
		strncpy(info->name, map->l_name, sizeof(info->name) - 1);
		info->name[sizeof(info->name) - 1] = '\0';
	}
	described_image described = { map, info };
	dl_iterate_phdr(describe_segments, &described);
	for (const ElfW(Dyn)* entry = map->l_ld; entry->d_tag != DT_NULL; entry++) {
		void (*routine)() = (void (*)())(map->l_addr + entry->d_un.d_ptr);
		if (entry->d_tag == DT_INIT)
			info->init_routine = routine;
		else if (entry->d_tag == DT_FINI)
			info->term_routine = routine;
	}
	struct stat status;
	if (stat(info->name, &status) == 0) {
		info->device = status.st_dev;
		info->node = status.st_ino;
	}
}

static int32
type_of(const library_symbol& symbol)
{
	return symbol.is_function ? B_SYMBOL_TYPE_TEXT : B_SYMBOL_TYPE_DATA;
}

extern "C" void*
_kern_host_image_symbol(host_image image, const char* name, bool legacy,
	int32* type)
{
	const library_symbols symbols(*map_of(image));
	void* found = nullptr;
	symbols.find(name, symbol_hash(name), [&](const library_symbol& symbol) {
		if (!symbol.is_default || symbol.is_thread_local)
			return false;
		found = symbol.address;
		*type = type_of(symbol);
		return true;
	});
	if (legacy && image == own_library()) {
		void* ofLegacy = find_symbol_for_legacy(name);
		if (ofLegacy != nullptr && library_of(ofLegacy) == image)
			return ofLegacy;
	}
	return found;
}

extern "C" void*
_kern_nth_host_image_symbol(host_image image, int32 number, const char** name,
	int32* type)
{
	const library_symbols symbols(*map_of(image));
	void* found = nullptr;
	symbols.visit_all([&](const library_symbol& symbol, const char* ofSymbol) {
		if (!symbol.is_default || symbol.is_thread_local || number-- != 0)
			return false;
		found = symbol.address;
		*name = ofSymbol;
		*type = type_of(symbol);
		return true;
	});
	return found;
}
