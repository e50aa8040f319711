/* Semaphores and ports of the Kernel Kit, against what host programs use in
 * their place. */
#include "benchmark_support.h"

#include <pthread.h>

#ifdef ON_LIBROOT
#include <OS.h>
#endif

/* Uncontended: a mutex on the host. */
static void
acquire_release(benchmark::State& state)
{
#ifdef ON_LIBROOT
	const sem_id sem = create_sem(1, "benchmark");
	for (auto _ : state) {
		if (acquire_sem(sem) != B_OK || release_sem(sem) != B_OK)
			return state.SkipWithError("acquire_sem or release_sem failed");
	}
	delete_sem(sem);
#else
	pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	for (auto _ : state) {
		if (pthread_mutex_lock(&mutex) != 0
			|| pthread_mutex_unlock(&mutex) != 0)
			return bench::fail(state, "pthread_mutex");
	}
#endif
}
BENCHMARK(acquire_release)->Name("kernel_kit/acquire_release");

namespace {

struct message {
	int		number;
	char	text[60];
};

/* Two ways, each for one direction between two threads. */
class channel {
public:
	channel()
	{
#ifdef ON_LIBROOT
		fPort = create_port(1, "benchmark");
#else
		if (pipe(fEnds) != 0)
			throw std::runtime_error("pipe");
#endif
	}

	~channel()
	{
#ifdef ON_LIBROOT
		delete_port(fPort);
#else
		close(fEnds[0]);
		close(fEnds[1]);
#endif
	}

	bool
	send(const message& sent)
	{
#ifdef ON_LIBROOT
		return write_port(fPort, 0, &sent, sizeof(sent)) == B_OK;
#else
		return write(fEnds[1], &sent, sizeof(sent)) == sizeof(sent);
#endif
	}

	bool
	receive(message& received)
	{
#ifdef ON_LIBROOT
		int32 code;
		return read_port(fPort, &code, &received, sizeof(received))
			== sizeof(received);
#else
		return read(fEnds[0], &received, sizeof(received))
			== sizeof(received);
#endif
	}

private:
#ifdef ON_LIBROOT
	port_id	fPort;
#else
	int		fEnds[2];
#endif
};

struct channels {
	channel	there;
	channel	back;
};

}

/* Sends back what it gets, until the number is negative. */
static void*
answer(void* data)
{
	channels& both = *(channels*)data;
	message got;
	do {
		if (!both.there.receive(got) || !both.back.send(got))
			break;
	} while (got.number >= 0);
	return nullptr;
}

static void
round_trip(benchmark::State& state)
{
	channels both;
	pthread_t thread;
	if (const int error = pthread_create(&thread, nullptr, answer, &both))
		return bench::fail(state, "pthread_create", error);
	message sent = {};
	message got = {};
	bool failed = false;
	for (auto _ : state) {
		const double start = bench::cpu_seconds_with_children();
		constexpr int TRIPS = 100;
		for (int i = 0; i < TRIPS && !failed; i++) {
			sent.number++;
			failed = !both.there.send(sent) || !both.back.receive(got)
				|| got.number != sent.number;
		}
		state.SetIterationTime(
			(bench::cpu_seconds_with_children() - start) / TRIPS);
		if (failed)
			break;
	}
	if (failed)
		state.SkipWithError("a message did not come back");
	sent.number = -1;
	both.there.send(sent);
	both.back.receive(got);
	pthread_join(thread, nullptr);
}
BENCHMARK(round_trip)->Name("kernel_kit/port_round_trip")->UseManualTime();

BENCHMARK_MAIN();
