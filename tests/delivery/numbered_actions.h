/* Actions that can be told apart: each handler belongs to one block of
 * numbers, and userdata is the number. A handler that gets a number of another
 * block was called with a torn action. */
#ifndef _NUMBERED_ACTIONS_H
#define _NUMBERED_ACTIONS_H

#include "delivery_test.h"

#include <array>
#include <atomic>
#include <pthread.h>
#include <utility>
#include <vector>

constexpr int HANDLERS = 8;

inline std::atomic<long> torn_actions;
inline std::atomic<long> handled_signals;

/* Called with each number that a handler got, if set. */
inline void (*on_handled)(uintptr_t number);

template<int index>
void
numbered_handler(int, void* userdata, vregs*)
{
	const uintptr_t number = (uintptr_t)userdata;
	if (number % HANDLERS != index)
		torn_actions++;
	handled_signals++;
	if (on_handled != nullptr)
		on_handled(number);
}

template<int index>
void
numbered_info_handler(int signal, siginfo_t* info, void* context, void* userdata)
{
	if (info->si_signo != signal)
		torn_actions++;
	numbered_handler<index>(signal, userdata,
		&((ucontext_t*)context)->uc_mcontext);
}

/* Odd blocks take siginfo: a torn flag would show as torn arguments. */
template<size_t... index>
constexpr std::array<void*, HANDLERS>
make_handlers(std::index_sequence<index...>)
{
	return { (index % 2 == 0 ? (void*)numbered_handler<index>
		: (void*)numbered_info_handler<index>)... };
}

inline void*
handler_of(uintptr_t number)
{
	static const auto handlers
		= make_handlers(std::make_index_sequence<HANDLERS>());
	return handlers[number % HANDLERS];
}

inline struct sigaction
numbered_action(uintptr_t number, int flags = 0)
{
	struct sigaction action = action_of((plain_handler)handler_of(number),
		(void*)number, flags | (number % 2 != 0 ? SA_SIGINFO : 0));
	/* Any part of the number shows in the mask too; USR1 stays out of it. */
	action.sa_mask = (sigset_t)(number & 0x7f) << 32;
	return action;
}

/* Whether the parts of an action that was asked for belong together. */
inline bool
is_whole(const struct sigaction& action, int flags = 0)
{
	const uintptr_t number = (uintptr_t)action.sa_userdata;
	const struct sigaction expected = numbered_action(number, flags);
	return action.sa_handler == expected.sa_handler
		&& action.sa_flags == expected.sa_flags
		&& action.sa_mask == expected.sa_mask;
}

/* Runs function(index) in count threads at once and waits for all. */
template<typename Function>
void
in_threads(int count, Function function)
{
	struct start {
		Function*	function;
		int			index;
	};
	std::vector<start> starts(count);
	std::vector<pthread_t> threads(count);
	for (int i = 0; i < count; i++) {
		starts[i] = { &function, i };
		ASSERT_EQ(pthread_create(&threads[i], nullptr, [](void* data) -> void* {
			start& mine = *(start*)data;
			(*mine.function)(mine.index);
			return nullptr;
		}, &starts[i]), 0);
	}
	for (const pthread_t thread : threads)
		pthread_join(thread, nullptr);
}

#endif	/* _NUMBERED_ACTIONS_H */
