#include "kernel_objects_test.h"

class Semaphore : public testing::Test {
protected:
	~Semaphore()
	{
		delete_sem(fSem);
	}

	const sem_id	fSem = create_sem(0, "semaphore");
};

TEST_F(Semaphore, HasPositiveIdOfItsOwn)
{
	std::vector<sem_id> sems;
	for (int i = 0; i < 3000; i++) {
		const sem_id sem = create_sem(i, "one of many");
		ASSERT_GT(sem, 0);
		for (const sem_id other : sems)
			ASSERT_NE(sem, other);
		sems.push_back(sem);
	}
	for (size_t i = 0; i < sems.size(); i++)
		EXPECT_EQ(sem_count(sems[i]), (int32)i);
	for (const sem_id sem : sems) {
		EXPECT_EQ(delete_sem(sem), B_OK);
		EXPECT_EQ(acquire_sem(sem), B_BAD_SEM_ID);
	}
}

TEST_F(Semaphore, IdsDoNotComeBackSoon)
{
	std::vector<sem_id> sems;
	for (int i = 0; i < 100000; i++) {
		const sem_id sem = create_sem(1, "again and again");
		ASSERT_GT(sem, 0);
		ASSERT_EQ(delete_sem(sem), B_OK);
		sems.push_back(sem);
	}
	std::sort(sems.begin(), sems.end());
	EXPECT_EQ(std::adjacent_find(sems.begin(), sems.end()), sems.end());
}

TEST_F(Semaphore, RefusesWhatIsNotOne)
{
	int32 count;
	sem_info info;
	for (const sem_id bad : { 0, -1, 1, INT32_MIN, INT32_MAX, fSem + 1000000 }) {
		EXPECT_EQ(acquire_sem(bad), B_BAD_SEM_ID);
		EXPECT_EQ(acquire_sem_etc(bad, 1, B_TIMEOUT, 0), B_BAD_SEM_ID);
		EXPECT_EQ(release_sem(bad), B_BAD_SEM_ID);
		EXPECT_EQ(release_sem_etc(bad, 1, 0), B_BAD_SEM_ID);
		EXPECT_EQ(delete_sem(bad), B_BAD_SEM_ID);
		EXPECT_EQ(get_sem_count(bad, &count), B_BAD_SEM_ID);
		EXPECT_EQ(set_sem_owner(bad, getpid()), B_BAD_SEM_ID);
		EXPECT_EQ(get_sem_info(bad, &info), B_BAD_SEM_ID);
	}
}

TEST_F(Semaphore, RefusesBadValues)
{
	EXPECT_EQ(create_sem(-1, "negative"), B_BAD_VALUE);
	for (const int32 count : { 0, -1, INT32_MIN }) {
		EXPECT_EQ(acquire_sem_etc(fSem, count, 0, 0), B_BAD_VALUE);
		EXPECT_EQ(release_sem_etc(fSem, count, 0), B_BAD_VALUE);
	}
	EXPECT_EQ(release_sem_etc(fSem, INT32_MAX, 0), B_OK);
	EXPECT_EQ(release_sem(fSem), B_BAD_VALUE);
	EXPECT_EQ(sem_count(fSem), INT32_MAX);
	sem_info info;
	EXPECT_EQ(_get_sem_info(fSem, &info, sizeof(info) - 1), B_BAD_VALUE);
	EXPECT_EQ(set_sem_owner(fSem, 0), B_BAD_TEAM_ID);
	EXPECT_EQ(set_sem_owner(fSem, INT32_MAX), B_BAD_TEAM_ID);
}

TEST_F(Semaphore, RefusesBadPointers)
{
	void* const bad = (void*)8;
	EXPECT_EQ(create_sem(0, (const char*)bad), B_BAD_ADDRESS);
	EXPECT_EQ(get_sem_count(fSem, (int32*)bad), B_BAD_ADDRESS);
	EXPECT_EQ(get_sem_count(fSem, nullptr), B_BAD_ADDRESS);
	EXPECT_EQ(get_sem_info(fSem, (sem_info*)bad), B_BAD_ADDRESS);
	int32 cookie = 0;
	sem_info info;
	EXPECT_EQ(get_next_sem_info(0, &cookie, (sem_info*)bad), B_BAD_ADDRESS);
	EXPECT_EQ(get_next_sem_info(0, (int32*)bad, &info), B_BAD_ADDRESS);
}

