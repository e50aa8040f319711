/* The types of the legacy ABI beside those of the current one, and the
 * conversions between them. */
#ifndef _LIBROOT_LEGACY_ABI_H
#define _LIBROOT_LEGACY_ABI_H

#include <signal.h>

#define LIBROOT_PRIVATE_LEGACY_NAMES
#include "../legacy/libroot/legacy_layouts.h"
#undef LIBROOT_PRIVATE_LEGACY_NAMES

static_assert(sizeof(beos_sigset_t) == 4);
#if defined(__i386__)
static_assert(sizeof(struct sigaction_beos) == 16);
static_assert(sizeof(struct jmp_buf_beos) == 32);
#else
static_assert(sizeof(struct sigaction_beos) == 24);
static_assert(sizeof(struct jmp_buf_beos) == 72);
#endif

/* The last signal that a legacy set can name (Haiku's SIGXFSZ). */
#define LAST_LEGACY_SIGNAL	29
#define LEGACY_NSIG			(LAST_LEGACY_SIGNAL + 1)

/* The signals that a legacy set can name, SIGBUS among them as SIGSEGV. */
constexpr sigset_t LEGACY_SIGNALS = ((sigset_t{1} << LAST_LEGACY_SIGNAL) - 1)
	| sigset_t{1} << (SIGBUS - 1);

/* All others. A legacy set stands for them as a whole: a set with its sign bit,
 * as sigfillset() makes it, means everything. */
constexpr sigset_t BEYOND_LEGACY = ~LEGACY_SIGNALS;

/* Those of them that a program can see blocked: the realtime signals. */
constexpr sigset_t BLOCKABLE_BEYOND_LEGACY = sigset_t{0xff} << 32;

/* The bits of a legacy set without a signal of their own. */
constexpr uint32_t LEGACY_REST = ~((uint32_t{1} << LAST_LEGACY_SIGNAL) - 1);

constexpr bool
means_everything(beos_sigset_t set)
{
	return set < 0;
}

/* SIGSEGV implies SIGBUS. */
constexpr sigset_t
widen_set(beos_sigset_t set)
{
	sigset_t wide = (uint32_t)set & ~LEGACY_REST;
	if ((wide & sigset_t{1} << (SIGSEGV - 1)) != 0)
		wide |= sigset_t{1} << (SIGBUS - 1);
	return means_everything(set) ? wide | BEYOND_LEGACY : wide;
}

/* Keeps what a legacy set can name; SIGBUS shows as SIGSEGV. */
constexpr beos_sigset_t
narrow_set(sigset_t set)
{
	if ((set & sigset_t{1} << (SIGBUS - 1)) != 0)
		set |= sigset_t{1} << (SIGSEGV - 1);
	return (beos_sigset_t)((uint32_t)set & ~LEGACY_REST);
}

/* A narrowed set that means everything. */
constexpr beos_sigset_t
with_everything(beos_sigset_t set)
{
	return (beos_sigset_t)((uint32_t)set | LEGACY_REST);
}

/* The mask of an action: one that blocks all that a legacy set cannot name
 * means everything. */
constexpr beos_sigset_t
narrow_handler_mask(sigset_t mask)
{
	const beos_sigset_t set = narrow_set(mask);
	return (mask & BEYOND_LEGACY) == BEYOND_LEGACY ? with_everything(set) : set;
}

/* To legacy code a bus error is a segmentation violation. */
constexpr int
legacy_signal(int signal)
{
	return signal == SIGBUS ? SIGSEGV : signal;
}

inline bool
is_legacy_signal_number(int signal)
{
	return signal >= 1 && signal <= LAST_LEGACY_SIGNAL;
}

#endif	/* _LIBROOT_LEGACY_ABI_H */
