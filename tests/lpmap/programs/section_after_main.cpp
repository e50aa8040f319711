// Ends its main thread, which leaves another in a section until standard input
// ends; says a line when it is there.
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/lpmap.h>
#include <unistd.h>

static pthread_t main_thread;

static void*
outlive_main(void*)
{
	pthread_join(main_thread, nullptr);
	sigblockall();
	strcpy(__libroot_lpmap.thread_title, "the one that is left");
	char byte = '\n';
	if (write(STDOUT_FILENO, &byte, 1) != 1)
		_exit(1);
	while (read(STDIN_FILENO, &byte, 1) > 0)
		continue;
	_exit(sigunblockall());
}

int
main()
{
	main_thread = pthread_self();
	pthread_t thread;
	if (pthread_create(&thread, nullptr, outlive_main, nullptr) != 0)
		return 1;
	pthread_exit(nullptr);
}
