#include "thread_page.h"

#include <optional>

#include <sys/lpmap.h>

#include "failure.h"

// The list of DragonFly's pages is that long; ours is shorter.
static const int most_headers = 64;

// The largest that DragonFly has: its titles.
static const size_t largest_value = 1024;


static unsigned
kind_of(unsigned type)
{
	return type & ~UKPLEN_MASK;
}


static std::string
description_of(const ukpheader_t& header)
{
	return "type " + hexadecimal(header.type) + " at offset "
		+ std::to_string(header.offset);
}


static void
require_type(const ukpheader_t& header, unsigned type)
{
	if (header.type != type) {
		throw failure("has " + description_of(header) + " where type "
			+ hexadecimal(type) + " is expected: not this version of libroot");
	}
}


static std::string
read_value(const memory_reader& read, uint64_t address,
	const ukpheader_t& header)
{
	size_t size = UKPLEN_DECODE(header.type);
	if (size > largest_value)
		throw failure("has " + description_of(header) + ", which is too large");
	std::string value(size, '\0');
	if (read(address + header.offset, value.data(), size) != size) {
		throw failure("is truncated: " + description_of(header)
			+ " is outside of the memory of the process");
	}
	return value;
}


thread_page
read_thread_page(const memory_reader& read, uint64_t address)
{
	std::optional<uint32_t> blocked;
	std::string title;
	for (int i = 0;; i++) {
		if (i == most_headers) {
			throw failure("has no end of its headers among the first "
				+ std::to_string(most_headers) + ": it is overwritten");
		}
		ukpheader_t header;
		if (read(address + i * sizeof(header), &header, sizeof(header))
			!= sizeof(header)) {
			throw failure("is truncated: header " + std::to_string(i)
				+ " is outside of the memory of the process");
		}
		if (header.type == 0)
			break;
		if (kind_of(header.type) == kind_of(LPTYPE_BLOCKALLSIGS)) {
			require_type(header, LPTYPE_BLOCKALLSIGS);
			uint32_t value;
			read_value(read, address, header).copy((char*)&value,
				sizeof(value));
			blocked = value;
		} else if (kind_of(header.type) == kind_of(LPTYPE_THREAD_TITLE)) {
			title = read_value(read, address, header);
			title.resize(title.find('\0') == std::string::npos
				? title.size() : title.find('\0'));
		}
	}
	if (!blocked) {
		throw failure("has no counter (type " + hexadecimal(LPTYPE_BLOCKALLSIGS)
			+ "): it is overwritten");
	}
	return {*blocked & LPMAP_DEPTH_MASK, (*blocked & LPMAP_ARRIVED) != 0, title};
}
