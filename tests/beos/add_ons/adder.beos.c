/* An add-on. */
extern int printf(const char* format, ...);

int add_on_data = 17;

int
add(int one, int other)
{
	return one + other;
}

void
initialize_after(void)
{
	printf("add-on: loaded\n");
}

void
terminate_after(void)
{
	printf("add-on: unloaded\n");
}
