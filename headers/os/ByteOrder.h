/* Functions that reverse the order of bytes (BeOS R5 <ByteOrder.h>). */
#ifndef _BYTEORDER_H
#define _BYTEORDER_H

#include <SupportDefs.h>

#ifdef __cplusplus
extern "C" {
#endif

double __swap_double(double value);
float __swap_float(float value);
uint64 __swap_int64(uint64 value);
uint32 __swap_int32(uint32 value);
uint16 __swap_int16(uint16 value);

#ifdef __cplusplus
}
#endif

#endif	/* _BYTEORDER_H */
