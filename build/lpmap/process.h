// What /proc tells of a process that may change or end at any moment.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <sys/types.h>

struct file_mapping {
	pid_t		thread;		// that has it: the main one may have ended
	uint64_t	start;
	uint64_t	end;
	uint64_t	offset;		// in the file
	std::string	device;		// as /proc writes it, "fd:01"
	uint64_t	inode;
	std::string	path;		// without " (deleted)"
	bool		is_deleted;
};

// In ascending order. Throws failure if there is no such process.
std::vector<pid_t> threads_of(pid_t process);

// Throws failure if the process may not be looked at, or has no memory.
std::vector<file_mapping> mappings_of(pid_t process);

// The kernel's name for the thread; empty if it has ended.
std::string kernel_name_of(pid_t process, pid_t thread);

// A number field of the thread's "status", 0 if there is none; its state is the
// letter that ps shows.
long status_number_of(pid_t process, pid_t thread, const std::string& field);
char state_of(pid_t process, pid_t thread);

// Returns how much could be read.
size_t read_memory(pid_t thread, uint64_t address, void* buffer, size_t size);
