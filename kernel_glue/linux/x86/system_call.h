/* Raw system calls: the result or a negative error number, errno untouched. */
#ifndef _SYSTEM_CALL_H
#define _SYSTEM_CALL_H

#include <sys/syscall.h>

/* Six words in memory, because ebx and ebp are not the compiler's to give. */
extern "C" __attribute__((visibility("hidden"))) long
system_call_with_arguments(long number, const long* sixArguments);

template<typename... Arguments>
inline long
system_call(long number, Arguments... arguments)
{
	static_assert(sizeof...(arguments) <= 6);
	const long values[6] = { (long)arguments... };
	return system_call_with_arguments(number, values);
}

/* The same, for the calls that wait with a mask of their own: where they return
 * to, a signal that ends the wait finds the thread. */
extern "C" __attribute__((visibility("hidden"))) char
waiting_system_call_return[];

template<typename... Arguments>
inline long
waiting_system_call(long number, Arguments... arguments)
{
	return system_call(number, arguments...);
}

#endif	/* _SYSTEM_CALL_H */
