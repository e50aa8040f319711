#include "frames.h"

#include <atomic>
#include <sched.h>
#include <string.h>
#include <unistd.h>

#include <signal_section.h>
#include <symbol_versions.h>

namespace {

/* The memory that the start file gives with a table: 24 bytes, ours to use. */
struct registered_table {
	const uint8_t*		begin;
	registered_table*	next;
	/* The addresses that the table's functions lie between. Both 0 as long as
	 * nobody has looked; changed under the lock. */
	uintptr_t			lowest;
	uintptr_t			highest;
	void*				unused[2];
};

static_assert(sizeof(registered_table) == 24);

registered_table* sTables;

/* Guards the list and what is in it. Signals wait while it is held, and it holds
 * the id of the process: a lock that a fork() has copied belongs to nobody. */
class table_lock {
public:
	table_lock()
	{
		enter_signal_section();
		const pid_t self = getpid();
		pid_t owner = 0;
		while (!sOwner.compare_exchange_weak(owner, self)) {
			if (owner == self) {
				owner = 0;
				sched_yield();
			}
		}
	}

	~table_lock()
	{
		sOwner = 0;
		leave_signal_section();
	}

private:
	static std::atomic<pid_t>	sOwner;
};

std::atomic<pid_t> table_lock::sOwner = 0;

// #pragma mark - reading the tables

/* Reads unaligned values one after the other. */
class reader {
public:
	explicit
	reader(const uint8_t* at)
		:
		at(at)
	{
	}

	template<typename Value>
	Value
	value()
	{
		Value value;
		memcpy(&value, at, sizeof(value));
		at += sizeof(value);
		return value;
	}

	/* Little-endian in groups of seven bits (DWARF 2, 7.6). */
	uint32_t
	unsigned_number()
	{
		uint32_t result = 0;
		for (int shift = 0;; shift += 7) {
			const uint8_t byte = *at++;
			if (shift < 32)
				result |= (uint32_t)(byte & 0x7f) << shift;
			if ((byte & 0x80) == 0)
				return result;
		}
	}

	int32_t
	signed_number()
	{
		uint32_t result = 0;
		for (int shift = 0;;) {
			const uint8_t byte = *at++;
			if (shift < 32)
				result |= (uint32_t)(byte & 0x7f) << shift;
			shift += 7;
			if ((byte & 0x80) == 0) {
				if ((byte & 0x40) != 0 && shift < 32)
					result |= ~uint32_t{0} << shift;
				return (int32_t)result;
			}
		}
	}

	const uint8_t* at;
};

/* An entry of the table: what functions have in common (identifier 0), or one
 * function, whose identifier is the distance back to its common entry. */
struct entry {
	const uint8_t*	start;
	const uint8_t*	end;
	uint32_t		identifier;
	const uint8_t*	rest;

	/* False at the end of the table. */
	bool
	read(const uint8_t* at)
	{
		reader reader(at);
		const uint32_t length = reader.value<uint32_t>();
		if (length == 0)
			return false;
		start = reader.at;
		end = start + length;
		identifier = reader.value<uint32_t>();
		rest = reader.at;
		return true;
	}
};

/* The way in which newer compilers write addresses, for programs of theirs in
 * the old shape (LSB, DWARF extensions). */
enum {
	ENCODED_ABSOLUTE = 0x00,
	ENCODED_DATA_2 = 0x02,
	ENCODED_DATA_4 = 0x03,
	ENCODED_SIGNED_2 = 0x0a,
	ENCODED_SIGNED_4 = 0x0b,
	ENCODED_RELATIVE = 0x10
};

uintptr_t
read_encoded(reader& reader, uint8_t encoding)
{
	const uintptr_t base
		= (encoding & 0xf0) == ENCODED_RELATIVE ? (uintptr_t)reader.at : 0;
	switch (encoding & 0x0f) {
		case ENCODED_DATA_2:
			return base + reader.value<uint16_t>();
		case ENCODED_SIGNED_2:
			return base + reader.value<int16_t>();
		default:
			return base + reader.value<uint32_t>();
	}
}

struct common_entry {
	const void*		handlers = nullptr;
	uint8_t			encoding = ENCODED_ABSOLUTE;
	bool			has_augmentation_size = false;
	uint32_t		code_factor;
	int32_t			data_factor;
	uint32_t		return_register;
	const uint8_t*	instructions;
	const uint8_t*	end;

