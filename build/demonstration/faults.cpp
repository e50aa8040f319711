#include "faults.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>


const volatile char repaired_byte = 'R';


const volatile char*
truncated_file_mapping()
{
	size_t size = sysconf(_SC_PAGESIZE);
	FILE* file = tmpfile();
	if (file != nullptr && ftruncate(fileno(file), size) == 0) {
		void* address = mmap(nullptr, size, PROT_READ, MAP_SHARED, fileno(file),
			0);
		if (address != MAP_FAILED && ftruncate(fileno(file), 0) == 0)
			return static_cast<const volatile char*>(address);
	}
	perror("cannot map a temporary file");
	exit(EXIT_FAILURE);
}


const volatile char*
unmapped_address()
{
	size_t size = sysconf(_SC_PAGESIZE);
	void* address = mmap(nullptr, size, PROT_NONE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (address == MAP_FAILED || munmap(address, size) != 0) {
		perror("cannot map a page");
		exit(EXIT_FAILURE);
	}
	return static_cast<const volatile char*>(address);
}


char
read_through_register(const volatile char* address)
{
	char value;
	asm volatile("movb (%1), %0" : "=q"(value), "+c"(address) : : "memory");
	return value;
}
