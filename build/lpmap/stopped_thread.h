// A thread that does nothing while this object exists, and then goes on as if
// nothing had happened: a signal that was just being delivered still is, and a
// stopped thread stays stopped.
#pragma once

#include <cstdint>

#include <sys/types.h>

class stopped_thread {
public:
	// SIGCHLD must be blocked in the caller. Throws failure, or thread_ended.
						stopped_thread(pid_t process, pid_t thread);
						stopped_thread(const stopped_thread&) = delete;
						~stopped_thread();

	// The address from which thread-local storage is found. Throws failure.
			uint64_t	thread_pointer(bool is_64_bit) const;

private:
			void		seize();
			void		await_stop();
			uint64_t	segment_base(uint32_t selector) const;
	[[noreturn]] void	fail(const char* what) const;

private:
			pid_t		fProcess;
			pid_t		fThread;
			int			fSignal = 0;	// to be delivered when it goes on
};
