/* Several teams, of both architectures: sharing, and what becomes of the objects
 * of one that ends. */
#include <fcntl.h>
#include <sys/stat.h>

#include "kernel_objects_test.h"

static std::string
peer_program(const std::string& architecture)
{
	const char* out = getenv("OUT");
	return out != nullptr ? std::string(out) + "/tests/" + architecture
		+ "/kernel_objects/object_peer" : "";
}

/* The peer with its standard input and output. */
class peer {
public:
	peer(const std::string& program, std::vector<std::string> arguments)
	{
		int input[2];
		int output[2];
		if (pipe2(input, O_CLOEXEC) != 0 || pipe2(output, O_CLOEXEC) != 0)
			abort();
		fProcess = fork();
		if (fProcess == 0) {
			dup2(input[0], 0);
			dup2(output[1], 1);
			std::vector<char*> list = { (char*)program.c_str() };
			for (std::string& argument : arguments)
				list.push_back(argument.data());
			list.push_back(nullptr);
			alarm(CHILD_SECONDS);
			execv(program.c_str(), list.data());
			_exit(126);
		}
		close(input[0]);
		close(output[1]);
		fInput = input[1];
		fOutput = fdopen(output[0], "r");
	}

	~peer()
	{
		if (fProcess > 0) {
			kill(fProcess, SIGKILL);
			status();
		}
		close(fInput);
		fclose(fOutput);
	}

	pid_t
	process() const
	{
		return fProcess;
	}

	int
	status()
	{
		const int status = kernel_status_of(fProcess);
		fProcess = -1;
		return status;
	}

	int
	read_number()
	{
		int number = INT32_MIN;
		EXPECT_EQ(fscanf(fOutput, "%d", &number), 1);
		return number;
	}

	void
	tell(char byte)
	{
		EXPECT_EQ(write(fInput, &byte, 1), 1);
	}

private:
	pid_t	fProcess;
	int		fInput;
	FILE*	fOutput;
};

static std::string
text(int32 number)
{
	return std::to_string(number);
}

class Teams : public testing::TestWithParam<const char*> {
protected:
	void
	SetUp() override
	{
		fPeer = peer_program(GetParam());
		if (access(fPeer.c_str(), X_OK) != 0)
			GTEST_SKIP() << "build/run-tests sets OUT";
	}

	std::string	fPeer;
};

INSTANTIATE_TEST_SUITE_P(Of, Teams, testing::Values("x86", "x86_64"),
	[](const testing::TestParamInfo<const char*>& info) {
		return std::string(info.param);
	});

TEST_P(Teams, ShareSemaphores)
{
	const sem_id sem = create_sem(0, "shared");
	{
		peer releaser(fPeer, { "release", text(sem) });
		EXPECT_EQ(acquire_sem(sem), B_OK);
		EXPECT_EQ(releaser.status(), 0);
		peer acquirer(fPeer, { "acquire", text(sem) });
		await_count(sem, -1);
		EXPECT_EQ(release_sem(sem), B_OK);
		EXPECT_EQ(acquirer.status(), 0);
	}
	peer waiting(fPeer, { "acquire", text(sem) });
	await_count(sem, -1);
	EXPECT_EQ(delete_sem(sem), B_OK);
	EXPECT_EQ(waiting.read_number(), B_BAD_SEM_ID);
	EXPECT_EQ(waiting.status(), 1 << 8);
}

TEST_P(Teams, DeleteOthersSemaphores)
{
	const sem_id sem = create_sem(0, "to be deleted");
	worker waiter([&] { EXPECT_EQ(acquire_sem(sem), B_BAD_SEM_ID); });
	await_count(sem, -1);
	peer deleter(fPeer, { "delete_sem", text(sem) });
	EXPECT_EQ(deleter.status(), 0);
}

TEST_P(Teams, ExcludeEachOther)
{
	const sem_id mutex = create_sem(1, "mutex");
	void* address = nullptr;
	const area_id area = create_area("count", &address, B_ANY_ADDRESS,
		B_PAGE_SIZE, B_NO_LOCK, B_READ_AREA | B_WRITE_AREA);
	ASSERT_GT(area, 0);
	{
		peer one(fPeer, { "count", text(mutex), text(area) });
		peer other(fPeer, { "count", text(mutex), text(area) });
		for (int i = 0; i < 20000; i++) {
			acquire_sem(mutex);
			*(volatile int*)address = *(volatile int*)address + 1;
			release_sem(mutex);
		}
		EXPECT_EQ(one.status(), 0);
		EXPECT_EQ(other.status(), 0);
	}
	EXPECT_EQ(*(int*)address, 60000);
	delete_sem(mutex);
	delete_area(area);
}

