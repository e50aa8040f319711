/* The per-thread page: what a new thread starts with is in the library's
 * initial image of thread-local storage, so no thread needs to be prepared. */
#include <stddef.h>

#include <sys/lpmap.h>

#include <symbol_versions.h>

static_assert(LPMAP_SIZE(LPTYPE_THREAD_TITLE) == LPMAP_TITLE_SIZE);
static_assert(sizeof(struct lpmap) == 112);

extern "C" {

__attribute__((tls_model("initial-exec"), visibility("default")))
constinit __thread struct lpmap __libroot_lpmap = {
	.entries = {
		{ LPMAP_TYPE_VERSION, offsetof(struct lpmap, version) },
		{ LPTYPE_BLOCKALLSIGS, offsetof(struct lpmap, blockallsigs) },
		{ LPTYPE_THREAD_TITLE, offsetof(struct lpmap, thread_title) },
		{ LPTYPE_THREAD_TID, offsetof(struct lpmap, thread_id) }
	},
	.version = LPMAP_VERSION,
	.blockallsigs = 0,
	.thread_id = 0,
	.thread_title = "",
	.is_prepared = 0
};

/* Inside the library too this is the exported symbol: there is one page. */
asm(".symver __libroot_lpmap, __libroot_lpmap@@@LIBROOT_1_ALPHA4");

}
