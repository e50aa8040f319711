#ifndef _BEOS_MAIN_THREAD_H
#define _BEOS_MAIN_THREAD_H

/* The caller is the main thread from now on: its id is __main_thread_id. */
void note_main_thread();

#endif	/* _BEOS_MAIN_THREAD_H */
