#include <cpuid.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>
#include <time.h>

#include <kernel_threads.h>

#include "process_files.h"
#include "system_call.h"
#include "user_memory.h"

static int32
limited(uint64 number)
{
	return number < INT_MAX ? number : INT_MAX;
}

static int64
number_in(const char* path, int64 fallback)
{
	char text[32];
	if (read_process_file(path, text + 1, sizeof(text) - 1) <= 0)
		return fallback;
	text[0] = ' ';
	return number_behind(text, " ", fallback);
}

struct cpu_make {
	char		name[12];
	cpu_type	type;
};

/* What the instruction says of its maker: ebx, edx, ecx. */
static constexpr cpu_make makes[] = {
	{ { 'G', 'e', 'n', 'u', 'i', 'n', 'e', 'I', 'n', 't', 'e', 'l' },
		B_CPU_INTEL_X86 },
	{ { 'A', 'u', 't', 'h', 'e', 'n', 't', 'i', 'c', 'A', 'M', 'D' },
		B_CPU_AMD_X86 },
	{ { 'C', 'y', 'r', 'i', 'x', 'I', 'n', 's', 't', 'e', 'a', 'd' },
		B_CPU_CYRIX_X86 },
	{ { 'C', 'e', 'n', 't', 'a', 'u', 'r', 'H', 'a', 'u', 'l', 's' },
		B_CPU_IDT_X86 },
	{ { 'R', 'i', 's', 'e', 'R', 'i', 's', 'e', 'R', 'i', 's', 'e' },
		B_CPU_RISE_X86 }
};

static void
run_cpuid(uint32 eaxRegister, cpuid_info& info)
{
	__cpuid_count(eaxRegister, 0, info.regs.eax, info.regs.ebx, info.regs.ecx,
		info.regs.edx);
}

/* The lower bits are BeOS's numbers of family and model, which end with the
 * Athlon: today's are told as its make alone. */
static void
add_cpu(system_info& info)
{
	cpuid_info cpu;
	run_cpuid(0, cpu);
	info.cpu_type = B_CPU_X86;
	for (const cpu_make& make : makes) {
		if (memcmp(cpu.eax_0.vendorid, make.name, sizeof(make.name)) == 0)
			info.cpu_type = make.type;
	}
	run_cpuid(1, cpu);
	info.cpu_revision = cpu.regs.eax;
}

/* The lines "cpu0 user nice system idle iowait irq softirq steal ..." of
 * /proc/stat: all but the idle times are active. */
static void
add_cpu_times(system_info& info)
{
	char text[4096];
	if (read_process_file("/proc/stat", text, sizeof(text)) <= 0)
		return;
	for (int32 cpu = 0; cpu < B_MAX_CPU_COUNT; cpu++) {
		char name[16];
		snprintf(name, sizeof(name), "\ncpu%d ", (int)cpu);
		const char* line = strstr(text, name);
		if (line == nullptr)
			continue;
		const char* field = line + strlen(name);
		bigtime_t ticks = 0;
		for (int i = 0; i < 8 && *field >= '0' && *field <= '9'; i++) {
			int64 number = 0;
			while (*field >= '0' && *field <= '9')
				number = number * 10 + (*field++ - '0');
			if (i != 3 && i != 4)
				ticks += number;
			field++;
		}
		info.cpu_infos[cpu].active_time = ticks * PROCESS_CLOCK_TICK;
	}
}

static void
add_clock_speed(system_info& info)
{
	char text[4096];
	if (read_process_file("/proc/cpuinfo", text, sizeof(text)) > 0) {
		const char* line = strstr(text, "\ncpu MHz");
		line = line != nullptr ? strchr(line, ':') : nullptr;
		if (line != nullptr)
			info.cpu_clock_speed = number_behind(line, ":", 0) * 1000000;
	}
}

