/* Says what it was started with; its exit code is the number of arguments. */
extern int printf(const char* format, ...);
extern char** argv_save;
extern char** environ;
extern char* getenv(const char* name);
extern int __main_thread_id;

static int constructed;

static void
construct(void)
{
	constructed = argv_save != 0 && environ != 0;
}

static void (*const constructor)(void)
	__attribute__((section(".ctors"), used)) = construct;

static void
destroy(void)
{
	printf("destroyed\n");
}

static void (*const destructor)(void)
	__attribute__((section(".dtors"), used)) = destroy;

int
main(int argc, char** argv, char** envp)
{
	printf("hello, constructed %d, main thread %s\n", constructed,
		__main_thread_id > 0 ? "known" : "unknown");
	for (int i = 0; i < argc; i++)
		printf("%d: %s\n", i, argv[i]);
	printf("environment: %s %s\n", envp == environ ? "same" : "other",
		getenv("GREETING"));
	return argc;
}
