/* The image calls in new programs: over the host's loader. */
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

#include <image.h>

#include <gtest/gtest.h>

#if defined(__i386__)
static_assert(sizeof(image_info) == 1076);
static_assert(offsetof(image_info, node) == 28);
static_assert(offsetof(image_info, text) == 1060);
#endif

static bool
find_image(const std::string& leaf, image_info& info)
{
	int32 cookie = 0;
	while (get_next_image_info(0, &cookie, &info) == B_OK) {
		const std::string name(info.name);
		if (name.substr(name.rfind('/') + 1) == leaf)
			return true;
	}
	return false;
}

TEST(Images, ProgramIsTheFirst)
{
	image_info info;
	int32 cookie = 0;
	ASSERT_EQ(get_next_image_info(0, &cookie, &info), B_OK);
	EXPECT_EQ(info.type, B_APP_IMAGE);
	char self[1024] = "";
	ASSERT_GT(readlink("/proc/self/exe", self, sizeof(self) - 1), 0);
	EXPECT_STREQ(info.name, self);
	image_info again;
	EXPECT_EQ(get_image_info(info.id, &again), B_OK);
	EXPECT_EQ(memcmp(&again, &info, sizeof(info)), 0);
	/* This very function is in its text. */
	const char* here = (const char*)&find_image;
	EXPECT_GE(here, (char*)info.text);
	EXPECT_LT(here, (char*)info.text + info.text_size);
}

TEST(Images, SymbolsOfLibroot)
{
	image_info info;
	ASSERT_TRUE(find_image("libroot.so", info));
	EXPECT_EQ(info.type, B_LIBRARY_IMAGE);
	void* found = nullptr;
	EXPECT_EQ(get_image_symbol(info.id, "sigaction", B_SYMBOL_TYPE_TEXT,
		&found), B_OK);
	EXPECT_EQ(found, (void*)sigaction);
	EXPECT_EQ(get_image_symbol(info.id, "sigaction", B_SYMBOL_TYPE_DATA,
		&found), B_BAD_INDEX);
	EXPECT_EQ(get_image_symbol(info.id, "sigaction", B_SYMBOL_TYPE_ANY,
		&found), B_OK);
	/* The C library's, not libroot's. */
	EXPECT_EQ(get_image_symbol(info.id, "puts", B_SYMBOL_TYPE_ANY, &found),
		B_BAD_INDEX);

	int seen = 0;
	for (int32 number = 0; ; number++) {
		char name[64];
		int32 length = sizeof(name);
		int32 type;
		const status_t status = get_nth_image_symbol(info.id, number, name,
			&length, &type, &found);
		if (status != B_OK) {
			EXPECT_EQ(status, B_BAD_INDEX);
			break;
		}
		if (strcmp(name, "sigaction") == 0) {
			EXPECT_EQ(found, (void*)sigaction);
			EXPECT_EQ(length, 9);
			seen++;
		}
	}
	EXPECT_EQ(seen, 1);
}

TEST(Images, AddOn)
{
	const image_id id = load_add_on("libBrokenLocale.so.1");
	ASSERT_GT(id, 0);
	EXPECT_EQ(load_add_on("libBrokenLocale.so.1"), id);
	image_info info;
	ASSERT_EQ(get_image_info(id, &info), B_OK);
	EXPECT_EQ(info.type, B_ADD_ON_IMAGE);
	EXPECT_EQ(unload_add_on(id), B_OK);
	EXPECT_EQ(get_image_info(id, &info), B_OK);
	EXPECT_EQ(unload_add_on(id), B_OK);
	EXPECT_EQ(get_image_info(id, &info), B_BAD_IMAGE_ID);
	EXPECT_EQ(unload_add_on(id), B_BAD_IMAGE_ID);
	/* Ids are not used again. */
	const image_id other = load_add_on("libBrokenLocale.so.1");
	EXPECT_GT(other, id);
	EXPECT_EQ(unload_add_on(other), B_OK);
}

