/* A fixed set of records, each of which has a machine code stub: a function
 * pointer that stands for the record.
 *
 * Used where a handler of one ABI must be handed to code of another: the stub
 * is what that code sees, can call, and gives back. Equal records share a
 * stub. Lock-free, so that sigaction() stays async-signal-safe.
 */
#ifndef _LIBROOT_STUB_POOL_H
#define _LIBROOT_STUB_POOL_H

#include <atomic>

#include <stdint.h>

/* stubs, the first of them, is no member, so that the pool begins as zeros and
 * takes no place in the library's file. */
template<typename Record, unsigned count, char* stubs>
class stub_pool {
public:
	static constexpr uintptr_t STUB_SIZE = 16;

	/* The stub of a record equal to this one. Programs hold few different
	 * handlers; should all stubs be taken, the oldest gets a new meaning. */
	void*
	stub_for(const Record& record)
	{
		for (unsigned i = 0; i < count; i++) {
			unsigned state = fStates[i].load(std::memory_order_acquire);
			if (state == READY && fRecords[i] == record)
				return stub(i);
			if (state == FREE && take(i, FREE, record))
				return stub(i);
		}
		for (;;) {
			const unsigned oldest
				= fOldest.fetch_add(1, std::memory_order_relaxed) % count;
			if (take(oldest, READY, record))
				return stub(oldest);
		}
	}

	/* The record that a function pointer stands for, or null if it is none of
	 * our stubs. */
	const Record*
	record_of(const void* function) const
	{
		const uintptr_t offset = (uintptr_t)function - (uintptr_t)stubs;
		if (offset >= count * STUB_SIZE)
			return nullptr;
		const unsigned i = offset / STUB_SIZE;
		return fStates[i].load(std::memory_order_acquire) == READY
			? &fRecords[i] : nullptr;
	}

	const Record&
	record(unsigned index) const
	{
		return fRecords[index];
	}

private:
	enum : unsigned {
		FREE,
		WRITING,	/* by the one who set it */
		READY
	};

	bool
	take(unsigned i, unsigned state, const Record& record)
	{
		if (!fStates[i].compare_exchange_strong(state, WRITING,
				std::memory_order_acquire))
			return false;
		fRecords[i] = record;
		fStates[i].store(READY, std::memory_order_release);
		return true;
	}

	void*
	stub(unsigned i) const
	{
		return stubs + i * STUB_SIZE;
	}

	std::atomic<unsigned>	fOldest = 0;
	std::atomic<unsigned>	fStates[count] = {};
	Record					fRecords[count] = {};
};

#endif	/* _LIBROOT_STUB_POOL_H */