TEST_F(Semaphore, TellsAboutItself)
{
	const sem_id sem = create_sem(3, "a name that is longer than the thirty-one "
		"characters that are kept");
	sem_info info;
	ASSERT_EQ(get_sem_info(sem, &info), B_OK);
	EXPECT_EQ(info.sem, sem);
	EXPECT_EQ(info.team, getpid());
	EXPECT_STREQ(info.name, "a name that is longer than the ");
	EXPECT_EQ(info.count, 3);
	EXPECT_EQ(info.latest_holder, 0);
	worker([&] { acquire_sem(sem); }).join();
	const thread_id self = syscall(SYS_gettid);
	EXPECT_EQ(acquire_sem_etc(sem, 2, 0, 0), B_OK);
	ASSERT_EQ(get_sem_info(sem, &info), B_OK);
	EXPECT_EQ(info.count, 0);
	EXPECT_EQ(info.latest_holder, self);
	delete_sem(sem);

	const sem_id unnamed = create_sem(0, nullptr);
	ASSERT_EQ(get_sem_info(unnamed, &info), B_OK);
	EXPECT_STREQ(info.name, "");
	delete_sem(unnamed);
}

TEST_F(Semaphore, AllOfATeamAreListed)
{
	std::vector<sem_id> sems = { fSem };
	for (int i = 0; i < 10; i++)
		sems.push_back(create_sem(0, "listed"));
	for (const team_id team : { 0, (team_id)getpid() }) {
		std::vector<sem_id> found;
		int32 cookie = 0;
		sem_info info;
		while (get_next_sem_info(team, &cookie, &info) == B_OK) {
			EXPECT_EQ(info.team, getpid());
			found.push_back(info.sem);
		}
		std::sort(found.begin(), found.end());
		std::sort(sems.begin(), sems.end());
		EXPECT_EQ(found, sems);
		EXPECT_EQ(get_next_sem_info(team, &cookie, &info), B_BAD_VALUE);
	}
	for (const sem_id sem : sems) {
		if (sem != fSem)
			delete_sem(sem);
	}
}

TEST_F(Semaphore, CountsUpAndDown)
{
	EXPECT_EQ(release_sem_etc(fSem, 5, B_DO_NOT_RESCHEDULE), B_OK);
	EXPECT_EQ(acquire_sem(fSem), B_OK);
	EXPECT_EQ(acquire_sem_etc(fSem, 3, B_CHECK_PERMISSION, 0), B_OK);
	EXPECT_EQ(acquire_sem_etc(fSem, 2, B_TIMEOUT, 0), B_WOULD_BLOCK);
	EXPECT_EQ(sem_count(fSem), 1);
}

TEST_F(Semaphore, WaitsNoLongerThanItShould)
{
	EXPECT_EQ(acquire_sem_etc(fSem, 1, B_RELATIVE_TIMEOUT, 0), B_WOULD_BLOCK);
	EXPECT_EQ(acquire_sem_etc(fSem, 1, B_RELATIVE_TIMEOUT, -5), B_WOULD_BLOCK);
	const bigtime_t start = now_in_microseconds();
	EXPECT_EQ(acquire_sem_etc(fSem, 1, B_TIMEOUT, 20000), B_TIMED_OUT);
	EXPECT_GE(now_in_microseconds() - start, 20000);
	EXPECT_EQ(acquire_sem_etc(fSem, 1, B_ABSOLUTE_TIMEOUT, start + 30000),
		B_TIMED_OUT);
	EXPECT_GE(now_in_microseconds(), start + 30000);
	EXPECT_EQ(acquire_sem_etc(fSem, 1, B_ABSOLUTE_TIMEOUT, start), B_TIMED_OUT);
	EXPECT_EQ(acquire_sem_etc(fSem, 1, B_ABSOLUTE_TIMEOUT, -1), B_TIMED_OUT);
	EXPECT_EQ(sem_count(fSem), 0);
}

