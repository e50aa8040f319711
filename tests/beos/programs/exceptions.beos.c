/* C++ exceptions, in the code and tables that gcc 2.95 made of them. Says what
 * is caught by whom. */
typedef unsigned int size_t;
typedef struct { const char* name; const void* kind; } type_info;
typedef const type_info* (*type_function)(void);

/* What programs look at of an exception. */
typedef struct exception_record {
	void*			match[2];
	void*			value;
	const type_info*	type;
	void			(*destroy)(void*, int);
	char			caught;
	void*			next;
	int				handlers;
	void*			original_value;
} exception_record;

extern int printf(const char* format, ...);
extern int fflush(void*);
extern void exit(int status) __attribute__((noreturn));
extern int strcmp(const char*, const char*);
extern void* __eh_alloc(size_t size);
extern void __cp_push_exception(void* value, const type_info* type,
	void (*destroy)(void*, int));
extern void __cp_pop_exception(exception_record* record);
extern exception_record* __cp_eh_info(void);
extern void __uncatch_exception(void);
extern int __eh_rtime_match(type_function type);
extern char uncaught_exception__Fv(void);
extern void* set_terminate__FPFv_v(void (*function)(void));
extern void* set_unexpected__FPFv_v(void (*function)(void));
extern void* set_new_handler__FPFv_v(void (*function)(void));
extern void __register_frame_info(const void* begin, void* memory);
extern void* __deregister_frame_info(const void* begin);
extern void __rtti_user(void* object, const char* name);
extern void __rtti_si(void* object, const char* name, const void* base);
extern void __rtti_ptr(void* object, const char* name, const void* target);
extern const type_info* __tfi(void);
extern const type_info* __tf9exception(void);
extern const type_info* __tf9bad_alloc(void);
extern const type_info* __tf13bad_exception(void);
extern const char* what__C9exception(const void*);

/* struct Animal { virtual ... }; struct Dog : Animal. */
static void* animal_info[2];
static void* dog_info[3];
static void* dog_pointer_info[3];
static void* animal_pointer_info[3];

const type_info*
__tf6Animal(void)
{
	if (animal_info[0] == 0)
		__rtti_user(animal_info, "6Animal");
	return (const type_info*)animal_info;
}

const type_info*
__tf3Dog(void)
{
	if (dog_info[0] == 0)
		__rtti_si(dog_info, "3Dog", __tf6Animal());
	return (const type_info*)dog_info;
}

const type_info*
__tfP6Animal(void)
{
	if (animal_pointer_info[0] == 0)
		__rtti_ptr(animal_pointer_info, "P6Animal", __tf6Animal());
	return (const type_info*)animal_pointer_info;
}

static const type_info*
dog_pointer(void)
{
	if (dog_pointer_info[0] == 0)
		__rtti_ptr(dog_pointer_info, "P3Dog", __tf3Dog());
	return (const type_info*)dog_pointer_info;
}

/* Functions with handlers, that keep registers and have arguments on the stack
 * when they call something. Each gets a list of functions, and calls the first
 * with the rest of the list: catch_TYPE(list) is
 *
 *	try { return list[0](list + 1); } catch (TYPE& value) { ... }
 *
 * The frame and handler tables are as in gcc 2.95's output. */
