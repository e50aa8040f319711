#if defined(__i386__)

#include "beos_function.h"

#include <pthread.h>
#include <set>

#include <Errors.h>

/* The values of BeOS R5's <Errors.h>, taken at random from all of its areas. */
TEST(beos_errors, have_the_values_of_r5)
{
	const struct {
		int	host;
		int	beos;
	} pairs[] = {
		{ ENOMEM, -2147483647 - 1 }, { EIO, -2147483647 },
		{ EACCES, -2147483646 }, { EINVAL, -2147483643 },
		{ ETIMEDOUT, -2147483639 }, { EINTR, -2147483638 },
		{ EAGAIN, -2147483637 }, { EBUSY, -2147483634 },
		{ EPERM, -2147483633 }, { EFAULT, -2147478783 },
		{ ENOEXEC, -2147478782 }, { EBADF, -2147459072 },
		{ EEXIST, -2147459070 }, { ENOENT, -2147459069 },
		{ ENOTDIR, -2147459067 }, { ENOTEMPTY, -2147459066 },
		{ EMFILE, -2147459062 }, { EPIPE, -2147459059 },
		{ E2BIG, -2147454975 }, { ECHILD, -2147454974 },
		{ ENOTTY, -2147454966 }, { ESPIPE, -2147454964 },
		{ ERANGE, -2147454959 }, { ECONNREFUSED, -2147454944 },
		{ EOVERFLOW, -2147454935 }, { ENOTSOCK, -2147454932 },
		/* Without a name of their own. */
		{ ECANCELED, -2147483636 }, { ETIME, -2147483639 },
		{ ENODATA, -2147459069 }, { EDQUOT, -2147459065 },
		{ ETXTBSY, -2147483634 }, { ELIBACC, -2147478781 },
		{ ENOMEDIUM, -2147442685 }, { EHOSTDOWN, -2147454943 },
		{ EXFULL, -1 }, { EHWPOISON, -1 }, { 134, -1 }, { 4095, -1 }
	};
	BEOS(int*(), _errnop);
	for (const auto& pair : pairs) {
		errno = pair.host;
		EXPECT_EQ(*_errnop(), pair.beos) << strerror(pair.host);
		/* It stays, however often it is looked at. */
		EXPECT_EQ(*_errnop(), pair.beos);
		EXPECT_EQ(_errnop(), &errno);
	}
	errno = 0;
	EXPECT_EQ(*_errnop(), 0);
}