TEST_P(Teams, TalkThroughPorts)
{
	const port_id there = create_port(2, "there");
	const port_id back = create_port(2, "back");
	peer echo(fPeer, { "echo", text(there), text(back) });
	std::vector<char> data(262144);
	for (size_t i = 0; i < data.size(); i++)
		data[i] = (char)(i * 13 + i / 509);
	std::vector<char> answer(data.size());
	for (const size_t size : { 0, 1, 100, 500, 5000, 65537, 262144 }) {
		for (int i = 0; i < 20; i++) {
			EXPECT_EQ(write_port(there, i, data.data(), size), B_OK);
			int32 code;
			EXPECT_EQ(read_port(back, &code, answer.data(), answer.size()),
				(ssize_t)size);
			EXPECT_EQ(code, i + 1);
			EXPECT_EQ(memcmp(data.data(), answer.data(), size), 0);
		}
	}
	delete_port(there);
	EXPECT_EQ(echo.status(), 0);
	delete_port(back);
}

/* How long it may take until everybody knows that a team has ended. */
constexpr bigtime_t PATIENCE = 10 * 1000 * 1000;

TEST_P(Teams, ObjectsEndWithTheirTeam)
{
	for (const bool reap : { true, false }) {
		peer maker(fPeer, { "make" });
		const sem_id sem = maker.read_number();
		const port_id port = maker.read_number();
		const area_id area = maker.read_number();

		sem_info semInfo;
		ASSERT_EQ(get_sem_info(sem, &semInfo), B_OK);
		EXPECT_EQ(semInfo.team, maker.process());
		EXPECT_STREQ(semInfo.name, "peer's");
		port_info portInfo;
		ASSERT_EQ(get_port_info(port, &portInfo), B_OK);
		EXPECT_EQ(portInfo.team, maker.process());
		area_info areaInfo;
		ASSERT_EQ(get_area_info(area, &areaInfo), B_OK);
		EXPECT_EQ(areaInfo.team, maker.process());
		int32 cookie = 0;
		EXPECT_EQ(get_next_sem_info(maker.process(), &cookie, &semInfo), B_OK);
		EXPECT_EQ(semInfo.sem, sem);

		void* address = nullptr;
		const area_id clone = clone_area("of the peer's", &address,
			B_ANY_ADDRESS, B_READ_AREA, area);
		ASSERT_GT(clone, 0);

		worker acquirer([&] { EXPECT_EQ(acquire_sem(sem), B_BAD_SEM_ID); });
		worker timed([&] {
			EXPECT_EQ(acquire_sem_etc(sem, 1, B_TIMEOUT, PATIENCE),
				B_BAD_SEM_ID);
		});
		worker writer([&] {
			EXPECT_EQ(write_port(port, 0, "", 1), B_BAD_PORT_ID);
		});
		await_count(sem, -2);
		await_sleep(writer.id());
		kill(maker.process(), SIGKILL);
		if (reap) {
			EXPECT_EQ(maker.status(), 9);
			/* At once. */
			EXPECT_EQ(get_sem_info(sem, &semInfo), B_BAD_SEM_ID);
			EXPECT_EQ(release_sem(sem), B_BAD_SEM_ID);
			EXPECT_EQ(read_port(port, nullptr, nullptr, 0), B_BAD_PORT_ID);
			EXPECT_EQ(get_area_info(area, &areaInfo), B_BAD_VALUE);
		}
		acquirer.join();
		timed.join();
		writer.join();
		EXPECT_EQ(acquire_sem(sem), B_BAD_SEM_ID);
		EXPECT_EQ(port_count(port), B_BAD_PORT_ID);
		while (get_area_info(area, &areaInfo) == B_OK)
			usleep(1000);
		/* The clone's memory is still there. */
		EXPECT_STREQ((const char*)address, "the peer's memory");
		EXPECT_EQ(delete_area(clone), B_OK);
	}
}

TEST_P(Teams, ObjectsEndWithExec)
{
	peer maker(fPeer, { "make" });
	const sem_id sem = maker.read_number();
	const port_id port = maker.read_number();
	const area_id area = maker.read_number();
	int32 count;
	EXPECT_EQ(get_sem_count(sem, &count), B_OK);
	maker.tell('x');
	EXPECT_EQ(acquire_sem(sem), B_BAD_SEM_ID);
	EXPECT_EQ(port_buffer_size_etc(port, B_TIMEOUT, PATIENCE), B_BAD_PORT_ID);
	area_info info;
	EXPECT_EQ(get_area_info(area, &info), B_BAD_VALUE);
}

TEST_P(Teams, ObjectsCanBeGivenAway)
{
	const sem_id sem = create_sem(0, "given away");
	const port_id port = create_port(1, "given away");
	write_port(port, 0, "data", 4);
	worker waiter([&] { EXPECT_EQ(acquire_sem(sem), B_BAD_SEM_ID); });
	await_count(sem, -1);
	peer heir(fPeer, { "make" });
	for (int i = 0; i < 3; i++)
		heir.read_number();
	EXPECT_EQ(set_sem_owner(sem, heir.process()), B_OK);
	EXPECT_EQ(set_port_owner(port, heir.process()), B_OK);
	sem_info info;
	ASSERT_EQ(get_sem_info(sem, &info), B_OK);
	EXPECT_EQ(info.team, heir.process());
	EXPECT_EQ(port_buffer_size(port), 4);
	kill(heir.process(), SIGKILL);
	waiter.join();
	EXPECT_EQ(heir.status(), 9);
	EXPECT_EQ(read_port(port, nullptr, nullptr, 0), B_BAD_PORT_ID);
}

