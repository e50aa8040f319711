// The general registers: seen by handlers, changed by handlers, else kept.
#include "delivery_test.h"
#include "random_numbers.h"
#include "trap_with_registers.h"

namespace {

/* Carry, parity, auxiliary, zero, sign, direction, overflow (Intel SDM 1,
 * 3.4.3): those that a program can set at will. */
constexpr unsigned long USER_FLAGS
	= 0x1 | 0x4 | 0x10 | 0x40 | 0x80 | 0x400 | 0x800;

constexpr int ROUNDS = 2000;

alignas(64) char stack[128 * 1024];


unsigned long
random_stack_pointer(std::mt19937_64& random)
{
	/* In the upper half, so that there is room for a handler below. */
	return (unsigned long)stack + sizeof(stack) - 64
		- random() % (sizeof(stack) / 2);
}


register_values
random_values(std::mt19937_64& random)
{
	register_values values;
#define FILL(name)	values.name = random();
	FOR_EACH_GENERAL_REGISTER(FILL)
#undef FILL
	values.stack_pointer = random_stack_pointer(random);
	values.flags = (random() & USER_FLAGS) | 0x202;
	return values;
}


void
expect_equal(const register_values& values, const register_values& expected)
{
#define COMPARE(name)	EXPECT_EQ(values.name, expected.name);
	FOR_EACH_GENERAL_REGISTER(COMPARE)
#undef COMPARE
	EXPECT_EQ(values.stack_pointer, expected.stack_pointer);
	EXPECT_EQ(values.flags & USER_FLAGS, expected.flags & USER_FLAGS);
}

register_values seen;
unsigned long seen_instruction;
register_values wanted;


void
look(vregs* registers)
{
#define COPY(name)	seen.name = registers->name;
	FOR_EACH_GENERAL_REGISTER(COPY)
#undef COPY
	seen.stack_pointer = registers->STACK_POINTER;
	seen.flags = registers->FLAGS_REGISTER;
	seen_instruction = registers->INSTRUCTION_POINTER;
}


void
change(vregs* registers)
{
	look(registers);
#define COPY(name)	registers->name = wanted.name;
	FOR_EACH_GENERAL_REGISTER(COPY)
#undef COPY
	registers->STACK_POINTER = wanted.stack_pointer;
	registers->FLAGS_REGISTER = wanted.flags;
}

struct handler_form {
	const char*	name;
	struct sigaction	looking;
	struct sigaction	changing;
};

const handler_form forms[] = {
	{
		"plain",
		action_of(+[](int, void*, vregs* registers) { look(registers); }),
		action_of(+[](int, void*, vregs* registers) { change(registers); })
	},
	{
		"info",
		action_of(+[](int, siginfo_t*, void* context, void*) {
			look(&((ucontext_t*)context)->uc_mcontext);
		}),
		action_of(+[](int, siginfo_t*, void* context, void*) {
			change(&((ucontext_t*)context)->uc_mcontext);
		})
	}
};

class GeneralRegisters : public DeliveryTest,
	public testing::WithParamInterface<handler_form> {
};

}	// namespace


TEST_P(GeneralRegisters, AreSeenAndKept)
{
	std::mt19937_64 random(random_seed());
	install(SIGTRAP, GetParam().looking);
	for (int i = 0; i < ROUNDS && !HasFailure(); i++) {
		trap_before = random_values(random);
		trap_with_registers();
		expect_equal(seen, trap_before);
		EXPECT_EQ(seen_instruction, (unsigned long)trap_return);
		expect_equal(trap_after, trap_before);
	}
}


TEST_P(GeneralRegisters, ChangesTakeEffect)
{
	std::mt19937_64 random(random_seed());
	install(SIGTRAP, GetParam().changing);
	for (int i = 0; i < ROUNDS && !HasFailure(); i++) {
		trap_before = random_values(random);
		wanted = random_values(random);
		trap_with_registers();
		expect_equal(seen, trap_before);
		expect_equal(trap_after, wanted);
	}
}


INSTANTIATE_TEST_SUITE_P(Delivery, GeneralRegisters, testing::ValuesIn(forms),
	[](const auto& info) { return info.param.name; });


class InstructionPointer : public DeliveryTest {
};


TEST_F(InstructionPointer, ChangeTakesEffect)
{
	install(SIGTRAP, [](int, void*, vregs* registers) {
		registers->INSTRUCTION_POINTER = (unsigned long)trap_elsewhere;
	});
	std::mt19937_64 random(random_seed());
	trap_before = random_values(random);
	trap_went_elsewhere = 0;
	trap_with_registers();
	EXPECT_EQ(trap_went_elsewhere, 1u);
	expect_equal(trap_after, trap_before);
}


TEST_F(InstructionPointer, HandlerCanStepOverAFault)
{
	install(SIGILL, [](int, siginfo_t*, void* context, void*) {
		/* ud2 is two bytes long. */
		((ucontext_t*)context)->uc_mcontext.INSTRUCTION_POINTER += 2;
	});
	int reached = 0;
	asm volatile("ud2\n\tmovl $1, %0" : "+r"(reached));
	EXPECT_EQ(reached, 1);
}


/* Flags that are not a program's to change (here the interrupt and privilege
 * ones) stay as they are, and the program goes on. */
TEST_F(InstructionPointer, PrivilegedFlagsAreIgnored)
{
	constexpr unsigned long INTERRUPT = 0x200;
	constexpr unsigned long PRIVILEGE = 0x3000;
	install(SIGTRAP, [](int, void*, vregs* registers) {
		registers->FLAGS_REGISTER ^= INTERRUPT | PRIVILEGE;
	});
	std::mt19937_64 random(random_seed());
	trap_before = random_values(random);
	trap_with_registers();
	EXPECT_EQ(trap_after.flags & (INTERRUPT | PRIVILEGE), INTERRUPT);
}
