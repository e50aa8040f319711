#include "host_coroutine.h"

#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <ucontext.h>

#include "../common/host_sets.h"

struct host_coroutine {
	ucontext_t		context;
	ucontext_t		resumer;
	void			(*function)(void*);
	void*			argument;
	bool			ended;
	alignas(16) char stack[256 * 1024];
};

static __thread host_coroutine* current;


static void
run()
{
	host_coroutine* self = current;
	self->function(self->argument);
	self->ended = true;
}


extern "C" host_coroutine*
host_coroutine_of(void (*function)(void*), void* argument)
{
	auto* coroutine = (host_coroutine*)malloc(sizeof(host_coroutine));
	getcontext(&coroutine->context);
	coroutine->context.uc_stack.ss_sp = coroutine->stack;
	coroutine->context.uc_stack.ss_size = sizeof(coroutine->stack);
	coroutine->context.uc_link = &coroutine->resumer;
	coroutine->function = function;
	coroutine->argument = argument;
	coroutine->ended = false;
	makecontext(&coroutine->context, run, 0);
	return coroutine;
}


extern "C" bool
host_resume(host_coroutine* coroutine)
{
	host_coroutine* outer = current;
	current = coroutine;
	swapcontext(&coroutine->resumer, &coroutine->context);
	current = outer;
	const bool goesOn = !coroutine->ended;
	if (!goesOn)
		free(coroutine);
	return goesOn;
}


extern "C" void
host_yield()
{
	host_coroutine* self = current;
	swapcontext(&self->context, &self->resumer);
}


extern "C" void
host_siglongjmp(struct __jmp_buf_tag* environment, int value)
{
	siglongjmp(environment, value);
}


extern "C" int
host_set_mask(unsigned long long mask)
{
	const sigset_t set = set_of_bits(mask);
	return sigprocmask(SIG_SETMASK, &set, nullptr);
}


extern "C" unsigned long long
host_get_mask()
{
	sigset_t set;
	sigprocmask(SIG_BLOCK, nullptr, &set);
	return bits_of(set);
}
