// Sequences of signal operations that tell what they saw in words that both C
// libraries share: names of signals and errors, never numbers. Compiled once
// with libroot's headers and once with the host's; everything is local to the
// file that includes this one.
#pragma once

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "../common/linear_congruential.h"
#include "signal_names.h"

// The host's header calls the XSI functions deprecated; here they are tested.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace {

// -- words

constexpr int NAMED_COUNT = sizeof(named_signals) / sizeof(named_signals[0]);
constexpr int REALTIME_COUNT = 7;	// of the host's about thirty, libroot's eight

// The signals by place: those with a name, then the realtime ones.
constexpr int PLACE_COUNT = NAMED_COUNT + REALTIME_COUNT;

int
signal_at(int place)
{
	return place < NAMED_COUNT ? named_signals[place].number
		: SIGRTMIN + place - NAMED_COUNT;
}

std::string
name_of(int signal)
{
	for (int place = 0; place < PLACE_COUNT; place++) {
		if (signal_at(place) == signal) {
			return place < NAMED_COUNT ? named_signals[place].name
				: "SIGRTMIN+" + std::to_string(place - NAMED_COUNT);
		}
	}
	return "signal without name";
}

std::string
names_in(const sigset_t& set)
{
	std::string names = "{";
	for (int place = 0; place < PLACE_COUNT; place++) {
		if (sigismember(&set, signal_at(place)) == 1)
			names += " " + name_of(signal_at(place));
	}
	return names + " }";
}

std::string
outcome(long result)
{
	return result != -1 ? std::to_string(result)
		: std::string("failed: ") + strerrorname_np(errno);
}

std::string
outcome_of_error(int error)
{
	return error == 0 ? "0" : std::string("failed: ") + strerrorname_np(error);
}

std::string
mask_text()
{
	sigset_t mask;
	sigprocmask(SIG_BLOCK, nullptr, &mask);
	return names_in(mask);
}

std::string
pending_text()
{
	sigset_t pending;
	sigpending(&pending);
	return names_in(pending);
}

std::string
code_text(int code)
{
	switch (code) {
		case SI_USER:
#ifdef SI_TKILL
		case SI_TKILL:		// the host shows how it was sent
#endif
			return "SI_USER";
		case SI_QUEUE:
			return "SI_QUEUE";
		case SI_TIMER:
			return "SI_TIMER";
		default:
			return std::to_string(code);
	}
}

std::string story;

void
tell(const std::string& line)
{
	story += line + "\n";
}

// Both sides draw the same numbers.
struct random_numbers : linear_congruential {
	sigset_t
	set()
	{
		sigset_t set;
		sigemptyset(&set);
		for (int place = 0; place < PLACE_COUNT; place++) {
			const int signal = signal_at(place);
			// The host drops these two from stored masks, libroot on use.
			if (below(3) == 0 && signal != SIGKILL && signal != SIGSTOP)
				sigaddset(&set, signal);
		}
		return set;
	}
};

// A signal whose handler may run, and that may be sent at random.
int
random_catchable(random_numbers& random)
{
	for (;;) {
		const int signal = signal_at(random.below(PLACE_COUNT));
		if (signal != SIGKILL && signal != SIGSTOP)
			return signal;
	}
}

void
handler(int signal)
{
	tell("  handler of " + name_of(signal) + ", mask " + mask_text());
}

void
info_handler(int signal, siginfo_t* info, void*)
{
	tell("  info handler of " + name_of(signal) + " told "
		+ name_of(info->si_signo) + " " + code_text(info->si_code)
		+ (info->si_pid == getpid() ? " by us" : " by others") + ", mask "
		+ mask_text());
	if (info->si_code == SI_QUEUE)
		tell("  value " + std::to_string(info->si_value.sival_int));
}

std::string
handler_text(const struct sigaction& action)
{
	if (action.sa_handler == SIG_DFL)
		return "SIG_DFL";
	if (action.sa_handler == SIG_IGN)
		return "SIG_IGN";
	if (action.sa_handler == handler)
		return "handler";
	return action.sa_sigaction == info_handler ? "info handler" : "unknown";
}

std::string
handler_text(void (*function)(int))
{
	if (function == SIG_ERR)
		return std::string("SIG_ERR ") + strerrorname_np(errno);
	if (function == SIG_HOLD)
		return "SIG_HOLD";
	struct sigaction action = {};
	action.sa_handler = function;
	return handler_text(action);
}

struct named_flag {
	const char*	name;
	int			flag;
};

constexpr named_flag named_flags[] = {
	{ "SA_NOCLDSTOP", SA_NOCLDSTOP }, { "SA_NOCLDWAIT", SA_NOCLDWAIT },
	{ "SA_RESETHAND", (int)SA_RESETHAND }, { "SA_NODEFER", SA_NODEFER },
	{ "SA_RESTART", SA_RESTART }, { "SA_ONSTACK", SA_ONSTACK }
};

