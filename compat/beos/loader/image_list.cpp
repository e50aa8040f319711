#include "image_list.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "library_search.h"

image_list beos_images;

/* Written under the lock. */
static int32 last_init_order;

static const char*
leaf_of(const char* path)
{
	const char* slash = strrchr(path, '/');
	return slash != nullptr ? slash + 1 : path;
}

static void
add_to_list(beos_image* image, image_type type)
{
	image->id = new_image_id();
	image->type = type;
	beos_image** end = &beos_images.first;
	while (*end != nullptr)
		end = &(*end)->next;
	*end = image;
}

static void
remove_from_list(beos_image* image)
{
	beos_image** at = &beos_images.first;
	while (*at != image)
		at = &(*at)->next;
	*at = image->next;
}

/* The image that a library's name means, if it is loaded. Names of add-ons'
 * needs may carry the folders of where they were linked; "_APP_" is the program,
 * whatever it is called. */
static beos_image*
find_loaded(const char* name)
{
	const char* leaf = leaf_of(name);
	if (strcmp(leaf, "_APP_") == 0)
		return beos_images.program;
	for (beos_image* image = beos_images.first; image != nullptr;
			image = image->next) {
		const char* soname = image->tables.soname;
		if (image->type == B_LIBRARY_IMAGE
			&& strcmp(soname != nullptr ? soname : leaf_of(image->path), leaf)
				== 0)
			return image;
	}
	return nullptr;
}

static beos_image*
find_file(int file)
{
	struct stat64 status;
	if (fstat64(file, &status) != 0)
		return nullptr;
	for (beos_image* image = beos_images.first; image != nullptr;
			image = image->next) {
		if (image->device == status.st_dev && image->node == status.st_ino)
			return image;
	}
	return nullptr;
}

static bool
load_needed(beos_image& image, image_error& error)
{
	for (uint32_t i = 0; i < image.needed_count; i++) {
		needed_library& needed = image.needed[i];
		needed.native = open_native_library(needed.name);
		if (needed.native != nullptr)
			continue;
		needed.image = find_loaded(needed.name);
		if (needed.image == nullptr) {
			const beos_image* program = beos_images.program;
			char path[PATH_MAX];
			const int file = open_library(needed.name,
				program != nullptr ? program->path : image.path, path,
				sizeof(path));
			if (file < 0)
				continue;	/* missing: it may never be needed */
			needed.image = find_file(file);
			if (needed.image == nullptr) {
				needed.image = map_image(file, path, error);
				if (needed.image != nullptr)
					add_to_list(needed.image, B_LIBRARY_IMAGE);
			}
			close(file);
			if (needed.image == nullptr) {
				char reason[sizeof(error.text)];
				memcpy(reason, error.text, sizeof(reason));
				return error.set(error.code, "its library %s: %.200s", path,
					reason);
			}
		}
		needed.image->user_count++;
	}
	return true;
}

/* Loads and relocates what has come into the list from "first" on. */
static bool
complete(beos_image* first, image_error& error)
{
	for (beos_image* image = first; image != nullptr; image = image->next) {
		if (!load_needed(*image, error))
			return false;
	}
	/* Those first that others need: their data is there before it is used. */
	for (beos_image* image = first; image != nullptr; image = image->next) {
		if (!image->is_relocated && !relocate_image(*image, error)) {
			if (image != first) {
				char reason[sizeof(error.text)];
				memcpy(reason, error.text, sizeof(reason));
				error.set(error.code, "its library %.150s: %.200s",
					image->path, reason);
			}
			return false;
		}
	}
	return true;
}

/* Takes "first" and what came after it out of the list and out of memory; none
 * has been initialised. */
static void
discard_from(beos_image* first)
{
	while (first != nullptr) {
		beos_image* next = first->next;
		for (uint32_t i = 0; i < first->needed_count; i++) {
			if (first->needed[i].image != nullptr)
				first->needed[i].image->user_count--;
		}
		remove_from_list(first);
		if (beos_images.program == first)
			beos_images.program = nullptr;
		unmap_image(first);
		first = next;
	}
}

beos_image*
image_list::load(const char* path, image_type type, image_error& error)
{
	char found[PATH_MAX];
	int file = open_library(path, program != nullptr ? program->path : nullptr,
		found, sizeof(found));
	if (file < 0) {
		error.set(errno == EACCES ? B_PERMISSION_DENIED : B_ENTRY_NOT_FOUND,
			"%s", strerror(errno));
		return nullptr;
	}
	beos_image* image = find_file(file);
	if (image == nullptr) {
		char full[PATH_MAX];
		image = map_image(file,
			realpath(found, full) != nullptr ? full : found, error);
		if (image != nullptr) {
			add_to_list(image, type);
			if (type == B_APP_IMAGE)
				program = image;
			if (!complete(image, error)) {
				discard_from(image);
				image = nullptr;
			}
		}
	}
	close(file);
	return image;
}

void
image_list::initialize(beos_image& image)
{
	if (image.is_initialized || image.is_initializing)
		return;
	image.is_initializing = true;
	for (uint32_t i = 0; i < image.needed_count; i++) {
		if (image.needed[i].image != nullptr)
			initialize(*image.needed[i].image);
	}
	image.is_initializing = false;
	image.is_initialized = true;
	image.init_order = ++last_init_order;
	if (image.tables.init != 0)
		call_image_hook(image.tables.init, image.id);
}

static void
terminate(beos_image& image)
{
	if (!image.is_initialized)
		return;
	image.is_initialized = false;
	if (image.tables.fini != 0)
		call_image_hook(image.tables.fini, image.id);
}

void
image_list::terminate_all()
{
	for (;;) {
		beos_image* last = nullptr;
		for (beos_image* image = first; image != nullptr; image = image->next) {
			if (image->is_initialized
				&& (last == nullptr || image->init_order > last->init_order))
				last = image;
		}
		if (last == nullptr)
			return;
		terminate(*last);
	}
}

void
image_list::release(beos_image& image)
{
	if (image.add_on_count != 0 || image.user_count != 0 || &image == program)
		return;
	terminate(image);
	/* Its _fini may have brought it into use again. */
	if (image.add_on_count != 0 || image.user_count != 0)
		return;
	remove_from_list(&image);
	for (uint32_t i = 0; i < image.needed_count; i++) {
		beos_image* needed = image.needed[i].image;
		if (needed != nullptr) {
			needed->user_count--;
			release(*needed);
		}
	}
	unmap_image(&image);
}

beos_image*
image_list::find(image_id id) const
{
	for (beos_image* image = first; image != nullptr; image = image->next) {
		if (image->id == id)
			return image;
	}
	return nullptr;
}

beos_image*
image_list::at(uintptr_t address) const
{
	for (beos_image* image = first; image != nullptr; image = image->next) {
		if (image->contains(address))
			return image;
	}
	return nullptr;
}
