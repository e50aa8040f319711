#include "cleanup_in_c.h"

#include <pthread.h>
#include <signal.h>

static void
note_inner(void* order)
{
	*(int*)order = *(int*)order * 10 + 1;
}

static void
note_outer(void* order)
{
	*(int*)order = *(int*)order * 10 + 2;
}

void
suspend_with_cleanup_in_c(int* order)
{
	const sigset_t none = 0;
	pthread_cleanup_push(note_outer, order);
	pthread_cleanup_push(note_inner, order);
	sigsuspend(&none);
	pthread_cleanup_pop(0);
	pthread_cleanup_pop(0);
	*order = -1;
}
