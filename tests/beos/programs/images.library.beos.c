/* The image calls, a library and an add-on, whose path is the argument. */
typedef int image_id;

struct image_info {
	image_id	id;
	int			type, sequence, init_order;
	void*		init_routine;
	void*		term_routine;
	int			device;
	long long	node;
	char		name[1024];
	void*		text;
	void*		data;
	int			text_size, data_size;
} __attribute__((packed, aligned(4)));

extern int printf(const char* format, ...);
extern char* strrchr(const char* text, int character);
extern int strcmp(const char* one, const char* other);
extern int _get_next_image_info(int team, int* cookie, struct image_info* info,
	unsigned long size);
extern int _get_image_info(image_id id, struct image_info* info,
	unsigned long size);
extern int get_image_symbol(image_id id, const char* name, int type,
	void** location);
extern int get_nth_image_symbol(image_id id, int number, char* name,
	int* length, int* type, void** location);
extern image_id load_add_on(const char* path);
extern int unload_add_on(image_id id);
extern int told(int value);
extern int shared_name_of_library(void);
extern int library_value;

int
shared_name(void)
{
	return 2;
}

int
program_symbol(void)
{
	return 3;
}

int
main(int argc, char** argv)
{
	struct image_info info;
	int cookie = 0;
	image_id program = 0, libroot = 0;
	void* found;
	(void)argc;

	printf("library says %d, its data %d, names %d %d\n", told(10),
		library_value, shared_name(), shared_name_of_library());

	while (_get_next_image_info(0, &cookie, &info, sizeof(info)) == 0) {
		const char* leaf = strrchr(info.name, '/') + 1;
		printf("image %s type %d\n", leaf, info.type);
		if (info.type == 1)
			program = info.id;
		if (strcmp(leaf, "libroot.so") == 0)
			libroot = info.id;
	}
	const int status = get_image_symbol(program, "program_symbol", 2, &found);
	printf("own %d %d\n", status, ((int (*)(void))found)());
	printf("not of others: %d\n",
		get_image_symbol(program, "told", 2, &found) != 0);
	printf("not a variable: %d\n",
		get_image_symbol(program, "program_symbol", 1, &found) != 0);
	printf("no image: %x\n", get_image_symbol(9999, "main", 2, &found));
	/* In BeOS's ABI: what this very program is linked to. */
	extern int sigaction(int, const void*, void*);
	printf("of libroot: %d\n", get_image_symbol(libroot, "sigaction", 2, &found)
		== 0 && found == (void*)sigaction);

	const image_id add_on = load_add_on(argv[1]);
	printf("again the same: %d\n", load_add_on(argv[1]) == add_on);
	get_image_symbol(add_on, "add", 2, &found);
	printf("add-on adds %d\n", ((int (*)(int, int))found)(20, 22));
	get_image_symbol(add_on, "add_on_data", 1, &found);
	printf("add-on data %d\n", *(int*)found);
	printf("add-on type %d\n",
		_get_image_info(add_on, &info, sizeof(info)) == 0 ? info.type : -1);
	int number, seen = 0;
	for (number = 0; ; number++) {
		char name[64];
		int length = sizeof(name), type;
		if (get_nth_image_symbol(add_on, number, name, &length, &type, &found)
				!= 0)
			break;
		if (strcmp(name, "add") == 0 && type == 2 && length == 3)
			seen++;
	}
	printf("counted: %d\n", seen);
	printf("unload %d\n", unload_add_on(add_on));
	printf("unload %d\n", unload_add_on(add_on));
	printf("gone: %d\n", unload_add_on(add_on) != 0
		&& _get_image_info(add_on, &info, sizeof(info)) != 0);
	printf("none: %x\n", load_add_on("/nowhere/add-on"));
	return 0;
}