/* The Kernel Kit's names for new programs are the same numbers. */
TEST(beos_errors, are_those_of_the_kernel_kit)
{
	EXPECT_EQ(B_NO_MEMORY, BEOS_ENOMEM);
	EXPECT_EQ(B_IO_ERROR, BEOS_EIO);
	EXPECT_EQ(B_PERMISSION_DENIED, BEOS_EACCES);
	EXPECT_EQ(B_BAD_INDEX, BEOS_B_BAD_INDEX);
	EXPECT_EQ(B_BAD_TYPE, BEOS_B_BAD_TYPE);
	EXPECT_EQ(B_BAD_VALUE, BEOS_EINVAL);
	EXPECT_EQ(B_MISMATCHED_VALUES, BEOS_B_MISMATCHED_VALUES);
	EXPECT_EQ(B_NAME_NOT_FOUND, BEOS_B_NAME_NOT_FOUND);
	EXPECT_EQ(B_NAME_IN_USE, BEOS_B_NAME_IN_USE);
	EXPECT_EQ(B_TIMED_OUT, BEOS_ETIMEDOUT);
	EXPECT_EQ(B_INTERRUPTED, BEOS_EINTR);
	EXPECT_EQ(B_WOULD_BLOCK, BEOS_EAGAIN);
	EXPECT_EQ(B_CANCELED, BEOS_B_CANCELED);
	EXPECT_EQ(B_NO_INIT, BEOS_B_NO_INIT);
	EXPECT_EQ(B_BUSY, BEOS_EBUSY);
	EXPECT_EQ(B_NOT_ALLOWED, BEOS_EPERM);
	EXPECT_EQ(B_BAD_SEM_ID, BEOS_B_BAD_SEM_ID);
	EXPECT_EQ(B_NO_MORE_SEMS, BEOS_B_NO_MORE_SEMS);
	EXPECT_EQ(B_BAD_PORT_ID, BEOS_B_BAD_PORT_ID);
	EXPECT_EQ(B_NO_MORE_PORTS, BEOS_B_NO_MORE_PORTS);
	EXPECT_EQ(B_BAD_ADDRESS, BEOS_EFAULT);
	EXPECT_EQ(B_BAD_THREAD_ID, BEOS_B_BAD_THREAD_ID);
	EXPECT_EQ(B_NO_MORE_THREADS, BEOS_B_NO_MORE_THREADS);
	EXPECT_EQ(B_BAD_THREAD_STATE, BEOS_B_BAD_THREAD_STATE);
	EXPECT_EQ(B_BAD_TEAM_ID, BEOS_B_BAD_TEAM_ID);
	EXPECT_EQ(B_NO_MORE_TEAMS, BEOS_B_NO_MORE_TEAMS);
	EXPECT_EQ(B_BAD_IMAGE_ID, BEOS_B_BAD_IMAGE_ID);
	EXPECT_EQ(B_NOT_AN_EXECUTABLE, BEOS_ENOEXEC);
	EXPECT_EQ(B_MISSING_LIBRARY, BEOS_B_MISSING_LIBRARY);
	EXPECT_EQ(B_MISSING_SYMBOL, BEOS_B_MISSING_SYMBOL);
	EXPECT_EQ(B_DEBUGGER_ALREADY_INSTALLED, BEOS_B_DEBUGGER_ALREADY_INSTALLED);
	EXPECT_EQ(B_FILE_ERROR, BEOS_EBADF);
	EXPECT_EQ(B_FILE_NOT_FOUND, BEOS_B_FILE_NOT_FOUND);
	EXPECT_EQ(B_FILE_EXISTS, BEOS_EEXIST);
	EXPECT_EQ(B_ENTRY_NOT_FOUND, BEOS_ENOENT);
	EXPECT_EQ(B_NAME_TOO_LONG, BEOS_ENAMETOOLONG);
	EXPECT_EQ(B_NOT_A_DIRECTORY, BEOS_ENOTDIR);
	EXPECT_EQ(B_DIRECTORY_NOT_EMPTY, BEOS_ENOTEMPTY);
	EXPECT_EQ(B_DEVICE_FULL, BEOS_ENOSPC);
	EXPECT_EQ(B_READ_ONLY_DEVICE, BEOS_EROFS);
	EXPECT_EQ(B_IS_A_DIRECTORY, BEOS_EISDIR);
	EXPECT_EQ(B_NO_MORE_FDS, BEOS_EMFILE);
	EXPECT_EQ(B_CROSS_DEVICE_LINK, BEOS_EXDEV);
	EXPECT_EQ(B_LINK_LIMIT, BEOS_ELOOP);
	EXPECT_EQ(B_BUSTED_PIPE, BEOS_EPIPE);
	EXPECT_EQ(B_UNSUPPORTED, BEOS_B_UNSUPPORTED);
	EXPECT_EQ(B_PARTITION_TOO_SMALL, BEOS_B_PARTITION_TOO_SMALL);
}

TEST(beos_errors, a_program_can_set_errno)
{
	BEOS(int*(), _errnop);
	*_errnop() = -2147459069;
	EXPECT_EQ(*_errnop(), -2147459069);
	*_errnop() = -5;
	EXPECT_EQ(*_errnop(), -5);
	*_errnop() = 0;
}

