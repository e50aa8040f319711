/* Teams and the system. */
#include <set>

#include <sys/utsname.h>

#include "kernel_kit_test.h"

TEST(TeamInfo, OfTheOwnTeam)
{
	in_child([] {
		team_info info;
		ASSERT_EQ(get_team_info(B_CURRENT_TEAM, &info), B_OK);
		EXPECT_EQ(info.team, getpid());
		EXPECT_EQ(info.thread_count, 1);
		EXPECT_GT(info.image_count, 2);
		EXPECT_GT(info.area_count, info.image_count);
		EXPECT_GT(info.argc, 0);
		EXPECT_NE(strlen(info.args), 0u);
		EXPECT_EQ(info.uid, getuid());
		EXPECT_EQ(info.gid, getgid());
		spawned thread([] { return 0; });
		ASSERT_EQ(get_team_info(getpid(), &info), B_OK);
		EXPECT_EQ(info.thread_count, 2);
		thread.wait();
	});
}

TEST(TeamInfo, AllTeamsAreFound)
{
	const pid_t child = start_child([] { pause(); return 0; });
	std::set<team_id> found;
	int32 cookie = 0;
	team_info info;
	while (get_next_team_info(&cookie, &info) == B_OK)
		EXPECT_TRUE(found.insert(info.team).second);
	EXPECT_EQ(found.count(child), 1u);
	EXPECT_EQ(found.count(getpid()), 1u);
	EXPECT_EQ(kill_team(child), B_OK);
	EXPECT_EQ(kernel_status_of(child), 9);
	EXPECT_EQ(get_team_info(child, &info), B_BAD_TEAM_ID);
	EXPECT_EQ(kill_team(child), B_BAD_TEAM_ID);
}

TEST(TeamInfo, Errors)
{
	in_child([] {
		char buffer[sizeof(team_info) + 8];
		int32 cookie = 0;
		for (const size_t size : { size_t{0}, sizeof(team_info) - 4,
				sizeof(team_info) + 4 }) {
			EXPECT_EQ(_get_team_info(0, (team_info*)buffer, size),
				B_BAD_VALUE);
			EXPECT_EQ(_get_next_team_info(&cookie, (team_info*)buffer, size),
				B_BAD_VALUE);
		}
		EXPECT_EQ(get_team_info(0, (team_info*)8), B_BAD_ADDRESS);
		team_info info;
		EXPECT_EQ(get_team_info(-1, &info), B_BAD_TEAM_ID);
		EXPECT_EQ(get_team_info(4000000, &info), B_BAD_TEAM_ID);
		/* A thread's id is none of a team. */
		spawned thread([] { return 5; });
		EXPECT_EQ(get_team_info(thread.id(), &info), B_BAD_TEAM_ID);
		EXPECT_EQ(kill_team(thread.id()), B_BAD_TEAM_ID);
		for (const team_id team : { 0, -1, -getpgrp(), 4000000 })
			EXPECT_EQ(kill_team(team), B_BAD_TEAM_ID);
		EXPECT_EQ(thread.wait(), 5);
	});
}

TEST(TeamInfo, KillTeamNeedsPermission)
{
	const pid_t child = start_child([] { pause(); return 0; });
	in_child([&] {
		if (geteuid() == 0)
			ASSERT_EQ(setresuid(65534, 65534, 65534), 0);
		else
			GTEST_SKIP();
		EXPECT_EQ(kill_team(child), B_NOT_ALLOWED);
	});
	EXPECT_EQ(kill_team(child), B_OK);
	kernel_status_of(child);
}

