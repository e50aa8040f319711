/* Jumps that legacy code makes for the tests. */
#ifndef _TESTS_LEGACY_JUMPS_H
#define _TESTS_LEGACY_JUMPS_H

#include "legacy_calls.h"

extern "C" {

/* Saves, then calls function(argument) and, should that return, jumps with
 * value. Returns what the second return of sigsetjmp() brought. */
int legacy_jump(int saveMask, void (*function)(void*), void* argument,
	int value);

/* From inside such a function or a handler: to the innermost one. */
void legacy_jump_out(int value);

/* The number of bytes around a jump buffer that saving and jumping changed. */
int changed_guard_bytes(int saveMask);

/* The mask word that sigsetjmp() saved, and whether it says so. */
legacy_set saved_mask_word(int saveMask, int* wasSaved);

/* Whether variables in the registers that calls preserve survive a jump. */
bool preserved_registers_survive();

}

#endif	/* _TESTS_LEGACY_JUMPS_H */
