// A thread's lpmap, read from outside: nothing in it is believed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

struct thread_page {
	uint32_t	depth;
	bool		has_arrived;
	std::string	title;		// the bytes of it, without the zero byte
};

// Reads from an address into the buffer; returns how many bytes there are.
using memory_reader = std::function<size_t(uint64_t, void*, size_t)>;

// Throws failure, which says what is wrong with the page.
thread_page read_thread_page(const memory_reader& read, uint64_t address);
