/* What gcc 2.95's code calls beside exceptions, which tests/beos has. */
#if defined(__i386__)

#include "beos_function.h"

#include <atomic>
#include <getopt.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <thread>
#include <vector>

#include "../common/child_process.h"

namespace {

struct info {
	const char*	name = nullptr;
	const void*	kind = nullptr;
	const void*	base = nullptr;
	uint32_t	count = 0;
};

struct base {
	const info*	type;
	uint32_t	offset : 29;
	uint32_t	is_virtual : 1;
	uint32_t	access : 2;
};

enum { PUBLIC = 1, PRIVATE = 3 };

BEOS(void(void*, const char*), __rtti_user);
BEOS(void(void*, const char*, const void*), __rtti_si);
BEOS(void(void*, const char*, const base*, uint32_t), __rtti_class);
BEOS(void(void*, const char*, const void*), __rtti_ptr);
BEOS(void(void*, const char*, int, const void*), __rtti_attr);
BEOS(void(void*, const char*), __rtti_func);
BEOS(bool(const info*, const info*), __eq__C9type_infoRC9type_info);
BEOS(void*(const info*, const info*, void*), __throw_type_match_rtti);

/* The functions that __dynamic_cast() calls to be told the types. */
const info* sWhole;
const info* sWanted;
const info* sPart;

const info*
whole()
{
	return sWhole;
}

const info*
wanted()
{
	return sWanted;
}

const info*
part()
{
	return sPart;
}

void*
cast(const info& wholeType, const void* wholeAddress, const info& wantedType,
	const info& partType, const void* partAddress, bool publicOnly = true)
{
	typedef const info* (*type_function)();
	BEOS(void*(type_function, type_function, int, const void*, type_function,
		const void*), __dynamic_cast);
	sWhole = &wholeType;
	sWanted = &wantedType;
	sPart = &partType;
	return __dynamic_cast(whole, wanted, publicOnly, wholeAddress, part,
		partAddress);
}

}	// namespace

TEST(beos_gcc2, compares_types_by_name)
{
	info first, second, other;
	__rtti_user(&first, "5First");
	char copy[] = "5First";
	__rtti_user(&second, copy);
	__rtti_user(&other, "5Other");
	EXPECT_STREQ(first.name, "5First");
	EXPECT_NE(first.kind, nullptr);
	/* No more than 8 bytes. */
	EXPECT_EQ(first.base, nullptr);
	EXPECT_TRUE(__eq__C9type_infoRC9type_info(&first, &second));
	EXPECT_FALSE(__eq__C9type_infoRC9type_info(&first, &other));
	BEOS(bool(const info*, const info*), before__C9type_infoRC9type_info);
	EXPECT_TRUE(before__C9type_infoRC9type_info(&first, &other));
}

TEST(beos_gcc2, knows_the_types_of_the_language)
{
	BEOS(const info*(), __tfi);
	BEOS(const info*(), __tfUl);
	EXPECT_STREQ(__tfi()->name, "i");
	EXPECT_EQ(__tfi(), __tfi());
	EXPECT_EQ((const void*)__tfi(), dlvsym(RTLD_DEFAULT, "__tii",
		"LIBROOT_BASE"));
	EXPECT_STREQ(__tfUl()->name, "Ul");
}

/*	struct Top { }; struct Left : Top { }; struct Right : Top { };
 *	struct Bottom : Left, Right { };	with two objects of Top */
TEST(beos_gcc2, casts_within_objects_with_two_bases)
{
	info top, left, right, bottom, stranger;
	__rtti_user(&top, "3Top");
	__rtti_si(&left, "4Left", &top);
	__rtti_si(&right, "5Right", &top);
	const base bases[] = { { &left, 0, 0, PUBLIC }, { &right, 8, 0, PUBLIC } };
	__rtti_class(&bottom, "6Bottom", bases, 2);
	__rtti_user(&stranger, "8Stranger");

	char object[16];
	char* const rightPart = object + 8;
	/* Down, across, and back. */
	EXPECT_EQ(cast(bottom, object, bottom, left, object), object);
	EXPECT_EQ(cast(bottom, object, bottom, right, rightPart), object);
	EXPECT_EQ(cast(bottom, object, right, left, object), rightPart);
	EXPECT_EQ(cast(bottom, object, left, right, rightPart), object);
	/* Down from each of the two. */
	EXPECT_EQ(cast(bottom, object, left, top, object), object);
	EXPECT_EQ(cast(bottom, object, right, top, rightPart), rightPart);
	EXPECT_EQ(cast(bottom, object, bottom, top, rightPart), object);
	/* Across from a part that is not in the wanted one. */
	EXPECT_EQ(cast(bottom, object, left, top, rightPart), object);
	EXPECT_EQ(cast(bottom, object, stranger, left, object), nullptr);
	/* There are two of these. */
	EXPECT_EQ(cast(bottom, object, top, bottom, object), nullptr);
	/* The object is not more than this. */
	EXPECT_EQ(cast(left, object, bottom, left, object), nullptr);

	EXPECT_EQ(__throw_type_match_rtti(&right, &bottom, object), rightPart);
	EXPECT_EQ(__throw_type_match_rtti(&top, &bottom, object), nullptr);
	EXPECT_EQ(__throw_type_match_rtti(&bottom, &bottom, object), object);
	EXPECT_EQ(__throw_type_match_rtti(&bottom, &left, object), nullptr);
}

