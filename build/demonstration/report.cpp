#include "report.h"

#include <stdio.h>
#include <stdlib.h>

#include "bound_version.h"


static bool all_expected = true;


void
show(const char* topic, const std::string& value, const std::string& expected)
{
	bool is_expected = value == expected;
	printf("%s\t%s\t%s%s\n", topic, value.c_str(), is_expected ? "" : "expected: ",
		is_expected ? "" : expected.c_str());
	all_expected &= is_expected;
	// A program that crashes later has still said this.
	fflush(stdout);
}


void
show_binding(const char* name, const void* address)
{
	printf("bound to: %s\t%s\t\n", name, bound_version(name, address));
}


int
report_result()
{
	return all_expected ? EXIT_SUCCESS : EXIT_FAILURE;
}
