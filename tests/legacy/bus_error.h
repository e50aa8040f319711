/* A real bus error: a mapped file that was made shorter. */
#ifndef _BUS_ERROR_H
#define _BUS_ERROR_H

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

inline volatile char*
page_without_file()
{
	FILE* file = tmpfile();
	if (file == nullptr || ftruncate(fileno(file), 4096) != 0)
		return nullptr;
	void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED,
		fileno(file), 0);
	if (page == MAP_FAILED || ftruncate(fileno(file), 0) != 0)
		return nullptr;
	return (volatile char*)page;
}

#endif	/* _BUS_ERROR_H */
