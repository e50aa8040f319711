/* stdio as the inline functions of BeOS R5's headers use it. */
#include <beos/stdio.h>

typedef struct beos_stream_pointers FILE;
typedef unsigned int size_t;

#define EOF	(-1)

extern FILE* stdin;
extern FILE* stdout;
extern FILE* stderr;
extern char _single_threaded;
extern int __uflow(FILE*);
extern int __underflow(FILE*);
extern int __overflow(FILE*, int);
extern int _IO_getc(FILE*);
extern int _IO_putc(int, FILE*);
extern int _IO_feof(FILE*);
extern int _IO_ferror(FILE*);
extern int _IO_peekc_locked(FILE*);
extern void _IO_flockfile(FILE*);
extern void _IO_funlockfile(FILE*);
extern int _IO_padn(FILE*, int, int);
extern size_t _IO_sgetn(FILE*, void*, size_t);
extern long long _IO_seekoff(FILE*, long long, int, int);
extern long long _IO_seekpos(FILE*, long long, int);
extern char _IO_2_1_stdout_;

extern int printf(const char*, ...);
extern int fprintf(FILE*, const char*, ...);
extern int sprintf(char*, const char*, ...);
extern int vprintf(const char*, __builtin_va_list);
extern int _IO_vfprintf(FILE*, const char*, __builtin_va_list);
extern int _IO_vfscanf(FILE*, const char*, __builtin_va_list, int*);
extern int sscanf(const char*, const char*, ...);
extern int fputs(const char*, FILE*);
extern int puts(const char*);
extern char* gets(char*);
extern char* fgets(char*, int, FILE*);
extern int ungetc(int, FILE*);
extern FILE* tmpfile(void);
extern FILE* fopen(const char*, const char*);
extern int fclose(FILE*);
extern int fflush(FILE*);
extern void rewind(FILE*);
extern int setbuffer(FILE*, char*, size_t);
extern int setlinebuf(FILE*);
extern char* tmpnam(char*);
extern int remove(const char*);
extern int perror(const char*);
extern int* _errnop(void);

static int
get_character(FILE* stream)
{
	if (!_single_threaded)
		return _IO_getc(stream);
	return stream->read_pointer >= stream->read_end
		? __uflow(stream) : *stream->read_pointer++;
}

static int
peek_character(FILE* stream)
{
	return stream->read_pointer >= stream->read_end
		&& __underflow(stream) == EOF ? EOF : *stream->read_pointer;
}

static int
put_character(int character, FILE* stream)
{
	if (!_single_threaded)
		return _IO_putc(character, stream);
	return stream->write_pointer >= stream->write_end
		? __overflow(stream, (unsigned char)character)
		: (*stream->write_pointer++ = (unsigned char)character);
}

static int
print(const char* format, ...)
{
	__builtin_va_list arguments;
	__builtin_va_start(arguments, format);
	const int result = _IO_vfprintf(stdout, format, arguments);
	__builtin_va_end(arguments);
	return result;
}

static int
scan(FILE* stream, const char* format, ...)
{
	__builtin_va_list arguments;
	__builtin_va_start(arguments, format);
	const int result = _IO_vfscanf(stream, format, arguments, 0);
	__builtin_va_end(arguments);
	return result;
}

/* Copies standard input to standard output, character by character, and counts
 * what it sees. */
static void
copy(void)
{
	int lines = 0, characters = 0, character;
	while ((character = get_character(stdin)) != EOF) {
		put_character(character, stdout);
		characters++;
		lines += character == '\n';
	}
	printf("%d lines, %d characters, end %d %d, error %d\n", lines, characters,
		_IO_feof(stdin), (stdin->flags & BEOS_IO_EOF_SEEN) != 0,
		_IO_ferror(stdin));
}

static void
use_a_file(void)
{
	FILE* const file = tmpfile();
	char buffer[100];
	setbuffer(file, buffer, sizeof(buffer));
	for (int i = 0; i < 1000; i++)
		put_character('a' + i % 26, file);
	rewind(file);
	int good = 1;
	for (int i = 0; i < 1000; i++) {
		good = good && peek_character(file) == 'a' + i % 26
			&& _IO_peekc_locked(file) == 'a' + i % 26
			&& get_character(file) == 'a' + i % 26;
	}
	print("good %d, end %d\n", good, get_character(file) == EOF);
	print("at %d\n", (int)_IO_seekpos(file, 26, 3));
	print("at %d\n", (int)_IO_seekoff(file, 1, 1, 3));
	print("character %c\n", get_character(file));
	char text[4] = "";
	print("read %d %.3s\n", (int)_IO_sgetn(file, text, 3), text);
	ungetc('!', file);
	print("back %c\n", get_character(file));
	fclose(file);
}

int
main(int argc, char** argv)
{
	if (argc > 1 && argv[1][0] == 'c') {
		copy();
		return 0;
	}
	print("streams %d\n", (void*)&_IO_2_1_stdout_ == (void*)stdout);
	print("line %d\n", setlinebuf(stdout));
	_IO_flockfile(stdout);
	fputs("locked\n", stdout);
	_IO_funlockfile(stdout);
	_IO_padn(stdout, '*', 3);
	put_character('\n', stdout);
	use_a_file();

	char line[64];
	char* got = gets(line);
	print("got %s\n", got);
	int number = 0;
	print("scanned %d\n", scan(stdin, "%d", &number));
	print("number %d\n", number);
	print("none %d\n", scan(stdin, "%d", &number));

	char name[BEOS_L_TMPNAM];
	FILE* const file = fopen(tmpnam(name), "w+");
	fprintf(file, "%ls %Ld", u"\u20ac", 1LL << 40);
	rewind(file);
	print("file %s\n", fgets(line, sizeof(line), file));
	fclose(file);
	print("removed %d\n", remove(name));
	print("gone %d\n", fopen(name, "r") == 0);
	print("error %x: %m\n", *_errnop());
	perror("perror");
	fprintf(stderr, "%s\n", "to stderr");
	return 0;
}
