// A process of one thread that asks for its own cancellation, then waits.
// Ends with 42 if the wait was the cancellation point that it should be.
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

int
main()
{
	const sigset_t mask = 0;
	alarm(10);
	pthread_cleanup_push([](void*) { _exit(42); }, nullptr);
	pthread_cancel(pthread_self());
	sigsuspend(&mask);
	_exit(1);
	pthread_cleanup_pop(0);
}