	/* False: augmented in a way that nobody here knows. */
	bool
	read(const entry& entry)
	{
		const char* augmentation = (const char*)entry.rest + 1;
		reader reader((const uint8_t*)augmentation + strlen(augmentation) + 1);
		end = entry.end;
		if (strcmp(augmentation, "eh") == 0)
			handlers = (const void*)reader.value<uint32_t>();
		else if (augmentation[0] != '\0' && augmentation[0] != 'z')
			return false;
		code_factor = reader.unsigned_number();
		data_factor = reader.signed_number();
		return_register = reader.value<uint8_t>();
		if (augmentation[0] == 'z') {
			has_augmentation_size = true;
			const uint32_t size = reader.unsigned_number();
			const uint8_t* behind = reader.at + size;
			while (*++augmentation != '\0') {
				if (*augmentation == 'R')
					encoding = reader.value<uint8_t>();
				else if (*augmentation == 'P')
					read_encoded(reader, reader.value<uint8_t>());
				else if (*augmentation == 'L')
					reader.at++;
				else
					return false;
			}
			reader.at = behind;
		}
		instructions = reader.at;
		return true;
	}
};

struct function_entry {
	common_entry	common;
	uintptr_t		begin;
	uintptr_t		size;
	const uint8_t*	instructions;
	const uint8_t*	end;

	/* False: not a function, or one that the linker has removed. */
	bool
	read(const entry& functionEntry)
	{
		if (functionEntry.identifier == 0)
			return false;
		entry commonEntry;
		if (!commonEntry.read(functionEntry.start - functionEntry.identifier)
				|| !common.read(commonEntry))
			return false;
		reader reader(functionEntry.rest);
		const uint8_t* const where = reader.at;
		begin = read_encoded(reader, common.encoding);
		size = read_encoded(reader, common.encoding & 0x0f);
		if (common.has_augmentation_size) {
			const uint32_t skipped = reader.unsigned_number();
			reader.at += skipped;
		}
		instructions = reader.at;
		end = functionEntry.end;
		const uintptr_t removed
			= common.encoding == ENCODED_ABSOLUTE ? 0 : (uintptr_t)where;
		return begin != removed;
	}
};

/* Calls visit for each function of the table until it returns true. */
template<typename Visit>
bool
visit_functions(const registered_table& table, Visit visit)
{
	entry entry;
	for (const uint8_t* at = table.begin; entry.read(at); at = entry.end) {
		function_entry function;
		if (function.read(entry) && visit(function))
			return true;
	}
	return false;
}

bool
find_function(uintptr_t address, function_entry& result)
{
	table_lock lock;
	for (registered_table* table = sTables; table != nullptr;
			table = table->next) {
		if (table->highest == 0) {
			table->lowest = UINTPTR_MAX;
			visit_functions(*table, [&](const function_entry& function) {
				if (function.begin < table->lowest)
					table->lowest = function.begin;
				if (function.begin + function.size > table->highest)
					table->highest = function.begin + function.size;
				return false;
			});
		}
		if (address < table->lowest || address >= table->highest)
			continue;
		const bool found
			= visit_functions(*table, [&](const function_entry& function) {
				result = function;
				return address - function.begin < function.size;
			});
		if (found)
			return true;
	}
	return false;
}

// #pragma mark - call frame instructions

/* DWARF 2, 7.23, and two of GNU's. The first three have an operand in the low
 * six bits. */
enum {
	ADVANCE = 0x40,
	OFFSET = 0x80,
	RESTORE = 0xc0,
	NOTHING = 0x00,
	SET_ADDRESS = 0x01,
	ADVANCE_1 = 0x02,
	ADVANCE_2 = 0x03,
	ADVANCE_4 = 0x04,
	OFFSET_EXTENDED = 0x05,
	RESTORE_EXTENDED = 0x06,
	UNDEFINED = 0x07,
	SAME_VALUE = 0x08,
	REMEMBER = 0x0a,
	RECALL = 0x0b,
	DEFINE_FRAME = 0x0c,
	DEFINE_FRAME_REGISTER = 0x0d,
	DEFINE_FRAME_OFFSET = 0x0e,
	ARGUMENTS_SIZE = 0x2e,
	NEGATIVE_OFFSET_EXTENDED = 0x2f
};

/* The numbers of the registers: eax ecx edx ebx esp ebp esi edi, and the return
 * address. */
constexpr uint32_t EBX = 3;
constexpr uint32_t ESP = 4;
constexpr uint32_t EBP = 5;
constexpr uint32_t ESI = 6;
constexpr uint32_t EDI = 7;
constexpr uint32_t RETURN_ADDRESS = 8;
constexpr uint32_t REGISTER_COUNT = 9;

/* Where the caller's registers are: relative to the frame's address, which is
 * a register and an offset. */
struct rules {
	uint32_t	frame_register = ESP;
	int32_t		frame_offset = 0;
	struct {
		bool	is_saved;
		int32_t	offset;
	} registers[REGISTER_COUNT] = {};
};

class frame_program {
public:
	explicit
	frame_program(const function_entry& function)
		:
		fFunction(function),
		fAddress(function.begin)
	{
	}

