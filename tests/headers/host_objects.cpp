// Objects of the host that contain overlaid types keep the host's size.
#include <gtest/gtest.h>

#include "host_objects.h"

extern "C" const host_object objects_of_host[HOST_OBJECT_COUNT];

TEST(HostObjects, KeepTheirSizeUnderTheOverlay)
{
	const host_object overlaid[HOST_OBJECT_COUNT] = { HOST_OBJECTS };
	for (int i = 0; i < HOST_OBJECT_COUNT; i++) {
		EXPECT_EQ(overlaid[i].size, objects_of_host[i].size)
			<< overlaid[i].name;
	}
	EXPECT_NE(sizeof(sigset_t), sizeof(__sigset_t));
}
