// Real memory faults, and a way out of them that only works if what a handler
// does to the registers is loaded when it returns.
#pragma once

// An address of a mapped file that has been truncated since: touching it is a
// bus error. Ends the program if the system gives no such mapping.
const volatile char* truncated_file_mapping();

// An address where nothing is mapped.
const volatile char* unmapped_address();

// Reads *address through the register that FAULT_REGISTER names. A handler
// which sets that register to &repaired_byte lets the read succeed.
char read_through_register(const volatile char* address);
extern const volatile char repaired_byte;

#if defined(__x86_64__)
#	define FAULT_REGISTER	rcx
#else
#	define FAULT_REGISTER	ecx
#endif
