#if defined(__i386__)

#include "beos_function.h"

#include <pty.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "../../headers/legacy/beos/ioctl.h"
#include "../../headers/legacy/beos/limits.h"
#include "../../headers/legacy/beos/termios.h"

typedef int ioctl_function(int, unsigned long, ...);
typedef int tcsetattr_function(int, int, const beos_termios*);
typedef int two_numbers_function(int, int);

/* A terminal, seen from both sides. */
class beos_terminal : public testing::Test {
protected:
	void
	SetUp() override
	{
		ASSERT_EQ(openpty(&fMaster, &fTerminal, nullptr, nullptr, nullptr), 0);
	}

	void
	TearDown() override
	{
		close(fMaster);
		close(fTerminal);
	}

	struct termios
	host_settings() const
	{
		struct termios settings;
		EXPECT_EQ(tcgetattr(fTerminal, &settings), 0);
		return settings;
	}

	void
	set_host(const struct termios& settings) const
	{
		EXPECT_EQ(::tcsetattr(fTerminal, TCSANOW, &settings), 0);
	}

	beos_termios
	settings() const
	{
		BEOS(ioctl_function, ioctl);
		guarded<beos_termios> settings;
		EXPECT_EQ(ioctl(fTerminal, BEOS_TCGETA, &settings.value), 0);
		EXPECT_TRUE(settings.is_intact());
		return settings.value;
	}

	void
	set(const beos_termios& settings) const
	{
		BEOS(tcsetattr_function, tcsetattr);
		EXPECT_EQ(tcsetattr(fTerminal, BEOS_TCSANOW, &settings), 0);
	}

	int	fMaster = -1;
	int	fTerminal = -1;
};

static bool
same_settings(const struct termios& a, const struct termios& b)
{
	return a.c_iflag == b.c_iflag && a.c_oflag == b.c_oflag
		&& a.c_cflag == b.c_cflag && a.c_lflag == b.c_lflag
		&& a.c_line == b.c_line && memcmp(a.c_cc, b.c_cc, NCCS) == 0
		&& cfgetispeed(&a) == cfgetispeed(&b)
		&& cfgetospeed(&a) == cfgetospeed(&b);
}

TEST_F(beos_terminal, shows_what_the_host_set)
{
	const struct termios host = host_settings();
	const beos_termios beos = settings();
	EXPECT_EQ(beos.c_iflag, host.c_iflag & 0x1fff);
	EXPECT_EQ(beos.c_oflag, host.c_oflag & 0xffff);
	EXPECT_EQ(beos.c_lflag, (host.c_lflag & 0x1ff)
		| ((host.c_lflag & IEXTEN) != 0 ? 0x200u : 0));
	EXPECT_EQ(beos.c_cflag & BEOS_CBAUD, (tcflag_t)B38400);
	EXPECT_EQ(beos.c_cflag & BEOS_CSIZE, (tcflag_t)BEOS_CS8);
	EXPECT_NE(beos.c_cflag & BEOS_CREAD, 0u);
	const struct {
		int	beos;
		int	host;
	} places[] = {
		{ 0, VINTR }, { 1, VQUIT }, { 2, VERASE }, { 3, VKILL }, { 4, VEOF },
		{ 5, VEOL }, { 6, VEOL2 }, { 7, VSWTC }, { 8, VSTART }, { 9, VSTOP },
		{ 10, VSUSP }
	};
	for (const auto& place : places)
		EXPECT_EQ(beos.c_cc[place.beos], host.c_cc[place.host]) << place.beos;
}

/* Whatever the host's settings are, putting back what was read changes
 * nothing: not even what BeOS has no bits for. */
