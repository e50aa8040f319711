#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "image.h"

static constexpr uint32_t PAGE = 4096;

static uint32_t
page_of(uint32_t address)
{
	return address & ~(PAGE - 1);
}

/* BeOS's processors executed what they could read. */
static int
protection_of(const Elf32_Phdr& segment)
{
	return PROT_READ | PROT_EXEC
		| ((segment.p_flags & PF_W) != 0 ? PROT_WRITE : 0);
}

/* Makes the memory of a segment from its page in the file, then zeros: after
 * the bytes in the file come, up to the page's end, others of the file. */
static bool
map_segment(int file, const Elf32_Phdr& segment, uintptr_t base)
{
	const uintptr_t start = base + page_of(segment.p_vaddr);
	const uintptr_t fileEnd = base + segment.p_vaddr + segment.p_filesz;
	const uintptr_t end
		= page_of(base + segment.p_vaddr + segment.p_memsz + PAGE - 1);
	uintptr_t zeros = start;
	if (segment.p_filesz != 0) {
		zeros = page_of(fileEnd + PAGE - 1);
		/* Writable until it is relocated. */
		if (mmap((void*)start, zeros - start,
				protection_of(segment) | PROT_WRITE, MAP_PRIVATE | MAP_FIXED,
				file, page_of(segment.p_offset)) == MAP_FAILED)
			return false;
		if (segment.p_memsz > segment.p_filesz)
			memset((void*)fileEnd, 0, zeros - fileEnd);
	}
	return zeros >= end || mprotect((void*)zeros, end - zeros,
		protection_of(segment) | PROT_WRITE) == 0;
}

static bool
map_segments(int file, beos_image& image)
{
	void* reserved = mmap(nullptr, image.layout.size, PROT_NONE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (reserved == MAP_FAILED)
		return false;
	image.base = (uintptr_t)reserved - image.layout.start;
	for (int i = 0; i < image.layout.segment_count; i++) {
		if (!map_segment(file, image.layout.segments[i], image.base))
			return false;
	}
	return true;
}

static bool
read_needed(beos_image& image, image_error& error)
{
	uint32_t count = 0;
	const Elf32_Dyn* entry = image.tables.dynamic;
	for (; entry->d_tag != DT_NULL; entry++)
		count += entry->d_tag == DT_NEEDED;
	image.needed = (needed_library*)calloc(count + 1, sizeof(needed_library));
	if (image.needed == nullptr)
		return error.set(B_NO_MEMORY, "no memory");
	for (entry = image.tables.dynamic; entry->d_tag != DT_NULL; entry++) {
		if (entry->d_tag != DT_NEEDED)
			continue;
		const char* name = image.tables.name_at(entry->d_un.d_val);
		if (name[0] == '\0')
			return error.set(B_NOT_AN_EXECUTABLE, "needs a library without name");
		image.needed[image.needed_count++].name = name;
	}
	return true;
}

static bool
fill_image(int file, const char* path, beos_image& image, image_error& error)
{
	struct stat64 status;
	image.path = strdup(path);
	if (image.path == nullptr || fstat64(file, &status) != 0)
		return error.set(B_NO_MEMORY, "no memory");
	image.device = status.st_dev;
	image.node = status.st_ino;
	if (!image.layout.read(file, error))
		return false;
	if (!map_segments(file, image))
		return error.set(B_NO_MEMORY, "cannot be mapped: %s", strerror(errno));
	return image.tables.read(image.layout, image.base, error)
		&& read_needed(image, error);
}

beos_image*
map_image(int file, const char* path, image_error& error)
{
	beos_image* image = (beos_image*)calloc(1, sizeof(beos_image));
	if (image == nullptr) {
		error.set(B_NO_MEMORY, "no memory");
		return nullptr;
	}
	if (!fill_image(file, path, *image, error)) {
		unmap_image(image);
		return nullptr;
	}
	return image;
}

void
unmap_image(beos_image* image)
{
	if (image->base != 0)
		munmap((void*)(image->base + image->layout.start), image->layout.size);
	free(image->needed);
	free(image->path);
	free(image);
}
