/* What libdelivery-host.so does for the tests: it knows the host's headers and
 * C library only. Nothing here has a type that differs between the two. */
#ifndef _DELIVERY_HOST_H
#define _DELIVERY_HOST_H

#include <stddef.h>
#include <stdint.h>

extern "C" {

/* What the host's handlers were told, in the host's terms. */
struct host_report {
	int			calls;
	int			signal;
	int			info_signal;
	int			error;
	int			code;
	void*		address;
	int			pid;
	unsigned	uid;
	int			status;
	long		band;
	void*		value;
	int			timer_overrun;
	uintptr_t	instruction;
	uintptr_t	stack_pointer;
	uint64_t	mask;
	int			depth;			/* of the backtrace */
	void*		frames[64];
};

extern host_report last_host_report;

/* Provokes a signal under a host handler, which notes it and jumps out. */
void host_observe(int signal, void (*provoke)());

/* Host handlers of three kinds; mask holds kernel bits. */
int host_install_plain(int signal, int flags, uint64_t mask);
int host_install_info(int signal, int flags, uint64_t mask);
/* Adds to the instruction pointer, blocks the signals of mask on return. */
int host_install_changing(int signal, int instructionBytes, uint64_t block);

/* From now on the handlers note the frames too. */
void host_start_tracing();

/* The handler addresses, to compare. */
void* host_plain_handler();
void* host_info_handler();

/* What the host's sigaction() says: handler and flags. */
void* host_query(int signal, int* flags);
int host_restore_default(int signal);

/* The same, but calls the handler that was there before from its own. */
int host_chain(int signal);

extern const int host_sa_restart;
extern const int host_sa_nodefer;

/* sigsetjmp() and siglongjmp() of the host. */
int host_call_with_jump_buffer(void* buffer, int saveMask, void (*function)());
void host_jump(void* buffer, int value) __attribute__((noreturn));
extern const size_t host_jump_buffer_size;

/* One signal from a timer with a value. */
int host_send_by_timer(int signal, void* value);
/* One SIGIO-like signal from a pipe that becomes readable. */
int host_send_by_pipe(int signal);

/* Threads and processes as a library would make them. */
int host_system(const char* command);
int host_run_by_popen(const char* command, char* output, size_t size);

}

#endif	/* _DELIVERY_HOST_H */
