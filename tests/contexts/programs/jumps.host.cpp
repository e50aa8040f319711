// The host's jump functions under all their names: values, masks, handlers.
#include "../transcript.h"

#include <random>
#include <setjmp.h>

/* What <setjmp.h> with _FORTIFY_SOURCE makes of longjmp(). */
extern "C" void __longjmp_chk(struct __jmp_buf_tag* environment, int value)
	__attribute__((noreturn));

/* As a function: <setjmp.h> makes the other one of it. */
extern "C" int (setjmp)(jmp_buf environment) __attribute__((returns_twice));

namespace {

sigjmp_buf environment;
std::minstd_rand numbers(4711);

struct jump_function {
	const char*	name;
	void		(*function)(struct __jmp_buf_tag*, int);
};

const jump_function jump_functions[] = {
	{ "siglongjmp", siglongjmp },
	{ "longjmp", longjmp },
	{ "_longjmp", _longjmp },
	{ "__longjmp_chk", __longjmp_chk }
};


uint64_t
random_mask()
{
	uint64_t mask = 0;
	for (int i = 0; i < 5; i++)
		mask = mask << 13 ^ numbers();
	return mask & SETTABLE;
}


enum save {
	SIGSETJMP_1,
	SIGSETJMP_0,
	SIGSETJMP_NEGATIVE,
	SETJMP,
	_SETJMP,
	SAVES
};

const char* const save_names[SAVES] = {
	"sigsetjmp(1)", "sigsetjmp(0)", "sigsetjmp(-8)", "setjmp", "_setjmp"
};


/* Saves, changes the mask, jumps; what is in force then? */
__attribute__((noinline)) void
save_and_jump(const int save, const jump_function& jump, int value)
{
	volatile uint64_t saved = random_mask();
	volatile uint64_t changed = random_mask();
	set_mask(saved);
	volatile int result = 0;
	switch (save) {
		case SIGSETJMP_1: result = sigsetjmp(environment, 1); break;
		case SIGSETJMP_0: result = sigsetjmp(environment, 0); break;
		case SIGSETJMP_NEGATIVE: result = sigsetjmp(environment, -8); break;
		case SETJMP: result = (setjmp)(environment); break;
		case _SETJMP: result = _setjmp(environment); break;
	}
	if (result == 0) {
		CHECK(mask_now() == saved);
		set_mask(changed);
		jump.function(environment, value);
	}
	printf("%s, %s(%d): %d, the mask is %s\n", save_names[save], jump.name,
		value, result, mask_now() == saved ? "the saved one"
			: mask_now() == changed ? "as it was" : "neither");
}


void
values_and_masks()
{
	for (int value = -1; value < 2; value++) {
		for (const jump_function& jump : jump_functions) {
			for (int save = 0; save < SAVES; save++)
				save_and_jump(save, jump, value);
		}
	}
}


/* A buffer holds what the host's headers say, and stays good. */
void
buffers()
{
	memset(&environment, 0xa5, sizeof(environment));
	set_mask(bit(SIGHUP) | bit(64));
	static int landings;
	landings = 0;
	if (sigsetjmp(environment, 1) < 3)
		siglongjmp(environment, ++landings);
	sigset_t set = environment->__saved_mask;
	printf("buffers: saved %d, mask %016llx, landings %d\n",
		environment->__mask_was_saved, (unsigned long long)bits_of(set),
		landings);
	const auto* bytes = (const unsigned char*)&set;
	for (size_t i = 8; i < sizeof(set); i++)
		CHECK(bytes[i] == 0xa5);

	sigjmp_buf without;
	memset(&without, 0xa5, sizeof(without));
	if (sigsetjmp(without, 0) == 0) {
		printf("buffers: saved %d, mask %016llx\n", without->__mask_was_saved,
			(unsigned long long)bits_of(without->__saved_mask));
	}
}


void
from_handlers()
{
	alignas(16) static char alternate[64 * 1024];
	const stack_t stack = { .ss_sp = alternate, .ss_flags = 0,
		.ss_size = sizeof(alternate) };
	sigaltstack(&stack, nullptr);
	static const jump_function* jump;
	static int flags, saves, times;
	for (jump = jump_functions; jump < jump_functions + 4; jump++) {
		for (flags = 0; flags < 2; flags++) {
			for (saves = 0; saves < 2; saves++) {
				struct sigaction action = {};
				action.sa_handler = [](int) { jump->function(environment, 9); };
				action.sa_flags = flags != 0 ? SA_ONSTACK : 0;
				action.sa_mask = set_of_bits(bit(SIGBUS) | bit(60));
				sigaction(SIGUSR1, &action, nullptr);
				set_mask(bit(SIGTERM));
				times = 0;
				const int value = sigsetjmp(environment, saves);
				if (saves == 0)
					set_mask(bit(SIGTERM));
				if (times++ < 500)
					raise(SIGUSR1);
				printf("from a handler, %s, %s stack, %d: %d, mask %llx\n",
					jump->name, flags != 0 ? "alternate" : "normal", saves,
					value, (unsigned long long)mask_now());
			}
		}
	}
	const stack_t none = { .ss_sp = nullptr, .ss_flags = SS_DISABLE,
		.ss_size = 0 };
	sigaltstack(&none, nullptr);
}


/* A signal that was blocked meanwhile comes with the jump. */
void
delivering()
{
	static int handled;
	signal(SIGUSR2, [](int) { handled++; });
	set_mask(0);
	const int value = sigsetjmp(environment, 1);
	if (value == 0) {
		set_mask(bit(SIGUSR2));
		raise(SIGUSR2);
		CHECK(handled == 0);
		siglongjmp(environment, 1);
	}
	printf("delivering: handled %d\n", handled);
}

}	// namespace


int
main()
{
	values_and_masks();
	buffers();
	from_handlers();
	delivering();
}
