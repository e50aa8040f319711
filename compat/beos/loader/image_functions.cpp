/* The image calls as BeOS's programs see them: their own images, and libroot
 * with what else of the platform stands for BeOS's libraries. */
#include <image.h>

#include <string.h>
#include <unistd.h>

#include <symbol_versions.h>

#include "image_list.h"
#include "library_search.h"

/* The old linkers left the type of some symbols out. */
static int32
type_of(const Elf32_Sym& symbol, int32 wanted)
{
	switch (ELF32_ST_TYPE(symbol.st_info)) {
		case STT_FUNC:
			return B_SYMBOL_TYPE_TEXT;
		case STT_OBJECT:
			return B_SYMBOL_TYPE_DATA;
		default:
			return wanted == B_SYMBOL_TYPE_ANY ? B_SYMBOL_TYPE_DATA : wanted;
	}
}

extern "C" LIBROOT_EXPORT status_t
__get_image_symbol_beos(image_id id, const char* name, int32 type,
	void** location)
{
	if (name == nullptr || location == nullptr)
		return B_BAD_VALUE;
	image_lock lock;
	const beos_image* image = beos_images.find(id);
	if (image == nullptr)
		return get_host_image_symbol(id, name, type, true, location);
	const Elf32_Sym* symbol = image->tables.find(name);
	if (symbol == nullptr
		|| (type != B_SYMBOL_TYPE_ANY && type != type_of(*symbol, type)))
		return B_BAD_INDEX;
	*location = (void*)image->address_of(*symbol);
	return B_OK;
}

LEGACY_VERSION(__get_image_symbol_beos, get_image_symbol);

extern "C" LIBROOT_EXPORT status_t
__get_nth_image_symbol_beos(image_id id, int32 number, char* name,
	int32* nameLength, int32* type, void** location)
{
	image_lock lock;
	const beos_image* image = beos_images.find(id);
	if (image == nullptr)
		return get_nth_host_image_symbol(id, number, name, nameLength, type,
			location);
	const image_tables& tables = image->tables;
	for (uint32_t i = 1; i < tables.symbol_count; i++) {
		const Elf32_Sym& symbol = tables.symbols[i];
		if (symbol.st_shndx == SHN_UNDEF || symbol.st_name == 0
			|| ELF32_ST_BIND(symbol.st_info) == STB_LOCAL || number-- != 0)
			continue;
		return tell_nth_symbol(tables.name_at(symbol.st_name),
			type_of(symbol, B_SYMBOL_TYPE_ANY),
			(void*)image->address_of(symbol), name, nameLength, type, location);
	}
	return B_BAD_INDEX;
}

LEGACY_VERSION(__get_nth_image_symbol_beos, get_nth_image_symbol);

static void
describe(const beos_image& image, image_info* info)
{
	memset(info, 0, sizeof(*info));
	info->id = info->sequence = image.id;
	info->type = image.type;
	info->init_order = image.init_order;
	info->init_routine = (void (*)())image.tables.init;
	info->term_routine = (void (*)())image.tables.fini;
	info->device = image.device;
	info->node = image.node;
	strncpy(info->name, image.path, sizeof(info->name) - 1);
	for (int i = 0; i < image.layout.segment_count; i++) {
		const Elf32_Phdr& segment = image.layout.segments[i];
		void* start = (void*)(image.base + segment.p_vaddr);
		if ((segment.p_flags & PF_W) != 0) {
			info->data = start;
			info->data_size = segment.p_memsz;
		} else {
			info->text = start;
			info->text_size = segment.p_memsz;
		}
	}
}

/* The platform's libraries that a BeOS program knows of; not the host's. The
 * runner is no image of the program's. */
static bool
is_known_to_beos(const image_info& info)
{
	const char* slash = strrchr(info.name, '/');
	const char* leaf = slash != nullptr ? slash + 1 : info.name;
	return info.type == B_LIBRARY_IMAGE && is_native_library(leaf);
}

extern "C" LIBROOT_EXPORT status_t
__get_image_info_beos(image_id id, image_info* info, size_t size)
{
	if (info == nullptr || size != sizeof(*info))
		return B_BAD_VALUE;
	image_lock lock;
	const beos_image* image = beos_images.find(id);
	if (image != nullptr) {
		describe(*image, info);
		return B_OK;
	}
	const host_image ofHost = host_image_with_id(id);
	return ofHost != nullptr
		? describe_host_image(ofHost, info) : B_BAD_IMAGE_ID;
}

LEGACY_VERSION(__get_image_info_beos, _get_image_info);

/* The cookie counts BeOS's images up to its lower half, then the host's. */
static constexpr int32 HOST_COOKIE = 0x10000;

extern "C" LIBROOT_EXPORT status_t
__get_next_image_info_beos(team_id team, int32* cookie, image_info* info,
	size_t size)
{
	if (info == nullptr || cookie == nullptr || size != sizeof(*info)
		|| (team != 0 && team != getpid()) || *cookie < 0)
		return B_BAD_VALUE;
	image_lock lock;
	if (*cookie < HOST_COOKIE) {
		const beos_image* image = beos_images.first;
		for (int32 i = 0; image != nullptr && i < *cookie; i++)
			image = image->next;
		if (image != nullptr) {
			describe(*image, info);
			++*cookie;
			return B_OK;
		}
		*cookie = HOST_COOKIE;
	}
	while (const host_image image = _kern_host_image(*cookie - HOST_COOKIE)) {
		++*cookie;
		if (describe_host_image(image, info) == B_OK && is_known_to_beos(*info))
			return B_OK;
	}
	return B_BAD_VALUE;
}

LEGACY_VERSION(__get_next_image_info_beos, _get_next_image_info);

extern "C" LIBROOT_EXPORT image_id
__load_add_on_beos(const char* path)
{
	if (path == nullptr)
		return B_BAD_VALUE;
	image_lock lock;
	image_error error;
	beos_image* image = beos_images.load(path, B_ADD_ON_IMAGE, error);
	if (image == nullptr)
		return error.code;
	image->add_on_count++;
	beos_images.initialize(*image);
	return image->id;
}

LEGACY_VERSION(__load_add_on_beos, load_add_on);

extern "C" LIBROOT_EXPORT status_t
__unload_add_on_beos(image_id id)
{
	image_lock lock;
	beos_image* image = beos_images.find(id);
	if (image == nullptr || image->add_on_count == 0)
		return B_BAD_IMAGE_ID;
	image->add_on_count--;
	beos_images.release(*image);
	return B_OK;
}

LEGACY_VERSION(__unload_add_on_beos, unload_add_on);
