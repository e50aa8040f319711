#include <scheduler.h>

#include <kernel_contract.h>
#include <kernel_threads.h>
#include <symbol_versions.h>

extern "C" LIBROOT_EXPORT status_t
__set_thread_priority(thread_id thread, int32 priority)
{
	return _kern_set_thread_priority(thread, priority);
}

CURRENT_VERSION(__set_thread_priority, set_thread_priority);

/* How urgent each purpose is, the most urgent first. */
static constexpr struct {
	uint32	purposes;
	int32	priority;
} suggestions[] = {
	{ B_LIVE_AUDIO_MANIPULATION | B_AUDIO_RECORDING | B_MIDI_PROCESSING,
		B_REAL_TIME_PRIORITY },
	{ B_AUDIO_PLAYBACK, B_URGENT_PRIORITY },
	{ B_LIVE_VIDEO_MANIPULATION | B_VIDEO_RECORDING,
		B_REAL_TIME_DISPLAY_PRIORITY },
	{ B_VIDEO_PLAYBACK | B_LIVE_3D_RENDERING | B_USER_INPUT_HANDLING,
		B_URGENT_DISPLAY_PRIORITY },
	{ B_STATUS_RENDERING, B_DISPLAY_PRIORITY },
	{ B_OFFLINE_PROCESSING | B_NUMBER_CRUNCHING, B_LOW_PRIORITY }
};

/* A thread that runs more often than the display is renewed, or may not be late,
 * is a little more urgent than others with its purpose. */
extern "C" LIBROOT_EXPORT int32
__suggest_thread_priority(uint32 taskFlags, int32 period, bigtime_t jitter,
	bigtime_t)
{
	constexpr int32 OFTEN = 100;
	constexpr bigtime_t EXACT = 2000;

	int32 priority = B_NORMAL_PRIORITY;
	for (const auto& suggestion : suggestions) {
		if ((taskFlags & suggestion.purposes) != 0) {
			priority = suggestion.priority;
			break;
		}
	}
	if (period > OFTEN)
		priority++;
	if (period > 0 && jitter > 0 && jitter < EXACT)
		priority++;
	return priority < B_REAL_TIME_PRIORITY ? priority : B_REAL_TIME_PRIORITY;
}

CURRENT_VERSION(__suggest_thread_priority, suggest_thread_priority);

extern "C" LIBROOT_EXPORT bigtime_t
__estimate_max_scheduling_latency(thread_id thread)
{
	/* The host's scheduler lets a thread wait for some of its time slices, of
	 * about 3 ms each, and for an urgent one interrupts others. */
	constexpr bigtime_t TIME_SLICE = 3000;

	thread_info info;
	const status_t error = _kern_get_thread_info(
		thread == -1 ? _kern_find_thread(nullptr) : thread, &info);
	if (error != B_OK)
		return error;
	if (info.priority >= B_REAL_TIME_DISPLAY_PRIORITY)
		return TIME_SLICE / 3;
	return info.priority > B_NORMAL_PRIORITY ? TIME_SLICE : TIME_SLICE * 4;
}

CURRENT_VERSION(__estimate_max_scheduling_latency,
	estimate_max_scheduling_latency);
