/* What the other two kinds of code in the process offer to change masks with. */
#ifndef _MASK_CALLS_H
#define _MASK_CALLS_H

#include <stdint.h>

/* Code of the host, by its names for the three ways to change a mask; sets are
 * the host's. Returns the mask from before. */
enum host_how { HOST_BLOCK, HOST_UNBLOCK, HOST_SETMASK };
uint64_t change_mask_by_host(host_how how, uint64_t set, bool perThread);
uint64_t mask_seen_by_host();
void hold_by_host(int signal, bool hold);

/* Legacy code: a change and a change back, which is no change. */
extern "C" void block_and_restore_by_legacy(unsigned set);
/* And one that stays: of signals up to 32. */
extern "C" void change_mask_by_legacy(unsigned how, unsigned set);

#endif	/* _MASK_CALLS_H */
