/* The wait macros as a program has them that includes <stdlib.h> only. */
#include <stdlib.h>

/* <stdlib.h> has no WCOREDUMP */
#define WCOREDUMP(status)	(((status) & 0x10000) != 0)

#include "decode_status.h"

host_decoding
decode_with_stdlib(int status)
{
	return decode_status(status);
}