std::string
action_text(const struct sigaction& action)
{
	std::string text = handler_text(action) + " mask "
		+ names_in(action.sa_mask);
	for (const named_flag& named : named_flags) {
		if ((action.sa_flags & named.flag) != 0)
			text += std::string(" ") + named.name;
	}
	if ((action.sa_flags & SA_SIGINFO) != 0)
		text += " SA_SIGINFO";
	return text;
}

struct sigaction
random_action(random_numbers& random)
{
	struct sigaction action = {};
	action.sa_mask = random.set();
	for (const named_flag& named : named_flags) {
		if (random.below(2) == 0)
			action.sa_flags |= named.flag;
	}
	switch (random.below(6)) {
		case 0:
			action.sa_handler = SIG_DFL;
			break;
		case 1:
			action.sa_handler = SIG_IGN;
			break;
		case 2:
		case 3:
			action.sa_handler = handler;
			break;
		default:
			action.sa_sigaction = info_handler;
			action.sa_flags |= SA_SIGINFO;
			break;
	}
	return action;
}

constexpr int hows[] = { SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK };

// -- scripts

void
masks(random_numbers& random)
{
	for (int i = 0; i < 300; i++) {
		const int how = hows[random.below(3)];
		const sigset_t set = random.set();
		sigset_t old;
		sigemptyset(&old);
		const int result = random.below(2) == 0 ? sigprocmask(how, &set, &old)
			: pthread_sigmask(how, &set, &old);
		tell(outcome(result) + " old " + names_in(old) + " new " + mask_text());
	}
}

void
actions(random_numbers& random)
{
	for (int i = 0; i < 300; i++) {
		const int signal = signal_at(random.below(PLACE_COUNT));
		const struct sigaction action = random_action(random);
		struct sigaction old = {};
		const int result = sigaction(signal, &action, &old);
		tell(name_of(signal) + " " + outcome(result));
		if (result == 0) {
			tell("  old " + action_text(old));
			sigaction(signal, nullptr, &old);
			tell("  new " + action_text(old));
		}
	}
}

// Handlers with random flags and masks get random signals while random sets
// are blocked.
void
deliveries(random_numbers& random)
{
	for (int place = 0; place < PLACE_COUNT; place++) {
		struct sigaction action = random_action(random);
		if (action.sa_handler == SIG_DFL)
			action.sa_handler = SIG_IGN;
		action.sa_flags &= ~SA_RESETHAND;
		sigaction(signal_at(place), &action, nullptr);
	}
	for (int i = 0; i < 400; i++) {
		const int signal = random_catchable(random);
		tell("turn " + std::to_string(i) + " " + name_of(signal));
		union sigval value;
		value.sival_int = i;
		switch (random.below(5)) {
			case 0:
				tell(outcome(raise(signal)));
				break;
			case 1:
				tell(outcome(kill(getpid(), signal)));
				break;
			case 2:
				tell(outcome(sigqueue(getpid(), signal, value)));
				break;
			case 3:
				tell(outcome_of_error(pthread_kill(pthread_self(), signal)));
				break;
			default: {
				// One signal at a time is opened: which of several comes first
				// is a matter of numbers.
				sigset_t one, pending;
				sigpending(&pending);
				sigemptyset(&one);
				sigaddset(&one, signal);
				sigprocmask(SIG_UNBLOCK, &one, nullptr);
				sigset_t more = random.set();
				sigprocmask(SIG_BLOCK, &more, nullptr);
				break;
			}
		}
		tell("  mask " + mask_text() + " pending " + pending_text());
	}
}

void
simple_dispositions(random_numbers& random)
{
	for (int i = 0; i < 400; i++) {
		const int signal = signal_at(random.below(PLACE_COUNT));
		void (*const choices[])(int) = { SIG_DFL, SIG_IGN, handler, SIG_HOLD };
		const unsigned choice = random.below(4);
		const unsigned operation = random.below(7);
		// What these do to the two signals is no matter of agreement.
		if ((signal == SIGKILL || signal == SIGSTOP)
			&& (operation >= 3 || choice == 3))
			continue;
		// What is held must not meet its default action later.
		sigset_t pending;
		sigpending(&pending);
		if (choice == 0 && operation <= 1 && sigismember(&pending, signal))
			continue;
		tell(name_of(signal) + " operation " + std::to_string(operation));
		switch (operation) {
			case 0:
				if (choice < 3)
					tell(handler_text(::signal(signal, choices[choice])));
				break;
			case 1:
				tell(handler_text(sigset(signal, choices[choice])));
				break;
			case 2:
				tell(outcome(sigignore(signal)));
				break;
			case 3:
				tell(outcome(sighold(signal)));
				break;
			case 4:
				tell(outcome(sigrelse(signal)));
				break;
			case 5:
				tell(outcome(siginterrupt(signal, random.below(2))));
				break;
			default: {
				struct sigaction action;
				sigaction(signal, nullptr, &action);
				if (action.sa_handler != SIG_DFL)
					tell(outcome(raise(signal)));
				break;
			}
		}
		struct sigaction action;
		sigaction(signal, nullptr, &action);
		tell("  " + handler_text(action) + " mask " + mask_text() + " pending "
			+ pending_text());
	}
}

