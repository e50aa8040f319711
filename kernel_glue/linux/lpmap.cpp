/* The per-thread page: what a new thread starts with is in the library's
 * initial image of thread-local storage, so no thread needs to be prepared. */
#include <stddef.h>
#include <stdint.h>

#include <sys/lpmap.h>

#include <symbol_versions.h>

#include "thread_pointer.h"

static_assert(UKPLEN_DECODE(LPTYPE_THREAD_TITLE) == LPMAP_MAXTHREADTITLE);
static_assert(sizeof(sys_lpmap) == __LPMAP_WORDS * sizeof(uint32_t));
static_assert(offsetof(sys_lpmap, blockallsigs)
	== __LPMAP_BLOCKALLSIGS_WORD * sizeof(uint32_t));
static_assert(offsetof(sys_lpmap, is_prepared)
	== __LPMAP_IS_PREPARED_WORD * sizeof(uint32_t));

extern "C" {

__attribute__((tls_model("initial-exec"), visibility("default")))
constinit __thread sys_lpmap __libroot_lpmap = {
	.header = {
		{ UKPTYPE_VERSION, offsetof(sys_lpmap, version) },
		{ LPTYPE_BLOCKALLSIGS, offsetof(sys_lpmap, blockallsigs) },
		{ LPTYPE_THREAD_TITLE, offsetof(sys_lpmap, thread_title) },
		{ LPTYPE_THREAD_TID, offsetof(sys_lpmap, thread_id) }
	},
	.version = LPMAP_VERSION,
	.blockallsigs = 0,
	.thread_id = 0,
	.thread_title = "",
	.is_prepared = 0
};

/* Inside the library too this is the exported symbol: there is one page. */
asm(".symver __libroot_lpmap, __libroot_lpmap@@@LIBROOT_1_ALPHA4");

/* The same object, for the inline functions of <signal.h>. */
extern __thread volatile uint32_t __libroot_lpmap_words[__LPMAP_WORDS]
	__attribute__((alias("__libroot_lpmap"), tls_model("initial-exec"),
		visibility("default")));
asm(".symver __libroot_lpmap_words, __libroot_lpmap_words@@@LIBROOT_1_ALPHA4");

/* For those who look from outside: what <sys/lpmap.h> says of it. 0 until this
 * library is initialised, never after. */
LIBROOT_EXPORT long lpmap_offset;
CURRENT_VERSION(lpmap_offset, __libroot_lpmap_offset);

}

/* The same in all threads. GNU ld cannot make a relocation of it that the
 * loader would fill in (x86-64, 2.40). */
__attribute__((constructor)) static void
publish_lpmap_offset()
{
	lpmap_offset = (uintptr_t)&__libroot_lpmap - thread_pointer();
}
