/* A library that tells of its beginning and end, by its hooks and constructors. */
extern int printf(const char* format, ...);

int library_value = 5;

void
initialize_before(void)
{
	printf("library: before its constructors\n");
}

void
initialize_after(void)
{
	printf("library: after its constructors\n");
}

void
terminate_before(void)
{
	printf("library: before its destructors\n");
}

int
told(int value)
{
	return value + library_value;
}

/* A name that the program has as well: each means its own. */
int
shared_name(void)
{
	return 1;
}

int
shared_name_of_library(void)
{
	return shared_name();
}
