/* pthread_cleanup_push() in C, which saves its place with __sigsetjmp(), and
 * jumps around it. */
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>
#include <unistd.h>

static jmp_buf environment;


static void
say(void* text)
{
	printf("cleanup: %s\n", (const char*)text);
}


static void
jump_inside(void)
{
	pthread_cleanup_push(say, "inner");
	if (setjmp(environment) == 0)
		longjmp(environment, 1);
	printf("landed inside\n");
	pthread_cleanup_pop(1);
}


static void*
exit_in_the_middle(void* unused)
{
	(void)unused;
	pthread_cleanup_push(say, "outer");
	jump_inside();
	pthread_cleanup_push(say, "middle");
	pthread_exit((void*)5);
	pthread_cleanup_pop(0);
	pthread_cleanup_pop(0);
	return NULL;
}


static void*
be_cancelled(void* unused)
{
	(void)unused;
	pthread_cleanup_push(say, "of a cancelled thread");
	pthread_cancel(pthread_self());
	pthread_testcancel();
	pthread_cleanup_pop(0);
	return NULL;
}


/* A jump from a region to before it, where the routine is not to run. */
static void
jump_out(void)
{
	volatile int times = 0;
	if (setjmp(environment) == 0) {
		times++;
		pthread_cleanup_push(say, "jumped over");
		longjmp(environment, 1);
		pthread_cleanup_pop(0);
	}
	printf("landed outside, %d\n", times);
}


int
main(void)
{
	pthread_t thread;
	void* result;
	pthread_create(&thread, NULL, exit_in_the_middle, NULL);
	pthread_join(thread, &result);
	printf("result %d\n", (int)(long)result);
	pthread_create(&thread, NULL, be_cancelled, NULL);
	pthread_join(thread, &result);
	printf("cancelled %d\n", result == PTHREAD_CANCELED);
	jump_out();
	return 0;
}