TEST(beos_errors, belong_to_threads)
{
	BEOS(int*(), _errnop);
	errno = EBADF;
	pthread_t thread;
	ASSERT_EQ(pthread_create(&thread, nullptr, [](void* argument) {
		errno = ENOENT;
		return (void*)(((int*(*)())argument)());
	}, (void*)_errnop), 0);
	void* address;
	pthread_join(thread, &address);
	EXPECT_NE(address, (void*)&errno);
	EXPECT_EQ(*_errnop(), BEOS_EBADF);
}

TEST(beos_errors, have_the_hosts_texts)
{
	BEOS(char*(int), strerror);
	for (int host = 0; host < 140; host++) {
		const std::string expected = ::strerror(host);
		EXPECT_EQ(strerror(host), expected);
		const int code = code_named_like(host);
		if (code != -1) {
			EXPECT_EQ(strerror(code), expected);
		}
	}
	EXPECT_STREQ(strerror(BEOS_ENOENT), "No such file or directory");
	EXPECT_STREQ(strerror(BEOS_B_FILE_NOT_FOUND), "No such file or directory");
	EXPECT_STREQ(strerror(-5), "Unknown error -5");
	EXPECT_STREQ(strerror(1000), "Unknown error 1000");
	/* In BeOS's range, but nobody's. */
	EXPECT_STREQ(strerror((int)0x80005678), ::strerror((int)0x80005678));
	EXPECT_STREQ(strerror((int)0x8000ffff), ::strerror((int)0x8000ffff));
}

TEST(beos_errors, without_errno_have_texts_of_their_own)
{
	BEOS(char*(int), strerror);
	std::set<std::string> texts;
	int count = 0;
	for (int code : {
#define CODE(name, lowerHalf)	(int)BEOS_##name,
		BEOS_OWN_CODES(CODE)
#undef CODE
		-1 }) {
		const std::string text = strerror(code);
		EXPECT_EQ(text.find("Unknown error"), std::string::npos) << code;
		EXPECT_GT(text.size(), 4u);
		texts.insert(text);
		count++;
	}
	EXPECT_EQ((int)texts.size(), count) << "two codes have one text";
}

static std::string
standard_error_of(void (*perror)(const char*), const char* message, int error)
{
	FILE* stream = tmpfile();
	const int saved = dup(STDERR_FILENO);
	fflush(stderr);
	dup2(fileno(stream), STDERR_FILENO);
	errno = error;
	perror(message);
	EXPECT_EQ(errno, error);
	fflush(stderr);
	dup2(saved, STDERR_FILENO);
	close(saved);
	char text[200] = "";
	const ssize_t length = pread(fileno(stream), text, sizeof(text) - 1, 0);
	fclose(stream);
	return std::string(text, length > 0 ? length : 0);
}

TEST(beos_errors, are_printed)
{
	BEOS(void(const char*), perror);
	EXPECT_EQ(standard_error_of(perror, "program", ENOENT),
		"program: No such file or directory\n");
	EXPECT_EQ(standard_error_of(perror, "program", BEOS_ENOENT),
		"program: No such file or directory\n");
	EXPECT_EQ(standard_error_of(perror, "", BEOS_EBADF),
		"Bad file descriptor\n");
	EXPECT_EQ(standard_error_of(perror, nullptr, EBADF),
		"Bad file descriptor\n");
	EXPECT_EQ(standard_error_of(perror, "x", BEOS_B_BAD_PORT_ID),
		"x: No such port\n");
	EXPECT_EQ(standard_error_of(perror, "x", 0), "x: Success\n");
}

#else

#include <dlfcn.h>

#include <gtest/gtest.h>

/* BeOS knew no x86-64. */
TEST(beos_library, is_for_i386)
{
	for (const char* name : { "open", "stat", "readdir", "_errnop" })
		EXPECT_EQ(dlvsym(RTLD_DEFAULT, name, "LIBROOT_BASE"), nullptr) << name;
}

#endif
