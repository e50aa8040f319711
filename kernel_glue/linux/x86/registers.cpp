#include "registers.h"

#include <string.h>

/* Formats of extended_regs. */
enum {
	FORMAT_FNSAVE = 0,
	FORMAT_FXSAVE = 1
};

#define FOR_EACH_REGISTER(operation) \
	operation(eax) operation(ebx) operation(ecx) operation(edx) \
	operation(edi) operation(esi) operation(ebp) operation(esp) \
	operation(eip) operation(eflags)

static bool
has_fxsave(const linux_fpu_state& fpu)
{
	return fpu.magic == 0;
}

void
registers_from_host(const linux_ucontext& host, vregs& registers)
{
#define COPY(name)	registers.name = host.name;
	FOR_EACH_REGISTER(COPY)
#undef COPY
	registers._reserved_1 = 0;

	extended_regs& extended = registers.xregs;
	const linux_fpu_state* fpu = host.fpu;
	if (fpu != nullptr && has_fxsave(*fpu)) {
		memcpy(&extended.state.new_format, fpu->legacy,
			sizeof(extended.state.new_format));
		extended.format = FORMAT_FXSAVE;
		return;
	}
	memset(&extended, 0, sizeof(extended));
	extended.format = FORMAT_FNSAVE;
	if (fpu != nullptr) {
		memcpy(&extended.state.old_format, fpu,
			sizeof(extended.state.old_format));
	}
}

/* The FNSAVE form of the x87 part of an FXSAVE image. */
static void
x87_to_host(const new_extended_regs& state, linux_fpu_state& fpu)
{
	constexpr uint32_t EMPTY = 3;
	constexpr uint32_t RESERVED_ONES = 0xffff0000;

	fpu.control = state.fp_control | RESERVED_ONES;
	fpu.status = state.fp_status | RESERVED_ONES;
	/* One bit for each register that is in use becomes two that say how; of
	 * those the kernel looks only whether they say "empty". */
	fpu.tag = RESERVED_ONES;
	for (int i = 0; i < 8; i++) {
		if ((state.fp_tag & 1 << i) == 0)
			fpu.tag |= EMPTY << 2 * i;
	}
	fpu.ip = state.fp_eip;
	fpu.cs_opcode = state.fp_cs | (uint32_t)state.fp_opcode << 16;
	fpu.data = state.fp_datap;
	fpu.data_segment = state.fp_ds;
	const unsigned char* registers = (const unsigned char*)&state.fp_mmx;
	for (int i = 0; i < 8; i++)
		memcpy(fpu.registers[i], registers + 16 * i, sizeof(fpu.registers[i]));
}

static void
fxsave_to_host(const new_extended_regs& changed, linux_fpu_state& fpu)
{
	constexpr size_t X87_SIZE = offsetof(new_extended_regs, mxcsr);
	/* Up to the end of the xmm registers; what follows is the kernel's. */
	constexpr size_t LEGACY_SIZE
		= offsetof(new_extended_regs, _reserved_288_511);
	constexpr uint32_t DEFAULT_MXCSR_MASK = 0xffbf;	/* Intel SDM 1, 11.6.6 */

	if (memcmp(&changed, fpu.legacy, LEGACY_SIZE) == 0)
		return;
	const new_extended_regs& original = *(const new_extended_regs*)fpu.legacy;
	if (memcmp(&changed, fpu.legacy, X87_SIZE) != 0
		|| memcmp(&changed.fp_mmx, &original.fp_mmx, sizeof(changed.fp_mmx)) != 0)
		x87_to_host(changed, fpu);

	const uint32_t mask = original._reserved_28_31 != 0
		? original._reserved_28_31 : DEFAULT_MXCSR_MASK;
	memcpy(fpu.legacy, &changed, LEGACY_SIZE);
	((new_extended_regs*)fpu.legacy)->mxcsr &= mask;
	if (fpu.extended_magic == LINUX_XSTATE_MAGIC)
		fpu.in_use |= fpu.features & (XSTATE_X87 | XSTATE_SSE);
}

void
registers_to_host(const vregs& registers, linux_ucontext& host)
{
#define COPY(name)	host.name = registers.name;
	FOR_EACH_REGISTER(COPY)
#undef COPY

	linux_fpu_state* fpu = host.fpu;
	if (fpu == nullptr)
		return;
	if (has_fxsave(*fpu)) {
		if (registers.xregs.format == FORMAT_FXSAVE)
			fxsave_to_host(registers.xregs.state.new_format, *fpu);
	} else if (registers.xregs.format == FORMAT_FNSAVE) {
		memcpy(fpu, &registers.xregs.state.old_format,
			sizeof(registers.xregs.state.old_format));
	}
}
