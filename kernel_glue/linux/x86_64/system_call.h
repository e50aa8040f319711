/* Raw system calls: the result or a negative error number, errno untouched. */
#ifndef _SYSTEM_CALL_H
#define _SYSTEM_CALL_H

#include <sys/syscall.h>

template<typename... Arguments>
inline long
system_call(long number, Arguments... arguments)
{
	static_assert(sizeof...(arguments) <= 6);
	const long values[6] = { (long)arguments... };
	register long fourth asm("r10") = values[3];
	register long fifth asm("r8") = values[4];
	register long sixth asm("r9") = values[5];
	long result;
	if constexpr (sizeof...(arguments) <= 3) {
		asm volatile("syscall" : "=a"(result) : "a"(number), "D"(values[0]),
			"S"(values[1]), "d"(values[2]) : "rcx", "r11", "memory");
	} else if constexpr (sizeof...(arguments) == 4) {
		asm volatile("syscall" : "=a"(result) : "a"(number), "D"(values[0]),
			"S"(values[1]), "d"(values[2]), "r"(fourth)
			: "rcx", "r11", "memory");
	} else {
		asm volatile("syscall" : "=a"(result) : "a"(number), "D"(values[0]),
			"S"(values[1]), "d"(values[2]), "r"(fourth), "r"(fifth), "r"(sixth)
			: "rcx", "r11", "memory");
	}
	return result;
}

/* The same, for the calls that wait with a mask of their own: where they return
 * to, a signal that ends the wait finds the thread. */
extern "C" __attribute__((visibility("hidden"))) char
waiting_system_call_return[];

extern "C" __attribute__((visibility("hidden"))) long
waiting_system_call_with_arguments(long number, const long* sixArguments);

template<typename... Arguments>
inline long
waiting_system_call(long number, Arguments... arguments)
{
	static_assert(sizeof...(arguments) <= 6);
	const long values[6] = { (long)arguments... };
	return waiting_system_call_with_arguments(number, values);
}

#endif	/* _SYSTEM_CALL_H */
