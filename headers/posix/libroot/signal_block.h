/* A scope in which asynchronous signals wait, for C++11 and later:
 *
 *	{
 *		libroot::signal_block block;
 *		// no handler runs here
 *	}
 *
 * Nests, with itself and with sigblockall(), and ends on every way out of the
 * scope but longjmp(); see sigblockall(3). Async-signal-safe. A handler that
 * runs when the outermost ends must not throw: destructors cannot.
 */
#ifndef _LIBROOT_SIGNAL_BLOCK_H
#define _LIBROOT_SIGNAL_BLOCK_H

#include <signal.h>

namespace libroot {

class signal_block {
public:
	signal_block() noexcept
	{
		sigblockall();
	}

	~signal_block()
	{
		sigunblockall();
	}

	signal_block(const signal_block&) = delete;
	signal_block& operator=(const signal_block&) = delete;
};

}	/* namespace libroot */

#endif	/* _LIBROOT_SIGNAL_BLOCK_H */
