/* What the tests of the legacy ABI share. */
#ifndef _LEGACY_TEST_H
#define _LEGACY_TEST_H

#include <errno.h>
#include <signal.h>

#include <gtest/gtest.h>

#include "../common/child_process.h"
#include "../common/kernel_signals.h"
#include "legacy_calls.h"

static const legacy_calls& legacy = *legacy_functions();

/* Not POSIX: a legacy handler's arguments. */
typedef void (*legacy_handler)(int, void*, vregs);

inline any_handler
as_handler(legacy_handler handler)
{
	return (any_handler)(void*)handler;
}

/* Calls with errno cleared, for EXPECT_ERROR. */
#define EXPECT_ERROR(call, error) \
	do { \
		errno = 0; \
		EXPECT_EQ(call, -1); \
		EXPECT_EQ(errno, error); \
	} while (false)

/* An address in the first page, where nothing is. */
template<typename Type>
Type*
bad_pointer()
{
	return (Type*)16;
}

/* Numbers that no legacy signal has. */
constexpr int NO_LEGACY_SIGNALS[] = { -1, 0, 30, 31, 33, 40, 64, 65, INT32_MAX,
	INT32_MIN };

/* The kernel's own record of an action; enough to see any change. */
struct kernel_action {
	uintptr_t		handler;
	unsigned long	flags;
	uintptr_t		restorer;
	uint32_t		mask[2];

	bool operator==(const kernel_action&) const = default;
};

inline kernel_action
true_action(int signal)
{
	kernel_action action = {};
	syscall(SYS_rt_sigaction, host_number(signal), nullptr, &action,
		sizeof(action.mask));
	return action;
}

inline void
ignore_userdata(int, void*, vregs)
{
}

#endif	/* _LEGACY_TEST_H */
