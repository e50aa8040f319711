/* Runs int3 with a chosen x87, SSE, AVX and AVX-512 state. */
#ifndef _EXTENDED_STATE_H
#define _EXTENDED_STATE_H

#include <cpuid.h>
#include <random>
#include <signal.h>
#include <stdint.h>
#include <string.h>

/* Components of the state (Intel SDM 1, 13.1). */
enum : uint64_t {
	COMPONENT_X87 = 0x1,
	COMPONENT_SSE = 0x2,
	COMPONENT_AVX = 0x4,
	COMPONENT_OPMASK = 0x20,
	COMPONENT_ZMM_UPPER = 0x40,		/* upper halves of zmm0..15 */
	COMPONENT_ZMM_16_TO_31 = 0x80
};

#if defined(__x86_64__)
constexpr int VECTOR_REGISTERS = 16;
#else
constexpr int VECTOR_REGISTERS = 8;
#endif

/* An XSAVE area in standard format (Intel SDM 1, 13.4). */
struct alignas(64) extended_state {
	union {
		struct {
			uint16_t	control;
			uint16_t	status;
			uint8_t		tag;		/* bit n: register n is in use */
			uint8_t		reserved;
			uint16_t	opcode;
			uint64_t	instruction;
			uint64_t	data;
			uint32_t	mxcsr;
			uint32_t	mxcsr_mask;
			uint8_t		x87[8][16];	/* 10 bytes each */
			uint8_t		xmm[16][16];
			uint8_t		reserved_end[96];
			uint64_t	in_use;		/* of the components; else initial */
			uint64_t	reserved_header[7];
			uint8_t		ymm_upper[16][16];
		};
		uint8_t	bytes[4096];
	};
};

/* The components that processor and kernel let programs use; 0: no XSAVE. */
inline uint64_t
available_components()
{
	unsigned eax, ebx, ecx, edx;
	constexpr unsigned OSXSAVE = 1u << 27;
	if (!__get_cpuid(1, &eax, &ebx, &ecx, &edx) || (ecx & OSXSAVE) == 0)
		return 0;
	uint32_t low, high;
	asm("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
	uint64_t usable = COMPONENT_X87 | COMPONENT_SSE | COMPONENT_AVX
		| COMPONENT_OPMASK | COMPONENT_ZMM_UPPER;
#if defined(__x86_64__)
	usable |= COMPONENT_ZMM_16_TO_31;
#endif
	return (low | (uint64_t)high << 32) & usable;
}

struct component_place {
	size_t	offset;
	size_t	size;
};

inline component_place
place_of_component(uint64_t component)
{
	unsigned size = 0, offset = 0, ecx, edx;
	__get_cpuid_count(0xd, __builtin_ctzll(component), &size, &offset, &ecx,
		&edx);
	/* In 32-bit mode half of the registers exist. */
	if (component == COMPONENT_AVX || component == COMPONENT_ZMM_UPPER)
		size = size / 16 * VECTOR_REGISTERS;
	return { offset, size };
}

inline extended_state
random_state(std::mt19937_64& random, uint64_t components)
{
	extended_state state = {};
	state.control = 0x037f;
	state.mxcsr = 0x1f80;
	if ((components & COMPONENT_X87) != 0) {
		/* All exceptions masked; precision and rounding as they come. */
		constexpr uint16_t ROUNDINGS[] = { 0x037f, 0x077f, 0x0b7f, 0x0f7f };
		state.control = ROUNDINGS[random() % 4];
		state.tag = random();
		for (auto& value : state.x87) {
			for (int i = 0; i < 10; i++)
				value[i] = random();
			/* A normal number: integer bit set, exponent not special. */
			value[7] |= 0x80;
			value[9] = 0x40;
		}
	}
	if ((components & COMPONENT_SSE) != 0) {
		/* Exceptions stay masked. */
		state.mxcsr |= random() & 0xe03f;
		for (int i = 0; i < VECTOR_REGISTERS; i++) {
			for (uint8_t& byte : state.xmm[i])
				byte = random();
		}
	}
	for (const uint64_t component : { COMPONENT_AVX, COMPONENT_OPMASK,
			COMPONENT_ZMM_UPPER, COMPONENT_ZMM_16_TO_31 }) {
		if ((components & component) == 0)
			continue;
		const component_place place = place_of_component(component);
		for (size_t i = 0; i < place.size; i++)
			state.bytes[place.offset + i] = random();
	}
	state.in_use = components;
	return state;
}

/* Loads before, runs int3, returns the state then. */
inline extended_state
trap_with_state(const extended_state& before)
{
	static extended_state own, after;
	own = {};
	after = {};
	asm volatile(
		"xsave %[own]\n\t"
		"xrstor %[before]\n\t"
		"int3\n\t"
		"xsave %[after]\n\t"
		"xrstor %[own]"
		: [own] "+m"(own), [after] "+m"(after)
		: [before] "m"(before), "a"(-1), "d"(-1)
		: "memory");
	return after;
}

/* Loads a state, so that nothing is left of the one before. */
inline void
load_state(const extended_state& state)
{
	asm volatile("xrstor %0" : : "m"(state), "a"(-1), "d"(-1) : "memory");
}

#endif	/* _EXTENDED_STATE_H */
