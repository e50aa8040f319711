/* An unmodified program of the host: what it looks up is what it is linked to,
 * whether or not libroot is loaded before the host's library. Says which libroot
 * it runs with; the exit code is the number of wrong answers. */
#include <stdio.h>

#include "../looking_code.inc"

static const char*
library_of(void* address)
{
	Dl_info info;
	return dladdr(address, &info) != 0 ? info.dli_fname : "nothing";
}

int
main()
{
	int wrong = 0;
	void* program = dlopen(nullptr, RTLD_LAZY);
	void* handles[] = { RTLD_DEFAULT, RTLD_NEXT, program };
	for (void* handle : handles) {
		for (const linked_function* each = kLinked; each->name != nullptr;
				each++) {
			void* found = look_up(handle, each->name);
			if (found == each->address)
				continue;
			printf("%s: linked to %s, found in %s\n", each->name,
				library_of(each->address), library_of(found));
			wrong++;
		}
	}
	if (look_up(RTLD_DEFAULT, "suspend_thread") != nullptr) {
		printf("found a function of BeOS\n");
		wrong++;
	}
	printf("%s\n", dlopen("libroot.so", RTLD_LAZY | RTLD_NOLOAD) != nullptr
		? "with libroot" : "without libroot");
	return wrong;
}