TEST_F(beos_terminal, reading_and_setting_changes_nothing)
{
	unsigned state = 12345;
	auto random = [&state] {
		return (state = state * 1664525 + 1013904223) >> 8;
	};
	const speed_t speeds[] = { B0, B50, B300, B9600, B38400, B57600, B115200,
		B230400, B460800, B921600, B4000000 };
	for (int i = 0; i < 2000; i++) {
		struct termios host = host_settings();
		host.c_iflag = random() & 077777;
		host.c_oflag = random() & 0177777;
		host.c_lflag = (random() & 0177777) & ~EXTPROC;
		host.c_cflag = (random() & (CSIZE | CSTOPB | CREAD | PARENB | PARODD
			| HUPCL | CLOCAL)) | (random() % 2 ? CRTSCTS : 0);
		for (cc_t& character : host.c_cc)
			character = random();
		cfsetspeed(&host, speeds[random() % 11]);
		set_host(host);
		const struct termios before = host_settings();
		set(settings());
		ASSERT_TRUE(same_settings(before, host_settings())) << i;
	}
}

TEST_F(beos_terminal, one_bit_changed_changes_one_bit)
{
	const struct termios before = host_settings();
	beos_termios beos = settings();
	beos.c_lflag &= ~8;		/* ECHO */
	set(beos);
	struct termios expected = before;
	expected.c_lflag &= ~ECHO;
	EXPECT_TRUE(same_settings(host_settings(), expected));

	beos.c_lflag &= ~BEOS_IEXTEN;
	beos.c_oflag |= 2;		/* OLCUC */
	beos.c_iflag |= 0x200;	/* IUCLC */
	set(beos);
	expected.c_lflag &= ~IEXTEN;
	expected.c_oflag |= OLCUC;
	expected.c_iflag |= IUCLC;
	EXPECT_TRUE(same_settings(host_settings(), expected));

	beos.c_cflag |= BEOS_CSTOPB | BEOS_CTSFLOW | BEOS_RTSFLOW;
	set(beos);
	expected.c_cflag |= CSTOPB | CRTSCTS;
	EXPECT_TRUE(same_settings(host_settings(), expected));
	EXPECT_EQ(settings().c_cflag, beos.c_cflag);
	beos.c_cflag &= ~(BEOS_CTSFLOW | BEOS_RTSFLOW);
	set(beos);
	EXPECT_EQ(host_settings().c_cflag & CRTSCTS, 0u);
}

/* Outside of canonical input VMIN is where VEOF is. */
TEST_F(beos_terminal, has_two_characters_with_two_meanings)
{
	const struct termios before = host_settings();
	const beos_termios saved = settings();
	beos_termios raw = saved;
	raw.c_lflag &= ~(1 | 2 | 8);	/* ISIG, ICANON, ECHO */
	raw.c_cc[BEOS_VMIN] = 7;
	raw.c_cc[BEOS_VTIME] = 3;
	set(raw);
	struct termios host = host_settings();
	EXPECT_EQ(host.c_cc[VMIN], 7);
	EXPECT_EQ(host.c_cc[VTIME], 3);
	EXPECT_EQ(host.c_cc[VEOF], before.c_cc[VEOF]);
	EXPECT_EQ(host.c_cc[VEOL], before.c_cc[VEOL]);
	EXPECT_EQ(settings().c_cc[BEOS_VMIN], 7);
	EXPECT_EQ(settings().c_cc[BEOS_VTIME], 3);

	set(saved);
	host = host_settings();
	EXPECT_EQ(host.c_cc[VEOF], before.c_cc[VEOF]);
	EXPECT_EQ(host.c_cc[VEOL], before.c_cc[VEOL]);
	EXPECT_EQ(host.c_lflag, before.c_lflag);
	EXPECT_EQ(settings().c_cc[BEOS_VEOF], before.c_cc[VEOF]);
}

TEST_F(beos_terminal, takes_no_character_as_r5_writes_it)
{
	beos_termios beos = settings();
	beos.c_cc[BEOS_VINTR] = 254;
	beos.c_cc[BEOS_VSUSP] = 0;
	set(beos);
	EXPECT_EQ(host_settings().c_cc[VINTR], 0);
	EXPECT_EQ(host_settings().c_cc[VSUSP], 0);
	/* But not as a count. */
	beos.c_lflag &= ~2;
	beos.c_cc[BEOS_VMIN] = 254;
	set(beos);
	EXPECT_EQ(host_settings().c_cc[VMIN], 254);
	BEOS(long(int, int), fpathconf);
	EXPECT_EQ(fpathconf(fTerminal, BEOS_PC_VDISABLE), 254);
}