TEST(Images, BadArguments)
{
	image_info info;
	void* found;
	int32 cookie = -1;
	EXPECT_EQ(_get_image_info(1, &info, sizeof(info) - 4), B_BAD_VALUE);
	EXPECT_EQ(_get_image_info(1, nullptr, sizeof(info)), B_BAD_VALUE);
	EXPECT_EQ(get_image_info(-1, &info), B_BAD_IMAGE_ID);
	EXPECT_EQ(get_next_image_info(0, &cookie, &info), B_BAD_VALUE);
	cookie = 0;
	EXPECT_EQ(get_next_image_info(1, &cookie, &info), B_BAD_VALUE);
	EXPECT_EQ(get_image_symbol(-1, "main", B_SYMBOL_TYPE_ANY, &found),
		B_BAD_IMAGE_ID);
	EXPECT_EQ(get_image_symbol(-1, nullptr, B_SYMBOL_TYPE_ANY, &found),
		B_BAD_VALUE);
	EXPECT_EQ(unload_add_on(-1), B_BAD_IMAGE_ID);
	EXPECT_EQ(load_add_on("/nowhere/add-on"), B_ENTRY_NOT_FOUND);
	EXPECT_EQ(load_add_on("/etc/passwd"), B_NOT_AN_EXECUTABLE);
	EXPECT_EQ(load_add_on(nullptr), B_BAD_VALUE);
}

static thread_id
load(const char* program, const char* argument)
{
	const char* arguments[] = { program, "-c", argument };
	return load_image(argument != nullptr ? 3 : 1, arguments, nullptr);
}

TEST(LoadImage, WaitsUntilItIsResumed)
{
	char file[] = "/tmp/libroot-load-image-XXXXXX";
	close(mkstemp(file));
	std::string command("echo started > ");
	command += file;
	command += "; exit 5";
	const thread_id thread = load("/bin/sh", command.c_str());
	ASSERT_GT(thread, 0);
	usleep(20000);
	EXPECT_NE(access(file, F_OK), -1);
	std::string text(20, '\0');
	FILE* stream = fopen(file, "r");
	EXPECT_EQ(fread(&text[0], 1, text.size(), stream), 0u);
	fclose(stream);

	EXPECT_EQ(resume_thread(thread), B_OK);
	status_t status = -1;
	EXPECT_EQ(wait_for_thread(thread, &status), B_OK);
	EXPECT_EQ(status, 5);
	stream = fopen(file, "r");
	EXPECT_EQ(fread(&text[0], 1, text.size(), stream), 8u);
	fclose(stream);
	unlink(file);
	EXPECT_EQ(wait_for_thread(thread, &status), B_BAD_THREAD_ID);
}

TEST(LoadImage, WaitingForItResumesIt)
{
	const thread_id thread = load("sh", "exit 6");
	ASSERT_GT(thread, 0);
	status_t status = -1;
	EXPECT_EQ(wait_for_thread(thread, &status), B_OK);
	EXPECT_EQ(status, 6);
}

TEST(LoadImage, KilledBeforeItStarts)
{
	const thread_id thread = load("/bin/true", nullptr);
	ASSERT_GT(thread, 0);
	EXPECT_EQ(kill_thread(thread), B_OK);
	int status;
	EXPECT_EQ(waitpid(thread, &status, 0), thread);
	EXPECT_TRUE(WIFSIGNALED(status));
	/* Its id is known to the last; nobody is hurt. */
	resume_thread(thread);
}

TEST(LoadImage, WhatCannotBeStarted)
{
	EXPECT_EQ(load("/nowhere/program", nullptr), B_ENTRY_NOT_FOUND);
	EXPECT_EQ(load("/etc", nullptr), B_IS_A_DIRECTORY);
	EXPECT_EQ(load("/etc/passwd", nullptr), B_PERMISSION_DENIED);
	EXPECT_EQ(load_image(0, nullptr, nullptr), B_BAD_VALUE);
}
