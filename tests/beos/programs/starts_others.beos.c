/* Starts the program that its second argument names, in the way that the first
 * names, with the arguments "started" and the way. */
typedef int thread_id;

extern int printf(const char* format, ...);
extern int sprintf(char* text, const char* format, ...);
extern int fflush(void* stream);
extern int strcmp(const char* one, const char* other);
extern char** environ;
extern int fork(void);
extern int waitpid(int child, int* status, int options);
extern void _exit(int status);
extern int execv(const char* path, char* const* arguments);
extern int execve(const char* path, char* const* arguments, char* const* env);
extern int execvp(const char* path, char* const* arguments);
extern int execl(const char* path, const char* argument, ...);
extern int execlp(const char* path, const char* argument, ...);
extern int system(const char* command);
extern void* popen(const char* command, const char* mode);
extern int pclose(void* stream);
extern char* fgets(char* line, int size, void* stream);
extern thread_id load_image(int argc, const char** argv, const char** envp);
extern int resume_thread(thread_id thread);
extern int wait_for_thread(thread_id thread, int* status);

int
main(int argc, char** argv, char** envp)
{
	const char* way = argv[1];
	char* program = argv[2];
	char* arguments[] = { program, "started", argv[1], 0 };
	char command[1000];
	int status = -1;
	(void)argc;
	sprintf(command, "%s started '%s'", program, way);
	fflush(0);
	if (strcmp(way, "system") == 0) {
		status = system(command);
	} else if (strcmp(way, "popen") == 0) {
		void* stream = popen(command, "r");
		char line[200];
		while (fgets(line, sizeof(line), stream) != 0)
			printf("%s", line);
		status = pclose(stream);
	} else if (strcmp(way, "load_image") == 0) {
		thread_id team = load_image(3, (const char**)arguments,
			(const char**)envp);
		if (team > 0 && resume_thread(team) == 0)
			wait_for_thread(team, &status);
		else
			status = team;
	} else if (strcmp(way, "shell in exec") == 0) {
		char* shell[] = { "/bin/sh", "-c", command, 0 };
		int child = fork();
		if (child == 0) {
			execv(shell[0], shell);
			_exit(99);
		}
		waitpid(child, &status, 0);
	} else {
		int child = fork();
		if (child == 0) {
			if (strcmp(way, "execv") == 0)
				execv(program, arguments);
			else if (strcmp(way, "execve") == 0)
				execve(program, arguments, envp);
			else if (strcmp(way, "execvp") == 0)
				execvp(program, arguments);
			else if (strcmp(way, "execl") == 0)
				execl(program, program, "started", way, (char*)0);
			else if (strcmp(way, "execlp") == 0)
				execlp(program, program, "started", way, (char*)0);
			_exit(99);
		}
		waitpid(child, &status, 0);
	}
	printf("status %d\n", status);
	return 0;
}