TEST_F(Semaphore, InfiniteTimeoutIsNone)
{
	for (const uint32 flags : { 0, B_RELATIVE_TIMEOUT, B_ABSOLUTE_TIMEOUT }) {
		worker waiter([&] {
			EXPECT_EQ(acquire_sem_etc(fSem, 1, flags, B_INFINITE_TIMEOUT), B_OK);
		});
		await_count(fSem, -1);
		await_sleep(waiter.id());
		EXPECT_EQ(release_sem(fSem), B_OK);
	}
}

TEST_F(Semaphore, ThoseWhoWaitCountNegative)
{
	worker one([&] { acquire_sem_etc(fSem, 3, 0, 0); });
	await_count(fSem, -3);
	worker other([&] { acquire_sem(fSem); });
	await_count(fSem, -4);
	EXPECT_EQ(release_sem(fSem), B_OK);
	EXPECT_EQ(sem_count(fSem), -3);
	EXPECT_EQ(release_sem_etc(fSem, 3, 0), B_OK);
	one.join();
	other.join();
	EXPECT_EQ(sem_count(fSem), 0);
}

TEST_F(Semaphore, GoesToThoseWhoWaitInTheirOrder)
{
	constexpr int COUNT = 8;
	std::vector<int> order;
	std::vector<std::unique_ptr<worker>> waiters;
	const sem_id mutex = create_sem(1, "mutex");
	for (int i = 0; i < COUNT; i++) {
		waiters.push_back(std::make_unique<worker>([&, i] {
			EXPECT_EQ(acquire_sem(fSem), B_OK);
			acquire_sem(mutex);
			order.push_back(i);
			release_sem(mutex);
		}));
		await_count(fSem, -1 - i);
	}
	for (int i = 0; i < COUNT; i++) {
		EXPECT_EQ(release_sem(fSem), B_OK);
		/* What is released is the first one's, whoever else comes. */
		EXPECT_EQ(acquire_sem_etc(fSem, 1, B_TIMEOUT, 0), B_WOULD_BLOCK);
		waiters[i]->join();
	}
	for (int i = 0; i < COUNT; i++)
		EXPECT_EQ(order[i], i);
	delete_sem(mutex);
}

TEST_F(Semaphore, FirstGetsItThoughOthersNeedLess)
{
	std::atomic<bool> gotMuch = false;
	std::atomic<bool> gotOne = false;
	worker much([&] { acquire_sem_etc(fSem, 3, 0, 0); gotMuch = true; });
	await_count(fSem, -3);
	worker little([&] { acquire_sem(fSem); gotOne = true; });
	await_count(fSem, -4);
	release_sem_etc(fSem, 2, 0);
	usleep(20000);
	EXPECT_FALSE(gotMuch);
	EXPECT_FALSE(gotOne);
	release_sem(fSem);
	much.join();
	EXPECT_FALSE(gotOne);
	release_sem(fSem);
}

TEST_F(Semaphore, WhoGivesUpLetsOthersPass)
{
	worker much([&] {
		EXPECT_EQ(acquire_sem_etc(fSem, 3, B_TIMEOUT, 30000), B_TIMED_OUT);
	});
	await_count(fSem, -3);
	worker little([&] { EXPECT_EQ(acquire_sem(fSem), B_OK); });
	await_count(fSem, -4);
	release_sem_etc(fSem, 2, 0);
	much.join();
	little.join();
	EXPECT_EQ(sem_count(fSem), 1);
}

TEST_F(Semaphore, DeletionEndsWaits)
{
	std::vector<std::unique_ptr<worker>> waiters;
	for (int i = 0; i < 10; i++) {
		waiters.push_back(std::make_unique<worker>([&, i] {
			EXPECT_EQ(acquire_sem_etc(fSem, i + 1, i % 2 != 0 ? B_TIMEOUT : 0,
				60000000), B_BAD_SEM_ID);
		}));
	}
	await_count(fSem, -55);
	EXPECT_EQ(delete_sem(fSem), B_OK);
}

static void
ignore_signal(int)
{
}

