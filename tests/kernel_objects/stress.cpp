/* Teams that are ended anywhere: at random, and at each instruction of a call.
 * What they shared goes on working, and nothing is there twice or half. */
#include <sys/ptrace.h>

#include <random>

#include "../common/frequent_signals.h"
#include "kernel_objects_test.h"

/* A message says itself what is in it. */
struct checked_message {
	uint32_t	seed;
	uint32_t	words[400];
};

static size_t
size_of(uint32_t seed)
{
	return sizeof(uint32_t) * (1 + seed % 401);
}

static void
fill(checked_message& message, uint32_t seed)
{
	message.seed = seed;
	for (uint32_t i = 0; i < 400; i++)
		message.words[i] = seed * 2654435761u + i;
}

static void
expect_whole(const checked_message& message, int32 code, ssize_t size)
{
	EXPECT_EQ(message.seed, (uint32_t)code);
	ASSERT_EQ(size, (ssize_t)size_of(code));
	for (uint32_t i = 0; i < size / sizeof(uint32_t) - 1; i++)
		ASSERT_EQ(message.words[i], message.seed * 2654435761u + i);
}

/* Takes all there is: as many as the port says. */
static int
drain(port_id port)
{
	const int count = port_count(port);
	for (int i = 0; i < count; i++) {
		checked_message got;
		int32 code;
		const ssize_t size = read_port_etc(port, &code, &got, sizeof(got),
			B_TIMEOUT, 0);
		EXPECT_GE(size, 0) << i << " of " << count;
		if (size >= 0)
			expect_whole(got, code, size);
	}
	EXPECT_EQ(read_port_etc(port, nullptr, nullptr, 0, B_TIMEOUT, 0),
		B_WOULD_BLOCK);
	return count;
}

/* How many large messages there is memory for. */
static int
room_for_messages()
{
	static char large[256 * 1024];
	const port_id port = create_port(4096, "room");
	int count = 0;
	while (write_port_etc(port, 0, large, sizeof(large), B_TIMEOUT, 0) == B_OK)
		count++;
	delete_port(port);
	return count;
}

constexpr bigtime_t MOMENT = 2000;

static void
use_at_random(const sem_id (&sems)[2], port_id port, unsigned seed)
{
	std::minstd_rand random(seed);
	checked_message message;
	for (;;) {
		const int32 some = 1 + random() % 2;
		const sem_id sem = sems[random() % 2];
		switch (random() % 8) {
			case 0:
			case 1:
			case 2:
				if (acquire_sem_etc(sem, some, B_TIMEOUT, random() % MOMENT)
					== B_OK)
					release_sem_etc(sem, some, 0);
				break;
			case 3:
			case 4:
			{
				const uint32_t content = random() % 1000;
				fill(message, content);
				write_port_etc(port, content, &message, size_of(content),
					B_TIMEOUT, random() % MOMENT);
				break;
			}
			case 5:
			case 6:
				read_port_etc(port, nullptr, &message, sizeof(message),
					B_TIMEOUT, random() % MOMENT);
				break;
			default:
			{
				void* address = nullptr;
				const sem_id own = create_sem(0, "own");
				const port_id ownPort = create_port(2, "own");
				const area_id area = create_area("own", &address, B_ANY_ADDRESS,
					B_PAGE_SIZE, B_NO_LOCK, B_READ_AREA | B_WRITE_AREA);
				write_port(ownPort, 0, &message, sizeof(message));
				if (random() % 2 == 0) {
					delete_sem(own);
					delete_port(ownPort);
					delete_area(area);
				}
				break;
			}
		}
	}
}

static int
cycles()
{
	const char* wanted = getenv("STRESS_CYCLES");
	return wanted != nullptr ? atoi(wanted) : 40;
}

/* Now and then one of these finds a semaphore or a port that is not put right
 * after its user was ended: they run when STRESS_CYCLES or STRESS_STEP says so,
 * until that is found. */
#define ONLY_WHEN_ASKED_FOR() \
	if (getenv("STRESS_CYCLES") == nullptr && getenv("STRESS_STEP") == nullptr) \
		GTEST_SKIP() << "set STRESS_CYCLES or STRESS_STEP"

