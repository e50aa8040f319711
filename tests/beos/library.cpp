/* BeOS's C library, used by programs in the shape of BeOS's: files, terminals,
 * processes, errors. What they see is compared with what the host says. */
#include <dirent.h>
#include <fcntl.h>
#include <pty.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <termios.h>

#include <map>
#include <sstream>

#include "beos_test.h"

/* An empty folder that is removed with all that is in it. */
class temporary_folder {
public:
	temporary_folder()
	{
		EXPECT_NE(mkdtemp(fPath), nullptr);
	}

	~temporary_folder()
	{
		EXPECT_EQ(run_command({ "/bin/rm", "-rf", fPath }).exit_code(), 0);
	}

	std::string
	path(const std::string& name = "") const
	{
		return name.empty() ? fPath : std::string(fPath) + "/" + name;
	}

private:
	char	fPath[32] = "/tmp/beos.XXXXXX";
};

static std::vector<std::string>
lines_of(const std::string& text)
{
	std::istringstream stream(text);
	std::vector<std::string> lines;
	for (std::string line; std::getline(stream, line); )
		lines.push_back(line);
	return lines;
}

TEST(BeosLibrary, Errors)
{
	const temporary_folder folder;
	const outcome seen = run_beos("errors", { folder.path() });
	EXPECT_EQ(seen.exit_code(), 0) << seen.output;
	EXPECT_EQ(seen.output, "No such semaphore\nGeneral error\n"
		"Unknown error 4711\n");
	EXPECT_EQ(seen.errors, "program: Permission denied\n"
		"nothing: No such file or directory\n");
}

/* A line as the program writes it. */
static std::string
line_for(const std::string& name, const std::string& path)
{
	struct stat64 host;
	EXPECT_EQ(lstat64(path.c_str(), &host), 0) << path;
	char line[400];
	snprintf(line, sizeof(line),
		"%s %u %lld %o %d %u %u %lld %u %d %d %d %d", name.c_str(),
		(unsigned)host.st_dev, (long long)host.st_ino, host.st_mode,
		(int)host.st_nlink, host.st_uid, host.st_gid,
		(long long)host.st_size, (unsigned)host.st_rdev, (int)host.st_blksize,
		(int)host.st_atim.tv_sec, (int)host.st_mtim.tv_sec,
		(int)host.st_ctim.tv_sec);
	return line;
}

TEST(BeosLibrary, Files)
{
	const temporary_folder folder;
	const mode_t old = umask(022);
	const outcome seen = run_beos("files", { folder.path() }, "input");
	umask(old);
	EXPECT_EQ(seen.exit_code(), 0) << seen.output << seen.errors;
	const std::vector<std::string> lines = lines_of(seen.output);
	ASSERT_EQ(lines.size(), 7u) << seen.output;
	EXPECT_EQ(lines[0], line_for("large", folder.path("large")));
	EXPECT_EQ(lines[1], line_for("stream", folder.path("stream")));
	EXPECT_EQ(lines[2], line_for("created", folder.path("created")));
	EXPECT_EQ(lines[3], line_for("folder", folder.path("folder")));
	EXPECT_EQ(lines[4], line_for(".", folder.path()));
	EXPECT_EQ(lines[5], line_for("/dev/null", "/dev/null"));
	struct stat64 status;
	ASSERT_EQ(stat64(folder.path("large").c_str(), &status), 0);
	EXPECT_EQ(status.st_mode, S_IFREG | 0640u);
	ASSERT_EQ(stat64(folder.path("created").c_str(), &status), 0);
	EXPECT_EQ(status.st_mode, S_IFREG | 0751u);
}

TEST(BeosLibrary, Folders)
{
	const temporary_folder folder;
	std::map<std::string, int> expected;
	for (int i = 0; i < 300; i++) {
		const std::string path = folder.path("file" + std::to_string(i));
		close(open(path.c_str(), O_CREAT | O_WRONLY, 0600));
	}
	const outcome seen = run_beos("folders", { folder.path() });
	EXPECT_EQ(seen.exit_code(), 0) << seen.output << seen.errors;
	struct stat64 itself;
	ASSERT_EQ(stat64(folder.path().c_str(), &itself), 0);
	for (const std::string& line : lines_of(seen.output)) {
		std::istringstream words(line);
		std::string name;
		unsigned long long node, parent;
		unsigned device, parentDevice;
		words >> name >> node >> device >> parent >> parentDevice;
		struct stat64 status;
		ASSERT_EQ(lstat64(folder.path(name).c_str(), &status), 0) << line;
		EXPECT_EQ(node, status.st_ino) << line;
		EXPECT_EQ(device, (unsigned)status.st_dev) << line;
		EXPECT_EQ(parent, itself.st_ino) << line;
		EXPECT_EQ(parentDevice, (unsigned)itself.st_dev) << line;
		expected[name]++;
	}
	EXPECT_EQ(expected.size(), 302u);
	for (const auto& [name, count] : expected)
		EXPECT_EQ(count, 2) << name;
}

