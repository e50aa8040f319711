#include "image.h"

void
call_image_hook(uintptr_t function, image_id id)
{
	((void (*)(image_id))function)(id);
}
