// Coroutines: arguments, order, registers, floating point environment, ends.
#include "../transcript.h"

#include <fenv.h>
#include <stdexcept>

namespace {

constexpr int SWITCHES = 100000;

context_stack stacks[3];
ucontext_t main_context, first, second, third;


void
print_alignment(const char* where)
{
	/* Of the stack pointer at the call of this function's caller. */
	printf("%s: frame at %d mod 16\n", where,
		(int)((uintptr_t)__builtin_frame_address(0) % 16));
}


__attribute__((noinline)) void
take_none()
{
	print_alignment("take_none");
}


void
take_three(int one, int two, int three)
{
	printf("take_three: %d %d %d\n", one, two, three);
	print_alignment("take_three");
}


void
take_eleven(int a, int b, int c, int d, int e, int f, int g, int h, int i,
	int j, int k)
{
	printf("take_eleven: %d %d %d %d %d %d %d %d %d %d %d\n", a, b, c, d, e, f,
		g, h, i, j, k);
	print_alignment("take_eleven");
}


/* Programs pass pointers, though POSIX allows int only. */
void
take_pointers(const char* text, ucontext_t* context, void* a, void* b, void* c,
	void* d, const char* seventh)
{
	printf("take_pointers: %s %d %d %s\n", text, context == &first,
		a == b && c == d && a == (void*)-1, seventh);
}


void
arguments()
{
	MAKE_CONTEXT(first, stacks[0], &main_context, take_none, 0);
	CHECK(swapcontext(&main_context, &first) == 0);
	MAKE_CONTEXT(first, stacks[0], &main_context, take_three, 3, 1, -2,
		0x7fffffff);
	CHECK(swapcontext(&main_context, &first) == 0);
	MAKE_CONTEXT(first, stacks[0], &main_context, take_eleven, 11, 1, 2, 3, 4,
		5, 6, 7, 8, 9, 10, 11);
	CHECK(swapcontext(&main_context, &first) == 0);
	void* const last = (void*)-1;
	MAKE_CONTEXT(first, stacks[0], &main_context, take_pointers, 7, "text",
		&first, last, last, last, last, "seventh");
	CHECK(swapcontext(&main_context, &first) == 0);
}


void
chain()
{
	const auto say = [](const char* text) { printf("chain: %s\n", text); };
	void (*function)(const char*) = say;
	MAKE_CONTEXT(third, stacks[2], &main_context, function, 1, "third");
	MAKE_CONTEXT(second, stacks[1], &third, function, 1, "second");
	MAKE_CONTEXT(first, stacks[0], &second, function, 1, "first");
	CHECK(swapcontext(&main_context, &first) == 0);
	printf("chain: back\n");
}


/* getcontext() returns again, with 0, each time setcontext() goes there. */
void
set_context_again()
{
	volatile int times = 0;
	ucontext_t here;
	CHECK(getcontext(&here) == 0);
	times = times + 1;
	if (times < 5)
		setcontext(&here);
	printf("set_context_again: %d\n", times);
}


/* Many values live across the switch, so that all the registers that a function
 * has to preserve hold some. */
__attribute__((noinline)) uint64_t
mix(uint64_t seed, ucontext_t* mine, ucontext_t* others)
{
	uint64_t a = seed, b = a * 3, c = b * 5, d = c * 7, e = d * 11, f = e * 13;
	double x = seed, y = x / 3;
	for (int i = 0; i < SWITCHES; i++) {
		CHECK(swapcontext(mine, others) == 0);
		a += b ^ i;
		b += c;
		c ^= d >> 3;
		d += e;
		e ^= f << 1;
		f += a;
		x = x * 0.75 + y;
		y = y * 0.5 + i;
	}
	return a ^ b ^ c ^ d ^ e ^ f ^ (uint64_t)x ^ (uint64_t)y;
}


void
registers()
{
	static const auto mix_in_context = [] {
		const uint64_t result = mix(12345, &first, &main_context);
		printf("registers: %llx\n", (unsigned long long)result);
	};
	void (*function)() = [] { mix_in_context(); };
	MAKE_CONTEXT(first, stacks[0], &main_context, function, 0);
	const uint64_t result = mix(54321, &main_context, &first);
	printf("registers: %llx\n", (unsigned long long)result);
	CHECK(swapcontext(&main_context, &first) == 0);
}


void
print_environment(const char* where)
{
	uint16_t control;
	asm volatile("fnstcw %0" : "=m"(control));
	uint32_t mxcsr;
	asm volatile("stmxcsr %0" : "=m"(mxcsr));
	volatile double one = 1, three = 3;
	printf("%s: control %x, mxcsr %x, rounding %x, exceptions %x, third %a\n",
		where, control, mxcsr, fegetround(), fetestexcept(FE_ALL_EXCEPT),
		one / three);
}


void
round_upward()
{
	print_environment("in the context, at first");
	fesetround(FE_UPWARD);
	feraiseexcept(FE_OVERFLOW);
	print_environment("in the context, upward");
	swapcontext(&first, &main_context);
	print_environment("in the context, again");
}


void
floating_point()
{
	fesetround(FE_DOWNWARD);
	feclearexcept(FE_ALL_EXCEPT);
	MAKE_CONTEXT(first, stacks[0], &main_context, round_upward, 0);
	fesetround(FE_TOWARDZERO);
	feraiseexcept(FE_DIVBYZERO);
	print_environment("outside, at first");
	swapcontext(&main_context, &first);
	print_environment("outside, again");
	fesetround(FE_TONEAREST);
	feclearexcept(FE_ALL_EXCEPT);
	swapcontext(&main_context, &first);
	print_environment("outside, at last");
	fesetenv(FE_DFL_ENV);
}


__attribute__((noinline)) void
throw_deep(int depth)
{
	if (depth == 0)
		throw std::runtime_error("from the depth");
	throw_deep(depth - 1);
	asm volatile("" ::: "memory");
}


void
catch_own()
{
	try {
		throw_deep(10);
	} catch (const std::exception& error) {
		printf("caught: %s\n", error.what());
		/* Switched while an exception is being handled. */
		swapcontext(&first, &main_context);
		printf("still: %s\n", error.what());
	}
}


void
exceptions()
{
	MAKE_CONTEXT(first, stacks[0], &main_context, catch_own, 0);
	swapcontext(&main_context, &first);
	swapcontext(&main_context, &first);
	print_end_of("uncaught", [] {
		void (*function)() = [] {
			fclose(stderr);
			throw_deep(3);
		};
		MAKE_CONTEXT(first, stacks[0], &main_context, function, 0);
		try {
			swapcontext(&main_context, &first);
		} catch (...) {
			printf("caught outside of the context\n");
		}
	});
}


/* The last context ends the process as exit(0) does. */
void
ends()
{
	print_end_of("last context", [] {
		atexit([] { printf("atexit\n"); });
		void (*function)(int) = [](int number) { printf("last %d\n", number); };
		MAKE_CONTEXT(first, stacks[0], nullptr, function, 1, 5);
		setcontext(&first);
	});
	print_end_of("last of a chain", [] {
		void (*function)(const char*) = [](const char* s) { puts(s); };
		MAKE_CONTEXT(second, stacks[1], nullptr, function, 1, "second");
		MAKE_CONTEXT(first, stacks[0], &second, function, 1, "first");
		setcontext(&first);
	});
}

}	// namespace


int
main()
{
	arguments();
	chain();
	set_context_again();
	registers();
	floating_point();
	exceptions();
	ends();
}
