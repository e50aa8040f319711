/* Names looked up for BeOS's programs. */
#ifndef _LIBROOT_LEGACY_LOOKUP_H
#define _LIBROOT_LEGACY_LOOKUP_H

/* What dlsym(RTLD_DEFAULT, name) would yield to a program of BeOS: what only
 * those know, too. Null if there is no such symbol. Not async-signal-safe. */
extern "C" __attribute__((visibility("hidden"))) void*
find_symbol_for_legacy(const char* name);

#endif	/* _LIBROOT_LEGACY_LOOKUP_H */