	/* Up to the address. False: an instruction that nobody here knows. */
	bool
	run(uintptr_t target)
	{
		const common_entry& common = fFunction.common;
		if (!run(common.instructions, common.end, UINTPTR_MAX))
			return false;
		fInitial = fRules;
		return run(fFunction.instructions, fFunction.end, target);
	}

	const rules&
	result() const
	{
		return fRules;
	}

	uint32_t
	arguments_size() const
	{
		return fArgumentsSize;
	}

private:
	static constexpr int MAX_REMEMBERED = 4;

	bool run(const uint8_t* from, const uint8_t* end, uintptr_t target);

	void
	save(uint32_t number, int32_t offset)
	{
		if (number < REGISTER_COUNT) {
			fRules.registers[number]
				= { true, offset * fFunction.common.data_factor };
		}
	}

	void
	restore(uint32_t number)
	{
		if (number < REGISTER_COUNT)
			fRules.registers[number] = fInitial.registers[number];
	}

	const function_entry&	fFunction;
	uintptr_t				fAddress;
	uint32_t				fArgumentsSize = 0;
	rules					fRules;
	rules					fInitial;
	rules					fRemembered[MAX_REMEMBERED];
	int						fRememberedCount = 0;
};

bool
frame_program::run(const uint8_t* from, const uint8_t* end, uintptr_t target)
{
	const uint32_t factor = fFunction.common.code_factor;
	reader reader(from);
	while (reader.at < end && fAddress <= target) {
		const uint8_t instruction = reader.value<uint8_t>();
		const uint8_t operand = instruction & 0x3f;
		switch (instruction & 0xc0) {
			case ADVANCE:
				fAddress += operand * factor;
				continue;
			case OFFSET:
				save(operand, (int32_t)reader.unsigned_number());
				continue;
			case RESTORE:
				restore(operand);
				continue;
		}
		switch (instruction) {
			case NOTHING:
				break;
			case SET_ADDRESS:
				fAddress = read_encoded(reader, fFunction.common.encoding);
				break;
			case ADVANCE_1:
				fAddress += reader.value<uint8_t>() * factor;
				break;
			case ADVANCE_2:
				fAddress += reader.value<uint16_t>() * factor;
				break;
			case ADVANCE_4:
				fAddress += reader.value<uint32_t>() * factor;
				break;
			case OFFSET_EXTENDED: {
				const uint32_t number = reader.unsigned_number();
				save(number, (int32_t)reader.unsigned_number());
				break;
			}
			case NEGATIVE_OFFSET_EXTENDED: {
				const uint32_t number = reader.unsigned_number();
				save(number, -(int32_t)reader.unsigned_number());
				break;
			}
			case RESTORE_EXTENDED:
				restore(reader.unsigned_number());
				break;
			case UNDEFINED:
			case SAME_VALUE: {
				const uint32_t number = reader.unsigned_number();
				if (number < REGISTER_COUNT)
					fRules.registers[number] = {};
				break;
			}
			case REMEMBER:
				if (fRememberedCount == MAX_REMEMBERED)
					return false;
				fRemembered[fRememberedCount++] = fRules;
				break;
			case RECALL:
				if (fRememberedCount == 0)
					return false;
				fRules = fRemembered[--fRememberedCount];
				break;
			case DEFINE_FRAME:
				fRules.frame_register = reader.unsigned_number();
				fRules.frame_offset = (int32_t)reader.unsigned_number();
				break;
			case DEFINE_FRAME_REGISTER:
				fRules.frame_register = reader.unsigned_number();
				break;
			case DEFINE_FRAME_OFFSET:
				fRules.frame_offset = (int32_t)reader.unsigned_number();
				break;
			case ARGUMENTS_SIZE:
				fArgumentsSize = reader.unsigned_number();
				break;
			default:
				return false;
		}
	}
	return true;
}

}	// namespace

