/* Functions that only later versions have, as legacy code is bound to them. */
#include <signal.h>
#include <string.h>

/* As BeOS's <kernel/OS.h> declared them. */
extern "C" {
int32_t find_thread(const char* name);
int32_t suspend_thread(int32_t thread);
int32_t resume_thread(int32_t thread);
int32_t kill_thread(int32_t thread);
}

struct named_function {
	const char*	name;
	void*		address;
};

extern "C" void*
legacy_address_of(const char* name)
{
	static const named_function functions[] = {
		{ "killpg", (void*)killpg },
		{ "pthread_kill", (void*)pthread_kill },
		{ "sigaltstack", (void*)sigaltstack },
		{ "set_signal_stack", (void*)set_signal_stack },
		{ "send_signal", (void*)send_signal },
		{ "find_thread", (void*)find_thread },
		{ "suspend_thread", (void*)suspend_thread },
		{ "resume_thread", (void*)resume_thread },
		{ "kill_thread", (void*)kill_thread }
	};
	for (const named_function& function : functions) {
		if (strcmp(function.name, name) == 0)
			return function.address;
	}
	return nullptr;
}