TEST_F(beos_terminal, has_r5s_speeds)
{
	BEOS(int(beos_termios*, unsigned char), cfsetospeed);
	BEOS(int(beos_termios*, unsigned char), cfsetispeed);
	BEOS(unsigned char(const beos_termios*), cfgetospeed);
	BEOS(unsigned char(const beos_termios*), cfgetispeed);
	const struct {
		unsigned char	beos;
		speed_t			host;
	} speeds[] = {
		{ 0x01, B50 }, { 0x0d, B9600 }, { 0x0e, B19200 }, { 0x0f, B38400 },
		{ 0x10, B57600 }, { 0x11, B115200 }, { 0x12, B230400 }
	};
	for (const auto& speed : speeds) {
		beos_termios beos = settings();
		const beos_termios old = beos;
		EXPECT_EQ(cfsetospeed(&beos, speed.beos), 0);
		EXPECT_EQ(cfsetispeed(&beos, speed.beos), 0);
		EXPECT_EQ(cfsetispeed(&beos, 0), 0);
		EXPECT_EQ(cfgetospeed(&beos), speed.beos);
		EXPECT_EQ(cfgetispeed(&beos), speed.beos);
		EXPECT_EQ(beos.c_cflag & ~BEOS_CBAUD, old.c_cflag & ~BEOS_CBAUD);
		set(beos);
		const struct termios host = host_settings();
		EXPECT_EQ(::cfgetospeed(&host), speed.host) << (int)speed.beos;
		EXPECT_EQ(::cfgetispeed(&host), speed.host) << (int)speed.beos;
		const beos_termios again = settings();
		EXPECT_EQ(cfgetospeed(&again), speed.beos);
	}
	beos_termios beos = settings();
	EXPECT_BEOS_ERROR(cfsetospeed(&beos, 0x20), BEOS_EINVAL);
	/* The host has no MIDI. */
	EXPECT_EQ(cfsetospeed(&beos, BEOS_B31250), 0);
	BEOS(tcsetattr_function, tcsetattr);
	EXPECT_BEOS_ERROR(tcsetattr(fTerminal, BEOS_TCSANOW, &beos), BEOS_EINVAL);
}

TEST_F(beos_terminal, is_set_through_ioctl_too)
{
	BEOS(ioctl_function, ioctl);
	for (unsigned long code : { BEOS_TCSETA, BEOS_TCSETAF, BEOS_TCSETAW }) {
		beos_termios beos = settings();
		beos.c_lflag ^= 8;
		ASSERT_EQ(ioctl(fTerminal, code, &beos), 0);
		EXPECT_EQ(host_settings().c_lflag & ECHO, beos.c_lflag & 8);
	}
	BEOS(int(int, beos_termios*), tcgetattr);
	guarded<beos_termios> beos;
	EXPECT_EQ(tcgetattr(fTerminal, &beos.value), 0);
	EXPECT_TRUE(beos.is_intact());
}

TEST_F(beos_terminal, knows_three_times_to_change)
{
	BEOS(tcsetattr_function, tcsetattr);
	const beos_termios beos = settings();
	for (int option : { 1, 2, 4 })
		EXPECT_EQ(tcsetattr(fTerminal, option, &beos), 0);
	for (int option : { -1, 0, 3, 5 })
		EXPECT_BEOS_ERROR(tcsetattr(fTerminal, option, &beos), BEOS_EINVAL);
}

/* Unread input and unwritten output. */
TEST_F(beos_terminal, flushes_the_right_queue)
{
	BEOS(two_numbers_function, tcflush);
	BEOS(ioctl_function, ioctl);
	auto queued = [](int file) {
		int count = -1;
		::ioctl(file, FIONREAD, &count);
		return count;
	};
	for (int queue : { BEOS_TCIFLUSH, BEOS_TCOFLUSH, BEOS_TCIOFLUSH }) {
		for (bool by_ioctl : { false, true }) {
			ASSERT_EQ(write(fMaster, "in\n", 3), 3);
			while (queued(fTerminal) != 3)
				;
			EXPECT_EQ(by_ioctl ? ioctl(fTerminal, BEOS_TCFLSH, queue)
				: tcflush(fTerminal, queue), 0);
			EXPECT_EQ(queued(fTerminal), queue == BEOS_TCOFLUSH ? 3 : 0);
			EXPECT_EQ(::tcflush(fTerminal, TCIOFLUSH), 0);
		}
	}
	for (int queue : { 0, 4, -1 }) {
		EXPECT_BEOS_ERROR(tcflush(fTerminal, queue), BEOS_EINVAL);
		EXPECT_BEOS_ERROR(ioctl(fTerminal, BEOS_TCFLSH, queue), BEOS_EINVAL);
	}
}