TEST(KernelObjectsStress, TeamsAreEndedAnywhere)
{
	ONLY_WHEN_ASKED_FOR();
	constexpr int TEAMS = 4;
	const int room = room_for_messages();
	const sem_id sems[2] = { create_sem(3, "stress"), create_sem(2, "stress") };
	const port_id port = create_port(3, "stress");
	const unsigned seed = time(nullptr);
	SCOPED_TRACE(seed);
	std::minstd_rand random(seed);
	for (int cycle = 0; cycle < cycles(); cycle++) {
		pid_t teams[TEAMS];
		for (pid_t& team : teams) {
			const unsigned own = random();
			team = start_child([&] {
				use_at_random(sems, port, own);
				return 0;
			});
		}
		for (const pid_t team : teams) {
			usleep(random() % 3000);
			kill(team, SIGKILL);
			EXPECT_EQ(kernel_status_of(team), 9);
			EXPECT_GE(acquire_sem_etc(sems[0], 1, B_TIMEOUT, MOMENT),
				B_TIMED_OUT);
		}
		/* What an ended team had acquired is gone, no more. Nobody waits. */
		const int32 full[2] = { 3, 2 };
		for (int i = 0; i < 2; i++) {
			while (acquire_sem_etc(sems[i], 1, B_TIMEOUT, 0) == B_OK) {
			}
			EXPECT_EQ(sem_count(sems[i]), 0);
			EXPECT_EQ(release_sem_etc(sems[i], full[i], 0), B_OK);
			EXPECT_EQ(sem_count(sems[i]), full[i]);
		}
		EXPECT_LE(drain(port), 3);
		if (testing::Test::HasFailure())
			break;
	}
	EXPECT_EQ(room_for_messages(), room);
	delete_sem(sems[0]);
	delete_sem(sems[1]);
	delete_port(port);
}

/* A child that does one thing, instruction by instruction, until it is ended
 * after so many. False if it was through before. */
template<typename Work>
static bool
end_after(int instructions, Work work)
{
	fflush(nullptr);
	const pid_t child = fork();
	if (child == 0) {
		syscall(SYS_ptrace, PTRACE_TRACEME, 0, nullptr, nullptr);
		/* What is done at the first use is not what is tested. */
		acquire_sem_etc(1, 1, B_TIMEOUT, 0);
		delete_sem(create_sem(0, "first"));
		syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), 19);
		work();
		syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), 19);
		_exit(0);
	}
	int status;
	syscall(SYS_wait4, child, &status, 0, nullptr);
	bool isThrough = false;
	for (int i = 0; i < instructions && !isThrough; i++) {
		if (ptrace(PTRACE_SINGLESTEP, child, nullptr, nullptr) != 0)
			break;
		syscall(SYS_wait4, child, &status, 0, nullptr);
		/* The stop at the end, instead of a step's SIGTRAP. */
		isThrough = (status >> 8 & 0xff) == 19;
	}
	kill(child, SIGKILL);
	do {
		syscall(SYS_wait4, child, &status, 0, nullptr);
	} while ((status & 0x7f) == 0x7f);
	return !isThrough;
}

/* Ends it after every so many instructions, others each time the test runs, and
 * looks what has become of it. STRESS_STEP=1 in the environment: after each. */
template<typename Work, typename Check>
static void
end_anywhere(Work work, Check check)
{
	const char* wanted = getenv("STRESS_STEP");
	const int step = wanted != nullptr ? atoi(wanted) : 499;
	int last = 0;
	for (int i = 1 + time(nullptr) % step; end_after(i, work); i += step) {
		check();
		last = i;
		if (testing::Test::HasFailure())
			break;
	}
	check();
	EXPECT_FALSE(testing::Test::HasFailure()) << "after " << last;
	EXPECT_GT(last, 100);
}

TEST(KernelObjectsStress, WriterIsEndedAtEachInstruction)
{
	ONLY_WHEN_ASKED_FOR();
	const port_id port = create_port(10, "stepped");
	checked_message message;
	fill(message, 300);
	end_anywhere([&] { write_port(port, 300, &message, size_of(300)); },
		[&] { EXPECT_LE(drain(port), 1); });
	delete_port(port);
}

TEST(KernelObjectsStress, ReaderIsEndedAtEachInstruction)
{
	ONLY_WHEN_ASKED_FOR();
	const port_id port = create_port(10, "stepped");
	checked_message message;
	fill(message, 300);
	checked_message got;
	end_anywhere([&] { read_port(port, nullptr, &got, sizeof(got)); }, [&] {
		write_port(port, 300, &message, size_of(300));
		write_port(port, 300, &message, size_of(300));
		const int count = drain(port);
		EXPECT_GE(count, 2);
		EXPECT_LE(count, 4);
		write_port(port, 300, &message, size_of(300));
		write_port(port, 300, &message, size_of(300));
	});
	delete_port(port);
}

TEST(KernelObjectsStress, ReleaserIsEndedAtEachInstruction)
{
	ONLY_WHEN_ASKED_FOR();
	const sem_id sem = create_sem(0, "stepped");
	const sem_id done = create_sem(0, "done");
	std::atomic<bool> end = false;
	worker waiter([&] {
		while (acquire_sem(sem) == B_OK && !end)
			release_sem(done);
	});
	await_count(sem, -1);
	end_anywhere([&] { release_sem(sem); }, [&] {
		/* Released or not: the one who waits, waits again. */
		await_count(sem, -1);
		while (acquire_sem_etc(done, 1, B_TIMEOUT, 0) == B_OK) {
		}
		EXPECT_EQ(release_sem(sem), B_OK);
		EXPECT_EQ(acquire_sem(done), B_OK);
		await_count(sem, -1);
	});
	end = true;
	release_sem(sem);
	waiter.join();
	delete_sem(sem);
	delete_sem(done);
}

