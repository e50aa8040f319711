#include "registers.h"

#include <string.h>

static bool
has_component(const linux_fpu_state& fpu, uint64_t component)
{
	return fpu.magic == LINUX_XSTATE_MAGIC && (fpu.features & component) != 0;
}

/* The general registers, under the same names on both sides. */
#define FOR_EACH_REGISTER(operation) \
	operation(rax) operation(rbx) operation(rcx) operation(rdx) \
	operation(rdi) operation(rsi) operation(rbp) operation(rsp) \
	operation(r8) operation(r9) operation(r10) operation(r11) \
	operation(r12) operation(r13) operation(r14) operation(r15) \
	operation(rip) operation(rflags)

void
registers_from_host(const linux_ucontext& host, vregs& registers)
{
#define COPY(name)	registers.name = host.name;
	FOR_EACH_REGISTER(COPY)
#undef COPY

	/* vregs ends with the XSAVE area's first 832 bytes. */
	const linux_fpu_state* fpu = host.fpu;
	constexpr size_t WITH_HEADER = offsetof(linux_fpu_state, upper_ymm);
	if (fpu == nullptr)
		memset(&registers.fpu, 0, sizeof(registers.fpu));
	else if (has_component(*fpu, XSTATE_AVX))
		memcpy(&registers.fpu, fpu, sizeof(registers.fpu));
	else {
		memset(&registers.fpu, 0, sizeof(registers.fpu));
		memcpy(&registers.fpu, fpu, fpu->magic == LINUX_XSTATE_MAGIC
			? WITH_HEADER : sizeof(registers.fpu.fp_fxsave));
	}
}

static void
fpu_to_host(const savefpu& changed, linux_fpu_state& fpu)
{
	constexpr uint64_t KNOWN = XSTATE_X87 | XSTATE_SSE | XSTATE_AVX;
	/* Up to the end of the xmm registers; what follows is the kernel's. */
	constexpr size_t LEGACY_SIZE = offsetof(fpu_state, _reserved_416_511);
	constexpr uint32_t DEFAULT_MXCSR_MASK = 0xffbf;	/* Intel SDM 1, 11.6.6 */

	uint64_t used = changed.fp_xstate.bv;
	if (memcmp(&changed.fp_fxsave, fpu.legacy, LEGACY_SIZE) != 0) {
		fpu_state state = changed.fp_fxsave;
		/* A reserved bit would make the kernel end the program. */
		state.mxcsr &= state.mxcsr_mask != 0
			? state.mxcsr_mask : DEFAULT_MXCSR_MASK;
		memcpy(fpu.legacy, &state, LEGACY_SIZE);
		used |= XSTATE_X87 | XSTATE_SSE;
	}
	if (fpu.magic != LINUX_XSTATE_MAGIC)
		return;
	if (has_component(fpu, XSTATE_AVX)
		&& memcmp(changed.fp_ymm, fpu.upper_ymm, sizeof(fpu.upper_ymm)) != 0) {
		memcpy(fpu.upper_ymm, changed.fp_ymm, sizeof(fpu.upper_ymm));
		used |= XSTATE_AVX;
	}
	const uint64_t mine = fpu.features & KNOWN;
	fpu.in_use = (fpu.in_use & ~mine) | (used & mine);
}

void
registers_to_host(const vregs& registers, linux_ucontext& host)
{
#define COPY(name)	host.name = registers.name;
	FOR_EACH_REGISTER(COPY)
#undef COPY

	if (host.fpu != nullptr)
		fpu_to_host(registers.fpu, *host.fpu);
}
