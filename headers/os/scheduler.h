/* Thread priorities by purpose (BeOS R5 <scheduler.h>). */
#ifndef _SCHEDULER_H
#define _SCHEDULER_H

#include <OS.h>

#ifdef __cplusplus
extern "C" {
#endif

enum be_task_flags {
	B_DEFAULT_MEDIA_PRIORITY = 0x000,
	B_OFFLINE_PROCESSING = 0x001,
	B_STATUS_RENDERING = 0x002,
	B_USER_INPUT_HANDLING = 0x004,
	B_LIVE_VIDEO_MANIPULATION = 0x008,
	B_VIDEO_PLAYBACK = 0x010,
	B_VIDEO_RECORDING = 0x020,
	B_LIVE_AUDIO_MANIPULATION = 0x040,
	B_AUDIO_PLAYBACK = 0x080,
	B_AUDIO_RECORDING = 0x100,
	B_LIVE_3D_RENDERING = 0x200,
	B_NUMBER_CRUNCHING = 0x400,
	B_MIDI_PROCESSING = 0x800
};

/* A priority for a thread that does what the flags say, period times in a
 * second (0: all the time), up to jitter microseconds late, for length
 * microseconds each. */
int32 suggest_thread_priority(uint32 taskFlags, int32 period, bigtime_t jitter,
	bigtime_t length);

/* How late, in microseconds, a thread that becomes ready may run, by its
 * priority. -1 is the calling thread. B_BAD_THREAD_ID. */
bigtime_t estimate_max_scheduling_latency(thread_id thread);

#ifdef __cplusplus
}
#endif

#endif	/* _SCHEDULER_H */
