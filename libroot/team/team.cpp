#include <kernel_threads.h>
#include <symbol_versions.h>

#if defined(__i386__)
static_assert(sizeof(team_info) == 100);	/* BeOS R5 */
#endif
static_assert(sizeof(team_usage_info) == 16);

extern "C" LIBROOT_EXPORT status_t
__kill_team(team_id team)
{
	return _kern_kill_team(team);
}

CURRENT_VERSION(__kill_team, kill_team);

extern "C" LIBROOT_EXPORT status_t
__get_team_info(team_id team, team_info* info, size_t size)
{
	return size == sizeof(team_info)
		? _kern_get_team_info(team, info) : B_BAD_VALUE;
}

CURRENT_VERSION(__get_team_info, _get_team_info);

extern "C" LIBROOT_EXPORT status_t
__get_next_team_info(int32* cookie, team_info* info, size_t size)
{
	return size == sizeof(team_info)
		? _kern_get_next_team_info(cookie, info) : B_BAD_VALUE;
}

CURRENT_VERSION(__get_next_team_info, _get_next_team_info);

extern "C" LIBROOT_EXPORT status_t
__get_team_usage_info(team_id team, int32 who, team_usage_info* info,
	size_t size)
{
	return size == sizeof(team_usage_info)
		? _kern_get_team_usage_info(team, who, info) : B_BAD_VALUE;
}

CURRENT_VERSION(__get_team_usage_info, _get_team_usage_info);
