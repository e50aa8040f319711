#include "failure.h"

#include <cstdint>
#include <cstdio>


std::string
hexadecimal(uint64_t number)
{
	char text[20];
	snprintf(text, sizeof(text), "%#llx", (unsigned long long)number);
	return text;
}
