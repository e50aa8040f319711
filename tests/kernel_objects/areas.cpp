#include <sys/mman.h>

#include "kernel_objects_test.h"

constexpr uint32 ALL = B_READ_AREA | B_WRITE_AREA;

class Area : public testing::Test {
protected:
	Area()
	{
		fArea = create_area("area", &fAddress, B_ANY_ADDRESS, 4 * B_PAGE_SIZE,
			B_NO_LOCK, ALL);
		EXPECT_GT(fArea, 0);
	}

	~Area()
	{
		delete_area(fArea);
	}

	char*
	bytes() const
	{
		return (char*)fAddress;
	}

	void*	fAddress = nullptr;
	area_id	fArea;
};

/* Is there memory? Asks the kernel. */
static bool
is_mapped(void* address)
{
	unsigned char present;
	return mincore(address, B_PAGE_SIZE, &present) == 0;
}

TEST_F(Area, IsMemory)
{
	for (int i = 0; i < 4 * B_PAGE_SIZE; i++)
		EXPECT_EQ(bytes()[i], 0);
	memset(fAddress, 'x', 4 * B_PAGE_SIZE);
	EXPECT_EQ(bytes()[4 * B_PAGE_SIZE - 1], 'x');
	EXPECT_EQ(delete_area(fArea), B_OK);
	EXPECT_FALSE(is_mapped(fAddress));
	EXPECT_EQ(delete_area(fArea), B_BAD_VALUE);
}

TEST_F(Area, TellsAboutItself)
{
	bytes()[0] = 1;
	area_info info;
	ASSERT_EQ(get_area_info(fArea, &info), B_OK);
	EXPECT_EQ(info.area, fArea);
	EXPECT_STREQ(info.name, "area");
	EXPECT_EQ(info.size, 4u * B_PAGE_SIZE);
	EXPECT_EQ(info.lock, (uint32)B_NO_LOCK);
	EXPECT_EQ(info.protection, ALL);
	EXPECT_EQ(info.team, getpid());
	EXPECT_GE(info.ram_size, (uint32)B_PAGE_SIZE);
	EXPECT_LE(info.ram_size, 4u * B_PAGE_SIZE);
	EXPECT_EQ(info.address, fAddress);
	int32 cookie = 0;
	EXPECT_EQ(get_next_area_info(0, &cookie, &info), B_OK);
	EXPECT_EQ(info.area, fArea);
	EXPECT_EQ(get_next_area_info(0, &cookie, &info), B_BAD_VALUE);
	EXPECT_EQ(_get_area_info(fArea, &info, sizeof(info) - 4), B_BAD_VALUE);
}

TEST_F(Area, IsFound)
{
	EXPECT_EQ(find_area("area"), fArea);
	EXPECT_EQ(find_area("no area has this name"), B_NAME_NOT_FOUND);
	EXPECT_EQ(area_for(fAddress), fArea);
	EXPECT_EQ(area_for(bytes() + 4 * B_PAGE_SIZE - 1), fArea);
	EXPECT_EQ(area_for((void*)8), B_ERROR);
}

TEST_F(Area, RefusesBadValues)
{
	void* address = nullptr;
	EXPECT_EQ(create_area("bad", &address, B_ANY_ADDRESS, 0, 0, ALL),
		B_BAD_VALUE);
	EXPECT_EQ(create_area("bad", &address, B_ANY_ADDRESS, 100, 0, ALL),
		B_BAD_VALUE);
	EXPECT_EQ(create_area("bad", &address, 17, B_PAGE_SIZE, 0, ALL),
		B_BAD_VALUE);
	EXPECT_EQ(create_area("bad", &address, B_CLONE_ADDRESS, B_PAGE_SIZE, 0, ALL),
		B_BAD_VALUE);
	EXPECT_EQ(create_area("bad", &address, B_ANY_ADDRESS, B_PAGE_SIZE, 99, ALL),
		B_BAD_VALUE);
	EXPECT_EQ(create_area("bad", nullptr, B_ANY_ADDRESS, B_PAGE_SIZE, 0, ALL),
		B_BAD_ADDRESS);
	EXPECT_EQ(create_area((char*)8, &address, B_ANY_ADDRESS, B_PAGE_SIZE, 0,
		ALL), B_BAD_ADDRESS);
	address = (void*)100;
	EXPECT_EQ(create_area("bad", &address, B_EXACT_ADDRESS, B_PAGE_SIZE, 0, ALL),
		B_BAD_VALUE);
	EXPECT_EQ(resize_area(fArea, 100), B_BAD_VALUE);
	EXPECT_EQ(resize_area(fArea, 0), B_BAD_VALUE);
	for (const area_id bad : { 0, -1, INT32_MAX, fArea + 1000000 }) {
		area_info info;
		EXPECT_EQ(clone_area("bad", &address, B_ANY_ADDRESS, ALL, bad),
			B_BAD_VALUE);
		EXPECT_EQ(delete_area(bad), B_BAD_VALUE);
		EXPECT_EQ(resize_area(bad, B_PAGE_SIZE), B_BAD_VALUE);
		EXPECT_EQ(set_area_protection(bad, ALL), B_BAD_VALUE);
		EXPECT_EQ(get_area_info(bad, &info), B_BAD_VALUE);
	}
	address = nullptr;
	EXPECT_EQ(create_area("huge", &address, B_ANY_ADDRESS,
		SIZE_MAX / B_PAGE_SIZE * B_PAGE_SIZE, 0, ALL), B_NO_MEMORY);
	EXPECT_EQ(address, nullptr);
}

