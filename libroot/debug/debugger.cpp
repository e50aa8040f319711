#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include <Debug.h>

#include <kernel_contract.h>
#include <kernel_threads.h>
#include <signal_functions.h>
#include <symbol_versions.h>

static int is_debugger_disabled;

extern "C" LIBROOT_EXPORT void
__debugger(const char* message)
{
	static constexpr char PREFIX[] = "debugger() was called: ";
	static constexpr char END[] = "\n";

	if (message == nullptr || _kern_check_user_memory(message, 1, false) != 0)
		message = "";
	const struct iovec parts[] = {
		{ (void*)PREFIX, sizeof(PREFIX) - 1 },
		{ (void*)message, strlen(message) },
		{ (void*)END, sizeof(END) - 1 }
	};
	(void)!writev(STDERR_FILENO, parts, 3);
	if (__atomic_load_n(&is_debugger_disabled, __ATOMIC_RELAXED) != 0)
		_kern_kill_team(getpid());
	__raise(SIGTRAP);
}

CURRENT_VERSION(__debugger, debugger);

extern "C" LIBROOT_EXPORT int
__disable_debugger(int state)
{
	return __atomic_exchange_n(&is_debugger_disabled, state,
		__ATOMIC_RELAXED);
}

CURRENT_VERSION(__disable_debugger, disable_debugger);

extern "C" LIBROOT_EXPORT bool
__debug_flag(void)
{
	return _rtDebugFlag;
}

CURRENT_VERSION(__debug_flag, _debugFlag);

extern "C" LIBROOT_EXPORT bool
__set_debug_flag(bool flag)
{
	const bool old = _rtDebugFlag;
	_rtDebugFlag = flag;
	return old;
}

CURRENT_VERSION(__set_debug_flag, _setDebugFlag);

extern "C" LIBROOT_EXPORT int
__debug_printf(const char* format, ...)
{
	if (!_rtDebugFlag)
		return 0;
	va_list arguments;
	va_start(arguments, format);
	const int length = vprintf(format, arguments);
	va_end(arguments);
	return length;
}

CURRENT_VERSION(__debug_printf, _debugPrintf);

extern "C" LIBROOT_EXPORT int
__s_printf(const char* format, ...)
{
	if (!_rtDebugFlag)
		return 0;
	va_list arguments;
	va_start(arguments, format);
	const int length = vfprintf(stderr, format, arguments);
	va_end(arguments);
	return length;
}

CURRENT_VERSION(__s_printf, _sPrintf);

extern "C" LIBROOT_EXPORT int
__xdebug_printf(const char* format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	const int length = vprintf(format, arguments);
	va_end(arguments);
	return length;
}

CURRENT_VERSION(__xdebug_printf, _xdebugPrintf);

extern "C" LIBROOT_EXPORT int
__debugger_assert(const char* file, int line, const char* text)
{
	if (!_rtDebugFlag)
		return 0;
	char message[512];
	snprintf(message, sizeof(message), "Assert failed: File: %s, Line: %d, %s",
		file, line, text);
	__debugger(message);
	return 0;
}

CURRENT_VERSION(__debugger_assert, _debuggerAssert);
