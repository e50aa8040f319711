// Which version of a function the loader gave this program.
#pragma once

// The version node of libroot's symbol name whose address this is, by the
// loader's own look-up; "none" if address is not that function of libroot.so,
// "both" if the two ABIs are not apart.
const char* bound_version(const char* name, const void* address);
