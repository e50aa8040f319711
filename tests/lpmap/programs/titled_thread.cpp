// For the debugger: stops in a thread that is in two sections.
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/lpmap.h>

extern "C" __attribute__((noinline)) void
reached_in_section()
{
	asm volatile("");
}

int
main()
{
	pthread_t thread;
	pthread_create(&thread, nullptr, [](void*) -> void* {
		sigblockall();
		sigblockall();
		strcpy(__libroot_lpmap.thread_title, "seen by gdb");
		raise(SIGUSR1);
		reached_in_section();
		signal(SIGUSR1, SIG_IGN);
		sigunblockall();
		sigunblockall();
		return nullptr;
	}, nullptr);
	pthread_join(thread, nullptr);
	return 0;
}