TEST(Team, ChildOfForkOwnsNothing)
{
	const sem_id sem = create_sem(1, "the parent's");
	const port_id port = create_port(1, "the parent's");
	void* address = nullptr;
	const area_id area = create_area("the parent's", &address, B_ANY_ADDRESS,
		B_PAGE_SIZE, B_NO_LOCK, B_READ_AREA | B_WRITE_AREA);
	EXPECT_EQ(acquire_sem(sem), B_OK);
	in_child([&] {
		sem_info info;
		int32 cookie = 0;
		EXPECT_EQ(get_next_sem_info(0, &cookie, &info), B_BAD_VALUE);
		EXPECT_EQ(get_sem_info(sem, &info), B_OK);
		EXPECT_EQ(info.team, getppid());
		EXPECT_EQ(acquire_sem_etc(sem, 1, B_TIMEOUT, 1000), B_TIMED_OUT);
		EXPECT_EQ(release_sem(sem), B_OK);
		EXPECT_EQ(write_port(port, 5, "from child", 10), B_OK);
		EXPECT_EQ(area_for(address), B_ERROR);
		EXPECT_EQ(delete_area(area), B_BAD_VALUE);
		EXPECT_EQ(resize_area(area, 2 * B_PAGE_SIZE), B_BAD_VALUE);
		strcpy((char*)address, "from child");
		const sem_id own = create_sem(0, "own");
		EXPECT_EQ(get_sem_info(own, &info), B_OK);
		EXPECT_EQ(info.team, getpid());
		cookie = 0;
		EXPECT_EQ(get_next_sem_info(0, &cookie, &info), B_OK);
		EXPECT_EQ(info.sem, own);
		worker waiter([&] { EXPECT_EQ(acquire_sem(own), B_OK); });
		await_count(own, -1);
		EXPECT_EQ(release_sem(own), B_OK);
	});
	EXPECT_EQ(acquire_sem_etc(sem, 1, B_TIMEOUT, 0), B_OK);
	char buffer[20] = {};
	EXPECT_EQ(read_port(port, nullptr, buffer, sizeof(buffer)), 10);
	EXPECT_STREQ((const char*)address, "from child");
	EXPECT_EQ(delete_sem(sem), B_OK);
	EXPECT_EQ(delete_port(port), B_OK);
	EXPECT_EQ(delete_area(area), B_OK);
}

/* A handler that forks while its thread waits: both wait on. */
static sem_id waited_for;
static std::atomic<pid_t> forked;

TEST(Team, ForkInAHandlerDuringAWait)
{
	waited_for = create_sem(0, "waited for");
	forked = 0;
	signal(SIGUSR1, [](int) {
		const pid_t child = fork();
		if (child == 0)
			alarm(CHILD_SECONDS);
		else
			forked = child;
	});
	const pid_t tested = getpid();
	std::atomic<bool> acquired = false;
	worker waiter([&] {
		EXPECT_EQ(acquire_sem(waited_for), B_OK);
		if (getpid() != tested)
			_exit(testing::Test::HasFailure());
		acquired = true;
	});
	await_count(waited_for, -1);
	pthread_kill(waiter.handle(), SIGUSR1);
	while (forked == 0)
		usleep(50);
	await_count(waited_for, -2);
	EXPECT_EQ(release_sem_etc(waited_for, 2, 0), B_OK);
	waiter.join();
	EXPECT_TRUE(acquired);
	EXPECT_EQ(kernel_status_of(forked), 0);
	EXPECT_EQ(sem_count(waited_for), 0);
	delete_sem(waited_for);
	signal(SIGUSR1, SIG_DFL);
}

TEST(Team, ChildOfVforkMayUseObjects)
{
	const sem_id sem = create_sem(0, "of the parent");
	const pid_t child = vfork();
	if (child == 0) {
		release_sem(sem);
		acquire_sem_etc(sem, 5, B_TIMEOUT, 100);
		_exit(acquire_sem(-1) == B_BAD_SEM_ID ? 0 : 1);
	}
	EXPECT_EQ(kernel_status_of(child), 0);
	EXPECT_EQ(sem_count(sem), 1);
	worker other([&] { EXPECT_EQ(acquire_sem_etc(sem, 2, 0, 0), B_OK); });
	await_count(sem, -1);
	EXPECT_EQ(release_sem(sem), B_OK);
	other.join();
	delete_sem(sem);
}
