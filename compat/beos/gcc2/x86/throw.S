/* The functions of gcc 2.95's run time through which exceptions come: they have
 * to leave the registers as the caller of a function may expect, and the stack
 * with nothing on it that find_frame() in exceptions.cpp does not know. */

/* void __throw(), void __rethrow(const void* region)
 *
 * Neither returns. Lays down the registers as they are behind the call, as
 * struct gcc2_registers, and goes on with those of the handler. */
	.text
	.globl	__rethrow_beos
	.type	__rethrow_beos, @function
	.p2align 4
__rethrow_beos:
	.cfi_startproc
	movl	4(%esp), %edx
	jmp		1f
	.cfi_endproc
	.size	__rethrow_beos, .-__rethrow_beos
	.symver	__rethrow_beos, __rethrow@LIBROOT_BASE, hidden

	.globl	__throw_beos
	.type	__throw_beos, @function
	.p2align 4
__throw_beos:
	.cfi_startproc
	xorl	%edx, %edx
1:	leal	4(%esp), %eax
	pushl	-4(%eax)			/* eip */
	.cfi_adjust_cfa_offset 4
	pushl	%eax				/* esp */
	.cfi_adjust_cfa_offset 4
	pushl	%ebp
	.cfi_adjust_cfa_offset 4
	pushl	%edi
	.cfi_adjust_cfa_offset 4
	pushl	%esi
	.cfi_adjust_cfa_offset 4
	pushl	%ebx
	.cfi_adjust_cfa_offset 4
	movl	%esp, %eax
	pushl	%edx
	.cfi_adjust_cfa_offset 4
	pushl	%eax
	.cfi_adjust_cfa_offset 4
	call	gcc2_enter_handler
	addl	$8, %esp
	.cfi_adjust_cfa_offset -8
	popl	%ebx
	popl	%esi
	popl	%edi
	popl	%ebp
	movl	4(%esp), %ecx
	movl	(%esp), %esp
	jmp		*%ecx
	.cfi_endproc
	.size	__throw_beos, .-__throw_beos
	.symver	__throw_beos, __throw@LIBROOT_BASE, hidden

/* void* __builtin_new(size_t size), and for arrays. */
	.globl	__builtin_new_beos
	.type	__builtin_new_beos, @function
	.p2align 4
__builtin_new_beos:
	.cfi_startproc
	pushl	4(%esp)
	.cfi_adjust_cfa_offset 4
	call	gcc2_allocate
	addl	$4, %esp
	.cfi_adjust_cfa_offset -4
	testl	%eax, %eax
	jz		1f
	ret
1:	call	gcc2_new_handler
	testl	%eax, %eax
	jz		1f
	call	*%eax
	.globl	gcc2_after_new_handler
	.hidden	gcc2_after_new_handler
gcc2_after_new_handler:
	jmp		__builtin_new_beos
1:	call	gcc2_push_bad_alloc
	jmp		__throw_beos
	.cfi_endproc
	.size	__builtin_new_beos, .-__builtin_new_beos
	.symver	__builtin_new_beos, __builtin_new@LIBROOT_BASE, hidden
	.symver	__builtin_new_beos, __builtin_vec_new@LIBROOT_BASE, hidden

/* void unexpected() */
	.globl	__unexpected_beos
	.type	__unexpected_beos, @function
	.p2align 4
__unexpected_beos:
	.cfi_startproc
	call	gcc2_unexpected_handler
	call	*%eax
	.globl	gcc2_after_unexpected_handler
	.hidden	gcc2_after_unexpected_handler
gcc2_after_unexpected_handler:
	jmp		__terminate_beos		/* it must not return */
	.cfi_endproc
	.size	__unexpected_beos, .-__unexpected_beos
	.symver	__unexpected_beos, unexpected__Fv@LIBROOT_BASE, hidden

/* void __throw_bad_cast(), void __throw_bad_typeid(): of a dynamic_cast to a
 * reference, and of typeid for a null pointer. */
	.globl	__throw_bad_cast_beos
	.type	__throw_bad_cast_beos, @function
	.p2align 4
__throw_bad_cast_beos:
	.cfi_startproc
	call	gcc2_push_bad_cast
	jmp		__throw_beos
	.cfi_endproc
	.size	__throw_bad_cast_beos, .-__throw_bad_cast_beos
	.symver	__throw_bad_cast_beos, __throw_bad_cast@LIBROOT_BASE, hidden

	.globl	__throw_bad_typeid_beos
	.type	__throw_bad_typeid_beos, @function
	.p2align 4
__throw_bad_typeid_beos:
	.cfi_startproc
	call	gcc2_push_bad_typeid
	jmp		__throw_beos
	.cfi_endproc
	.size	__throw_bad_typeid_beos, .-__throw_bad_typeid_beos
	.symver	__throw_bad_typeid_beos, __throw_bad_typeid@LIBROOT_BASE, hidden

/* void __check_eh_spec(uint32_t count, const gcc2_type_info* const* types)
 *
 * The current exception is about to leave a function that says to throw these
 * types only. Does not return: it is thrown on from the caller, or unexpected()
 * is called. */
	.globl	__check_eh_spec_beos
	.type	__check_eh_spec_beos, @function
	.p2align 4
__check_eh_spec_beos:
	.cfi_startproc
	pushl	%ebp
	.cfi_adjust_cfa_offset 4
	.cfi_rel_offset ebp, 0
	movl	%esp, %ebp
	.cfi_def_cfa_register ebp
	call	__cp_eh_info_beos
	pushl	%eax				/* at -4(%ebp) */
	pushl	12(%ebp)
	pushl	8(%ebp)
	call	gcc2_is_allowed
	testb	%al, %al
	jnz		1f
	call	__unexpected_beos
	.globl	gcc2_after_unexpected
	.hidden	gcc2_after_unexpected
gcc2_after_unexpected:
	hlt							/* it does not return */
	.globl	gcc2_unexpected_threw
	.hidden	gcc2_unexpected_threw
gcc2_unexpected_threw:
	pushl	-4(%ebp)
	pushl	12(%ebp)
	pushl	8(%ebp)
	call	gcc2_replace_unexpected
1:	leave
	.cfi_def_cfa esp, 4
	.cfi_restore ebp
	jmp		__throw_beos
	.cfi_endproc
	.size	__check_eh_spec_beos, .-__check_eh_spec_beos
	.symver	__check_eh_spec_beos, __check_eh_spec@LIBROOT_BASE, hidden

	.section .note.GNU-stack, "", @progbits
