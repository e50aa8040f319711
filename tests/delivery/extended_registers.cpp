// x87, SSE, AVX and AVX-512 state: kept, and changed by handlers.
#include "delivery_test.h"
#include "extended_state.h"
#include "random_numbers.h"

namespace {

constexpr int ROUNDS = 500;

/* What the next handler destroys the registers with, and what it writes into
 * its vregs. */
extended_state rubbish;
extended_state wanted;


void
expect_same_x87(const extended_state& state, const extended_state& expected)
{
	EXPECT_EQ(state.control, expected.control);
	EXPECT_EQ(state.status, expected.status);
	EXPECT_EQ(state.tag, expected.tag);
	for (int i = 0; i < 8; i++)
		EXPECT_EQ(memcmp(state.x87[i], expected.x87[i], 10), 0) << "st" << i;
}


void
expect_same_sse(const extended_state& state, const extended_state& expected)
{
	EXPECT_EQ(state.mxcsr, expected.mxcsr);
	for (int i = 0; i < VECTOR_REGISTERS; i++)
		EXPECT_EQ(memcmp(state.xmm[i], expected.xmm[i], 16), 0) << "xmm" << i;
}


void
expect_same_component(const extended_state& state,
	const extended_state& expected, uint64_t component)
{
	const component_place place = place_of_component(component);
	EXPECT_EQ(memcmp(state.bytes + place.offset, expected.bytes + place.offset,
		place.size), 0) << "component " << component;
}


void
expect_same_state(const extended_state& state, const extended_state& expected)
{
	const uint64_t available = available_components();
	expect_same_x87(state, expected);
	expect_same_sse(state, expected);
	for (const uint64_t component : { COMPONENT_AVX, COMPONENT_OPMASK,
			COMPONENT_ZMM_UPPER, COMPONENT_ZMM_16_TO_31 }) {
		if ((available & component) != 0)
			expect_same_component(state, expected, component);
	}
}


/* The legacy part of the XSAVE area within vregs, and the place of the upper
 * ymm halves, which i386's vregs do not have. */
void*
legacy_part_of(vregs* registers)
{
#if defined(__x86_64__)
	return &registers->fpu;
#else
	return &registers->xregs.state.new_format;
#endif
}


void
change_x87(vregs* registers)
{
	extended_state* state = (extended_state*)legacy_part_of(registers);
	state->control = wanted.control;
	state->status = wanted.status;
	state->tag = wanted.tag;
	memcpy(state->x87, wanted.x87, sizeof(state->x87));
}


void
change_sse(vregs* registers)
{
	extended_state* state = (extended_state*)legacy_part_of(registers);
	state->mxcsr = wanted.mxcsr;
	memcpy(state->xmm, wanted.xmm, VECTOR_REGISTERS * 16);
}


class ExtendedRegisters : public DeliveryTest {
protected:
	void
	SetUp() override
	{
		fAvailable = available_components();
		if (fAvailable == 0)
			GTEST_SKIP() << "the processor has no XSAVE";
	}

	/* Every combination of components that may be in their initial state. */
	template<typename Check>
	void
	for_random_states(Check check)
	{
		for (int i = 0; i < ROUNDS && !HasFailure(); i++) {
			const uint64_t inUse = fRandom() & fAvailable;
			rubbish = random_state(fRandom, fAvailable);
			check(random_state(fRandom, inUse));
		}
	}

	uint64_t		fAvailable;
	std::mt19937_64	fRandom { random_seed() };
};

}	// namespace


TEST_F(ExtendedRegisters, AreKeptBitForBitByPlainHandlers)
{
	install(SIGTRAP, [](int, void*, vregs*) { load_state(rubbish); });
	for_random_states([](const extended_state& state) {
		expect_same_state(trap_with_state(state), state);
	});
}


TEST_F(ExtendedRegisters, AreKeptBitForBitByInfoHandlers)
{
	install(SIGTRAP, [](int, siginfo_t*, void*, void*) { load_state(rubbish); });
	for_random_states([](const extended_state& state) {
		expect_same_state(trap_with_state(state), state);
	});
}


TEST_F(ExtendedRegisters, AreSeenByHandlers)
{
	static extended_state seen;
	install(SIGTRAP, [](int, void*, vregs* registers) {
		memcpy(&seen, legacy_part_of(registers), 512);
	});
	for_random_states([](const extended_state& state) {
		trap_with_state(state);
		expect_same_x87(seen, state);
		expect_same_sse(seen, state);
	});
}


