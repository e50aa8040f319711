/* A random program that works with signals, played on a machine: the model, or
 * libroot. What it does next it draws when it gets there, handlers included, so
 * two machines that agree draw the same, and the first difference shows in what
 * it says. */
#ifndef _RANDOM_PROGRAM_H
#define _RANDOM_PROGRAM_H

#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include "../common/kernel_signals.h"
#include "../common/linear_congruential.h"
#include "signal_model.h"

/* What a program may contain. */
struct program_kind {
	const char*	name;
	bool		toThread = false;
	bool		toProcess = false;
	bool		realtime = false;		/* realtime signals */
	bool		faults = false;			/* SIGSEGV and the like, sent */
	bool		stops = false;			/* caught stop and continue signals */
	bool		masks = false;			/* mask changes */
	bool		waits = false;			/* sigsuspend() */
	bool		contexts = false;		/* handlers change uc_sigmask */
	bool		takes = false;			/* sigtimedwait() */
	bool		oneShot = false;		/* SA_RESETHAND, default actions */
	bool		fullMasks = false;		/* all handlers block everything */
	bool		jumps = false;			/* siglongjmp() out of handlers */
};

struct random_numbers : linear_congruential {
	explicit random_numbers(uint64_t seed)
		:
		linear_congruential{ seed * 0x9e3779b97f4a7c15 + 1 }
	{
	}

	bool
	one_in(unsigned count)
	{
		return below(count) == 0;
	}
};

/* What a handler runs with, in libroot's numbers. */
struct program_action {
	bool		is_default;
	bool		nodefer;
	bool		resethand;
	sigset_t	mask;
};

/* Machine has: say(text), set_action(signal, program_action), send(toThread,
 * signal, value), enter(), leave(), change_mask(how, set), mask(), pending(),
 * suspend(mask), take(set, value), guarded(code) which returns whether code()
 * was left by jump(). */
template<typename Machine>
class random_program {
public:
	random_program(Machine& machine, const program_kind& kind, uint64_t seed)
		:
		fMachine(machine),
		fKind(kind),
		fRandom(seed)
	{
		for (const int signal : { SIGHUP, SIGUSR1, SIGUSR2, SIGTERM, SIGCHLD })
			fSignals[fCount++] = signal;
		if (kind.realtime) {
			for (const int signal : { 33, 36, 40 })
				fSignals[fCount++] = signal;
		}
		if (kind.faults) {
			for (const int signal : { SIGSEGV, SIGTRAP })
				fSignals[fCount++] = signal;
		}
		if (kind.stops) {
			/* Of two stop signals with a SIGCONT in between the first is gone,
			 * which nobody can see who has the first. */
			for (const int signal : { SIGTSTP, SIGCONT })
				fSignals[fCount++] = signal;
		}
	}

	void
	run()
	{
		for (int i = 0; i < fCount; i++)
			fMachine.set_action(fSignals[i],
				fActions[i] = random_action(fSignals[i]));
		fBudget = 120;
		while (fBudget > 0) {
			if (fKind.jumps && fRandom.one_in(4))
				guarded_steps();
			else
				step();
		}
		say("end");
		while (fMachine.leave() >= 0)
			say("left");
		fMachine.change_mask(SIG_SETMASK, 0);
		tell_state("at last");
	}

	/* Called by the machine. Changes the mask that comes back. */
	void
	handle(int signal, int value, sigset_t& context)
	{
		const program_action& action = fActions[index_of(signal)];
		/* For the same reason, which of two it is. */
		if (!ends_the_process(signal) && signal != SIGCHLD)
			value = 0;
		if (action.resethand)
			fMachine.set_action(signal, action);
		say("handler %d value %d mask %llx context %llx", signal, value,
			(unsigned long long)fMachine.mask(), (unsigned long long)context);
		fLevel++;
		for (unsigned i = fRandom.below(4); i > 0; i--)
			step();
		if (fKind.jumps && fGuards > 0 && fRandom.one_in(3)) {
			say("jump");
			fMachine.jump();
		}
		/* Handlers are called outside sections, and end there. */
		while (fMachine.leave() >= 0)
			say("left");
		if (fKind.contexts && fRandom.one_in(3))
			context = random_set();
		say("return %d context %llx", signal, (unsigned long long)context);
		fLevel--;
	}

private:
	__attribute__((format(printf, 2, 3))) void
	say(const char* format, ...)
	{
		char line[200];
		va_list arguments;
		va_start(arguments, format);
		vsnprintf(line, sizeof(line), format, arguments);
		va_end(arguments);
		fMachine.say(line);
	}

