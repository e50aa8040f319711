/* Coroutines on the host's makecontext() and swapcontext(), for tests that see
 * libroot's headers: the host's are not in them. */
#ifndef _TESTS_HOST_COROUTINE_H
#define _TESTS_HOST_COROUTINE_H

struct __jmp_buf_tag;

extern "C" {

/* A coroutine that will run the function, with the mask that the caller has. */
struct host_coroutine* host_coroutine_of(void (*function)(void*),
	void* argument);

/* Goes there until it yields, or ends, which gives it back; true if it goes
 * on. */
bool host_resume(struct host_coroutine* coroutine);

/* Back from inside a coroutine to who resumed it. */
void host_yield(void);

/* The host's functions. */
void host_siglongjmp(struct __jmp_buf_tag* environment, int value);
int host_set_mask(unsigned long long mask);
unsigned long long host_get_mask(void);

}

#endif	/* _TESTS_HOST_COROUTINE_H */