__asm__(
"	.macro	frame_start name\n"
"	.text\n"
"	.globl	\\name\n"
"	.hidden	\\name\n"
"	.type	\\name, @function\n"
"\\name:\n"
"	pushl	%ebp\n"
".L\\name\\()_1:\n"
"	movl	%esp, %ebp\n"
".L\\name\\()_2:\n"
"	pushl	%edi\n"
"	pushl	%esi\n"
"	pushl	%ebx\n"
".L\\name\\()_3:\n"
"	call	1f\n"
"1:	popl	%ebx\n"
"	addl	$_GLOBAL_OFFSET_TABLE_+[.-1b], %ebx\n"
"	movl	$0x11111111, %esi\n"
"	movl	$0x22222222, %edi\n"
"	movl	8(%ebp), %eax\n"
"	leal	4(%eax), %ecx\n"
"	pushl	$7\n"
"	pushl	%ecx\n"
".L\\name\\()_begin:\n"
"	call	*(%eax)\n"
".L\\name\\()_end:\n"
"	addl	$8, %esp\n"
".L\\name\\()_exit:\n"
"	leal	-12(%ebp), %esp\n"
"	popl	%ebx\n"
"	popl	%esi\n"
"	popl	%edi\n"
"	popl	%ebp\n"
"	ret\n"
/* A handler finds the registers and the stack as they were in its function. */
".L\\name\\()_handler:\n"
"	leal	-12(%ebp), %eax\n"
"	cmpl	%eax, %esp\n"
"	jne		1f\n"
"	cmpl	$0x11111111, %esi\n"
"	jne		1f\n"
"	cmpl	$0x22222222, %edi\n"
"	je		2f\n"
"1:	hlt\n"
"2:\n"
"	.endm\n"

"	.macro	frame_end name, common\n"
"	.size	\\name, .-\\name\n"
"	.section .data.frames, \"aw\"\n"
"	.long	2f-1f\n"
"1:	.long	1b-\\common\n"
"	.long	\\name\n"
"	.long	.L\\name\\()_last-\\name\n"
"	.byte	0x04\n"				/* advance: push %ebp */
"	.long	.L\\name\\()_1-\\name\n"
"	.byte	0x0e, 8\n"			/* frame's address is %esp + 8 */
"	.byte	0x85, 2\n"			/* %ebp is saved at -8 */
"	.byte	0x04\n"
"	.long	.L\\name\\()_2-.L\\name\\()_1\n"
"	.byte	0x0d, 5\n"			/* relative to %ebp from now on */
"	.byte	0x04\n"
"	.long	.L\\name\\()_3-.L\\name\\()_2\n"
"	.byte	0x87, 3\n"			/* %edi at -12 */
"	.byte	0x86, 4\n"			/* %esi at -16 */
"	.byte	0x83, 5\n"			/* %ebx at -20 */
"	.byte	0x04\n"
"	.long	.L\\name\\()_begin-.L\\name\\()_3\n"
"	.byte	0x2e, 8\n"			/* 8 bytes of arguments */
"	.p2align 2\n"
"2:\n"
"	.endm\n"

/* The entry for the handlers of the newer form; type is a function or -1. */
"	.macro	region name, type\n"
"	.section .data.handlers, \"aw\"\n"
".L\\name\\()_region:\n"
"	.long	.L\\name\\()_begin, .L\\name\\()_end, .L\\name\\()_handler\n"
"	.long	\\type\n"
"	.endm\n"

"	.macro	catcher name, type\n"
"	frame_start \\name\n"
"	call	__start_cp_handler@PLT\n"
"	pushl	%eax\n"
"	call	handle\n"
"	jmp		.L\\name\\()_exit\n"
".L\\name\\()_last:\n"
"	frame_end \\name, common_new\n"
"	region	\\name, \\type\n"
"	.endm\n"

"	.section .data.handlers, \"aw\"\n"
"	.p2align 2\n"
"handlers_new:\n"
"	.long	-2\n"
"	.short	4, 1\n"				/* C++, version 1 */

"	.section .data.frames, \"aw\"\n"
"	.p2align 2\n"
"	.globl	frames\n"
"	.hidden	frames\n"
"frames:\n"
"common_new:\n"
"	.long	2f-1f\n"
"1:	.long	0\n"
"	.byte	1\n"
"	.string	\"eh\"\n"
"	.long	handlers_new\n"
"	.byte	1, 0x7c, 8\n"		/* factors 1 and -4; return address is 8 */
"	.byte	0x0c, 4, 4\n"		/* frame's address is %esp + 4 */
"	.byte	0x88, 1\n"			/* return address at -4 */
"	.p2align 2\n"
"2:\n"
"common_old:\n"
"	.long	2f-1f\n"
"1:	.long	0\n"
"	.byte	1\n"
"	.string	\"eh\"\n"
"	.long	handlers_old\n"
"	.byte	1, 0x7c, 8\n"
"	.byte	0x0c, 4, 4\n"
"	.byte	0x88, 1\n"
"	.p2align 2\n"
"2:\n"

"	catcher	catch_int, __tfi\n"
"	catcher	catch_animal, __tf6Animal\n"
"	catcher	catch_dog, __tf3Dog\n"
"	catcher	catch_animal_pointer, __tfP6Animal\n"
"	catcher	catch_exception, __tf9exception\n"
"	catcher	catch_bad_alloc, __tf9bad_alloc\n"
"	catcher	catch_all, -1\n"

/* An object with a destructor. */
"	frame_start clean_up\n"
"	call	cleaned\n"
"	leal	.Lclean_up_region@GOTOFF(%ebx), %eax\n"
"	pushl	%eax\n"
"	call	__rethrow@PLT\n"
".Lclean_up_last:\n"
"	frame_end clean_up, common_new\n"
"	region	clean_up, 0\n"

/* catch (...) { throw; } The end of the handler comes before, as for any exception
 * that leaves it. */
"	frame_start throw_again\n"
"	call	__start_cp_handler@PLT\n"
"	pushl	%eax\n"
"	call	__uncatch_exception@PLT\n"
"	call	__cp_pop_exception@PLT\n"
"	leal	.Lthrow_again_region@GOTOFF(%ebx), %eax\n"
"	pushl	%eax\n"
"	call	__rethrow@PLT\n"
".Lthrow_again_last:\n"
"	frame_end throw_again, common_new\n"
"	region	throw_again, -1\n"

/* throw (int, Animal) */
"	frame_start throws_some\n"
"	call	allowed_some\n"
"	pushl	%eax\n"
"	pushl	$2\n"
"	call	__check_eh_spec@PLT\n"
".Lthrows_some_last:\n"
"	frame_end throws_some, common_new\n"
"	region	throws_some, -1\n"

/* throw (int, std::bad_exception) */
"	frame_start throws_bad_exception\n"
"	call	allowed_bad_exception\n"
"	pushl	%eax\n"
"	pushl	$2\n"
"	call	__check_eh_spec@PLT\n"
".Lthrows_bad_exception_last:\n"
"	frame_end throws_bad_exception, common_new\n"
"	region	throws_bad_exception, -1\n"

/* Nothing on the stack but the return address. */
"	.macro	raiser name, push\n"
"	.text\n"
"	.globl	\\name\n"
"	.hidden	\\name\n"
"\\name:\n"
"	call	\\push\n"
"	call	throw_function\n"
"	call	*%eax\n"
".L\\name\\()_last:\n"
"	.section .data.frames, \"aw\"\n"
"	.long	2f-1f\n"
"1:	.long	1b-common_new\n"
"	.long	\\name\n"
"	.long	.L\\name\\()_last-\\name\n"
"2:\n"
"	.endm\n"
"	raiser	raise_int, push_int\n"
"	raiser	raise_dog, push_dog\n"

/* The older form: the handler asks whether it is meant. */
"	frame_start catch_int_old\n"
"	leal	__tfi@GOT(%ebx), %eax\n"
"	pushl	(%eax)\n"
"	call	__eh_rtime_match@PLT\n"
"	addl	$4, %esp\n"
"	testl	%eax, %eax\n"
"	jnz		1f\n"
"	call	__throw@PLT\n"
"1:	call	__start_cp_handler@PLT\n"
"	pushl	%eax\n"
"	call	handle\n"
"	jmp		.Lcatch_int_old_exit\n"
".Lcatch_int_old_last:\n"
"	frame_end catch_int_old, common_old\n"
"	.section .data.handlers_old, \"aw\"\n"
"	.p2align 2\n"
"handlers_old:\n"
"	.long	.Lcatch_int_old_begin, .Lcatch_int_old_end\n"
"	.long	.Lcatch_int_old_handler\n"
"	.long	-1, -1, 0\n"

"	.section .data.handlers, \"aw\"\n"
"	.long	-1, -1, 0, 0\n"
"	.section .data.frames, \"aw\"\n"
"	.long	0\n"
"	.text\n"

/* Calls list[0](list + 1) with marks in the registers that functions keep. */
"	.globl	call_marked\n"
"	.hidden	call_marked\n"
"call_marked:\n"
"	pushl	%ebp\n"
"	pushl	%edi\n"
"	pushl	%esi\n"
"	pushl	%ebx\n"
"	movl	20(%esp), %eax\n"
"	leal	4(%eax), %ecx\n"
"	movl	$0x33333333, %ebx\n"
"	movl	$0x44444444, %esi\n"
"	movl	$0x55555555, %edi\n"
"	movl	$0x66666666, %ebp\n"
"	pushl	%ecx\n"
"	call	*(%eax)\n"
"	addl	$4, %esp\n"
"	cmpl	$0x33333333, %ebx\n"
"	jne		1f\n"
"	cmpl	$0x44444444, %esi\n"
"	jne		1f\n"
"	cmpl	$0x55555555, %edi\n"
"	jne		1f\n"
"	cmpl	$0x66666666, %ebp\n"
"	je		2f\n"
"1:	hlt\n"
"2:	popl	%ebx\n"
"	popl	%esi\n"
"	popl	%edi\n"
"	popl	%ebp\n"
"	ret\n");

