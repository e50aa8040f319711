/* How legacy handlers are called, and what they can change. */
#include <string.h>
#include <ucontext.h>

#include "legacy_test.h"

static int call_count;
static int last_signal;
static void* last_userdata;
static uint64_t mask_inside;

static void
record(int signal, void* userdata, vregs)
{
	call_count++;
	last_signal = signal;
	last_userdata = userdata;
	mask_inside = true_mask();
}

static void
install(int signal, legacy_handler handler, legacy_set mask = 0, int flags = 0,
	void* userdata = nullptr)
{
	const legacy_action action = { as_handler(handler), mask, flags, userdata };
	ASSERT_EQ(legacy.sigaction(signal, &action, nullptr), 0);
}

TEST(Handlers, EachSignalArrivesWithItsNumberAndUserdata)
{
	in_child([] {
		for (int signal = 1; signal <= LAST_LEGACY; signal++) {
			if (signal == SIGKILL || signal == SIGSTOP || signal == SIGKILLTHR)
				continue;
			int userdata;
			install(signal, record, 0, 0, &userdata);
			call_count = 0;
			EXPECT_EQ(legacy.raise(signal), 0);
			EXPECT_EQ(call_count, 1);
			EXPECT_EQ(last_signal, signal);
			EXPECT_EQ(last_userdata, &userdata);
		}
	});
}

TEST(Handlers, MaskInsideAndAfter)
{
	in_child([] {
		legacy.sighold(SIGTERM);
		install(SIGUSR1, record, legacy_bit(SIGHUP));
		raise(SIGUSR1);
		EXPECT_EQ(mask_inside, bit(SIGUSR1) | bit(SIGHUP) | bit(SIGTERM));
		EXPECT_EQ(true_mask(), bit(SIGTERM));
		install(SIGUSR1, record, 0, SA_NODEFER);
		raise(SIGUSR1);
		EXPECT_EQ(mask_inside, bit(SIGTERM));
		install(SIGUSR1, record, EVERYTHING);
		raise(SIGUSR1);
		for (int signal = FIRST_REALTIME; signal <= LAST_REALTIME; signal++)
			EXPECT_TRUE(mask_inside & bit(signal));
		EXPECT_EQ(true_mask(), bit(SIGTERM));
	});
}

TEST(Handlers, ResethandAndRestart)
{
	in_child([] {
		install(SIGUSR1, record, 0, SA_RESETHAND);
		raise(SIGUSR1);
		EXPECT_EQ(call_count, 1);
		legacy_action told;
		ASSERT_EQ(legacy.sigaction(SIGUSR1, nullptr, &told), 0);
		EXPECT_EQ(told.handler, SIG_DFL);
	});
}

TEST(Handlers, ErrnoSurvives)
{
	in_child([] {
		install(SIGUSR1, [](int, void*, vregs) { errno = EXDEV; });
		errno = EDOM;
		raise(SIGUSR1);
		EXPECT_EQ(errno, EDOM);
	});
}

/* What the handler finds: the registers at the instruction that the kernel
 * interrupted, which the kernel tells in its own frame. A trap gives a known
 * place and known values. */
#define TRAP_WITH(value, result) \
	asm volatile("int3" : "=a"(result) : "a"(value) : "memory")

#if defined(__i386__)
#	define FIRST_REGISTER	eax
#	define INSTRUCTION		eip
#	define STACK			esp
	/* i386 code has no SSE registers that the compiler could use. */
#	define CLOBBERS_XMM1
#else
#	define FIRST_REGISTER	rax
#	define INSTRUCTION		rip
#	define STACK			rsp
#	define CLOBBERS_XMM1	"xmm1",
#endif

static unsigned long found_value;
static unsigned long found_stack;

/* The copy is the handler's own; the compiler must not drop the change. */
static void
change_first_register(int, void*, vregs registers)
{
	found_value = registers.FIRST_REGISTER;
	found_stack = registers.STACK;
	volatile vregs& copy = registers;
	copy.FIRST_REGISTER = 0x2468ace;
}

