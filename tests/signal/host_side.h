// What libsignal-host.so, compiled with the host's headers and bound to the
// host's C library, offers to the tests. Numbers and structures of the host
// stay on its side.
#pragma once

#include <string>

// The host's number of a signal in signal_names.h; 0: it has none of that name.
int number_on_host(const char* name);

// The realtime signals that the host's C library offers.
int lowest_realtime_on_host();
int highest_realtime_on_host();

// The story of a script of comparison_script.h with the host's C library.
std::string story_on_host(unsigned script, unsigned seed);

// Ends the calling process by the host's abort().
[[noreturn]] void abort_on_host();
