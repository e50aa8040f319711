/* Wide characters of BeOS R5 (<wchar_t.h>, <stddef.h>, <_G_config.h>): UTF-16
 * units without surrogates. Text is UTF-8 everywhere in BeOS, whatever the
 * locale, so a character takes at most three bytes. */
#ifndef _LIBROOT_LEGACY_BEOS_WCHAR_H
#define _LIBROOT_LEGACY_BEOS_WCHAR_H

typedef unsigned short beos_wchar_t;
typedef unsigned int beos_wint_t;

#define BEOS_MB_LEN_MAX	3
#define BEOS_WEOF		((beos_wint_t)-1)

/* What mbrtowc() and the like keep of a character that is not complete yet; all
 * zero at the start. The size is the GNU library's of that time. */
struct beos_mbstate {
	int			bytes_missing;
	beos_wint_t	bits;
};

#endif	/* _LIBROOT_LEGACY_BEOS_WCHAR_H */
