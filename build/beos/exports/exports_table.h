#pragma once

#include <string>

// The table in Markdown, for this i386 libroot.so and the host's C library.
// Throws unusable_input.
std::string exports_table(const std::string& libroot);