TEST(BeosLibrary, Locks)
{
	const temporary_folder folder;
	const std::string path = folder.path("file");
	const int file = open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
	int input[2], output[2];
	ASSERT_EQ(pipe2(input, O_CLOEXEC), 0);
	ASSERT_EQ(pipe2(output, O_CLOEXEC), 0);
	const std::string runner = staged_path("bin/libroot-run");
	const std::string program = beos_program("locks");
	const pid_t child = start_child([&] {
		dup2(input[0], 0);
		dup2(output[1], 1);
		execl(runner.c_str(), runner.c_str(), program.c_str(), path.c_str(),
			nullptr);
		return 255;
	});
	close(input[0]);
	close(output[1]);
	FILE* lines = fdopen(output[0], "r");
	int owner = 0;
	ASSERT_EQ(fscanf(lines, "locked by %d", &owner), 1);
	EXPECT_EQ(getc(lines), '\n');
	EXPECT_EQ(owner, child);

	struct flock64 lock = {};
	lock.l_type = F_RDLCK;
	lock.l_start = 6000000000;
	lock.l_len = 1;
	EXPECT_EQ(fcntl(file, F_GETLK64, &lock), 0);
	EXPECT_EQ(lock.l_type, F_WRLCK);
	EXPECT_EQ(lock.l_start, 5000000000);
	EXPECT_EQ(lock.l_len, 0);
	EXPECT_EQ(lock.l_pid, child);
	lock = {};
	lock.l_type = F_WRLCK;
	lock.l_start = 3;
	lock.l_len = 4;
	EXPECT_EQ(fcntl(file, F_SETLK64, &lock), 0);
	close(input[1]);
	char line[100] = "";
	fgets(line, sizeof(line), lines);
	EXPECT_EQ(line, "type 400 from 3 length 4 by " + std::to_string(getpid())
		+ "\n");
	while (fgets(line, sizeof(line), lines) != nullptr)
		ADD_FAILURE() << line;
	EXPECT_EQ(kernel_status_of(child), 0);
	fclose(lines);
	close(file);
}

TEST(BeosLibrary, Terminal)
{
	int master, terminal;
	struct winsize size = { 31, 97, 0, 0 };
	ASSERT_EQ(openpty(&master, &terminal, nullptr, nullptr, &size), 0);
	struct termios before;
	ASSERT_EQ(tcgetattr(terminal, &before), 0);
	before.c_cc[VEOL] = 5;
	before.c_cc[VEOL2] = 6;
	cfsetspeed(&before, B57600);
	ASSERT_EQ(tcsetattr(terminal, TCSANOW, &before), 0);
	ASSERT_EQ(tcgetattr(terminal, &before), 0);
	int output[2];
	ASSERT_EQ(pipe2(output, O_CLOEXEC), 0);
	const std::string runner = staged_path("bin/libroot-run");
	const std::string program = beos_program("terminal");
	const pid_t child = start_child([&] {
		dup2(terminal, 0);
		dup2(output[1], 1);
		execl(runner.c_str(), runner.c_str(), program.c_str(), nullptr);
		return 255;
	});
	close(output[1]);
	FILE* lines = fdopen(output[0], "r");
	char line[200] = "";
	fgets(line, sizeof(line), lines);
	char expected[200];
	snprintf(expected, sizeof(expected), "%x %x %x %x %d %d %d %d %d %d %d %d %d"
		" %d %d 31x97\n", before.c_iflag & 0x1fff, before.c_oflag & 0xffff,
		/* B57600, CS8, and what is the same */
		0x10 | 0x20 | (before.c_cflag
			& (CSTOPB | CREAD | PARENB | PARODD | HUPCL | CLOCAL)),
		(before.c_lflag & 0x1ff) | ((before.c_lflag & IEXTEN) != 0 ? 0x200 : 0),
		before.c_cc[VINTR], before.c_cc[VQUIT], before.c_cc[VERASE],
		before.c_cc[VKILL], before.c_cc[VEOF], before.c_cc[VEOL],
		before.c_cc[VEOL2], before.c_cc[VSWTC], before.c_cc[VSTART],
		before.c_cc[VSTOP], before.c_cc[VSUSP]);
	EXPECT_STREQ(line, expected);
	fgets(line, sizeof(line), lines);
	EXPECT_STREQ(line, "raw\n");

	struct termios raw;
	ASSERT_EQ(tcgetattr(terminal, &raw), 0);
	EXPECT_EQ(raw.c_lflag, before.c_lflag & ~(ICANON | ECHO));
	EXPECT_EQ(raw.c_cc[VMIN], 1);
	EXPECT_EQ(raw.c_cc[VTIME], 0);
	EXPECT_EQ(raw.c_cc[VEOF], before.c_cc[VEOF]);
	EXPECT_EQ(raw.c_iflag, before.c_iflag);
	EXPECT_EQ(cfgetospeed(&raw), (speed_t)B115200);
	ASSERT_EQ(write(master, "x", 1), 1);
	fgets(line, sizeof(line), lines);
	EXPECT_STREQ(line, "done\n");
	EXPECT_EQ(kernel_status_of(child), 0);
	struct termios after;
	ASSERT_EQ(tcgetattr(terminal, &after), 0);
	EXPECT_EQ(after.c_lflag, before.c_lflag);
	EXPECT_EQ(after.c_iflag, before.c_iflag);
	EXPECT_EQ(after.c_cflag, before.c_cflag);
	EXPECT_EQ(after.c_cc[VEOF], before.c_cc[VEOF]);
	EXPECT_EQ(after.c_cc[VEOL], before.c_cc[VEOL]);
	fclose(lines);
	close(master);
	close(terminal);
}

TEST(BeosLibrary, Processes)
{
	const outcome seen = run_beos("processes");
	EXPECT_EQ(seen.exit_code(), 0) << seen.output << seen.errors;
	utsname host;
	ASSERT_EQ(uname(&host), 0);
	auto cut = [](const char* name) {
		return std::string(name).substr(0, 31);
	};
	const passwd* user = getpwuid(getuid());
	ASSERT_NE(user, nullptr);
	EXPECT_EQ(seen.output, cut(host.sysname) + " " + cut(host.nodename) + " "
		+ cut(host.machine) + "\n" + user->pw_name + " " + user->pw_dir + " "
		+ user->pw_shell + " " + user->pw_gecos + "\n");
}