#pragma GCC visibility push(hidden)
extern const char frames[];
void catch_int(void);
void catch_animal(void);
void catch_dog(void);
void catch_animal_pointer(void);
void catch_exception(void);
void catch_bad_alloc(void);
void catch_all(void);
void catch_int_old(void);
void clean_up(void);
void throw_again(void);
void throws_some(void);
void throws_bad_exception(void);
void raise_int(void);
void raise_dog(void);
int call_marked(void (**list)(void));
int handle(exception_record* record);
void cleaned(void);
const type_info** allowed_some(void);
const type_info** allowed_bad_exception(void);
void push_int(void);
void push_dog(void);
void* throw_function(void);
#pragma GCC visibility pop

extern void __throw(void);
extern void __throw_bad_cast(void);
extern void* __builtin_new(size_t);

int
handle(exception_record* record)
{
	const type_info* type = record->type;
	printf(" caught %s", type->name);
	int value = 0;
	if (strcmp(type->name, "i") == 0)
		value = *(int*)record->value;
	else if (strcmp(type->name, "3Dog") != 0 && type != dog_pointer())
		printf(" (%s)", what__C9exception(record->value));
	printf(" %d %d %d %d", record->caught, record->handlers,
		record == __cp_eh_info(), uncaught_exception__Fv());
	__cp_pop_exception(record);
	return value;
}