TEST_F(beos_terminal, stops_and_starts)
{
	BEOS(two_numbers_function, tcflow);
	BEOS(ioctl_function, ioctl);
	ASSERT_EQ(fcntl(fTerminal, F_SETFL, O_RDWR | O_NONBLOCK), 0);
	EXPECT_EQ(tcflow(fTerminal, BEOS_TCOOFF), 0);
	EXPECT_EQ(write(fTerminal, "x", 1), -1);
	EXPECT_EQ(errno, EAGAIN);
	EXPECT_EQ(tcflow(fTerminal, BEOS_TCOON), 0);
	EXPECT_EQ(write(fTerminal, "x", 1), 1);
	EXPECT_EQ(ioctl(fTerminal, BEOS_TCXONC, BEOS_TCOOFF), 0);
	EXPECT_EQ(write(fTerminal, "x", 1), -1);
	EXPECT_EQ(ioctl(fTerminal, BEOS_TCXONC, BEOS_TCOON), 0);
	EXPECT_EQ(write(fTerminal, "y", 1), 1);
	/* The other end gets the character that stops it. */
	EXPECT_EQ(tcflow(fTerminal, BEOS_TCIOFF), 0);
	char text[8] = {};
	EXPECT_GE(read(fMaster, text, sizeof(text)), 2);
	EXPECT_NE(strchr(text, host_settings().c_cc[VSTOP]), nullptr);
	for (int action : { 0, 3, 5, -1 })
		EXPECT_BEOS_ERROR(tcflow(fTerminal, action), BEOS_EINVAL);
}

TEST_F(beos_terminal, has_a_size)
{
	BEOS(ioctl_function, ioctl);
	const struct winsize host = { 33, 77, 5, 6 };
	ASSERT_EQ(::ioctl(fTerminal, TIOCSWINSZ, &host), 0);
	struct winsize size = {};
	EXPECT_EQ(ioctl(fTerminal, BEOS_TIOCGWINSZ, &size), 0);
	EXPECT_EQ(memcmp(&size, &host, sizeof(size)), 0);
	size.ws_row = 11;
	EXPECT_EQ(ioctl(fTerminal, BEOS_TIOCSWINSZ, &size), 0);
	struct winsize now;
	ASSERT_EQ(::ioctl(fTerminal, TIOCGWINSZ, &now), 0);
	EXPECT_EQ(now.ws_row, 11);
}

TEST_F(beos_terminal, fails_as_the_hosts)
{
	BEOS(ioctl_function, ioctl);
	BEOS(tcsetattr_function, tcsetattr);
	BEOS(two_numbers_function, tcflush);
	BEOS(two_numbers_function, tcflow);
	const int plain = open("/dev/null", O_RDWR);
	beos_termios beos = settings();
	struct winsize size;
	for (int file : { plain, -1, 5000 }) {
		const int error = file == plain ? BEOS_ENOTTY : BEOS_EBADF;
		EXPECT_BEOS_ERROR(ioctl(file, BEOS_TCGETA, &beos), error);
		EXPECT_BEOS_ERROR(ioctl(file, BEOS_TCSETA, &beos), error);
		EXPECT_BEOS_ERROR(ioctl(file, BEOS_TIOCGWINSZ, &size), error);
		EXPECT_BEOS_ERROR(ioctl(file, BEOS_TCFLSH, 1), error);
		EXPECT_BEOS_ERROR(tcsetattr(file, 1, &beos), error);
		EXPECT_BEOS_ERROR(tcflush(file, 1), error);
		EXPECT_BEOS_ERROR(tcflow(file, 1), error);
		for (unsigned long code : { 0ul, 0x5401ul, 0x5413ul, 0x800ful, 99ul,
				0xbe000001ul, ~0ul, (unsigned long)BEOS_TCWAITEVENT }) {
			EXPECT_BEOS_ERROR(ioctl(file, code, &beos),
				file == plain ? BEOS_EINVAL : BEOS_EBADF);
		}
	}
	close(plain);
	EXPECT_BEOS_ERROR(ioctl(fTerminal, BEOS_TCGETA, bad_pointer<void>()),
		BEOS_EFAULT);
	EXPECT_BEOS_ERROR(ioctl(fTerminal, BEOS_TCSETA, bad_pointer<void>()),
		BEOS_EFAULT);
	EXPECT_BEOS_ERROR(tcsetattr(fTerminal, 1, bad_pointer<beos_termios>()),
		BEOS_EFAULT);
	EXPECT_BEOS_ERROR(ioctl(fTerminal, BEOS_TIOCGWINSZ, bad_pointer<void>()),
		BEOS_EFAULT);
}