	int
	index_of(int signal) const
	{
		int index = 0;
		while (fSignals[index] != signal)
			index++;
		return index;
	}

	sigset_t
	random_set()
	{
		sigset_t set = 0;
		for (int i = 0; i < fCount; i++) {
			if (fRandom.one_in(3))
				set |= bit(fSignals[i]);
		}
		return set;
	}

	/* By default; the others are ignored or stop the process. */
	static bool
	ends_the_process(int signal)
	{
		return signal != SIGCHLD && signal != SIGCONT && signal != SIGTSTP;
	}

	program_action
	random_action(int signal)
	{
		program_action action = {};
		action.mask = fKind.fullMasks ? ~(sigset_t)0
			: fRandom.one_in(2) ? random_set() : 0;
		action.nodefer = !fKind.fullMasks && fRandom.one_in(4);
		if (fKind.oneShot && ends_the_process(signal)) {
			action.is_default = fRandom.one_in(40);
			action.resethand = fRandom.one_in(4);
		}
		return action;
	}

	void
	guarded_steps()
	{
		const int level = fLevel;
		fGuards++;
		const bool jumped = fMachine.guarded([this] {
			for (unsigned i = 2 + fRandom.below(8); i > 0; i--)
				step();
		});
		fLevel = level;
		fGuards--;
		tell_state(jumped ? "landed" : "guarded");
	}

	void
	tell_state(const char* when)
	{
		say("%s: mask %llx pending %llx", when,
			(unsigned long long)fMachine.mask(),
			(unsigned long long)fMachine.pending());
	}

	void
	send()
	{
		const int signal = fSignals[fRandom.below(fCount)];
		const bool toThread = fKind.toThread
			&& (!fKind.toProcess || fRandom.one_in(2));
		const int value = ++fValue;
		say("send %d value %d to the %s", signal, value,
			toThread ? "thread" : "process");
		fMachine.send(toThread, signal, value);
	}

	/* One action of the program. Not deeper than the host's stack likes. */
	void
	step()
	{
		if (fBudget-- <= 0)
			return;
		switch (fRandom.below(14)) {
			case 0:
			case 1:
			case 2:
			case 3:
			case 4:
				send();
				break;
			case 5:
			case 6:
			case 7:
				say("enter");
				say("depth %d", fMachine.enter());
				break;
			case 8:
			case 9:
			case 10:
				say("leave");
				say("depth %d", fMachine.leave());
				break;
			case 11:
				if (fKind.masks) {
					const int hows[] = { SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK };
					const int how = hows[fRandom.below(3)];
					const sigset_t set = random_set();
					say("change %d %llx", how, (unsigned long long)set);
					fMachine.change_mask(how, set);
				}
				break;
			case 12:
				if (fKind.takes)
					take();
				if (fKind.waits)
					suspend();
				break;
			default:
				break;
		}
		tell_state("state");
	}

	void
	take()
	{
		const sigset_t set = random_set();
		int value = 0;
		const int taken = fMachine.take(set, value);
		if (taken != 0 && !ends_the_process(taken) && taken != SIGCHLD)
			value = 0;
		say("taken %d value %d of %llx", taken, value, (unsigned long long)set);
	}

	/* Waiting in sections is another test's. */
	void
	suspend()
	{
		const sigset_t mask = random_set();
		if (fMachine.is_in_section() || (fMachine.pending() & ~mask) == 0)
			return;
		say("suspend %llx", (unsigned long long)mask);
		fMachine.suspend(mask);
		say("suspended");
	}

	Machine&		fMachine;
	program_kind	fKind;
	random_numbers	fRandom;
	int				fSignals[16];
	int				fCount = 0;
	program_action	fActions[16];
	int				fBudget = 0;
	int				fValue = 0;
	int				fLevel = 0;
	int				fGuards = 0;
};

#endif	/* _RANDOM_PROGRAM_H */
