// The bytes of a file, which nothing reads beyond.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "build/abi/unusable_input.h"

// There is no such file; the caller may look elsewhere.
class missing_file : public unusable_input {
public:
	using unusable_input::unusable_input;
};

class file_bytes {
public:
	// Reads the whole file. Throws missing_file, or unusable_input if it is no
	// regular file or cannot be read.
	explicit			file_bytes(const std::string& path);

	const std::string&	path() const { return fPath; }
			uint64_t	size() const { return fBytes.size(); }
			bool		begins_with(const std::string& text) const;

	// "what" names the piece in the message if the file is too short for it.
	template<typename type>
			type		at(uint64_t offset, const std::string& what) const;
			void		require_inside(uint64_t offset, uint64_t size,
							const std::string& what) const;
	// Up to the zero byte, which must come before the limit; valid as long as
	// the object.
			std::string_view	string_at(uint64_t offset, uint64_t limit,
							const std::string& what) const;

	[[noreturn]] void	fail(const std::string& what) const;

private:
			std::string	fPath;
			std::vector<unsigned char>	fBytes;
};

// Nothing that a terminal would act upon, and one line.
std::string printable(std::string_view text);

// A number as in the C language's hexadecimal.
std::string hexadecimal(uint64_t number);


template<typename type>
type
file_bytes::at(uint64_t offset, const std::string& what) const
{
	require_inside(offset, sizeof(type), what);
	type value;
	memcpy(&value, fBytes.data() + offset, sizeof(value));
	return value;
}