TEST_F(Semaphore, HandlerInterruptsOnlyIfAllowed)
{
	for (const int flags : { 0, SA_RESTART }) {
		install_counter(SIGUSR1, flags);
		worker waiter([&] {
			EXPECT_EQ(acquire_sem_etc(fSem, 1, B_CAN_INTERRUPT, 0),
				B_INTERRUPTED);
			EXPECT_EQ(acquire_sem_etc(fSem, 1, B_CAN_INTERRUPT | B_TIMEOUT,
				60000000), B_INTERRUPTED);
			EXPECT_EQ(acquire_sem(fSem), B_OK);
		});
		for (int i = 0; i < 2; i++) {
			await_count(fSem, -1);
			pthread_kill(waiter.handle(), SIGUSR1);
			while (handled <= i)
				usleep(50);
		}
		for (int i = 0; i < 5; i++) {
			await_count(fSem, -1);
			pthread_kill(waiter.handle(), SIGUSR1);
			while (handled <= i + 2)
				usleep(50);
		}
		await_count(fSem, -1);
		EXPECT_EQ(release_sem(fSem), B_OK);
	}
}

/* It is there as soon as the count says so, even if it does not sleep yet. */
TEST_F(Semaphore, NoInterruptionIsLost)
{
	install_counter(SIGUSR1);
	std::atomic<bool> end = false;
	worker waiter([&] {
		while (!end) {
			EXPECT_EQ(acquire_sem_etc(fSem, 1, B_CAN_INTERRUPT, 0),
				B_INTERRUPTED);
		}
	});
	for (int i = 0; i < 5000; i++) {
		int32 count;
		do {
			get_sem_count(fSem, &count);
		} while (count != -1);
		end = i == 4999;
		const int before = handled;
		pthread_kill(waiter.handle(), SIGUSR1);
		while (handled == before)
			sched_yield();
	}
}

TEST_F(Semaphore, SignalThatHasNoHandlerEndsNoWait)
{
	signal(SIGUSR2, ignore_signal);
	signal(SIGUSR2, SIG_IGN);
	worker waiter([&] {
		EXPECT_EQ(acquire_sem_etc(fSem, 1, B_CAN_INTERRUPT, 0), B_OK);
	});
	await_count(fSem, -1);
	await_sleep(waiter.id());
	pthread_kill(waiter.handle(), SIGUSR2);
	pthread_kill(waiter.handle(), SIGCONT);
	pthread_kill(waiter.handle(), SIGCHLD);
	EXPECT_EQ(release_sem(fSem), B_OK);
	signal(SIGUSR2, SIG_DFL);
}

TEST_F(Semaphore, SignalWaitsInASectionAndDoesNotInterrupt)
{
	install_counter(SIGUSR1);
	worker waiter([&] {
		sigblockall();
		EXPECT_EQ(acquire_sem_etc(fSem, 1, B_CAN_INTERRUPT, 0), B_OK);
		EXPECT_EQ(handled, 0);
		sigunblockall();
		EXPECT_EQ(handled, 1);
	});
	await_count(fSem, -1);
	pthread_kill(waiter.handle(), SIGUSR1);
	usleep(1000);
	await_count(fSem, -1);
	EXPECT_EQ(release_sem(fSem), B_OK);
}

TEST_F(Semaphore, ResumedThreadStopsWaiting)
{
	for (const uint32 flags : { 0, B_CAN_INTERRUPT, B_TIMEOUT }) {
		for (const bool suspend : { true, false }) {
			worker waiter([&] {
				EXPECT_EQ(acquire_sem_etc(fSem, 1, flags, 60000000),
					B_INTERRUPTED);
			});
			await_count(fSem, -1);
			if (suspend) {
				EXPECT_EQ(suspend_thread(waiter.id()), B_OK);
			}
			EXPECT_EQ(resume_thread(waiter.id()), B_OK);
		}
	}
	EXPECT_EQ(sem_count(fSem), 0);
}

