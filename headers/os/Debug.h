/* Messages for whoever debugs the program (BeOS R5 <Debug.h>). */
#ifndef _DEBUG_H
#define _DEBUG_H

#include <OS.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#	define _PRINTS	__attribute__((format(printf, 1, 2)))
#else
#	define _PRINTS
#endif

/* Whether the following say anything: so at the start. */
extern bool _rtDebugFlag
#if defined(__GNUC__)
	__attribute__((visibility("default")))
#endif
	;
bool _debugFlag(void);
bool _setDebugFlag(bool flag);		/* returns what was set before */

/* On the standard output, and on what BeOS calls the serial port, the standard
 * error output here. All return the number of characters. */
int _debugPrintf(const char *format, ...) _PRINTS;
int _sPrintf(const char *format, ...) _PRINTS;

/* The same as _debugPrintf(), whatever the flag says. */
int _xdebugPrintf(const char *format, ...) _PRINTS;

/* An assertion does not hold: debugger(), if the flag says so. Returns 0. */
int _debuggerAssert(const char *file, int line, const char *text);

#undef _PRINTS

#ifdef __cplusplus
}
#endif

#endif	/* _DEBUG_H */
