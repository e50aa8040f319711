/* The host's functions that run a command: with the mask that the program
 * believes in as the command's. kernel_glue implements them, for the host's
 * programs too. */
#ifndef _LIBROOT_HOST_COMMANDS_H
#define _LIBROOT_HOST_COMMANDS_H

extern "C" {

/* The result is the host's: a wait status word of its own, or -1. */
int __system_with_mask(const char* command);

/* Returns a FILE of the host's current kind. */
void* __popen_with_mask(const char* command, const char* mode);

}

#endif	/* _LIBROOT_HOST_COMMANDS_H */