TEST_F(ExtendedRegisters, X87ChangesTakeEffectAndLeaveTheRest)
{
	install(SIGTRAP, [](int, void*, vregs* registers) {
		load_state(rubbish);
		change_x87(registers);
	});
	for_random_states([this](const extended_state& state) {
		wanted = random_state(fRandom, COMPONENT_X87);
		extended_state expected = state;
		expected.control = wanted.control;
		expected.tag = wanted.tag;
		memcpy(expected.x87, wanted.x87, sizeof(expected.x87));
		expect_same_state(trap_with_state(state), expected);
	});
}


TEST_F(ExtendedRegisters, SseChangesTakeEffectAndLeaveTheRest)
{
	install(SIGTRAP, [](int, siginfo_t*, void* context, void*) {
		load_state(rubbish);
		change_sse(&((ucontext_t*)context)->uc_mcontext);
	});
	for_random_states([this](const extended_state& state) {
		wanted = random_state(fRandom, COMPONENT_SSE);
		extended_state expected = state;
		expected.mxcsr = wanted.mxcsr;
		memcpy(expected.xmm, wanted.xmm, sizeof(expected.xmm));
		expect_same_state(trap_with_state(state), expected);
	});
}


TEST_F(ExtendedRegisters, ReservedBitsOfMxcsrAreHarmless)
{
	install(SIGTRAP, [](int, void*, vregs* registers) {
		((extended_state*)legacy_part_of(registers))->mxcsr = 0xffffffff;
	});
	const extended_state before = random_state(fRandom, COMPONENT_SSE);
	const extended_state after = trap_with_state(before);
	EXPECT_EQ(after.mxcsr, 0xffffffff & after.mxcsr_mask);
}


#if defined(__x86_64__)

TEST_F(ExtendedRegisters, YmmIsSeenByHandlers)
{
	if ((fAvailable & COMPONENT_AVX) == 0)
		GTEST_SKIP() << "the processor has no AVX";
	static savefpu seen;
	install(SIGTRAP, [](int, void*, vregs* registers) {
		seen = registers->fpu;
	});
	for_random_states([](const extended_state& state) {
		trap_with_state(state);
		EXPECT_EQ(memcmp(seen.fp_ymm, state.ymm_upper, sizeof(seen.fp_ymm)), 0);
	});
}


/* Among the states is the initial one, in which nothing of AVX is in use. */
TEST_F(ExtendedRegisters, YmmChangesTakeEffectAndLeaveTheRest)
{
	if ((fAvailable & COMPONENT_AVX) == 0)
		GTEST_SKIP() << "the processor has no AVX";
	install(SIGTRAP, [](int, void*, vregs* registers) {
		load_state(rubbish);
		memcpy(registers->fpu.fp_ymm, wanted.ymm_upper,
			sizeof(wanted.ymm_upper));
	});
	for_random_states([this](const extended_state& state) {
		wanted = random_state(fRandom, COMPONENT_AVX);
		extended_state expected = state;
		memcpy(expected.ymm_upper, wanted.ymm_upper,
			sizeof(expected.ymm_upper));
		expect_same_state(trap_with_state(state), expected);
	});
}


/* A handler may also clear a component by saying that it is not in use. */
TEST_F(ExtendedRegisters, ComponentsCanBeReturnedToTheirInitialState)
{
	install(SIGTRAP, [](int, void*, vregs* registers) {
		registers->fpu.fp_xstate.bv &= ~(COMPONENT_AVX | COMPONENT_X87);
	});
	for_random_states([](const extended_state& state) {
		extended_state expected = state;
		const extended_state initial
			= random_state(*std::make_unique<std::mt19937_64>(), 0);
		expected.control = initial.control;
		expected.tag = 0;
		memset(expected.x87, 0, sizeof(expected.x87));
		memset(expected.ymm_upper, 0, sizeof(expected.ymm_upper));
		expect_same_state(trap_with_state(state), expected);
	});
}

#else

TEST_F(ExtendedRegisters, AreInTheFxsaveFormat)
{
	static unsigned long format;
	install(SIGTRAP, [](int, void*, vregs* registers) {
		format = registers->xregs.format;
	});
	trap_with_state(random_state(fRandom, 0));
	EXPECT_EQ(format, 1u);
}

#endif
