/* The images of a team: its program, libraries and add-ons (BeOS R5 and Haiku
 * <image.h>; on i386 with BeOS R5's layout). */
#ifndef _IMAGE_H
#define _IMAGE_H

#include <limits.h>

#include <OS.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int32 image_id;

typedef enum {
	B_APP_IMAGE		= 1,
	B_LIBRARY_IMAGE	= 2,
	B_ADD_ON_IMAGE	= 3,
	B_SYSTEM_IMAGE	= 4
} image_type;

typedef struct {
	image_id	id;
	image_type	type;
	int32		sequence;		/* in the order of loading */
	int32		init_order;		/* in the order of initialisation */
	void		(*init_routine)();
	void		(*term_routine)();
	int32		device;			/* of the file; the lower half of the host's */
	int64		node;
	char		name[1024];		/* the path */
	void		*text;
	void		*data;
	int32		text_size;
	int32		data_size;
} image_info;

/* Kinds of symbols. */
#define B_SYMBOL_TYPE_DATA	1
#define B_SYMBOL_TYPE_TEXT	2
#define B_SYMBOL_TYPE_ANY	5

/* Makes a new team that runs a program, argv[0], and waits. Returns the id of
 * its main thread, which resume_thread() starts and wait_for_thread() waits for;
 * or B_ENTRY_NOT_FOUND, B_NOT_AN_EXECUTABLE and the like. */
thread_id load_image(int32 argc, const char **argv, const char **envp);

/* Loads an add-on and initialises it; a second time, the same id. Each call
 * wants one of unload_add_on(). */
image_id load_add_on(const char *path);
status_t unload_add_on(image_id image);

/* A symbol of this image, not of those that it needs. B_BAD_IMAGE_ID: no such
 * image. B_BAD_INDEX: no such symbol. */
status_t get_image_symbol(image_id image, const char *name, int32 type,
	void **location);

/* The symbol with this number, from 0 on, until B_BAD_INDEX. *nameLength is the
 * room in name, and then the length; type and location may be null. */
status_t get_nth_image_symbol(image_id image, int32 number, char *name,
	int32 *nameLength, int32 *type, void **location);

/* As macros BeOS has them: get_image_info(image, info) and
 * get_next_image_info(team, cookie, info), from a cookie of 0 until
 * B_BAD_VALUE. Of other teams nothing is known: B_BAD_VALUE. */
status_t _get_image_info(image_id image, image_info *info, size_t size);
status_t _get_next_image_info(team_id team, int32 *cookie, image_info *info,
	size_t size);

#define get_image_info(image, info) \
	_get_image_info((image), (info), sizeof(*(info)))
#define get_next_image_info(team, cookie, info) \
	_get_next_image_info((team), (cookie), (info), sizeof(*(info)))

#ifdef __cplusplus
}
#endif

#endif	/* _IMAGE_H */
