/* Binds an implementation to the name and version node under which programs
 * find it. The implementation keeps its own name inside the library
 * ("hidden"), so that other files can call it; programs see the versioned
 * name only.
 *
 * The nodes are Haiku's; libroot/libroot_versions declares them in order.
 */
#ifndef _LIBROOT_SYMBOL_VERSIONS_H
#define _LIBROOT_SYMBOL_VERSIONS_H

#define LIBROOT_EXPORT	__attribute__((visibility("default")))

/* What programs built today link against. */
#define CURRENT_VERSION(implementation, name) \
	__asm__(".symver " #implementation "," #name "@@LIBROOT_1_ALPHA4,hidden")

/* What legacy programs bind to: they carry no version, and the loader gives
 * them the first node. */
#define LEGACY_VERSION(implementation, name) \
	__asm__(".symver " #implementation "," #name "@LIBROOT_BASE,hidden")

#endif	/* _LIBROOT_SYMBOL_VERSIONS_H */
