#include <stdint.h>
#include <string.h>

#include <beos_errors.h>
#include <headers/legacy/beos/errors.h>
#include <symbol_versions.h>

#include "error_text.h"

/* The codes that no errno of the host is. Texts, not pointers to them, as those
 * would have to be relocated when a program starts. */
struct own_text {
	uint16_t	code;
	char		text[48];
};

static constexpr own_text ownTexts[] = {
#define TEXT(name, text)	{ (uint16_t)BEOS_##name, text },
	TEXT(B_BAD_INDEX, "Index out of range")
	TEXT(B_BAD_TYPE, "Wrong type of data")
	TEXT(B_MISMATCHED_VALUES, "Values do not match")
	TEXT(B_NAME_NOT_FOUND, "Name not found")
	TEXT(B_NAME_IN_USE, "Name already in use")
	TEXT(B_CANCELED, "Operation canceled")
	TEXT(B_NO_INIT, "Object not initialized")
	TEXT(B_BAD_SEM_ID, "No such semaphore")
	TEXT(B_NO_MORE_SEMS, "Too many semaphores")
	TEXT(B_BAD_THREAD_ID, "No such thread")
	TEXT(B_NO_MORE_THREADS, "Too many threads")
	TEXT(B_BAD_THREAD_STATE, "Thread is in the wrong state")
	TEXT(B_BAD_TEAM_ID, "No such team")
	TEXT(B_NO_MORE_TEAMS, "Too many teams")
	TEXT(B_BAD_PORT_ID, "No such port")
	TEXT(B_NO_MORE_PORTS, "Too many ports")
	TEXT(B_BAD_IMAGE_ID, "No such image")
	TEXT(B_MISSING_LIBRARY, "Library not found")
	TEXT(B_MISSING_SYMBOL, "Symbol not found")
	TEXT(B_DEBUGGER_ALREADY_INSTALLED, "Debugger already installed")
	TEXT(B_BAD_REPLY, "Invalid reply to message")
	TEXT(B_DUPLICATE_REPLY, "Message already replied to")
	TEXT(B_MESSAGE_TO_SELF, "Message sent to its sender")
	TEXT(B_BAD_HANDLER, "No such message handler")
	TEXT(B_ALREADY_RUNNING, "Application already running")
	TEXT(B_LAUNCH_FAILED, "Application could not be started")
	TEXT(B_AMBIGUOUS_APP_LAUNCH, "More than one application fits")
	TEXT(B_UNKNOWN_MIME_TYPE, "Unknown MIME type")
	TEXT(B_BAD_SCRIPT_SYNTAX, "Invalid scripting message")
	TEXT(B_LAUNCH_FAILED_NO_RESOLVE_LINK,
		"Not started: link leads nowhere")
	TEXT(B_LAUNCH_FAILED_EXECUTABLE, "Not started: file is not executable")
	TEXT(B_LAUNCH_FAILED_APP_NOT_FOUND,
		"Not started: application not found")
	TEXT(B_LAUNCH_FAILED_APP_IN_TRASH,
		"Not started: application is in the Trash")
	TEXT(B_LAUNCH_FAILED_NO_PREFERRED_APP,
		"Not started: type has no preferred application")
	TEXT(B_LAUNCH_FAILED_FILES_APP_NOT_FOUND,
		"Not started: no application for the file")
	TEXT(B_BAD_MIME_SNIFFER_RULE, "Invalid rule for a MIME type")
	TEXT(B_STREAM_NOT_FOUND, "Stream not found")
	TEXT(B_SERVER_NOT_FOUND, "Server not found")
	TEXT(B_RESOURCE_NOT_FOUND, "Resource not found")
	TEXT(B_RESOURCE_UNAVAILABLE, "Resource not available")
	TEXT(B_BAD_SUBSCRIBER, "Invalid subscriber")
	TEXT(B_SUBSCRIBER_NOT_ENTERED, "Subscriber not entered")
	TEXT(B_BUFFER_NOT_AVAILABLE, "Buffer not available")
	TEXT(B_LAST_BUFFER_ERROR, "Last buffer")
	TEXT(B_UNSUPPORTED, "Operation not supported")
	TEXT(B_PARTITION_TOO_SMALL, "Partition too small")
	TEXT(EFPOS, "Cannot position file")
	TEXT(ESIGPARM, "Invalid signal")
	TEXT(B_MAIL_NO_DAEMON, "Mail daemon not running")
	TEXT(B_MAIL_UNKNOWN_USER, "Unknown mail user")
	TEXT(B_MAIL_WRONG_PASSWORD, "Wrong mail password")
	TEXT(B_MAIL_UNKNOWN_HOST, "Unknown mail host")
	TEXT(B_MAIL_ACCESS_ERROR, "Mail could not be accessed")
	TEXT(B_MAIL_UNKNOWN_FIELD, "Unknown field in mail")
	TEXT(B_MAIL_NO_RECIPIENT, "Mail without recipient")
	TEXT(B_MAIL_INVALID_MAIL, "Invalid mail")
	TEXT(B_NO_PRINT_SERVER, "Print server not running")
	TEXT(B_DEV_INVALID_IOCTL, "Invalid control request to device")
	TEXT(B_DEV_NO_MEMORY, "Device out of memory")
	TEXT(B_DEV_BAD_DRIVE_NUM, "No such drive")
	TEXT(B_DEV_NO_MEDIA, "No medium in drive")
	TEXT(B_DEV_UNREADABLE, "Medium is unreadable")
	TEXT(B_DEV_FORMAT_ERROR, "Medium has a wrong format")
	TEXT(B_DEV_TIMEOUT, "Device timed out")
	TEXT(B_DEV_RECALIBRATE_ERROR, "Device failed to recalibrate")
	TEXT(B_DEV_SEEK_ERROR, "Device failed to seek")
	TEXT(B_DEV_ID_ERROR, "Device failed to find a sector")
	TEXT(B_DEV_READ_ERROR, "Device failed to read")
	TEXT(B_DEV_WRITE_ERROR, "Device failed to write")
	TEXT(B_DEV_NOT_READY, "Device not ready")
	TEXT(B_DEV_MEDIA_CHANGED, "Medium was changed")
	TEXT(B_DEV_MEDIA_CHANGE_REQUESTED, "Another medium is wanted")
	TEXT(B_DEV_RESOURCE_CONFLICT, "Devices claim the same resource")
	TEXT(B_DEV_CONFIGURATION_ERROR, "Device is configured wrongly")
	TEXT(B_DEV_DISABLED_BY_USER, "Device was disabled by the user")
	TEXT(B_DEV_DOOR_OPEN, "Drive door is open")
#undef TEXT
};

const char*
error_text(int error)
{
	if (error == BEOS_B_ERROR)
		return "General error";
	for (const own_text& own : ownTexts) {
		if (error == BEOS_ERROR(own.code))
			return own.text;
	}
	const int hostError = host_error(error);
	if (error == BEOS_B_FILE_NOT_FOUND || error > 0)
		return strerror(hostError);
	/* A code that nobody knows shows as the number that it is. */
	return strerror(beos_error(hostError) == error ? hostError : error);
}

/* BeOS's strerror(): error is a code of BeOS; the host's numbers, 0 and unknown
 * ones have texts too. The caller must not write to it. errno is left alone. */
extern "C" LIBROOT_EXPORT char*
__strerror_beos(int error)
{
	return (char*)error_text(error);
}

LEGACY_VERSION(__strerror_beos, strerror);
