/* Functions of known extent that fault, with unwind information. */
#ifndef _FAULT_FUNCTIONS_H
#define _FAULT_FUNCTIONS_H

extern "C" {

/* Writes to address 0 with its very first instruction. */
void fault_at_first_instruction();
/* A leaf function without frame; the fault comes after data was written to
 * the red zone (on i386: below a moved stack pointer). */
void fault_in_leaf();
/* Divides by zero. */
void fault_in_division();
/* Runs for ever, without calls; sets the flag when it does. */
void spin_in_leaf(volatile int* running);

/* Calls function; call_return is where the call returns to. */
void call_from_known_place(void (*function)());

extern char leaf_fault[], division_fault[], spin_start[], spin_end[];
extern char call_return[];

}

#endif	/* _FAULT_FUNCTIONS_H */
