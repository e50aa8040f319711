/* A critical section of legacy code. */
#ifndef _TESTS_LEGACY_SECTION_H
#define _TESTS_LEGACY_SECTION_H

extern "C" {

/* Blocks all signals; the other one puts back what was blocked before. */
void block_everything_as_legacy(void);
void unblock_as_legacy(void);

}

#endif	/* _TESTS_LEGACY_SECTION_H */
