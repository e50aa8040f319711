/* One character at a time between BeOS's wide characters and UTF-8. */
#ifndef _LIBROOT_BEOS_UTF8_H
#define _LIBROOT_BEOS_UTF8_H

#include <errno.h>
#include <stddef.h>

#include <headers/legacy/beos/wchar.h>

constexpr size_t INVALID_SEQUENCE = (size_t)-1;
constexpr size_t INCOMPLETE_SEQUENCE = (size_t)-2;

/* Writes the character to the buffer of BEOS_MB_LEN_MAX bytes. Returns the
 * number of bytes; INVALID_SEQUENCE with EILSEQ: not a wide character. */
inline size_t
utf8_from_wide(char* buffer, beos_wint_t character)
{
	if (character < 0x80) {
		buffer[0] = (char)character;
		return 1;
	}
	if (character < 0x800) {
		buffer[0] = (char)(0xc0 | character >> 6);
		buffer[1] = (char)(0x80 | (character & 0x3f));
		return 2;
	}
	const bool isSurrogate = character >= 0xd800 && character <= 0xdfff;
	if (character > 0xffff || isSurrogate) {
		errno = EILSEQ;
		return INVALID_SEQUENCE;
	}
	buffer[0] = (char)(0xe0 | character >> 12);
	buffer[1] = (char)(0x80 | (character >> 6 & 0x3f));
	buffer[2] = (char)(0x80 | (character & 0x3f));
	return 3;
}

/* Adds a byte to the character in the state. False: it cannot be the next one
 * of a wide character in its shortest form. */
inline bool
add_utf8_byte(struct beos_mbstate& state, unsigned char byte)
{
	if (state.bytes_missing == 0) {
		if (byte < 0x80)
			state.bits = byte;
		else if (byte >= 0xc2 && byte < 0xe0)
			state = { 1, byte & 0x1fu };
		else if (byte >= 0xe0 && byte < 0xf0)
			state = { 2, byte & 0x0fu };
		else
			return false;
		return true;
	}
	if ((byte & 0xc0) != 0x80)
		return false;
	if (state.bytes_missing == 2
			&& ((state.bits == 0 && byte < 0xa0)
				|| (state.bits == 0xd && byte >= 0xa0)))
		return false;
	state = { state.bytes_missing - 1, state.bits << 6 | (byte & 0x3f) };
	return true;
}

/* Continues the character in the state with up to size bytes. Returns how many
 * were taken to complete it, and leaves the state empty; INCOMPLETE_SEQUENCE:
 * all were taken; INVALID_SEQUENCE with EILSEQ. */
inline size_t
wide_from_utf8(beos_wchar_t& character, const char* bytes, size_t size,
	struct beos_mbstate& state)
{
	for (size_t taken = 0; taken < size;) {
		if (!add_utf8_byte(state, (unsigned char)bytes[taken++])) {
			errno = EILSEQ;
			return INVALID_SEQUENCE;
		}
		if (state.bytes_missing == 0) {
			character = (beos_wchar_t)state.bits;
			state.bits = 0;
			return taken;
		}
	}
	return INCOMPLETE_SEQUENCE;
}

#endif	/* _LIBROOT_BEOS_UTF8_H */
