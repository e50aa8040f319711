#include "object_table.h"
void forget_area_memory(shared_area&) {}
