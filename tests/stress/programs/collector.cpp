#include "../collector_program.h"