/* The same with "virtual Top": pointers to it are in Left and Right. */
TEST(beos_gcc2, casts_within_objects_with_virtual_bases)
{
	info top, left, right, bottom;
	__rtti_user(&top, "3Top");
	const base virtualTop[] = { { &top, 4, 1, PUBLIC } };
	__rtti_class(&left, "4Left", virtualTop, 1);
	__rtti_class(&right, "5Right", virtualTop, 1);
	const base bases[] = { { &left, 0, 0, PUBLIC }, { &right, 8, 0, PUBLIC } };
	__rtti_class(&bottom, "6Bottom", bases, 2);

	char* object[8] = {};
	char* const start = (char*)object;
	char* const topPart = start + 20;
	object[1] = object[3] = topPart;
	EXPECT_EQ(cast(bottom, start, bottom, top, topPart), start);
	EXPECT_EQ(cast(bottom, start, right, top, topPart), start + 8);
	/* There is but one. */
	EXPECT_EQ(cast(bottom, start, top, bottom, start), topPart);
	EXPECT_EQ(__throw_type_match_rtti(&top, &bottom, start), topPart);
}

TEST(beos_gcc2, does_not_cast_to_private_bases)
{
	info open, hidden, bottom;
	__rtti_user(&open, "4Open");
	__rtti_user(&hidden, "6Hidden");
	const base bases[] = { { &open, 0, 0, PUBLIC }, { &hidden, 4, 0, PRIVATE } };
	__rtti_class(&bottom, "6Bottom", bases, 2);
	char object[8];
	EXPECT_EQ(cast(bottom, object, hidden, open, object), nullptr);
	EXPECT_EQ(cast(bottom, object, open, hidden, object + 4), nullptr);
	EXPECT_EQ(cast(bottom, object, bottom, hidden, object + 4), nullptr);
	EXPECT_EQ(cast(bottom, object, bottom, open, object), object);
	EXPECT_EQ(cast(bottom, object, hidden, open, object, false), object + 4);
	EXPECT_EQ(__throw_type_match_rtti(&hidden, &bottom, object), nullptr);
}

TEST(beos_gcc2, catches_pointers)
{
	info top, bottom, function, builtin;
	__rtti_user(&top, "3Top");
	__rtti_user(&function, "F_v");
	__rtti_func(&function, "F_v");
	const base bases[] = { { &builtin, 0, 0, PUBLIC }, { &top, 4, 0, PUBLIC } };
	__rtti_user(&builtin, "5Other");
	__rtti_class(&bottom, "6Bottom", bases, 2);
	info constTop, constBottom;
	__rtti_attr(&constTop, "C3Top", 1, &top);
	__rtti_attr(&constBottom, "C6Bottom", 1, &bottom);
	BEOS(const info*(), __tfv);
	info toTop, toConstTop, toBottom, toConstBottom, toVoid, toFunction;
	__rtti_ptr(&toTop, "P3Top", &top);
	__rtti_ptr(&toConstTop, "PC3Top", &constTop);
	__rtti_ptr(&toBottom, "P6Bottom", &bottom);
	__rtti_ptr(&toConstBottom, "PC6Bottom", &constBottom);
	__rtti_ptr(&toVoid, "Pv", __tfv());
	__rtti_ptr(&toFunction, "PF_v", &function);
	char object[8];
	const auto match = __throw_type_match_rtti;
	EXPECT_EQ(match(&toTop, &toTop, object), object);
	EXPECT_EQ(match(&toTop, &toBottom, object), object + 4);
	EXPECT_EQ(match(&toBottom, &toTop, object), nullptr);
	EXPECT_EQ(match(&toConstTop, &toTop, object), object);
	EXPECT_EQ(match(&toTop, &toConstTop, object), nullptr);
	EXPECT_EQ(match(&toConstTop, &toBottom, object), object + 4);
	EXPECT_EQ(match(&toTop, &toConstBottom, object), nullptr);
	EXPECT_EQ(match(&toVoid, &toBottom, object), object);
	EXPECT_EQ(match(&toVoid, &toFunction, object), nullptr);
	EXPECT_EQ(match(&top, &toTop, object), nullptr);

	/* Pointers to pointers: const may come in with another const only. */
	info toToTop, toToConstTop, constToTop, constToConstTop, toConstToConstTop;
	__rtti_ptr(&toToTop, "PP3Top", &toTop);
	__rtti_ptr(&toToConstTop, "PPC3Top", &toConstTop);
	__rtti_attr(&constToTop, "CP3Top", 1, &toTop);
	__rtti_attr(&constToConstTop, "CPC3Top", 1, &toConstTop);
	__rtti_ptr(&toConstToConstTop, "PCPC3Top", &constToConstTop);
	EXPECT_EQ(match(&toToConstTop, &toToTop, object), nullptr);
	EXPECT_EQ(match(&toConstToConstTop, &toToTop, object), object);
}

