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

/* The same for a variable that changes. Programs may have it in their own data
 * (copy relocation), so libroot, too, reaches it by its public name alone, which
 * is that of the implementation; the file that defines it does not use it. */
#define CURRENT_VARIABLE_VERSION(name) \
	__asm__(".symver " #name "," #name "@@LIBROOT_1_ALPHA4,remove")

/* What legacy programs bind to: they carry no version, and the loader gives
 * them the first node. */
#define LEGACY_VERSION(implementation, name) \
	__asm__(".symver " #implementation "," #name "@LIBROOT_BASE,hidden")

/* What the parts of the system itself link against, and programs do not. */
#define PRIVATE_VERSION(implementation, name) \
	__asm__(".symver " #implementation "," #name "@@LIBROOT_PRIVATE,hidden")

/* What the host's programs and libraries bind to: a node of the host's C
 * library, for a function whose ABI is the host's own. Never the default, so
 * that new programs link to the host's library for it and find ours at run
 * time. */
#define HOST_VERSION(implementation, name, node) \
	__asm__(".symver " #implementation "," #name "@" NODE_NAME(node) ",hidden")
#define NODE_NAME(node)			QUOTED_NODE_NAME(node)
#define QUOTED_NODE_NAME(node)	#node

/* The node of a function that is as old as the host's ABI, and of one that came
 * to i386 with the given node, before there was an x86-64. */
#if defined(__i386__)
#	define HOST_BASE_NODE			GLIBC_2.0
#	define HOST_NODE_SINCE(node)	node
#else
#	define HOST_BASE_NODE			GLIBC_2.2.5
#	define HOST_NODE_SINCE(node)	HOST_BASE_NODE
#endif

/* Without version: found by every program and library in the process, whichever
 * version it asks for, the host's C library included. Only for functions whose
 * ABI is the same for all. The build's list must name each (build/abi). */
#define EVERY_VERSION(implementation, name) \
	extern "C" LIBROOT_EXPORT decltype(implementation) name \
		__attribute__((alias(#implementation)))

#endif	/* _LIBROOT_SYMBOL_VERSIONS_H */
