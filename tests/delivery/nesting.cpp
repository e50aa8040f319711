// Handlers that interrupt handlers, and uc_link, which chains them.
#include "delivery_test.h"

#include <algorithm>
#include <setjmp.h>
#include <vector>

namespace {

class Nesting : public DeliveryTest {
protected:
	Nesting()
	{
		set_true_mask(0);
	}
};

/* How many outer handlers are remembered (kernel_glue: MAX_DELIVERIES). Below
 * that uc_link must be right; deeper it may be null. */
constexpr int REMEMBERED = 16;

struct level {
	ucontext_t*	context;
	ucontext_t*	link;
	sigset_t	links_mask;
};

std::vector<level> levels;
int wanted_depth;


void
note_level(ucontext_t* context)
{
	levels.push_back({ context, context->uc_link,
		context->uc_link != nullptr ? context->uc_link->uc_sigmask : 0 });
}


void
recurse(int signal, siginfo_t*, void* context, void*)
{
	note_level((ucontext_t*)context);
	if ((int)levels.size() < wanted_depth)
		send_to_myself(signal);
}


void
recurse_to_depth(int depth)
{
	levels.clear();
	wanted_depth = depth;
	install(SIGUSR1, recurse, nullptr, SA_NODEFER);
	send_to_myself(SIGUSR1);
}


void
note_only(int, siginfo_t*, void* context, void*)
{
	note_level((ucontext_t*)context);
}


ucontext_t*
link_of_a_new_delivery()
{
	levels.clear();
	install(SIGUSR2, note_only);
	send_to_myself(SIGUSR2);
	return levels.at(0).link;
}


/* The same with so much stack in use that the frames of handlers which were
 * left lie above the stack pointer. */
__attribute__((noinline)) ucontext_t*
link_of_a_deep_delivery()
{
	volatile char deep[64 * 1024];
	deep[0] = 1;
	ucontext_t* link = link_of_a_new_delivery();
	deep[sizeof(deep) - 1] = deep[0];
	return link;
}

sigjmp_buf environment;

}	// namespace


TEST_F(Nesting, OutermostHandlerHasNoLink)
{
	recurse_to_depth(1);
	ASSERT_EQ(levels.size(), 1u);
	EXPECT_EQ(levels[0].link, nullptr);
}


TEST_F(Nesting, LinkIsTheContextOfTheInterruptedHandler)
{
	recurse_to_depth(REMEMBERED);
	ASSERT_EQ(levels.size(), (size_t)REMEMBERED);
	for (int i = 1; i < REMEMBERED; i++)
		EXPECT_EQ(levels[i].link, levels[i - 1].context) << i;
}


TEST_F(Nesting, DeeperHandlersRunAndHaveARightLinkOrNone)
{
	constexpr int DEPTH = 100;
	recurse_to_depth(DEPTH);
	ASSERT_EQ(levels.size(), (size_t)DEPTH);
	for (int i = REMEMBERED; i < DEPTH; i++) {
		if (levels[i].link != nullptr) {
			EXPECT_EQ(levels[i].link, levels[i - 1].context) << i;
		}
	}
	/* And it is as before afterwards. */
	EXPECT_EQ(link_of_a_new_delivery(), nullptr);
	recurse_to_depth(2);
	EXPECT_EQ(levels[1].link, levels[0].context);
}


TEST_F(Nesting, HandlersThatRaiseOthersAreChained)
{
	levels.clear();
	install(SIGHUP, [](int, siginfo_t*, void* context, void*) {
		note_level((ucontext_t*)context);
		send_to_myself(SIGINT);
	});
	install(SIGINT, [](int, siginfo_t*, void* context, void*) {
		note_level((ucontext_t*)context);
		send_to_myself(SIGUSR1);
		/* One that was left does not stay in the chain. */
		send_to_myself(SIGUSR2);
	});
	install(SIGUSR1, note_only);
	install(SIGUSR2, note_only);
	set_true_mask(bit(SIGBUS));
	send_to_myself(SIGHUP);
	ASSERT_EQ(levels.size(), 4u);
	EXPECT_EQ(levels[0].link, nullptr);
	EXPECT_EQ(levels[1].link, levels[0].context);
	EXPECT_EQ(levels[2].link, levels[1].context);
	EXPECT_EQ(levels[3].link, levels[1].context);
	/* What the links lead to: what each handler had interrupted. */
	EXPECT_EQ(levels[1].links_mask, bit(SIGBUS));
	EXPECT_EQ(levels[2].links_mask, bit(SIGBUS) | bit(SIGHUP));
}


