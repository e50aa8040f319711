"""Makes small ELF files in the shape of those that BeOS R5's linker made: no
interpreter, no symbol versions, DT_HASH, two segments, no PT_GNU_STACK."""
import os
import struct
import subprocess

PT_NULL, PT_INTERP, PT_GNU_STACK = 0, 3, 0x6474e551

# What the start files of each generation import and define.
START = {
	"R4": """
		extern int _data_offset_main_;
		int _kget_thread_stacks_(int, void **);
		void _thread_do_exit_notification(void);
		void *stacks[4];
		void start_more(void)
		{
			_kget_thread_stacks_(find_thread(0), stacks);
			_data_offset_main_ = (int)stacks[3];
		}
		#define AFTER_MAIN _thread_do_exit_notification();
	""",
	"R5": """
		void _thread_do_exit_notification(void);
		void _init_one(void) {}
		void _init_two(void) {}
		void start_more(void) {}
		#define AFTER_MAIN _thread_do_exit_notification();
	""",
	"Haiku": """
		int _gSharedObjectHaikuVersion = 1, _gSharedObjectHaikuABI = 0x20002;
		void start_more(void) {}
		#define AFTER_MAIN
	""",
}

START_COMMON = """
	extern char **argv_save, **environ;
	extern int __main_thread_id;
	int find_thread(const char *);
	void _init_c_library_(int, char **, char **);
	void _call_init_routines_(void);
	void exit(int);
	int main(int, char **, char **);
"""

START_CODE = """
	void _start(int argc, char **argv, char **envp)
	{
		int result;
		argv_save = argv;
		environ = envp;
		__main_thread_id = find_thread(0);
		start_more();
		_init_c_library_(argc, argv, envp);
		_call_init_routines_();
		result = main(argc, argv, envp);
		AFTER_MAIN
		exit(result);
	}
"""


def run(*command, **more):
	subprocess.run(command, check=True, **more)


def program_headers(data):
	"""The offset and type of each program header."""
	offset, = struct.unpack_from("<I", data, 28)
	size, count = struct.unpack_from("<HH", data, 42)
	for i in range(count):
		yield offset + i * size, struct.unpack_from("<I", data, offset + i * size)[0]


def stub_library(folder, name):
	"""Something to link with, for a DT_NEEDED entry and nothing else."""
	os.makedirs(f"{folder}/stubs", exist_ok=True)
	path = f"{folder}/stubs/{name.replace('/', '-')}"
	if not os.path.exists(path):
		source = f"{folder}/stubs/empty.o"
		run("gcc", "-m32", "-x", "c", "-c", "-o", source, os.devnull)
		run("ld", "-m", "elf_i386", "-shared", "-soname", name, "-o", path, source)
	return path


def image(path, source, needed=("libroot.so",), start="R5", soname=None,
		options=()):
	"""Compiles and links a program, or with start None a library or add-on."""
	folder = os.path.dirname(path)
	os.makedirs(folder, exist_ok=True)
	text = source
	if start is not None:
		text = START_COMMON + START[start] + START_CODE + source
	run("gcc", "-m32", "-march=i686", "-O1", "-fPIC", "-ffreestanding", "-w",
		"-fno-asynchronous-unwind-tables", "-fno-stack-protector", "-x", "c", "-c",
		"-o", f"{path}.o", "-", input=text.encode())
	run("ld", "-m", "elf_i386", "-shared", "-Bsymbolic", "--hash-style=sysv",
		"-z", "norelro", "-z", "noseparate-code", "-z", "lazy", "--build-id=none",
		"--no-warn-execstack", *(["-e", "_start"] if start else ["-e", "0"]),
		*(["-soname", soname] if soname else []), *options, "-o", path,
		f"{path}.o", "--no-as-needed",
		*(stub_library(folder, name) for name in needed))
	os.unlink(f"{path}.o")
	with open(path, "r+b") as file:
		data = bytearray(file.read())
		for offset, kind in list(program_headers(data)):
			if kind == PT_GNU_STACK:
				struct.pack_into("<I", data, offset, PT_NULL)
		file.seek(0)
		file.write(data)
	return path
