// Jumps of the current ABI out of functions of the host's library.
#include "contexts_test.h"

#include <pthread.h>
#include <stdio.h>

/* It left the stream locked, and the thread with a record of a frame that was
 * gone. */
TEST(Jumps, OutOfPrintfUnlockTheStream)
{
	in_child([] {
		static sigjmp_buf environment;
		static FILE* stream;
		cookie_io_functions_t functions = {};
		static bool jumps;
		jumps = true;
		functions.write = [](void*, const char*, size_t size) -> ssize_t {
			if (jumps)
				siglongjmp(environment, 1);
			return size;
		};
		stream = fopencookie(nullptr, "w", functions);
		ASSERT_NE(stream, nullptr);
		setvbuf(stream, nullptr, _IONBF, 0);
		if (sigsetjmp(environment, 1) == 0)
			fprintf(stream, "%d", 5);
		jumps = false;
		static int result;
		result = -1;
		pthread_t thread;
		ASSERT_EQ(pthread_create(&thread, nullptr, [](void*) -> void* {
			result = ftrylockfile(stream);
			if (result == 0)
				funlockfile(stream);
			return nullptr;
		}, nullptr), 0);
		pthread_join(thread, nullptr);
		EXPECT_EQ(result, 0);
	});
}
