/* The images that the host's loader has loaded, for the image calls. */
#ifndef _LIBROOT_KERNEL_IMAGES_H
#define _LIBROOT_KERNEL_IMAGES_H

#include <image.h>

#pragma GCC visibility push(hidden)
extern "C" {

/* One of the host loader's images; valid while it is loaded. */
typedef const void* host_image;

/* The image with this number in the order of loading, the program being the
 * first; null: there are no more. The kernel's own library is left out. */
host_image _kern_host_image(int32 number);

/* Whether it is still loaded. */
bool _kern_is_host_image(host_image image);

/* The image that a handle of dlopen() stands for. */
host_image _kern_host_image_of_handle(void* handle);

/* All but id, type and sequence. */
void _kern_describe_host_image(host_image image, image_info* info);

/* A symbol of this image alone: the default of its versions; of libroot itself,
 * if legacy, what legacy programs are bound to. *type is one of B_SYMBOL_TYPE_*.
 * Null: no such symbol. */
void* _kern_host_image_symbol(host_image image, const char* name, bool legacy,
	int32* type);

/* The symbol with this number; null: no more. */
void* _kern_nth_host_image_symbol(host_image image, int32 number,
	const char** name, int32* type);

/* A new team for the program arguments[0]: its main thread, which waits for
 * _kern_resume_thread(); or an error. */
thread_id _kern_load_image(char** arguments, char** environment);

}	/* extern "C" */
#pragma GCC visibility pop

#endif	/* _LIBROOT_KERNEL_IMAGES_H */
