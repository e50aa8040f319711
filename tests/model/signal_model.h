/* The kernel's rules for the signals of a process with one thread, as a program
 * that can be run: what is pending, what is blocked, which comes first, and how
 * handlers are stacked. Sections are "everything is blocked". Signals and sets
 * are the host's.
 *
 * Sources: signal(7), sigaction(2), sigsuspend(2); for the order, which no
 * manual tells, Linux kernel/signal.c: next_signal(), dequeue_signal(),
 * prepare_signal(), and the loop that sets up frames until nothing is left to
 * deliver before the program runs on.
 */
#ifndef _SIGNAL_MODEL_H
#define _SIGNAL_MODEL_H

#include <deque>
#include <functional>
#include <stdint.h>
#include <vector>

#include "../common/kernel_signals.h"

class signal_model {
public:
	static constexpr int FIRST_REALTIME = 32;

	struct action {
		bool		is_default = true;
		bool		nodefer = false;
		bool		resethand = false;
		uint64_t	mask = 0;
	};

	/* A default action has ended the process. */
	struct death {
		int	signal;
	};

	/* context is the mask that comes back when the handler returns; it may
	 * change it. */
	typedef std::function<void(int signal, int value, uint64_t& context)>
		handler;

	explicit signal_model(handler run)
		:
		fRun(run)
	{
	}

	void
	set_action(int signal, const action& wanted)
	{
		fActions[signal] = wanted;
	}

	void
	send(bool toThread, int signal, int value)
	{
		if ((STOPS & bit(signal)) != 0)
			forget(bit(CONTINUE));
		if (signal == CONTINUE)
			forget(STOPS);
		queue& pending = toThread ? fThread : fProcess;
		/* Standard signals are not queued: the first one counts. */
		if (signal >= FIRST_REALTIME || (set_of(pending) & bit(signal)) == 0)
			pending.push_back({ signal, value });
		deliver();
	}

	void
	set_mask(uint64_t mask)
	{
		fMask = mask & ~(bit(9) | bit(19));
		deliver();
	}

	uint64_t mask() const { return fMask; }
	uint64_t pending() const { return set_of(fThread) | set_of(fProcess); }
	int depth() const { return fDepth; }

	int
	enter_section()
	{
		return ++fDepth;
	}

	int
	leave_section()
	{
		if (fDepth == 0)
			return -1;
		const int depth = --fDepth;
		deliver();
		return depth;
	}

	/* Something that mask lets through has to be pending: nobody else could
	 * end the wait. */
	void
	suspend(uint64_t mask)
	{
		const uint64_t before = fMask;
		fMask = mask & ~(bit(9) | bit(19));
		deliver(&before);
	}

	/* sigtimedwait() with no time: the signal, or 0. */
	int
	take(uint64_t set, int& value)
	{
		instance taken;
		if (!dequeue(~set, taken))
			return 0;
		value = taken.value;
		return taken.signal;
	}

private:
	struct instance {
		int	signal;
		int	value;
	};
	typedef std::deque<instance> queue;

	/* The host's numbers: SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGSYS;
	 * SIGCONT; SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU. */
	static constexpr uint64_t FAULTS = bit(11) | bit(7) | bit(4)
		| bit(5) | bit(8) | bit(31);
	static constexpr int CONTINUE = 18;
	static constexpr uint64_t STOPS = bit(19) | bit(20) | bit(21)
		| bit(22);

	/* A handler that has been prepared to run, and the mask that comes back
	 * when it has. */
	struct frame {
		instance	delivered;
		uint64_t	context;
	};

	static uint64_t
	set_of(const queue& pending)
	{
		uint64_t set = 0;
		for (const instance& one : pending)
			set |= bit(one.signal);
		return set;
	}

	void
	forget(uint64_t signals)
	{
		for (queue* pending : { &fThread, &fProcess }) {
			std::erase_if(*pending, [&](const instance& one) {
				return (bit(one.signal) & signals) != 0;
			});
		}
	}

	/* The thread's own come before the process's; in each those of faults
	 * first, then the lowest number, then the oldest. */
	bool
	dequeue(uint64_t blocked, instance& found)
	{
		for (queue* pending : { &fThread, &fProcess }) {
			uint64_t set = set_of(*pending) & ~blocked;
			if ((set & FAULTS) != 0)
				set &= FAULTS;
			if (set == 0)
				continue;
			const int signal = __builtin_ctzll(set) + 1;
			for (auto one = pending->begin();; ++one) {
				if (one->signal == signal) {
					found = *one;
					pending->erase(one);
					return true;
				}
			}
		}
		return false;
	}

	/* On the way back into the program: a frame for each signal that is not
	 * blocked, each with its handler's mask, and then the topmost runs. Its
	 * return is such a way back too. */
	void
	deliver(const uint64_t* savedMask = nullptr)
	{
		std::vector<frame> frames;
		for (;;) {
			instance next;
			while (fDepth == 0 && dequeue(fMask, next)) {
				action& wanted = fActions[next.signal];
				if (wanted.is_default)
					throw death{ next.signal };
				if (wanted.resethand)
					wanted.is_default = true;
				/* What sigsuspend() has saved comes back with the first. */
				frames.push_back({ next,
					savedMask != nullptr ? *savedMask : fMask });
				savedMask = nullptr;
				fMask |= wanted.mask & ~(bit(9) | bit(19));
				if (!wanted.nodefer)
					fMask |= bit(next.signal);
			}
			if (frames.empty())
				return;
			frame top = frames.back();
			frames.pop_back();
			fRun(top.delivered.signal, top.delivered.value, top.context);
			fMask = top.context & ~(bit(9) | bit(19));
		}
	}

	handler		fRun;
	action		fActions[65];
	queue		fThread;
	queue		fProcess;
	uint64_t	fMask = 0;
	int			fDepth = 0;
};

#endif	/* _SIGNAL_MODEL_H */