TEST(beos_ioctl, changes_whether_calls_wait)
{
	BEOS(ioctl_function, ioctl);
	int pipes[2];
	ASSERT_EQ(pipe(pipes), 0);
	EXPECT_EQ(ioctl(pipes[0], BEOS_B_SET_NONBLOCKING_IO), 0);
	EXPECT_EQ(fcntl(pipes[0], F_GETFL), O_RDONLY | O_NONBLOCK);
	unsigned char ready = 77;
	EXPECT_EQ(ioctl(pipes[0], BEOS_B_GET_READ_STATUS, &ready), 0);
	EXPECT_EQ(ready, 0);
	EXPECT_EQ(ioctl(pipes[1], BEOS_B_GET_WRITE_STATUS, &ready), 0);
	EXPECT_EQ(ready, 1);
	ASSERT_EQ(write(pipes[1], "x", 1), 1);
	EXPECT_EQ(ioctl(pipes[0], BEOS_B_GET_READ_STATUS, &ready), 0);
	EXPECT_EQ(ready, 1);
	EXPECT_EQ(ioctl(pipes[0], BEOS_B_SET_BLOCKING_IO), 0);
	EXPECT_EQ(fcntl(pipes[0], F_GETFL), O_RDONLY);
	EXPECT_BEOS_ERROR(ioctl(-1, BEOS_B_SET_BLOCKING_IO), BEOS_EBADF);
	EXPECT_BEOS_ERROR(ioctl(-1, BEOS_B_GET_READ_STATUS, &ready), BEOS_EBADF);
	EXPECT_BEOS_ERROR(ioctl(5000, BEOS_B_GET_READ_STATUS, &ready), BEOS_EBADF);
	unsigned size;
	EXPECT_BEOS_ERROR(ioctl(pipes[0], BEOS_B_GET_DEVICE_SIZE, &size),
		BEOS_EINVAL);
	close(pipes[0]);
	close(pipes[1]);
}

/* Whatever the code and the argument: an error, and no harm. */
TEST(beos_ioctl, survives_bad_arguments)
{
	BEOS(ioctl_function, ioctl);
	int master, terminal;
	ASSERT_EQ(openpty(&master, &terminal, nullptr, nullptr, nullptr), 0);
	int pipes[2];
	ASSERT_EQ(pipe(pipes), 0);
	for (int file : { terminal, pipes[0], pipes[1], -1 }) {
		for (unsigned long code = 0; code < 0x8020; code++) {
			if (code == 64)
				code = 0x7ff0;
			/* These take numbers, or nothing. */
			if (code == BEOS_TCSBRK || code == BEOS_TCXONC
				|| code == BEOS_TCFLSH || code == BEOS_B_SET_BLOCKING_IO
				|| code == BEOS_B_SET_NONBLOCKING_IO
				|| code == BEOS_B_FLUSH_DRIVE_CACHE)
				continue;
			for (void* argument : { (void*)nullptr, (void*)16,
					(void*)0xfffffff0 })
				EXPECT_EQ(ioctl(file, code, argument), -1) << code;
		}
	}
	for (int file : { terminal, master, pipes[0], pipes[1] })
		close(file);
}

#endif
