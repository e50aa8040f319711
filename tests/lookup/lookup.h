/* Looking functions up by name, in each of the three ABIs. */
#ifndef _TESTS_LOOKUP_H
#define _TESTS_LOOKUP_H

/* A function as code of one ABI has it linked. */
struct linked_function {
	const char*	name;
	void*		address;
};

/* What code of one ABI can do; all from that code's own library. */
struct looking_code {
	void* (*look_up)(void* handle, const char* name);
	void* (*look_up_version)(void* handle, const char* name,
		const char* version);
	/* Ends with a null name. */
	const linked_function*	linked;
};

extern "C" const looking_code* legacy_looking_code();
extern "C" const looking_code* host_looking_code();

/* Functions that all three ABIs have, in different forms or as one. BeOS's own
 * forms of the last ones are for BeOS's programs only. */
#define LINKED(name)	{ #name, (void*)name }
#define LINKED_FUNCTIONS \
	LINKED(sigaction), LINKED(sigprocmask), LINKED(sigsuspend), \
	LINKED(sigaddset), LINKED(kill), LINKED(raise), LINKED(waitpid), \
	LINKED(strsignal), LINKED(pthread_sigmask), LINKED(pthread_kill), \
	LINKED(getenv), LINKED(setenv), LINKED(strlen), LINKED(pthread_create), \
	LINKED(dlsym), LINKED(dlvsym), LINKED(open), LINKED(lseek), \
	LINKED(strerror), LINKED(system), { nullptr, nullptr }

#endif	/* _TESTS_LOOKUP_H */
