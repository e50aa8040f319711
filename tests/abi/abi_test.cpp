#include "abi_test.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <stdlib.h>


std::filesystem::path
output_folder()
{
	const char* folder = getenv("OUT");
	if (folder == nullptr) {
		throw std::runtime_error("OUT is not set: it names the folder that jam"
			" builds into");
	}
	return std::filesystem::absolute(folder);
}


abi_test::abi_test()
{
	std::string folder
		= std::filesystem::temp_directory_path() / "libroot-abi-XXXXXX";
	if (mkdtemp(folder.data()) == nullptr)
		throw std::runtime_error("cannot create " + folder);
	fFolder = folder;
}


abi_test::~abi_test()
{
	std::filesystem::remove_all(fFolder);
}


std::string
abi_test::compiler() const
{
	return architecture() == "x86" ? "gcc -m32" : "gcc -m64";
}


int
abi_test::pointer_size() const
{
	return architecture() == "x86" ? 4 : 8;
}


std::filesystem::path
abi_test::path(const std::string& name) const
{
	return fFolder / name;
}


void
abi_test::write(const std::string& name, const std::string& text)
{
	std::ofstream file(path(name), std::ios::binary);
	file << text;
	file.close();
	ASSERT_TRUE(file) << "cannot write " << path(name);
}


std::string
abi_test::read(const std::string& name) const
{
	std::ifstream file(path(name), std::ios::binary);
	return std::string(std::istreambuf_iterator<char>(file), {});
}


command_result
abi_test::check_abi(const std::string& arguments) const
{
	return run((output_folder() / "bin-build/check-abi").string() + " "
		+ arguments);
}
