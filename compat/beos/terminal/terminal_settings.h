/* Between BeOS's settings of a terminal and the host's. */
#ifndef _TERMINAL_SETTINGS_H
#define _TERMINAL_SETTINGS_H

struct beos_termios;
struct termios;

beos_termios beos_terminal_settings(const struct termios& host);

/* Changes the host's settings to what BeOS's say. What those cannot say, and
 * what is in them as beos_terminal_settings() would put it, stays: so a program
 * that changes one bit changes one bit. EINVAL: no such speed on the host. 0 or
 * a negative error number. */
int change_terminal_settings(struct termios& host,
	const beos_termios& settings);

/* How the host calls the options of tcsetattr(), tcflush() and tcflow(); -1 if
 * BeOS has no such option. */
int host_change_option(int option);
int host_flush_queue(int queue);
int host_flow_action(int action);

/* tcgetattr() and tcsetattr(), the latter with an option of the host's, on
 * memory of the program: 0, or -1 with errno set. */
int get_terminal_settings(int file, beos_termios* settings);
int set_terminal_settings(int file, int hostOption,
	const beos_termios* settings);

#endif	/* _TERMINAL_SETTINGS_H */