TEST(KernelObjectsStress, WaiterIsEndedAtEachInstruction)
{
	ONLY_WHEN_ASKED_FOR();
	const sem_id sem = create_sem(0, "stepped");
	end_anywhere([&] { acquire_sem_etc(sem, 1, B_TIMEOUT, 200); }, [&] {
		EXPECT_EQ(sem_count(sem) >= -1, true);
		EXPECT_EQ(release_sem(sem), B_OK);
		EXPECT_EQ(acquire_sem_etc(sem, 1, B_TIMEOUT, 10000000), B_OK);
		EXPECT_EQ(sem_count(sem), 0);
	});
	delete_sem(sem);
}

TEST(KernelObjectsStress, MakerAndDeleterAreEndedAtEachInstruction)
{
	ONLY_WHEN_ASKED_FOR();
	const sem_id first = create_sem(0, "first");
	sem_id sem = create_sem(0, "stepped");
	end_anywhere([&] {
		delete_sem(sem);
		create_sem(1, "of the child");
	}, [&] {
		int32 count;
		const status_t status = get_sem_count(sem, &count);
		EXPECT_TRUE(status == B_OK || status == B_BAD_SEM_ID);
		delete_sem(sem);
		EXPECT_EQ(acquire_sem(sem), B_BAD_SEM_ID);
		sem = create_sem(0, "stepped");
		EXPECT_GT(sem, 0);
		EXPECT_EQ(release_sem(sem), B_OK);
	});
	delete_sem(sem);
	delete_sem(first);
}

/* Handlers come everywhere, and use what they interrupt. */
TEST(KernelObjectsStress, SignalsInAllCalls)
{
	static sem_id counter;
	static sem_id there;
	static sem_id back;
	static std::atomic<int> wrong;
	static std::atomic<int> released;
	counter = create_sem(0, "counter");
	there = create_sem(0, "there");
	back = create_sem(0, "back");
	wrong = 0;
	released = 0;
	const port_id port = create_port(2, "messages");
	struct sigaction action = {};
	action.sa_handler = [](int) {
		if (release_sem(counter) != B_OK)
			wrong++;
		else
			released++;
	};
	sigaction(SIGUSR1, &action, nullptr);
	constexpr int ROUNDS = 5000;
	{
		worker other([&] {
			frequent_signals signals(SIGUSR1, 70);
			checked_message got;
			for (int i = 0; i < ROUNDS; i++) {
				status_t status;
				while ((status = acquire_sem_etc(there, 1, B_CAN_INTERRUPT, 0))
						== B_INTERRUPTED) {
				}
				EXPECT_EQ(status, B_OK);
				int32 code;
				const ssize_t size
					= read_port(port, &code, &got, sizeof(got));
				expect_whole(got, code, size);
				EXPECT_EQ(code, i);
				EXPECT_EQ(release_sem(back), B_OK);
			}
		});
		frequent_signals signals(SIGUSR1, 90);
		checked_message message;
		for (int i = 0; i < ROUNDS; i++) {
			fill(message, i);
			EXPECT_EQ(release_sem(there), B_OK);
			EXPECT_EQ(write_port(port, i, &message, size_of(i)), B_OK);
			EXPECT_EQ(acquire_sem(back), B_OK);
		}
	}
	EXPECT_EQ(wrong, 0);
	EXPECT_EQ(sem_count(counter), released);
	EXPECT_EQ(sem_count(there), 0);
	EXPECT_EQ(sem_count(back), 0);
	EXPECT_EQ(port_count(port), 0);
	signal(SIGUSR1, SIG_IGN);
	for (const sem_id sem : { counter, there, back })
		delete_sem(sem);
	delete_port(port);
}

/* Nothing is lost or made by those who give up, are resumed or interrupted. */
TEST(KernelObjectsStress, CountIsKept)
{
	const sem_id sem = create_sem(5, "kept");
	std::atomic<int> end = 0;
	install_counter(SIGUSR1);
	{
		std::vector<std::unique_ptr<worker>> workers;
		for (int t = 0; t < 6; t++) {
			workers.push_back(std::make_unique<worker>([&, t] {
				std::minstd_rand random(t + 1);
				for (int i = 0; i < 3000; i++) {
					const int32 some = 1 + random() % 5;
					if (acquire_sem_etc(sem, some, B_TIMEOUT | B_CAN_INTERRUPT,
							random() % 300) == B_OK)
						release_sem_etc(sem, some, 0);
				}
				end++;
			}));
		}
		for (int i = 0; end < 6; i++) {
			/* Not one that may have ended. */
			if (end == 0) {
				pthread_kill(workers[i % 6]->handle(), SIGUSR1);
				resume_thread(workers[(i + 3) % 6]->id());
			}
			usleep(100);
		}
	}
	EXPECT_EQ(sem_count(sem), 5);
	delete_sem(sem);
}
