#include "file_bytes.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

// No file of the kinds that are looked at is nearly as large, nor a name as long.
static const off_t largest_file = 256 << 20;
static const size_t longest_string = 4096;


namespace {

class descriptor {
public:
	explicit descriptor(int number) : fNumber(number) {}
	descriptor(const descriptor&) = delete;
	~descriptor() { if (fNumber >= 0) close(fNumber); }
	operator int() const { return fNumber; }

private:
	int	fNumber;
};

}	// namespace


file_bytes::file_bytes(const std::string& path)
	:
	fPath(path)
{
	// O_NONBLOCK: do not wait for the writer of a FIFO.
	descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
	if (file < 0 && (errno == ENOENT || errno == ENOTDIR))
		throw missing_file(printable(path), strerror(errno));
	struct stat status;
	if (file < 0 || fstat(file, &status) != 0)
		fail(strerror(errno));
	if (S_ISDIR(status.st_mode))
		fail("is a folder");
	if (!S_ISREG(status.st_mode))
		fail("not a regular file");
	if (status.st_size > largest_file)
		fail("is larger than any program of the kind");

	fBytes.resize(status.st_size);
	size_t filled = 0;
	while (filled < fBytes.size()) {
		ssize_t got = read(file, fBytes.data() + filled, fBytes.size() - filled);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			fail(strerror(errno));
		if (got == 0)
			break;
		filled += got;
	}
	// Somebody may be shortening it.
	fBytes.resize(filled);
}


bool
file_bytes::begins_with(const std::string& text) const
{
	return fBytes.size() >= text.size()
		&& memcmp(fBytes.data(), text.data(), text.size()) == 0;
}


void
file_bytes::require_inside(uint64_t offset, uint64_t size,
	const std::string& what) const
{
	if (offset > fBytes.size() || size > fBytes.size() - offset) {
		fail("truncated: " + what + " should end at byte "
			+ std::to_string(offset) + " + " + std::to_string(size)
			+ ", the file has " + std::to_string(fBytes.size()));
	}
}


std::string_view
file_bytes::string_at(uint64_t offset, uint64_t limit,
	const std::string& what) const
{
	require_inside(offset, 0, what);
	if (limit > fBytes.size())
		limit = fBytes.size();
	const char* begin = reinterpret_cast<const char*>(fBytes.data()) + offset;
	size_t longest = offset < limit
		? std::min<uint64_t>(limit - offset, longest_string) : 0;
	size_t length = strnlen(begin, longest);
	if (length == longest) {
		fail("damaged: " + what + (length == longest_string
			? " is endless" : " does not end where the texts do"));
	}
	return std::string_view(begin, length);
}


void
file_bytes::fail(const std::string& what) const
{
	throw unusable_input(printable(fPath), what);
}


std::string
printable(std::string_view text)
{
	std::string result;
	for (unsigned char c : text) {
		if (c >= ' ' && c <= '~' && c != '\\') {
			result += c;
		} else {
			char escaped[8];
			snprintf(escaped, sizeof(escaped), "\\%03o", c);
			result += escaped;
		}
	}
	return result;
}


std::string
hexadecimal(uint64_t number)
{
	char text[20];
	snprintf(text, sizeof(text), "%#llx", (unsigned long long)number);
	return text;
}
