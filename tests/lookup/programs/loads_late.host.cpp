/* A program of the host that loads a legacy library, and libroot with it, when
 * it has long been running: what each of them looks up is what it is linked to,
 * although the host's library comes first in the list. RTLD_DEEPBIND, because
 * without it the loader itself links the library to what is there already. The
 * exit code is the number of wrong answers. */
#include <stdio.h>

#include "../looking_code.inc"

static int
count_wrong(const char* who, const looking_code& code, void* handle)
{
	int wrong = 0;
	for (const linked_function* each = code.linked; each->name != nullptr;
			each++) {
		void* found = code.look_up(handle, each->name);
		if (found != each->address) {
			printf("%s: %s is linked to %p, found %p\n", who, each->name,
				each->address, found);
			wrong++;
		}
	}
	return wrong;
}

int
main(int, char** arguments)
{
	void* library = dlopen(arguments[1], RTLD_NOW | RTLD_DEEPBIND);
	auto code = library == nullptr ? nullptr
		: (const looking_code* (*)())dlsym(library, "legacy_looking_code");
	if (code == nullptr) {
		printf("%s\n", dlerror());
		return 100;
	}
	return count_wrong("program, default", kLookingCode, RTLD_DEFAULT)
		+ count_wrong("legacy library, default", *code(), RTLD_DEFAULT)
		+ count_wrong("legacy library, next", *code(), RTLD_NEXT);
}
