#include "host_settings.h"

#include <atomic>

#include <string.h>
#include <unistd.h>

static constinit std::atomic<cache_permission> permission = CACHES_UNDECIDED;

static bool
begins_with(const char* text, const char* beginning)
{
	return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* The tunables are "name=value" with colons between (GLIBC manual, "Memory
 * Allocation Tunables"). */
static bool
tunables_concern_all_calls(const char* tunables)
{
	for (const char* name : { "glibc.malloc.check", "glibc.malloc.perturb",
			"glibc.malloc.tcache_" }) {
		if (strstr(tunables, name) != nullptr)
			return true;
	}
	return false;
}

static bool
environment_concerns_all_calls()
{
	constexpr char TUNABLES[] = "GLIBC_TUNABLES=";
	for (char** variable = environ; *variable != nullptr; variable++) {
		if (begins_with(*variable, "MALLOC_CHECK_=")
			|| begins_with(*variable, "MALLOC_PERTURB_="))
			return true;
		if (begins_with(*variable, TUNABLES)
			&& tunables_concern_all_calls(*variable + strlen(TUNABLES)))
			return true;
	}
	return false;
}

cache_permission
permission_for_caches()
{
	cache_permission known = permission.load(std::memory_order_relaxed);
	if (known == CACHES_UNDECIDED && environ != nullptr) {
		known = environment_concerns_all_calls()
			? CACHES_FORBIDDEN : CACHES_ALLOWED;
		cache_permission undecided = CACHES_UNDECIDED;
		if (!permission.compare_exchange_strong(undecided, known,
				std::memory_order_relaxed))
			known = undecided;
	}
	return known;
}

void
forbid_new_caches()
{
	permission.store(CACHES_FORBIDDEN, std::memory_order_relaxed);
}
