/* The tables of the folder, as they are. */
	.section .rodata

	.globl r5_exports_begin, r5_exports_end
r5_exports_begin:
	.incbin "build/beos/r5_libroot.exports"
r5_exports_end:

	.globl beos_libraries_begin, beos_libraries_end
beos_libraries_begin:
	.incbin "build/beos/beos.libraries"
beos_libraries_end:

	.section .note.GNU-stack, "", @progbits
