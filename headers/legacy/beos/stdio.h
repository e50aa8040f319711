/* What BeOS R5's <stdio.h>, <libio.h> and <printf.h> lay down: the GNU library's
 * streams of 1998. The streams themselves are the host's. */
#ifndef _LIBROOT_LEGACY_BEOS_STDIO_H
#define _LIBROOT_LEGACY_BEOS_STDIO_H

#include "wchar.h"

/* Of a stream, what the macros of <libio.h> touch. */
struct beos_stream_pointers {
	int				flags;
	unsigned char*	read_pointer;
	unsigned char*	read_end;
	unsigned char*	read_base;
	unsigned char*	write_base;
	unsigned char*	write_pointer;
	unsigned char*	write_end;
};

#define BEOS_IO_EOF_SEEN	0x10
#define BEOS_IO_ERR_SEEN	0x20

#define BEOS_L_TMPNAM		512

/* fpos_t */
typedef long long beos_fpos_t;

/* struct printf_info: what a function of register_printf_function() gets. */
struct beos_printf_info {
	int				precision;
	int				width;
	beos_wchar_t	conversion;
	unsigned short	is_long_double : 1;
	unsigned short	is_short : 1;
	unsigned short	is_long : 1;
	unsigned short	alternative_form : 1;
	unsigned short	space : 1;
	unsigned short	left : 1;
	unsigned short	show_sign : 1;
	unsigned short	group : 1;
	unsigned short	extra : 1;
	unsigned short	is_char : 1;
	beos_wchar_t	padding;
};

/* The types of arguments, as parse_printf_format() and the functions of
 * register_printf_function() number them; the flags beside them (from 0x100 on)
 * are the host's. */
enum beos_printf_argument {
	BEOS_PA_INT,
	BEOS_PA_CHAR,
	BEOS_PA_STRING,
	BEOS_PA_POINTER,
	BEOS_PA_FLOAT,
	BEOS_PA_DOUBLE,
	BEOS_PA_LAST
};

#endif	/* _LIBROOT_LEGACY_BEOS_STDIO_H */
