// What cannot be shown: one line that says what, where and what to do.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

class failure : public std::runtime_error {
public:
	using std::runtime_error::runtime_error;
};

// The thread is gone; not worth a word.
class thread_ended : public std::exception {
};

// A number as in the C language's hexadecimal.
std::string hexadecimal(uint64_t number);