TEST(Handlers, RegistersAreSeenAndLoaded)
{
	in_child([] {
		install(SIGTRAP, change_first_register);
		unsigned long result;
		TRAP_WITH(0x1357bdfUL, result);
		EXPECT_EQ(found_value, 0x1357bdfUL);
		EXPECT_EQ(result, 0x2468aceUL);
		const unsigned long here = (unsigned long)__builtin_frame_address(0);
		EXPECT_LT(here - found_stack, 64u * 1024);
	});
}

static void
skip_illegal_instruction(int, void*, vregs registers)
{
	call_count++;
	volatile vregs& copy = registers;
	/* ud2 has two bytes. */
	copy.INSTRUCTION = copy.INSTRUCTION + 2;
}

TEST(Handlers, InstructionPointerIsLoaded)
{
	in_child([] {
		install(SIGILL, skip_illegal_instruction);
		for (int i = 0; i < 100; i++)
			asm volatile("ud2" : : : "memory");
		EXPECT_EQ(call_count, 100);
	});
}

static unsigned char other_stack[64 * 1024] __attribute__((aligned(16)));

static void
move_stack(int, void*, vregs registers)
{
	volatile vregs& copy = registers;
	copy.STACK = (unsigned long)(other_stack + sizeof(other_stack) - 256);
}

TEST(Handlers, StackPointerIsLoaded)
{
	in_child([] {
		install(SIGTRAP, move_stack);
		unsigned long seen;
#if defined(__i386__)
		asm volatile("movl %%esp, %%esi\n\tint3\n\tmovl %%esp, %0\n\t"
			"movl %%esi, %%esp" : "=&r"(seen) : : "esi", "memory");
#else
		asm volatile("movq %%rsp, %%rbx\n\tint3\n\tmovq %%rsp, %0\n\t"
			"movq %%rbx, %%rsp" : "=&r"(seen) : : "rbx", "memory");
#endif
		EXPECT_EQ(seen, (unsigned long)(other_stack + sizeof(other_stack) - 256));
	});
}

static void
double_vector_register(int, void*, vregs registers)
{
#if defined(__i386__)
	unsigned char* xmm = registers.xregs.state.new_format.xmmx.xmm1;
#else
	unsigned char* xmm = registers.fpu.fp_fxsave.xmm[1].value;
#endif
	uint32_t words[4];
	memcpy(words, xmm, sizeof(words));
	for (uint32_t& word : words)
		word *= 2;
	memcpy(xmm, words, sizeof(words));
	asm volatile("" : : "r"(xmm) : "memory");
}

TEST(Handlers, VectorRegistersAreSeenAndLoaded)
{
	in_child([] {
		install(SIGTRAP, double_vector_register);
		const uint32_t before[4] = { 1, 20, 300, 4000 };
		uint32_t after[4] = {};
		asm volatile("movups %1, %%xmm1\n\tint3\n\tmovups %%xmm1, %0"
			: "=m"(after) : "m"(before) : CLOBBERS_XMM1 "memory");
		for (int i = 0; i < 4; i++)
			EXPECT_EQ(after[i], before[i] * 2);
	});
}

/* The x87 stack: the handler replaces its top, 2.5 by 4.0. */
static void
replace_top_of_fpu_stack(int, void*, vregs registers)
{
#if defined(__i386__)
	unsigned char* top = registers.xregs.state.new_format.fp_mmx.fp.st0;
#else
	unsigned char* top = registers.fpu.fp_fxsave.fp[0].value;
#endif
	const long double value = 4.0L;
	memcpy(top, &value, 10);
	asm volatile("" : : "r"(top) : "memory");
}

TEST(Handlers, FloatingPointRegistersAreLoaded)
{
	in_child([] {
		install(SIGTRAP, replace_top_of_fpu_stack);
		const double before = 2.5;
		double after = 0;
		asm volatile("fldl %1\n\tint3\n\tfstpl %0" : "=m"(after) : "m"(before)
			: "memory");
		EXPECT_EQ(after, 4.0);
	});
}

static void
spoil_vector_and_floating_point_registers(int, void*, vregs)
{
	call_count++;
	const uint32_t garbage[4] = { 9, 9, 9, 9 };
	asm volatile("movups %0, %%xmm1\n\tfninit\n\tfld1\n\tfstp %%st(0)"
		: : "m"(garbage) : CLOBBERS_XMM1 "memory");
}

