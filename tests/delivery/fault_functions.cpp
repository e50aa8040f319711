#include "fault_functions.h"

#if defined(__x86_64__)
#	define STORE_AT_0	"movl $0, 0\n"
#	define FUNCTION_ARGUMENT	"%rdi"
#	define LOAD_ARGUMENT	""
#	define MOVE_STACK	"subq $8, %rsp\n.cfi_adjust_cfa_offset 8\n"
#	define MOVE_STACK_BACK	"addq $8, %rsp\n.cfi_adjust_cfa_offset -8\n"
#	define LEAF_DATA	"movq %rsp, -8(%rsp)\nmovq %rsp, -128(%rsp)\n"
#else
#	define STORE_AT_0	"movl $0, 0\n"
#	define FUNCTION_ARGUMENT	"%eax"
#	define LOAD_ARGUMENT	"movl 4(%esp), %eax\n"
#	define MOVE_STACK	"subl $12, %esp\n.cfi_adjust_cfa_offset 12\n"
#	define MOVE_STACK_BACK	"addl $12, %esp\n.cfi_adjust_cfa_offset -12\n"
#	define LEAF_DATA	""
#endif

#define FUNCTION(name, body) \
	".globl " name "\n.type " name ", @function\n" name ":\n" \
	".cfi_startproc\n" body ".cfi_endproc\n.size " name ", .-" name "\n"
#define LABEL(name)	".globl " name "\n" name ":\n"

asm(
	".text\n"
	FUNCTION("fault_at_first_instruction", STORE_AT_0 "ret\n")
	FUNCTION("fault_in_leaf",
		LEAF_DATA LABEL("leaf_fault") STORE_AT_0 "ret\n")
	FUNCTION("fault_in_division",
		"xorl %ecx, %ecx\nxorl %edx, %edx\n"
		LABEL("division_fault") "divl %ecx\nret\n")
	FUNCTION("spin_in_leaf",
		LOAD_ARGUMENT "movl $1, (" FUNCTION_ARGUMENT ")\n"
		LABEL("spin_start") "pause\njmp spin_start\n"
		LABEL("spin_end") "ret\n")
	FUNCTION("call_from_known_place",
		LOAD_ARGUMENT MOVE_STACK "call *" FUNCTION_ARGUMENT "\n"
		LABEL("call_return") MOVE_STACK_BACK "ret\n"));