/* Images come and go in threads and, by add-ons, in handlers. */
TEST(beos_gcc2, registers_tables_from_everywhere)
{
	BEOS(void(const void*, void*), __register_frame_info);
	BEOS(void*(const void*), __deregister_frame_info);
	static auto* const enter = __register_frame_info;
	static auto* const leave = __deregister_frame_info;
	/* A table with an entry that is too short for anything, and its end. */
	struct table {
		uint32_t	words[4] = { 4, 0, 0, 0 };
		void*		memory[6];

		bool
		comes_and_goes()
		{
			enter(words, memory);
			return leave(words) == memory && leave(words) == nullptr;
		}
	};
	static std::atomic<int> failures, handled;
	struct sigaction action = {};
	action.sa_handler = [](int) {
		table own;
		failures += !own.comes_and_goes();
		handled++;
	};
	struct sigaction before;
	sigaction(SIGUSR1, &action, &before);
	std::atomic<bool> isOver = false;
	std::vector<std::thread> threads;
	for (int i = 0; i < 4; i++) {
		threads.emplace_back([&] {
			while (!isOver) {
				table own;
				failures += !own.comes_and_goes();
			}
		});
	}
	for (int i = 0; i < 1000; i++) {
		pthread_kill(threads[i % 4].native_handle(), SIGUSR1);
		/* A copy of the lock must not hold the child up. */
		if (i % 100 == 0) {
			const pid_t child = start_child([] {
				alarm(30);
				table own;
				return own.comes_and_goes() ? 0 : 1;
			});
			EXPECT_EQ(kernel_status_of(child), 0);
		}
	}
	isOver = true;
	for (std::thread& thread : threads)
		thread.join();
	sigaction(SIGUSR1, &before, nullptr);
	EXPECT_EQ(failures, 0);
	EXPECT_GT(handled, 0);
	/* Neither is a table. */
	const uint32_t nothing[1] = {};
	void* memory[6];
	enter(nothing, memory);
	EXPECT_EQ(leave(nothing), nullptr);
	enter(nullptr, memory);
	EXPECT_EQ(leave(nullptr), nullptr);
}

TEST(beos_gcc2, allocates)
{
	BEOS(void*(size_t), __builtin_new);
	BEOS(void*(size_t), __builtin_vec_new);
	BEOS(void(void*), __builtin_delete);
	BEOS(void(void*), __builtin_vec_delete);
	BEOS(void*(size_t, const void*), __nw__FUlRC9nothrow_t);
	void* const nothing = __builtin_new(0);
	EXPECT_NE(nothing, nullptr);
	__builtin_delete(nothing);
	void* const array = __builtin_vec_new(100);
	EXPECT_NE(array, nullptr);
	__builtin_vec_delete(array);
	__builtin_delete(nullptr);
	__builtin_vec_delete(nullptr);
	EXPECT_EQ(__nw__FUlRC9nothrow_t(SIZE_MAX / 2 + 1, nullptr), nullptr);
}

TEST(beos_gcc2, ends_the_program_in_pure_virtual_functions)
{
	BEOS(void(), __pure_virtual);
	EXPECT_EXIT(__pure_virtual(), testing::KilledBySignal(SIGABRT),
		"pure virtual method called");
	BEOS(void(), terminate__Fv);
	EXPECT_EXIT(terminate__Fv(), testing::KilledBySignal(SIGABRT), "");
	BEOS(void(const char*, const char*, unsigned, const char*), __eprintf);
	EXPECT_EXIT(__eprintf("%s %u %s\n", "x == y", 7, "file.c"),
		testing::KilledBySignal(SIGABRT), "x == y 7 file.c");
}