TEST_F(Area, IsWhereItIsWanted)
{
	void* address = fAddress;
	EXPECT_EQ(create_area("taken", &address, B_EXACT_ADDRESS, B_PAGE_SIZE, 0,
		ALL), B_BAD_VALUE);
	bytes()[0] = 'a';

	const area_id above = create_area("above", &address, B_BASE_ADDRESS,
		B_PAGE_SIZE, 0, ALL);
	ASSERT_GT(above, 0);
	EXPECT_GE((char*)address, bytes() + 4 * B_PAGE_SIZE);
	EXPECT_EQ(bytes()[0], 'a');
	void* const free = address;
	EXPECT_EQ(delete_area(above), B_OK);
	const area_id exact = create_area("exact", &address, B_EXACT_ADDRESS,
		B_PAGE_SIZE, 0, ALL);
	EXPECT_GT(exact, 0);
	EXPECT_EQ(address, free);
	EXPECT_EQ(delete_area(exact), B_OK);
	address = nullptr;
	const area_id low = create_area("low", &address, B_BASE_ADDRESS,
		B_PAGE_SIZE, 0, ALL);
	EXPECT_GT(low, 0);
	EXPECT_NE(address, nullptr);
	*(volatile char*)address = 1;
	EXPECT_EQ(delete_area(low), B_OK);
	const area_id any = create_area("any", &address, B_ANY_KERNEL_ADDRESS,
		B_PAGE_SIZE, B_FULL_LOCK, ALL);
	EXPECT_GT(any, 0);
	EXPECT_EQ(delete_area(any), B_OK);
}

TEST_F(Area, ClonesShareTheirMemory)
{
	strcpy(bytes(), "the first");
	void* other = nullptr;
	const area_id clone = clone_area("clone", &other, B_ANY_ADDRESS, ALL, fArea);
	ASSERT_GT(clone, 0);
	EXPECT_NE(clone, fArea);
	EXPECT_NE(other, fAddress);
	EXPECT_STREQ((char*)other, "the first");
	strcpy((char*)other, "the other");
	EXPECT_STREQ(bytes(), "the other");
	EXPECT_EQ(area_for(other), clone);

	void* third = nullptr;
	EXPECT_EQ(clone_area("taken", &third, B_CLONE_ADDRESS, ALL, fArea),
		B_BAD_VALUE);
	/* It lives as long as one of them. */
	EXPECT_EQ(delete_area(fArea), B_OK);
	EXPECT_STREQ((char*)other, "the other");
	const area_id again = clone_area("again", &third, B_ANY_ADDRESS,
		B_READ_AREA, clone);
	ASSERT_GT(again, 0);
	EXPECT_EQ(delete_area(clone), B_OK);
	EXPECT_STREQ((char*)third, "the other");
	EXPECT_EQ(delete_area(again), B_OK);
}

TEST_F(Area, IsProtected)
{
	bytes()[0] = 'x';
	EXPECT_EQ(set_area_protection(fArea, B_READ_AREA), B_OK);
	area_info info;
	get_area_info(fArea, &info);
	EXPECT_EQ(info.protection, (uint32)B_READ_AREA);
	forbid_core_file();
	EXPECT_EQ(kernel_status_of_child([&] {
		bytes()[0] = 'y';
		return 0;
	}) & 0x7f, 11);
	EXPECT_EQ(set_area_protection(fArea, ALL), B_OK);
	bytes()[0] = 'y';
	void* other = nullptr;
	const area_id clone
		= clone_area("read only", &other, B_ANY_ADDRESS, B_READ_AREA, fArea);
	EXPECT_EQ(*(char*)other, 'y');
	EXPECT_EQ(kernel_status_of_child([&] {
		*(char*)other = 'z';
		return 0;
	}) & 0x7f, 11);
	delete_area(clone);
}

TEST_F(Area, ChangesItsSize)
{
	bytes()[B_PAGE_SIZE] = 'x';
	bytes()[3 * B_PAGE_SIZE] = 'y';
	EXPECT_EQ(resize_area(fArea, 2 * B_PAGE_SIZE), B_OK);
	EXPECT_TRUE(is_mapped(bytes() + B_PAGE_SIZE));
	EXPECT_FALSE(is_mapped(bytes() + 2 * B_PAGE_SIZE));
	EXPECT_EQ(area_for(bytes() + 2 * B_PAGE_SIZE), B_ERROR);
	EXPECT_EQ(resize_area(fArea, 4 * B_PAGE_SIZE), B_OK);
	EXPECT_EQ(bytes()[B_PAGE_SIZE], 'x');
	EXPECT_EQ(bytes()[3 * B_PAGE_SIZE], 0);
	area_info info;
	get_area_info(fArea, &info);
	EXPECT_EQ(info.size, 4u * B_PAGE_SIZE);
}
