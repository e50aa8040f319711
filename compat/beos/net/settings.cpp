/* The settings of BeOS's network (<net_settings.h>), which programs read beside
 * the names of hosts. There is no such file here: of all settings only the
 * host's name is known, and none can be set. */
#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "net.h"

extern "C" {

char*
__find_net_setting_beos(void* /*settings*/, const char* heading,
	const char* name, char* value, unsigned size)
{
	const bool isHostName = heading != nullptr && name != nullptr
		&& strcasecmp(heading, "GLOBAL") == 0
		&& strcasecmp(name, "HOSTNAME") == 0;
	if (!isHostName || value == nullptr || size == 0
			|| gethostname(value, size) != 0)
		return nullptr;
	value[size - 1] = '\0';
	return value;
}

/* A code of BeOS: B_READ_ONLY_DEVICE. */
int
__set_net_setting_beos(void* /*settings*/, const char* /*heading*/,
	const char* /*name*/, const char* /*value*/)
{
	return (int)0x80006008;
}

}	// extern "C"

NET_FUNCTION(find_net_setting);
NET_FUNCTION(set_net_setting);
