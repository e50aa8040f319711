/* <setjmp.h> of the 32-bit-set ABI: as in BeOS R5 all of setjmp() is a macro
 * for __sigsetjmp(). */
#ifndef _SETJMP_H
#define _SETJMP_H	1

#include <features.h>
#include <libroot/legacy_layouts.h>

typedef struct __jmp_buf_tag	jmp_buf[1];
typedef struct __jmp_buf_tag	sigjmp_buf[1];

__BEGIN_DECLS

extern int __sigsetjmp(struct __jmp_buf_tag __environment[1], int __save_mask)
	__THROWNL __attribute_returns_twice__;
extern void longjmp(struct __jmp_buf_tag __environment[1], int __value)
	__THROWNL __attribute__((__noreturn__));
extern void siglongjmp(sigjmp_buf __environment, int __value)
	__THROWNL __attribute__((__noreturn__));

__END_DECLS

#define setjmp(environment)				__sigsetjmp((environment), 0)
#define sigsetjmp(environment, save_mask) \
	__sigsetjmp((environment), (save_mask))

#endif	/* _SETJMP_H */
