/* The start code of programs: R4's, R5's and that of Haiku for gcc 2. */
typedef int thread_id;

extern char** argv_save;
extern char** environ;
extern thread_id __main_thread_id;
extern int _data_offset_main_;

extern thread_id find_thread(const char* name);
extern int _kget_thread_stacks_(thread_id id, void* words[4]);
extern void _init_c_library_(int argc, char** argv, char** envp);
extern void _call_init_routines_(void);
extern void _thread_do_exit_notification(void);
extern void exit(int status) __attribute__((noreturn));
extern int main(int argc, char** argv, char** envp);

void
_start(int argc, char** argv, char** envp)
{
#if GENERATION == 4
	/* An area for the thread's data in this very frame. */
	struct {
		char	data[1024];
		char	mark[4];
		int		size;
	} area = { {0}, "!DT!", 1024 };
	__asm__ volatile("" : : "r"(&area) : "memory");
#endif
	argv_save = argv;
#if GENERATION != 6
	static char* no_environment[] = { "NO_ENVIRON=true", 0 };
	environ = envp != 0 ? envp : no_environment;
#endif
#if GENERATION == 5
	thread_id id;
	__asm__("movl %%fs:4, %0" : "=r"(id));
	__main_thread_id = id;
#else
	__main_thread_id = find_thread(0);
#endif
#if GENERATION == 4
	void* stacks[4];
	_kget_thread_stacks_(__main_thread_id, stacks);
	_data_offset_main_ = (char*)stacks[3] - (char*)__builtin_frame_address(0);
#endif
	_init_c_library_(argc, argv, envp);
	_call_init_routines_();
	const int status = main(argc, argv, envp);
#if GENERATION != 6
	_thread_do_exit_notification();
#endif
	exit(status);
}
