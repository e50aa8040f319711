/* The sizes with the host's headers alone. */
#include "host_objects.h"

const struct host_object objects_of_host[HOST_OBJECT_COUNT] = { HOST_OBJECTS };
