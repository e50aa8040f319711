/* Cleanup handlers as C programs have them: without exceptions, on a jump
 * buffer that the compiler's caller fills by __sigsetjmp(). */
#ifndef CLEANUP_IN_C_H
#define CLEANUP_IN_C_H

#ifdef __cplusplus
extern "C" {
#endif

/* Waits in sigsuspend() below two cleanup handlers; adds to *order the digit 1
 * (the inner one), then 2. */
void suspend_with_cleanup_in_c(int* order);

#ifdef __cplusplus
}
#endif

#endif	/* CLEANUP_IN_C_H */