static void
add_memory_and_threads(system_info& info)
{
	struct sysinfo host;
	if (sysinfo(&host) == 0) {
		const uint64 unit = host.mem_unit;
		info.max_pages = limited(host.totalram * unit / 4096);
		info.used_pages = limited((uint64)(host.totalram - host.freeram
			- host.bufferram) * unit / 4096);
		info.used_threads = host.procs;
	}
	char text[8192];
	if (read_process_file("/proc/vmstat", text, sizeof(text)) > 0)
		info.page_faults = limited(number_behind(text, "\npgfault ", 0));
	info.max_threads
		= limited(number_in("/proc/sys/kernel/threads-max", INT_MAX));
	info.max_teams = limited(number_in("/proc/sys/kernel/pid_max", INT_MAX));
	for (int32 team = 0; (team = next_number_in_folder("/proc", team)) > 0;)
		info.used_teams++;
}

/* "6.12.26-name" and "#1 SMP ... Thu May 1 12:00:00 UTC 2025". */
static void
add_kernel(system_info& info)
{
	struct utsname host;
	if (uname(&host) != 0)
		return;
	snprintf(info.kernel_name, sizeof(info.kernel_name), "%.63s %.63s",
		host.sysname, host.release);
	const char* text = host.release;
	for (int i = 0; i < 3; i++) {
		int64 part = 0;
		while (*text >= '0' && *text <= '9')
			part = part * 10 + (*text++ - '0');
		info.kernel_version = info.kernel_version << 8 | (part & 0xff);
		if (*text == '.')
			text++;
	}
	/* The last five words are weekday, month, day, time, zone and year; without
	 * them the fields stay empty. */
	const char* words[6];
	int count = 0;
	for (const char* word = host.version + strlen(host.version);
			word > host.version && count < 6; word--) {
		if (word[-1] == ' ')
			words[count++] = word;
	}
	if (count != 6)
		return;
	snprintf(info.kernel_build_date, sizeof(info.kernel_build_date),
		"%.3s %.2s %.4s", words[4], words[3], words[0]);
	snprintf(info.kernel_build_time, sizeof(info.kernel_build_time), "%.8s",
		words[2]);
}

/* The host's own id of this start, shortened. */
static void
add_start(system_info& info)
{
	char text[64];
	if (read_process_file("/proc/sys/kernel/random/boot_id", text,
			sizeof(text)) > 0) {
		uint32 id[2] = {};
		for (int i = 0; text[i] != '\0'; i++)
			id[i % 2] = id[i % 2] * 31 + text[i];
		memcpy(info.id, id, sizeof(info.id));
	}
	struct timespec now;
	struct timespec sinceStart;
	clock_gettime(CLOCK_REALTIME, &now);
	clock_gettime(CLOCK_BOOTTIME, &sinceStart);
	info.boot_time = ((bigtime_t)now.tv_sec - sinceStart.tv_sec) * 1000000
		+ (now.tv_nsec - sinceStart.tv_nsec) / 1000;
}

extern "C" status_t
_kern_get_system_info(system_info* _info)
{
	if (!is_writable(_info))
		return B_BAD_ADDRESS;
	system_info& info = *_info;
	memset((void*)&info, 0, sizeof(info));
	add_start(info);
	info.cpu_count = get_nprocs();
	add_cpu(info);
	add_cpu_times(info);
	add_clock_speed(info);
	info.platform_type = B_AT_CLONE_PLATFORM;
	add_memory_and_threads(info);
	add_kernel(info);
	return B_OK;
}

extern "C" status_t
_kern_get_cpuid(cpuid_info* info, uint32 eaxRegister, uint32 cpu)
{
	constexpr uint32 MAX_CPUS = 1024;

	if (!is_writable(info))
		return B_BAD_ADDRESS;
	if (cpu >= MAX_CPUS)
		return B_BAD_VALUE;
	unsigned long old[MAX_CPUS / 8 / sizeof(unsigned long)];
	unsigned long wanted[MAX_CPUS / 8 / sizeof(unsigned long)] = {};
	wanted[cpu / (8 * sizeof(unsigned long))]
		= 1ul << cpu % (8 * sizeof(unsigned long));
	const long size
		= system_call(SYS_sched_getaffinity, 0, sizeof(old), old);
	if (size > 0 && system_call(SYS_sched_setaffinity, 0, sizeof(wanted),
			wanted) != 0)
		return B_BAD_VALUE;
	run_cpuid(eaxRegister, *info);
	if (size > 0)
		system_call(SYS_sched_setaffinity, 0, size, old);
	return B_OK;
}
