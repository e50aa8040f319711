#include <host_heap.h>

#include "host_function.h"

static constinit host_function<int(size_t)> host_malloc_trim{"malloc_trim"};
static constinit host_function<struct mallinfo2()> host_mallinfo2{"mallinfo2"};

int
trim_host_heap(size_t bytesToKeep)
{
	return host_malloc_trim(bytesToKeep);
}

struct mallinfo2
host_heap_info()
{
	return host_mallinfo2();
}