/* While it is suspended the others wait behind it. */
TEST_F(Semaphore, KilledThreadWaitsNoLonger)
{
	pthread_t thread;
	static std::atomic<thread_id> id;
	static sem_id sem;
	sem = fSem;
	id = 0;
	pthread_create(&thread, nullptr, [](void*) -> void* {
		id = syscall(SYS_gettid);
		acquire_sem_etc(sem, 2, 0, 0);
		return nullptr;
	}, nullptr);
	await_count(fSem, -2);
	worker next([&] { EXPECT_EQ(acquire_sem(fSem), B_OK); });
	await_count(fSem, -3);
	EXPECT_EQ(release_sem(fSem), B_OK);
	EXPECT_EQ(kill_thread(id), B_OK);
	next.join();
	pthread_join(thread, nullptr);
	EXPECT_EQ(sem_count(fSem), 0);
}

/* The handler's thread does not wait meanwhile: it need not come back. */
static sigjmp_buf outside;

TEST_F(Semaphore, WhoJumpsOutOfAWaitWaitsNoLonger)
{
	signal(SIGUSR1, [](int) { handled++; siglongjmp(outside, 1); });
	for (int i = 0; i < 20; i++) {
		worker waiter([&] {
			if (sigsetjmp(outside, 1) == 0)
				acquire_sem(fSem);
			EXPECT_EQ(sem_count(fSem), 0);
			EXPECT_EQ(release_sem(fSem), B_OK);
			EXPECT_EQ(acquire_sem(fSem), B_OK);
		});
		await_count(fSem, -1);
		pthread_kill(waiter.handle(), SIGUSR1);
		waiter.join();
		EXPECT_EQ(sem_count(fSem), 0);
	}
	/* The same thread again and again. */
	handled = 0;
	worker waiter([&] {
		static int i;
		for (i = 0; i < 100; i++) {
			if (sigsetjmp(outside, 1) == 0)
				acquire_sem(fSem);
		}
	});
	for (int i = 0; i < 100; i++) {
		await_count(fSem, -1);
		pthread_kill(waiter.handle(), SIGUSR1);
		while (handled == i)
			sched_yield();
	}
	waiter.join();
	EXPECT_EQ(sem_count(fSem), 0);
	signal(SIGUSR1, SIG_DFL);
}

static sem_id from_handler;
static sem_id in_handler;

TEST_F(Semaphore, HandlersMayUseAll)
{
	from_handler = fSem;
	in_handler = create_sem(0, "in handler");
	static std::atomic<int> wrong;
	wrong = 0;
	struct sigaction action = {};
	action.sa_handler = [](int) {
		if (acquire_sem_etc(in_handler, 1, B_TIMEOUT, 10) != B_TIMED_OUT)
			wrong++;
		if (release_sem(from_handler) != B_OK)
			wrong++;
		handled++;
	};
	sigaction(SIGUSR1, &action, nullptr);
	handled = 0;
	worker waiter([&] {
		for (int i = 0; i < 500; i++)
			EXPECT_EQ(acquire_sem(fSem), B_OK);
	});
	for (int i = 0; i < 500; i++) {
		await_count(fSem, -1);
		pthread_kill(waiter.handle(), SIGUSR1);
		while (handled == i)
			sched_yield();
	}
	waiter.join();
	EXPECT_EQ(wrong, 0);
	EXPECT_EQ(sem_count(fSem), 0);
	delete_sem(in_handler);
	signal(SIGUSR1, SIG_DFL);
}

TEST_F(Semaphore, IsAMutexToManyThreads)
{
	const sem_id mutex = create_sem(1, "mutex");
	int count = 0;
	{
		std::vector<std::unique_ptr<worker>> workers;
		for (int i = 0; i < 8; i++) {
			workers.push_back(std::make_unique<worker>([&] {
				for (int i = 0; i < 3000; i++) {
					acquire_sem(mutex);
					count++;
					release_sem(mutex);
				}
			}));
		}
	}
	EXPECT_EQ(count, 8 * 3000);
	EXPECT_EQ(sem_count(mutex), 1);
	delete_sem(mutex);
}

TEST_F(Semaphore, ErrnoIsLeftAlone)
{
	errno = 4711;
	acquire_sem_etc(fSem, 1, B_TIMEOUT, 1000);
	acquire_sem(-1);
	create_sem(-1, nullptr);
	EXPECT_EQ(errno, 4711);
}
