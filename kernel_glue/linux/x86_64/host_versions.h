/* The version nodes of the host's C library on x86-64 (glibc 2.36,
 * abilist files) in which the functions are that we call although we export
 * the same names. */
#ifndef _HOST_VERSIONS_H
#define _HOST_VERSIONS_H

#define HOST_LONG_JUMP_NODE		GLIBC_2.2.5
#define HOST_SPAWN_NODE			GLIBC_2.2.5
#define HOST_PTHREAD_MASK_NODE	GLIBC_2.32
#define HOST_PTHREAD_KILL_NODE	GLIBC_2.34

#endif	/* _HOST_VERSIONS_H */
