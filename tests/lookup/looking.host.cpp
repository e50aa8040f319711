#include "looking_code.inc"

extern "C" const looking_code*
host_looking_code()
{
	return &kLookingCode;
}
