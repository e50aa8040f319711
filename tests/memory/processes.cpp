/* fork() and vfork(). */
#include "memory_test.h"

#include <sys/wait.h>

/* Other threads are anywhere in the allocator when the child is made. */
TEST(Processes, AForkedChildOfManyThreadsAllocates)
{
	std::atomic<bool> isOver = false;
	std::atomic<long> faults = 0;
	{
		std::vector<std::unique_ptr<test_thread>> threads;
		for (int number = 0; number < 3; number++) {
			threads.push_back(std::make_unique<test_thread>([&, number] {
				random_user user(number);
				while (!isOver)
					user.step();
				faults += user.faults();
			}));
		}
		for (int i = 0; i < 100; i++) {
			const pid_t child = fork();
			if (child == 0) {
				alarm(CHILD_SECONDS);
				random_user user(i);
				for (int step = 0; step < 500; step++)
					user.step();
				_exit(user.faults() == 0 ? 0 : 1);
			}
			EXPECT_EQ(kernel_status_of(child), 0);
		}
		isOver = true;
	}
	EXPECT_EQ(faults, 0);
}


/* The child's child, and what the parent allocated is the child's to free. */
TEST(Processes, TheChildHasTheParentsMemory)
{
	in_child([] {
		random_user user(5);
		for (int i = 0; i < 1000; i++)
			user.step();
		in_child([&] {
			for (int i = 0; i < 1000; i++)
				user.step();
			EXPECT_EQ(user.faults(), 0);
		});
		EXPECT_EQ(user.faults(), 0);
	});
}


/* It runs on the parent's memory, caches included. */
TEST(Processes, AVforkedChildAllocates)
{
	static random_user* user;
	user = new random_user(6);
	static int i;
	for (i = 0; i < 100; i++) {
		const pid_t child = vfork();
		if (child == 0) {
			for (int step = 0; step < 100; step++)
				user->step();
			_exit(3);
		}
		ASSERT_EQ(kernel_status_of(child), 3 << 8);
		for (int step = 0; step < 100; step++)
			user->step();
	}
	EXPECT_EQ(user->faults(), 0);
	delete user;
}