bool
find_gcc2_frame(const gcc2_registers& registers, gcc2_frame& frame)
{
	/* The call may be the function's last instruction: look within it. */
	const uintptr_t address = registers.eip - 1;
	function_entry function;
	if (!find_function(address, function))
		return false;
	frame_program program(function);
	if (!program.run(address))
		return false;
	const rules& rules = program.result();

	uintptr_t frameAddress = rules.frame_offset;
	switch (rules.frame_register) {
		case ESP:
			frameAddress += registers.esp;
			break;
		case EBP:
			frameAddress += registers.ebp;
			break;
		default:
			return false;
	}
	/* The stack of a caller is above: anything else would lead astray. */
	if (frameAddress <= registers.esp
			|| !rules.registers[RETURN_ADDRESS].is_saved)
		return false;

	frame.handlers = function.common.handlers;
	frame.arguments_size = program.arguments_size();
	auto value = [&](uint32_t number, uintptr_t unchanged) {
		return rules.registers[number].is_saved
			? *(uintptr_t*)(frameAddress + rules.registers[number].offset)
			: unchanged;
	};
	frame.caller.ebx = value(EBX, registers.ebx);
	frame.caller.esi = value(ESI, registers.esi);
	frame.caller.edi = value(EDI, registers.edi);
	frame.caller.ebp = value(EBP, registers.ebp);
	frame.caller.esp = frameAddress;
	frame.caller.eip = value(RETURN_ADDRESS, 0);
	return frame.caller.eip != 0;
}

// #pragma mark - registration

/* The image's start code hands its .eh_frame section over, with the memory to
 * keep it in a list; a section without an entry is none. */
extern "C" LIBROOT_EXPORT void
__register_frame_info_beos(const void* begin, void* memory)
{
	if (begin == nullptr || memory == nullptr || *(const uint32_t*)begin == 0)
		return;
	registered_table* const table = (registered_table*)memory;
	table_lock lock;
	*table = { (const uint8_t*)begin, sTables, 0, 0, {} };
	sTables = table;
}

/* Returns the memory, or null if the section was not registered. */
extern "C" LIBROOT_EXPORT void*
__deregister_frame_info_beos(const void* begin)
{
	table_lock lock;
	for (registered_table** at = &sTables; *at != nullptr; at = &(*at)->next) {
		registered_table* const table = *at;
		if (table->begin == begin) {
			*at = table->next;
			return table;
		}
	}
	return nullptr;
}

LEGACY_VERSION(__register_frame_info_beos, __register_frame_info);
LEGACY_VERSION(__deregister_frame_info_beos, __deregister_frame_info);
