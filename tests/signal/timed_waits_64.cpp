// timed_waits.cpp as a program for i386 sees it that wants 64-bit times.
#if defined(__i386__)
#	define _TIME_BITS			64
#	undef _FILE_OFFSET_BITS
#	define _FILE_OFFSET_BITS	64
#	include "timed_waits.cpp"
#endif
