#include "binfmt.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "installed.h"

#define FOLDER	"/proc/sys/fs/binfmt_misc"
#define NAME	"libroot-beos"

/* The start of a BeOS executable. What the mask below lets through: an ELF
 * header for an i386 shared object of no special system, followed by three
 * program headers (two segments and the dynamic section), of which the first
 * is the text, loaded from the file's start. No ordinary Linux binary is so:
 * programs begin with PT_PHDR, and libraries and static ones have at least
 * PT_GNU_STACK more. */
struct start_of_file {
	Elf32_Ehdr	header;
	Elf32_Phdr	text;
};

static void
set_pattern(struct start_of_file* magic, struct start_of_file* mask)
{
	memset(magic, 0, sizeof(*magic));
	memset(mask, 0, sizeof(*mask));
#define REQUIRE(field, value) \
	(magic->field = (value), memset(&mask->field, 0xff, sizeof(mask->field)))
	for (int i = 0; i < SELFMAG; i++)
		REQUIRE(header.e_ident[i], ELFMAG[i]);
	REQUIRE(header.e_ident[EI_CLASS], ELFCLASS32);
	REQUIRE(header.e_ident[EI_DATA], ELFDATA2LSB);
	REQUIRE(header.e_ident[EI_VERSION], EV_CURRENT);
	REQUIRE(header.e_ident[EI_OSABI], ELFOSABI_NONE);
	REQUIRE(header.e_type, ET_DYN);
	REQUIRE(header.e_machine, EM_386);
	REQUIRE(header.e_version, EV_CURRENT);
	REQUIRE(header.e_phoff, sizeof(Elf32_Ehdr));
	REQUIRE(header.e_ehsize, sizeof(Elf32_Ehdr));
	REQUIRE(header.e_phentsize, sizeof(Elf32_Phdr));
	REQUIRE(header.e_phnum, 3);
	REQUIRE(text.p_type, PT_LOAD);
	REQUIRE(text.p_offset, 0);
#undef REQUIRE
}

/* The kernel wants bytes that are no text as \xHH. */
static size_t
write_escaped(char* text, const void* bytes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		sprintf(text + 4 * i, "\\x%02x", ((const unsigned char*)bytes)[i]);
	return 4 * count;
}

static int
write_to(const char* path, const char* text)
{
	const int file = open(path, O_WRONLY | O_CLOEXEC);
	if (file < 0)
		return -1;
	const ssize_t written = write(file, text, strlen(text));
	const int error = errno;
	close(file);
	errno = error;
	return written == (ssize_t)strlen(text) ? 0 : -1;
}

static int
fail(const char* what)
{
	const int error = errno;
	fprintf(stderr, "libroot-run: %s: %s%s\n", what, strerror(error),
		access(FOLDER "/register", F_OK) != 0
			? "; the kernel's binfmt_misc is not mounted there" : "");
	return 1;
}

int
register_format(void)
{
	struct start_of_file magic, mask;
	set_pattern(&magic, &mask);

	/* ":name:M:offset:magic:mask:interpreter:flags". P: the program keeps its
	 * argv[0]. */
	char runner[512];
	char text[2 * 4 * sizeof(magic) + sizeof(runner) + 64];
	if (!installed_path("bin/libroot-run", runner, sizeof(runner)))
		return fail("its own path");
	size_t length = sprintf(text, ":" NAME ":M::");
	length += write_escaped(text + length, &magic, sizeof(magic));
	text[length++] = ':';
	length += write_escaped(text + length, &mask, sizeof(mask));
	sprintf(text + length, ":%s:P", runner);
	if (write_to(FOLDER "/register", text) != 0)
		return fail(errno == EEXIST ? FOLDER "/" NAME : FOLDER "/register");
	printf("%s starts BeOS's programs from now on\n", runner);
	return 0;
}

int
unregister_format(void)
{
	if (write_to(FOLDER "/" NAME, "-1") != 0)
		return fail(FOLDER "/" NAME);
	puts("BeOS's programs start with libroot-run only from now on");
	return 0;
}
