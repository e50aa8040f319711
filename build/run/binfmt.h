/* Starting programs of BeOS's by their names: binfmt_misc, see the kernel's
 * Documentation/admin-guide/binfmt-misc.rst. */
#ifndef _BINFMT_H
#define _BINFMT_H

/* Each says what it has done, and returns an exit status. */
int register_format(void);
int unregister_format(void);

#endif	/* _BINFMT_H */