TEST(Handlers, WhatIsNotInTheCopyIsRestored)
{
	in_child([] {
		install(SIGTRAP, spoil_vector_and_floating_point_registers);
		const uint32_t before[4] = { 1, 20, 300, 4000 };
		uint32_t after[4] = {};
		const double number = 2.5;
		double numberAfter = 0;
		asm volatile("movups %2, %%xmm1\n\tfldl %3\n\tint3\n\tfstpl %1\n\t"
			"movups %%xmm1, %0" : "=m"(after), "=m"(numberAfter)
			: "m"(before), "m"(number) : CLOBBERS_XMM1 "memory");
		EXPECT_EQ(call_count, 1);
		EXPECT_EQ(memcmp(before, after, sizeof(after)), 0);
		EXPECT_EQ(numberAfter, number);
	});
}

/* Inner handlers see the outer one's registers, not those below. */
static void
inner(int, void*, vregs registers)
{
	found_stack = registers.STACK;
}

static unsigned long outer_stack;

static void
outer(int, void*, vregs registers)
{
	outer_stack = registers.STACK;
	raise(SIGUSR2);
}

TEST(Handlers, NestedOnes)
{
	in_child([] {
		install(SIGUSR1, outer);
		install(SIGUSR2, inner);
		raise(SIGUSR1);
		EXPECT_NE(found_stack, 0u);
		EXPECT_LT(found_stack, outer_stack);
	});
}

#if defined(__i386__)

/* BeOS programs keep the stack aligned to 4 bytes only: signals and calls at
 * any such stack pointer. Aligned moves of SSE registers would fault. */
class Misaligned : public testing::TestWithParam<int> {
};

TEST_P(Misaligned, SignalArrives)
{
	in_child([] {
		install(SIGTRAP, change_first_register);
		const int words = GetParam();
		unsigned long result;
		asm volatile("movl %%esp, %%esi\n\tandl $-16, %%esp\n\t"
			"leal (,%2,4), %%ecx\n\tsubl %%ecx, %%esp\n\tint3\n\t"
			"movl %%esi, %%esp" : "=a"(result) : "a"(1), "r"(words)
			: "ecx", "esi", "memory", "cc");
		EXPECT_EQ(result, 0x2468aceUL);
	});
}

struct misaligned_call {
	int		bytes;		/* that the stack pointer is off by */
	void*	function;
	long	arguments[3];
};

static int
call_misaligned(const misaligned_call& call)
{
	int result;
	asm volatile("movl %%esp, %%esi\n\tandl $-16, %%esp\n\tsubl (%1), %%esp\n\t"
		"pushl 16(%1)\n\tpushl 12(%1)\n\tpushl 8(%1)\n\tcall *4(%1)\n\t"
		"movl %%esi, %%esp" : "=a"(result) : "b"(&call)
		: "ecx", "edx", "esi", "memory", "cc");
	return result;
}

TEST_P(Misaligned, FunctionsCanBeCalled)
{
	in_child([] {
		const int bytes = GetParam() * 4;
		legacy_action action = { as_handler(record), EVERYTHING, 0, nullptr };
		legacy_action told = {};
		EXPECT_EQ(call_misaligned({ bytes, (void*)legacy.sigaction,
			{ SIGUSR1, (long)&action, (long)&told } }), 0);
		legacy_set set = EVERYTHING;
		legacy_set old = 1;
		EXPECT_EQ(call_misaligned({ bytes, (void*)legacy.sigprocmask,
			{ SIG_SETMASK, (long)&set, (long)&old } }), 0);
		EXPECT_EQ(call_misaligned({ bytes, (void*)legacy.sigprocmask,
			{ SIG_SETMASK, (long)&old, 0 } }), 0);
		EXPECT_EQ(call_misaligned({ bytes, (void*)legacy.raise, { SIGUSR1, 0, 0 } }),
			0);
		EXPECT_EQ(call_count, 1);
		EXPECT_EQ(last_signal, SIGUSR1);
	});
}

INSTANTIATE_TEST_SUITE_P(Handlers, Misaligned, testing::Range(0, 4));

#endif
