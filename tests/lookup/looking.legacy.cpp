#include "looking_code.inc"

extern "C" const looking_code*
legacy_looking_code()
{
	return &kLookingCode;
}