/* Plain handlers do not see the chain, but are in it. */
TEST_F(Nesting, PlainHandlersAreInTheChain)
{
	static vregs* outer;
	levels.clear();
	install(SIGUSR1, [](int, void*, vregs* registers) {
		outer = registers;
		send_to_myself(SIGUSR2);
	});
	install(SIGUSR2, note_only);
	send_to_myself(SIGUSR1);
	ASSERT_NE(levels.at(0).link, nullptr);
	EXPECT_EQ(&levels[0].link->uc_mcontext, outer);
}


TEST_F(Nesting, ChangesThroughTheLinkTakeEffectWhenTheOuterHandlerReturns)
{
	install(SIGUSR1, [](int, void*, vregs*) { send_to_myself(SIGUSR2); });
	install(SIGUSR2, [](int, siginfo_t*, void* context, void*) {
		((ucontext_t*)context)->uc_link->uc_sigmask = bit(SIGBUS) | bit(38);
	});
	send_to_myself(SIGUSR1);
	EXPECT_EQ(true_mask(), bit(SIGBUS) | bit(38));
}


TEST_F(Nesting, SignalsOfSaMaskWaitForTheHandlersEnd)
{
	static std::vector<int> order;
	order.clear();
	install(SIGUSR1, [](int, void*, vregs*) {
		send_to_myself(SIGUSR2);
		if (order.empty())
			send_to_myself(SIGUSR1);
		order.push_back(SIGUSR1);
	}, nullptr, 0, bit(SIGUSR2));
	install(SIGUSR2, [](int, void*, vregs*) { order.push_back(SIGUSR2); },
		nullptr, 0, bit(SIGUSR1));
	send_to_myself(SIGUSR1);
	/* Each SIGUSR2 is one that was sent before the first had been handled or
	 * after; which of two pending signals is first is the kernel's choice. */
	EXPECT_EQ(std::count(order.begin(), order.end(), SIGUSR1), 2);
	EXPECT_GE(std::count(order.begin(), order.end(), SIGUSR2), 1);
	EXPECT_EQ(order.at(0), SIGUSR1);
}


TEST_F(Nesting, LinkIsNullAfterSiglongjmp)
{
	install(SIGUSR1, [](int, void*, vregs*) { siglongjmp(environment, 1); });
	if (sigsetjmp(environment, 1) == 0)
		send_to_myself(SIGUSR1);
	EXPECT_EQ(link_of_a_deep_delivery(), nullptr);
}


TEST_F(Nesting, LinkIsNullAfterLongjmp)
{
	install(SIGUSR1, [](int, void*, vregs*) { longjmp(environment, 1); },
		nullptr, SA_NODEFER);
	if (setjmp(environment) == 0)
		send_to_myself(SIGUSR1);
	EXPECT_EQ(link_of_a_deep_delivery(), nullptr);
}


TEST_F(Nesting, LinkIsNullAfterUnderscoreLongjmp)
{
	install(SIGUSR1, [](int, void*, vregs*) { _longjmp(environment, 1); },
		nullptr, SA_NODEFER);
	if (setjmp(environment) == 0)
		send_to_myself(SIGUSR1);
	EXPECT_EQ(link_of_a_deep_delivery(), nullptr);
}


TEST_F(Nesting, LinkAfterAJumpIntoAnOuterHandlerIsThatHandler)
{
	static ucontext_t* outer;
	static ucontext_t* link;
	install(SIGUSR1, [](int, siginfo_t*, void* context, void*) {
		outer = (ucontext_t*)context;
		if (sigsetjmp(environment, 1) == 0)
			send_to_myself(SIGHUP);
		link = link_of_a_deep_delivery();
	});
	install(SIGHUP, [](int, void*, vregs*) { send_to_myself(SIGINT); });
	install(SIGINT, [](int, void*, vregs*) { siglongjmp(environment, 1); });
	send_to_myself(SIGUSR1);
	EXPECT_EQ(link, outer);
	EXPECT_EQ(link_of_a_deep_delivery(), nullptr);
}


TEST_F(Nesting, LinkIsNullAfterAJumpOutOfDeepNesting)
{
	install(SIGUSR1, [](int signal, siginfo_t*, void* context, void*) {
		note_level((ucontext_t*)context);
		if (levels.size() == 40)
			siglongjmp(environment, 1);
		send_to_myself(signal);
	}, nullptr, SA_NODEFER);
	levels.clear();
	if (sigsetjmp(environment, 1) == 0)
		send_to_myself(SIGUSR1);
	ASSERT_EQ(levels.size(), 40u);
	EXPECT_EQ(link_of_a_deep_delivery(), nullptr);
	recurse_to_depth(REMEMBERED);
	for (int i = 1; i < REMEMBERED; i++)
		EXPECT_EQ(levels[i].link, levels[i - 1].context) << i;
}
