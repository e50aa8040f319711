/* What _init and _fini do. */
typedef int image_id;

#pragma GCC visibility push(hidden)
void run_initialization(image_id id);
void run_termination(image_id id);

extern void (*constructors_begin[])(void);
extern void (*destructors_begin[])(void);

/* The object that the old tools reserved for the registry of frame tables, and
 * a table without entries. */
static int frame_object[6];
static int frame_table[1];
#pragma GCC visibility pop

extern int get_image_symbol(image_id id, const char* name, int type,
	void** location);
extern void __register_frame_info(const void* begin, void* object)
	__attribute__((weak));
extern void* __deregister_frame_info(const void* begin)
	__attribute__((weak));

#if GENERATION == 5
/* Without arguments. */
#	define CALL_HOOK(name) \
	do { \
		void (*hook)(void); \
		if (get_image_symbol(id, name, 5, (void**)&hook) == 0) \
			hook(); \
	} while (0)
#elif GENERATION == 6
#	define CALL_HOOK(name) \
	do { \
		void (*hook)(image_id); \
		if (get_image_symbol(id, name, 2, (void**)&hook) == 0) \
			hook(id); \
	} while (0)
#else
#	define CALL_HOOK(name)	(void)id
#endif

void
run_initialization(image_id id)
{
	CALL_HOOK("initialize_before");
	if (__register_frame_info != 0)
		__register_frame_info(frame_table, frame_object);
	int count = 0;
	while (constructors_begin[count + 1] != 0)
		count++;
	for (; count > 0; count--)
		constructors_begin[count]();
	CALL_HOOK("initialize_after");
}

void
run_termination(image_id id)
{
	static char done;
	CALL_HOOK("terminate_before");
	if (!done) {
		done = 1;
		for (int i = 1; destructors_begin[i] != 0; i++)
			destructors_begin[i]();
	}
	if (__deregister_frame_info != 0)
		__deregister_frame_info(frame_table);
	CALL_HOOK("terminate_after");
}
