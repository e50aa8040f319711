#include "symbol_search.h"

#include <dlfcn.h>
#include <string.h>

#include "legacy_lookup.h"

#include "own_functions.h"
#include "trace.h"

static char libroot_handle;
void* const LIBROOT_HANDLE = &libroot_handle;

uintptr_t
find_platform_symbol(const char* name)
{
	for (const own_function& own : own_functions) {
		if (strcmp(name, own.name) == 0)
			return (uintptr_t)own.function;
	}
	const uintptr_t traced = find_traced_function(name);
	if (traced != 0)
		return traced;
	void* found = find_symbol_for_legacy(name);
	/* Names from before the host's time are no longer the default of theirs. */
	if (found == nullptr)
		found = dlvsym(RTLD_DEFAULT, name, "GLIBC_2.0");
	if (found == nullptr)
		found = dlvsym(RTLD_DEFAULT, name, "GLIBC_2.1");
	return (uintptr_t)found;
}

uintptr_t
find_native_symbol(void* native, const char* name)
{
	return native == LIBROOT_HANDLE
		? find_platform_symbol(name) : (uintptr_t)dlsym(native, name);
}

/* Makes room for one more at the end. */
template<typename Element>
static bool
append(Element*& array, uint32_t& count, Element element)
{
	Element* larger
		= (Element*)realloc(array, (count + 1) * sizeof(Element));
	if (larger == nullptr)
		return false;
	array = larger;
	array[count++] = element;
	return true;
}

bool
symbol_scope::add_image(beos_image* image)
{
	for (uint32_t i = 0; i < fImageCount; i++) {
		if (fImages[i] == image)
			return true;
	}
	return append(fImages, fImageCount, image);
}

bool
symbol_scope::add_native(void* native)
{
	if (native == LIBROOT_HANDLE)
		return true;
	for (uint32_t i = 0; i < fNativeCount; i++) {
		if (fNatives[i] == native)
			return true;
	}
	return append(fNatives, fNativeCount, native);
}

bool
symbol_scope::add_with_needed(beos_image& image)
{
	if (!add_image(&image))
		return false;
	/* Grows while we go. */
	for (uint32_t i = 0; i < fImageCount; i++) {
		for (uint32_t n = 0; n < fImages[i]->needed_count; n++) {
			const needed_library& needed = fImages[i]->needed[n];
			if (needed.image != nullptr ? !add_image(needed.image)
					: needed.native != nullptr && !add_native(needed.native))
				return false;
		}
	}
	return true;
}

uintptr_t
symbol_scope::find(const char* name) const
{
	for (uint32_t i = 0; i < fImageCount; i++) {
		const Elf32_Sym* symbol = fImages[i]->tables.find(name);
		if (symbol != nullptr)
			return fImages[i]->address_of(*symbol);
	}
	for (uint32_t i = 0; i < fNativeCount; i++) {
		const uintptr_t found = find_native_symbol(fNatives[i], name);
		if (found != 0)
			return found;
	}
	return find_platform_symbol(name);
}
