/* How attributes of BeOS are kept: in the host's extended attributes of the
 * user, in "user.beos." and the attribute's name. The value is the type, four
 * bytes with the lowest first, and the data behind it. Other extended
 * attributes of a file are none to BeOS programs.
 */
#ifndef _BEOS_HOST_ATTRIBUTE_H
#define _BEOS_HOST_ATTRIBUTE_H

#include <stddef.h>
#include <stdint.h>

constexpr char ATTRIBUTE_PREFIX[] = "user.beos.";
constexpr size_t ATTRIBUTE_PREFIX_LENGTH = sizeof(ATTRIBUTE_PREFIX) - 1;

/* Of names, without a null (Linux: xattr(7)). */
constexpr size_t HOST_NAME_LENGTH = 255;

class host_attribute {
public:
	host_attribute(int file, const char* name);
	~host_attribute();

	host_attribute(const host_attribute&) = delete;
	host_attribute& operator=(const host_attribute&) = delete;

	/* Each returns false with errno; the name may be no good. */
	bool read();
	bool write();
	bool remove();

	uint32_t
	type() const
	{
		return *(const uint32_t*)fValue;
	}

	char*
	data()
	{
		return fValue + sizeof(uint32_t);
	}

	size_t
	size() const
	{
		return fSize - sizeof(uint32_t);
	}

	/* Makes room; new data is all zero. False: no memory. */
	bool resize(size_t size);
	void set_type(uint32_t type);

private:
	bool name_is_good();

	int		fFile;
	size_t	fNameLength;
	char	fName[HOST_NAME_LENGTH + 1];
	char*	fValue = nullptr;
	size_t	fSize = 0;
};

#endif	/* _BEOS_HOST_ATTRIBUTE_H */