void
cleaned(void)
{
	printf(" cleaned");
}

const type_info**
allowed_some(void)
{
	static const type_info* types[2];
	types[0] = __tfi();
	types[1] = __tf6Animal();
	return types;
}

const type_info**
allowed_bad_exception(void)
{
	static const type_info* types[2];
	types[0] = __tfi();
	types[1] = __tf13bad_exception();
	return types;
}

static void
destroy(void* value __attribute__((unused)), int mode)
{
	printf(" destroyed %d", mode);
}

void
push_int(void)
{
	int* value = __eh_alloc(sizeof(int));
	*value = 5;
	__cp_push_exception(value, __tfi(), 0);
}

void
push_dog(void)
{
	__cp_push_exception(__eh_alloc(16), __tf3Dog(), destroy);
}

static void
push_dog_pointer(void)
{
	static char dog[16];
	__cp_push_exception(dog, dog_pointer(), 0);
}

void*
throw_function(void)
{
	return __throw;
}

static void
give_up(void)
{
	printf(" terminated\n");
	fflush(0);
	exit(3);
}

static void
run(const char* title, void (*push)(void), void (*first)(void),
	void (*second)(void), void (*third)(void), void (*last)(void))
{
	void (*list[])(void) = { first, second, third, last };
	printf("%s:", title);
	if (push != 0)
		push();
	const int result = call_marked(list);
	printf(" result %d, left %d\n", result, __cp_eh_info() != 0);
}

int
main(int argc, char** argv)
{
	static int memory[6];
	__register_frame_info(frames, memory);
	set_terminate__FPFv_v(give_up);

	run("int", push_int, catch_int, __throw, 0, 0);
	run("int, older form", push_int, catch_int_old, __throw, 0, 0);
	run("other types", push_int, catch_int, catch_dog, catch_exception,
		__throw);
	run("passed on by the older form", push_dog, catch_dog, catch_int_old,
		__throw, 0);
	run("destructors", push_int, catch_int, clean_up, clean_up, __throw);
	run("base", push_dog, catch_animal, __throw, 0, 0);
	run("pointer to base", push_dog_pointer, catch_animal_pointer, __throw, 0,
		0);
	run("anything", push_dog, catch_all, catch_int, __throw, 0);
	run("thrown again", push_dog, catch_dog, throw_again, __throw, 0);
	run("no memory", 0, catch_bad_alloc, (void (*)(void))__builtin_new, 0, 0);
	run("no memory, as exception", 0, catch_exception, clean_up,
		(void (*)(void))__builtin_new, 0);
	set_new_handler__FPFv_v(raise_int);
	run("handler for memory throws", 0, catch_int,
		(void (*)(void))__builtin_new, 0, 0);
	set_new_handler__FPFv_v(0);
	run("bad cast", 0, catch_exception, __throw_bad_cast, 0, 0);

	run("allowed", push_int, catch_int, throws_some, __throw, 0);
	run("allowed base", push_dog, catch_dog, throws_some, __throw, 0);
	set_unexpected__FPFv_v(raise_int);
	run("replaced", push_dog, catch_int, throws_bad_exception, __throw, 0);
	set_unexpected__FPFv_v(raise_dog);
	run("bad exception", push_dog, catch_exception, throws_bad_exception,
		__throw, 0);

	if (argc > 1 && argv[1][0] == 'u') {
		set_unexpected__FPFv_v(give_up);
		run("unexpected", push_dog, catch_int, throws_bad_exception, __throw,
			0);
	}
	if (argc > 1 && argv[1][0] == 'n')
		run("nobody", push_dog, catch_int, clean_up, __throw, 0);
	if (argc > 1 && argv[1][0] == 'e')
		run("nothing to throw", 0, catch_int, __throw, 0, 0);
	printf("unregistered %d\n", __deregister_frame_info(frames) == memory);
	if (argc > 1 && argv[1][0] == 'f')
		run("unknown frame", push_int, catch_int, __throw, 0, 0);
	return 0;
}
