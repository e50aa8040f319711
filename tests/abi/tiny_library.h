// A small library in the shape of libroot.so, sound until a test changes it.
#pragma once

#include "abi_test.h"

class tiny_library_test : public abi_test {
protected:
	// Exchange one piece of text, which must be there, for another.
	void			change_source(const std::string& from, const std::string& to);
	void			change_version_script(const std::string& from,
						const std::string& to);
	void			change_list(const std::string& from, const std::string& to);
	void			add_link_options(const std::string& options);

	// Builds libroot.so with the changes so far.
	void			build();
	command_result	check();
	command_result	update();
	// Builds, checks, and expects these violations and no others.
	void			expect_violations(const std::vector<std::string>& expected);

	std::string		list() const { return fList; }

private:
	std::string		fSource = sound_source;
	std::string		fVersionScript = sound_version_script;
	std::string		fList = sound_list;
	std::string		fLinkOptions;

	static const char* const	sound_source;
	static const char* const	sound_version_script;
	static const char* const	sound_list;
};
