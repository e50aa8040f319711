#include "comparison_script.h"

#include "host_side.h"

std::string
story_on_host(unsigned script, unsigned seed)
{
	return story_of(script, seed);
}