TEST(beos_gcc2, computes)
{
	BEOS(int(int64_t, int64_t), __cmpdi2);
	BEOS(int(uint64_t, uint64_t), __ucmpdi2);
	const int64_t values[] = { INT64_MIN, -1, 0, 1, 1LL << 32, INT64_MAX };
	for (int64_t left : values) {
		for (int64_t right : values) {
			EXPECT_EQ(__cmpdi2(left, right),
				left < right ? 0 : left == right ? 1 : 2);
			EXPECT_EQ(__ucmpdi2(left, right), (uint64_t)left < (uint64_t)right
				? 0 : left == right ? 1 : 2);
		}
	}
	BEOS(uint64_t(float), __fixunssfdi);
	BEOS(uint64_t(double), __fixunsdfdi);
	BEOS(uint32_t(double), __fixunsdfsi);
	BEOS(int64_t(double), __fixdfdi);
	BEOS(double(int64_t), __floatdidf);
	EXPECT_EQ(__fixunssfdi(1.5e19f), (uint64_t)1.5e19f);
	EXPECT_EQ(__fixunsdfdi(1.8e19), 18000000000000000000u);
	EXPECT_EQ(__fixunsdfsi(4e9), 4000000000u);
	EXPECT_EQ(__fixdfdi(-1e18), -1000000000000000000);
	EXPECT_EQ(__floatdidf(-1000000000000000000), -1e18);
	BEOS(int64_t(int64_t, int), __ashldi3);
	BEOS(int64_t(int64_t, int), __ashrdi3);
	BEOS(uint64_t(uint64_t, int), __lshrdi3);
	EXPECT_EQ(__ashldi3(3, 40), 3LL << 40);
	EXPECT_EQ(__ashrdi3(-8, 1), -4);
	EXPECT_EQ(__lshrdi3(~0ull, 63), 1u);
	BEOS(int64_t(int64_t, int64_t), __muldi3);
	BEOS(int64_t(int64_t), __negdi2);
	EXPECT_EQ(__muldi3(-3000000000, 3), -9000000000);
	EXPECT_EQ(__negdi2(5), -5);
}

TEST(beos_math, takes_doubles_where_the_host_has_longer_ones)
{
	BEOS(int(double), __fpclassifyl);
	BEOS(int(double), __signbitl);
	BEOS(int(double), __finitel);
	BEOS(int(double), __isnanl);
	BEOS(int(double), __isinfl);
	BEOS(int(double), isfinite);
	for (double value : { 0.0, -0.0, 1.0, -1e300, 1e-310, (double)NAN,
			(double)INFINITY, -(double)INFINITY }) {
		EXPECT_EQ(__fpclassifyl(value), std::fpclassify(value)) << value;
		EXPECT_EQ(__signbitl(value) != 0, std::signbit(value)) << value;
		EXPECT_EQ(__finitel(value) != 0, std::isfinite(value)) << value;
		EXPECT_EQ(isfinite(value) != 0, std::isfinite(value)) << value;
		EXPECT_EQ(__isnanl(value) != 0, std::isnan(value)) << value;
		EXPECT_EQ(__isinfl(value) != 0, std::isinf(value)) << value;
	}
}

TEST(beos_math, returns_what_cannot_be_computed)
{
	BEOS(float(int), infnanf);
	const int range = (int)0x80007011;
	EXPECT_EQ(infnanf(range), INFINITY);
	EXPECT_EQ(beos_errno(), range);
	EXPECT_EQ(infnanf(-range), -INFINITY);
	EXPECT_TRUE(std::isnan(infnanf(0)));
	EXPECT_EQ(beos_errno(), (int)0x80007010);
}

TEST(beos_math, has_gamma_r)
{
	BEOS(double(double, int*), gamma_r);
	BEOS(float(float, int*), gammaf_r);
	for (double value : { 0.5, 3.0, -0.5, -1.5 }) {
		int sign = 0, hostSign = 0;
		EXPECT_EQ(gamma_r(value, &sign), lgamma_r(value, &hostSign));
		EXPECT_EQ(sign, hostSign);
		EXPECT_EQ(gammaf_r(value, &sign), lgammaf_r(value, &hostSign));
		EXPECT_EQ(sign, hostSign);
	}
}

TEST(beos_options, are_read_by_the_inner_function)
{
	BEOS(int(int, char* const*, const char*, const struct option*, int*, int),
		_getopt_internal);
	char* arguments[] = { (char*)"program", (char*)"-a", (char*)"-long",
		(char*)"--long", nullptr };
	const struct option options[]
		= { { "long", no_argument, nullptr, 'L' }, { } };
	optind = 1;
	EXPECT_EQ(_getopt_internal(4, arguments, "a", nullptr, nullptr, 0), 'a');
	EXPECT_EQ(_getopt_internal(4, arguments, "a", options, nullptr, 1), 'L');
	EXPECT_EQ(_getopt_internal(4, arguments, "a", options, nullptr, 0), 'L');
	EXPECT_EQ(_getopt_internal(4, arguments, "a", options, nullptr, 0), -1);
	optind = 1;
}

#endif
