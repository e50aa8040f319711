/* BeOS's system(). It is not exported: libroot has a function of that name for
 * everybody, without version, and a program that knows no versions would be
 * bound to either. The loader of BeOS's programs knows it by this header. */
#ifndef _BEOS_COMMANDS_H
#define _BEOS_COMMANDS_H

extern "C" __attribute__((visibility("hidden"))) int
__system_beos(const char* command);

#endif	/* _BEOS_COMMANDS_H */
