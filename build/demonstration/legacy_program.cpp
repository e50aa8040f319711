// The legacy program of the demonstration: compiled with headers/legacy and
// linked without symbol versions, as BeOS-era programs are.
#include "shared_rows.h"


static std::string seen;		// handler's userdata, signal


static void
repair_fault(int signal, void* userdata, vregs registers)
{
	seen = std::string(static_cast<const char*>(userdata)) + " "
		+ std::to_string(signal);
	registers.FAULT_REGISTER = reinterpret_cast<unsigned long>(&repaired_byte);
	// To the compiler this is the store to a copy that nobody reads.
	asm volatile("" : : "r"(&registers) : "memory");
}


int
main()
{
	show_shared_bindings();

	const bool is_64_bit = sizeof(long) == 8;
	show_size("sigset_t", sizeof(sigset_t), 4);
	show_size("struct sigaction", sizeof(struct sigaction), is_64_bit ? 24 : 16);
	show_size("jmp_buf", sizeof(jmp_buf), is_64_bit ? 72 : 32);
	show_jump_restoring_mask();
	show_host_signal();

	static char name[] = "SIGSEGV";
	struct sigaction action = {};
	action.sa_handler = reinterpret_cast<__signal_func_ptr>(
		reinterpret_cast<void (*)()>(repair_fault));
	action.sa_userdata = name;
	sigaction(SIGSEGV, &action, nullptr);

	show_faults(seen, "SIGSEGV 11", "SIGSEGV 11");

	return report_result();
}
