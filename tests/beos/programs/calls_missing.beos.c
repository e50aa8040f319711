/* Refers to what nobody has. */
extern int puts(const char* text);
extern int fflush(void* stream);
extern void BLooper_Quit(void);
extern int strcmp(const char* one, const char* other);

int
main(int argc, char** argv)
{
	puts("before");
	fflush(0);
	if (argc > 1 && strcmp(argv[1], "call") == 0)
		BLooper_Quit();
	if (argc > 1 && strcmp(argv[1], "die") == 0)
		*(volatile int*)0 = 0;
	puts("after");
	return 0;
}