TEST(TeamUsage, GrowsAndCountsChildren)
{
	in_child([] {
		team_usage_info before;
		team_usage_info info;
		ASSERT_EQ(get_team_usage_info(0, B_TEAM_USAGE_SELF, &before), B_OK);
		do {
			ASSERT_EQ(get_team_usage_info(getpid(), B_TEAM_USAGE_SELF, &info),
				B_OK);
		} while (info.user_time + info.kernel_time
			< before.user_time + before.kernel_time + 20000);
		ASSERT_EQ(get_team_usage_info(0, B_TEAM_USAGE_CHILDREN, &info), B_OK);
		EXPECT_EQ(info.user_time + info.kernel_time, 0);
		EXPECT_EQ(get_team_usage_info(0, 5, &info), B_BAD_VALUE);
		EXPECT_EQ(get_team_usage_info(4000000, 0, &info), B_BAD_TEAM_ID);
		EXPECT_EQ(get_team_usage_info(1, 0, &info), B_OK);
		EXPECT_EQ(_get_team_usage_info(0, 0, &info, 4), B_BAD_VALUE);
	});
}

TEST(SystemInfo, IsTheHosts)
{
	system_info info;
	ASSERT_EQ(get_system_info(&info), B_OK);
	EXPECT_EQ(info.cpu_count, sysconf(_SC_NPROCESSORS_ONLN));
	EXPECT_EQ(info.platform_type, B_AT_CLONE_PLATFORM);
	EXPECT_GT(info.max_pages, info.used_pages);
	EXPECT_GT(info.used_pages, 0);
	EXPECT_GT(info.used_threads, 0);
	EXPECT_GE(info.max_threads, info.used_threads);
	EXPECT_GT(info.used_teams, 1);
	EXPECT_GT(info.cpu_infos[0].active_time, 0);
	/* Between 2020 and now. */
	EXPECT_GT(info.boot_time, 1577836800 * (bigtime_t)1000000);
	EXPECT_LE(info.boot_time, real_time_clock_usecs());
	struct utsname host;
	uname(&host);
	EXPECT_EQ(std::string(info.kernel_name),
		std::string(host.sysname) + " " + host.release);
	system_info again;
	ASSERT_EQ(get_system_info(&again), B_OK);
	EXPECT_EQ(again.id[0], info.id[0]);
	EXPECT_EQ(again.id[1], info.id[1]);
	EXPECT_EQ(_get_system_info(&info, sizeof(info) - 4), B_BAD_VALUE);
	EXPECT_EQ(get_system_info((system_info*)8), B_BAD_ADDRESS);
#if defined(__i386__)
	EXPECT_EQ(sizeof(system_info), 508u);
	EXPECT_EQ(offsetof(system_info, cpu_clock_speed), 92u);
	EXPECT_EQ(offsetof(system_info, platform_type), 108u);
	EXPECT_EQ(offsetof(system_info, kernel_name), 156u);
	EXPECT_EQ(offsetof(system_info, kernel_version), 476u);
	EXPECT_EQ(sizeof(team_info), 100u);
	EXPECT_EQ(offsetof(team_info, args), 28u);
#endif
}

TEST(Cpuid, TellsTheMaker)
{
	cpuid_info info;
	ASSERT_EQ(get_cpuid(&info, 0, 0), B_OK);
	EXPECT_GT(info.eax_0.max_eax, 0u);
	const std::string maker(info.eax_0.vendorid, 12);
	char text[65536] = "";
	FILE* file = fopen("/proc/cpuinfo", "r");
	ASSERT_NE(file, nullptr);
	text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
	fclose(file);
	EXPECT_NE(strstr(text, maker.c_str()), nullptr) << maker;
	EXPECT_EQ(get_cpuid(&info, 0, 100000), B_BAD_VALUE);
	EXPECT_EQ(get_cpuid(&info, 0, 1000), B_BAD_VALUE);
	EXPECT_EQ(get_cpuid((cpuid_info*)8, 0, 0), B_BAD_ADDRESS);
}

TEST(Computer, IsOnAndNotOnFire)
{
	EXPECT_EQ(is_computer_on(), 1);
	EXPECT_EQ(is_computer_on_fire(), 0.0);
}
