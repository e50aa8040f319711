/* An image of a BeOS-era program, library or add-on in a file: read and checked
 * before anything of it is used. Whatever the file holds, reading it never
 * touches memory that is not the image's. */
#ifndef _BEOS_IMAGE_FILE_H
#define _BEOS_IMAGE_FILE_H

#include <elf.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <Errors.h>
#include <SupportDefs.h>

/* What is wrong with an image, for the user: where, and what. */
struct image_error {
	status_t	code = B_OK;
	char		text[400] = "";

	/* printf-like; returns false. */
	bool set(status_t newCode, const char* format, ...)
		__attribute__((format(printf, 3, 4)));
};

/* The segments of a file, checked: they lie in the file, in ascending order,
 * do not overlap and together are no larger than MAX_SIZE. */
struct image_layout {
	static constexpr int MAX_SEGMENTS = 16;
	static constexpr uint32_t MAX_SIZE = 512 * 1024 * 1024;

	Elf32_Ehdr	header;
	Elf32_Phdr	segments[MAX_SEGMENTS];		/* PT_LOAD only */
	int			segment_count = 0;
	Elf32_Phdr	dynamic;
	uint32_t	start;	/* of the first page, as the file numbers addresses */
	uint32_t	size;	/* in whole pages */

	/* file is positioned anywhere. */
	bool read(int file, image_error& error);
};

/* What the dynamic section names, checked against the mapped image. Addresses
 * are those in memory. */
struct image_tables {
	const Elf32_Sym*	symbols = nullptr;
	uint32_t			symbol_count = 0;
	const char*			names = nullptr;
	uint32_t			names_size = 0;
	const uint32_t*		buckets = nullptr;
	uint32_t			bucket_count = 0;
	const uint32_t*		chains = nullptr;	/* one for each symbol */
	const Elf32_Rel*	relocations = nullptr;
	uint32_t			relocation_count = 0;
	const Elf32_Rel*	plt_relocations = nullptr;
	uint32_t			plt_relocation_count = 0;
	uintptr_t			init = 0;
	uintptr_t			fini = 0;
	const char*			soname = nullptr;
	const Elf32_Dyn*	dynamic = nullptr;	/* ends with DT_NULL */
	bool				is_symbolic = false;

	/* base: what is added to the file's addresses. */
	bool read(const image_layout& layout, uintptr_t base, image_error& error);

	/* "" if the offset is no name's. A relocation may have changed the names. */
	const char*
	name_at(uint32_t offset) const
	{
		return offset < names_size
			&& memchr(names + offset, '\0', names_size - offset) != nullptr
				? names + offset : "";
	}

	/* The definition of a name, or null. Local ones do not count. */
	const Elf32_Sym* find(const char* name) const;
};

#endif	/* _BEOS_IMAGE_FILE_H */
