/* Translation of signal sets. Signals whose numbers differ by the same amount
 * move together, so a set is translated with one mask, shift and or for each
 * of the 16 different distances; the compiler derives them from the table. */
#ifndef _SIGNAL_SET_H
#define _SIGNAL_SET_H

#include <utility>

#include "signal_table.h"

namespace signal_set_detail {

inline constexpr int MAX_DISTANCE = 32;

/* Signals with host number == number + distance, as a set of ours. */
constexpr uint64_t
signals_at_distance(int distance)
{
	uint64_t set = 0;
	for (const signal_pair& pair : signal_pairs) {
		if (pair.host - pair.signal == distance)
			set |= uint64_t{1} << (pair.signal - 1);
	}
	return set;
}

template<int distance>
constexpr uint64_t
shifted(uint64_t set)
{
	if constexpr (distance >= 0)
		return set << distance;
	else
		return set >> -distance;
}

template<int distance>
constexpr uint64_t
group_to_host(uint64_t set)
{
	constexpr uint64_t group = signals_at_distance(distance);
	if constexpr (group != 0)
		return shifted<distance>(set & group);
	return 0;
}

template<int distance>
constexpr uint64_t
group_from_host(uint64_t set)
{
	constexpr uint64_t group = signals_at_distance(distance);
	if constexpr (group != 0)
		return shifted<-distance>(set & shifted<distance>(group));
	return 0;
}

template<int... index>
constexpr uint64_t
all_to_host(uint64_t set, std::integer_sequence<int, index...>)
{
	return (group_to_host<index - MAX_DISTANCE>(set) | ...);
}

template<int... index>
constexpr uint64_t
all_from_host(uint64_t set, std::integer_sequence<int, index...>)
{
	return (group_from_host<index - MAX_DISTANCE>(set) | ...);
}

using distances = std::make_integer_sequence<int, 2 * MAX_DISTANCE + 1>;

}	/* namespace signal_set_detail */

/* Most sets are empty. */
constexpr linux_sigset
set_to_host(sigset_t set)
{
	using namespace signal_set_detail;
	return set != 0 ? all_to_host(set, distances()) : 0;
}

constexpr sigset_t
set_from_host(linux_sigset set)
{
	using namespace signal_set_detail;
	return set != 0 ? all_from_host(set, distances()) : 0;
}

/* Signals of the host that have no number of ours. */
inline constexpr linux_sigset HOST_ONLY_SIGNALS = ~set_to_host(~sigset_t{0});

/* The translation loses nothing and mixes nothing up. */
static_assert([] {
	for (const signal_pair& pair : signal_pairs) {
		const uint64_t ours = uint64_t{1} << (pair.signal - 1);
		const uint64_t host = uint64_t{1} << (pair.host - 1);
		if (set_to_host(ours) != host || set_from_host(host) != ours)
			return false;
	}
	return set_from_host(HOST_ONLY_SIGNALS) == 0;
}());

#endif	/* _SIGNAL_SET_H */
