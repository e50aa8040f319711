#include "trap_with_registers.h"

extern "C" {

thread_local register_values trap_before;
thread_local register_values trap_after;
thread_local unsigned long trap_went_elsewhere;
/* Read and written by the assembler code only. */
__attribute__((used)) thread_local unsigned long trap_own_stack;

}

#if defined(__x86_64__)
#	define WORD	"8"
#	define LOCAL(variable, index) \
	"%fs:" variable "@tpoff+" WORD "*" index
#	define MOVE	"movq "
#	define PUSH	"pushq "
#	define POP	"popq "
#	define STACK	"%rsp"
#	define STACK_INDEX	"15"
#	define FLAGS_INDEX	"16"
#	define SAVED_REGISTERS(operation) \
	operation "%rbx\n" operation "%rbp\n" operation "%r12\n" \
	operation "%r13\n" operation "%r14\n" operation "%r15\n"
#	define RESTORED_REGISTERS(operation) \
	operation "%r15\n" operation "%r14\n" operation "%r13\n" \
	operation "%r12\n" operation "%rbp\n" operation "%rbx\n"
#	define NAMES	"rax, rbx, rcx, rdx, rsi, rdi, rbp, r8, r9, r10, r11, r12, r13, r14, r15"
#	define INDIRECT_BEFORE	"movq %fs:trap_before@tpoff+8*\\index, %\\name\n"
#	define INDIRECT_AFTER	"movq %\\name, %fs:trap_after@tpoff+8*\\index\n"
#else
#	define WORD	"4"
#	define LOCAL(variable, index) \
	"%gs:" variable "@ntpoff+" WORD "*" index
#	define MOVE	"movl "
#	define PUSH	"pushl "
#	define POP	"popl "
#	define STACK	"%esp"
#	define STACK_INDEX	"7"
#	define FLAGS_INDEX	"8"
#	define SAVED_REGISTERS(operation) \
	operation "%ebx\n" operation "%ebp\n" operation "%esi\n" \
	operation "%edi\n"
#	define RESTORED_REGISTERS(operation) \
	operation "%edi\n" operation "%esi\n" operation "%ebp\n" \
	operation "%ebx\n"
#	define NAMES	"eax, ebx, ecx, edx, esi, edi, ebp"
#	define INDIRECT_BEFORE	"movl %gs:trap_before@ntpoff+4*\\index, %\\name\n"
#	define INDIRECT_AFTER	"movl %\\name, %gs:trap_after@ntpoff+4*\\index\n"
#endif

asm(
	".macro load_register name, index\n"
	INDIRECT_BEFORE
	".endm\n"
	".macro store_register name, index\n"
	INDIRECT_AFTER
	".endm\n"
	".macro each_register operation\n"
	".set position, 0\n"
	".irp name, " NAMES "\n"
	"\\operation \\name, position\n"
	".set position, position + 1\n"
	".endr\n"
	".endm\n"

	".text\n"
	".globl trap_with_registers\n"
	".type trap_with_registers, @function\n"
	"trap_with_registers:\n"
	SAVED_REGISTERS(PUSH)
	MOVE STACK ", " LOCAL("trap_own_stack", "0") "\n"
	PUSH LOCAL("trap_before", FLAGS_INDEX) "\n"
	"popf\n"
	"each_register load_register\n"
	MOVE LOCAL("trap_before", STACK_INDEX) ", " STACK "\n"
	"int3\n"
	".globl trap_return\n"
	"trap_return:\n"
	"each_register store_register\n"
	MOVE STACK ", " LOCAL("trap_after", STACK_INDEX) "\n"
	MOVE LOCAL("trap_own_stack", "0") ", " STACK "\n"
	"pushf\n"
	POP LOCAL("trap_after", FLAGS_INDEX) "\n"
	"cld\n"
	RESTORED_REGISTERS(POP)
	"ret\n"
	".globl trap_elsewhere\n"
	"trap_elsewhere:\n"
	MOVE "$1, " LOCAL("trap_went_elsewhere", "0") "\n"
	"jmp trap_return\n"
	".size trap_with_registers, .-trap_with_registers\n");