void
waits(random_numbers& random)
{
	sigset_t full;
	sigfillset(&full);
	sigprocmask(SIG_SETMASK, &full, nullptr);
	const struct timespec now = { 0, 0 };
	for (int i = 0; i < 300; i++) {
		const int signal = random_catchable(random);
		union sigval value;
		value.sival_int = i;
		// A stop or continue signal discards its opposites (POSIX).
		if (random.below(2) == 0)
			tell(outcome(sigqueue(getpid(), signal, value)));
		sigset_t one;
		sigemptyset(&one);
		sigaddset(&one, random_catchable(random));
		siginfo_t info = {};
		errno = 0;
		const int taken = sigtimedwait(&one, &info, &now);
		if (taken < 0)
			tell(outcome(taken));
		else {
			tell("taken " + name_of(taken) + " "
				+ code_text(info.si_code) + " "
				+ std::to_string(info.si_value.sival_int));
		}
		tell("  pending " + pending_text());
	}
}

void
errors(random_numbers&)
{
	const struct timespec now = { 0, 0 };
	const struct timespec bad_times[]
		= { { -1, 0 }, { 0, -1 }, { 0, 1000000000 } };
	sigset_t set;
	sigemptyset(&set);
	for (int number : { -1, 0, 65, 1000 }) {
		struct sigaction action = {};
		tell(std::to_string(number));
		tell(outcome(sigaction(number, &action, nullptr)));
		tell(outcome(sigaction(number, nullptr, &action)));
		tell(handler_text(signal(number, SIG_IGN)));
		tell(handler_text(sigset(number, SIG_IGN)));
		tell(outcome(sighold(number)));
		tell(outcome(sigrelse(number)));
		tell(outcome(sigignore(number)));
		tell(outcome(siginterrupt(number, 1)));
		tell(outcome(sigaddset(&set, number)));
		tell(outcome(sigdelset(&set, number)));
		tell(outcome(sigismember(&set, number)));
		tell(outcome(raise(number)));
		tell(outcome(kill(getpid(), number)));
		tell(outcome(sigqueue(getpid(), number, {})));
		tell(outcome_of_error(pthread_kill(pthread_self(), number)));
	}
	for (int signal : { SIGKILL, SIGSTOP }) {
		struct sigaction action = {};
		tell(outcome(sigaction(signal, &action, nullptr)));
		tell(outcome(sigaction(signal, nullptr, &action)));
		tell(handler_text(::signal(signal, handler)));
		tell(outcome(sigignore(signal)));
	}
	for (int how : { -1, 1000 }) {
		tell(outcome(sigprocmask(how, &set, nullptr)));
		tell(outcome(sigprocmask(how, nullptr, &set)));
		tell(outcome_of_error(pthread_sigmask(how, &set, nullptr)));
	}
	for (const struct timespec& time : bad_times)
		tell(outcome(sigtimedwait(&set, nullptr, &time)));
	tell(outcome(sigtimedwait(&set, nullptr, &now)));
	tell(outcome(kill(INT32_MAX, SIGTERM)));
	tell(outcome(sigqueue(INT32_MAX, SIGTERM, {})));
	tell(outcome(sigqueue(0, 0, {})));
	tell(outcome(kill(getpid(), 0)));
	tell(outcome(waitpid(-1, nullptr, WNOHANG)));
	tell(outcome(sigaltstack(nullptr, nullptr)));
	tell(outcome(sigpending(&set)) + names_in(set));
}

// What a parent sees of children that end by each signal.
void
deaths(random_numbers&)
{
	for (int place = 0; place < PLACE_COUNT; place++) {
		const pid_t child = fork();
		if (child == 0) {
			raise(signal_at(place));
			_exit(place);
		}
		int status = 0;
		waitpid(child, &status, WUNTRACED);
		std::string line = name_of(signal_at(place));
		if (WIFSTOPPED(status)) {
			line += " stopped by " + name_of(WSTOPSIG(status));
			kill(child, SIGKILL);
			waitpid(child, &status, 0);
		}
		if (WIFEXITED(status))
			line += " exited " + std::to_string(WEXITSTATUS(status));
		if (WIFSIGNALED(status))
			line += " killed by " + name_of(WTERMSIG(status));
		tell(line);
	}
}

struct script {
	const char*	name;
	void		(*run)(random_numbers& random);
};

constexpr script scripts[] = { { "masks", masks }, { "actions", actions },
	{ "deliveries", deliveries },
	{ "simple_dispositions", simple_dispositions }, { "waits", waits },
	{ "errors", errors }, { "deaths", deaths } };

[[maybe_unused]] constexpr unsigned SCRIPT_COUNT
	= sizeof(scripts) / sizeof(scripts[0]);

// The story of a script with a seed.
[[maybe_unused]] std::string
story_of(unsigned index, unsigned seed)
{
	story.clear();
	random_numbers random = { { seed } };
	scripts[index].run(random);
	return story;
}

}	// namespace
