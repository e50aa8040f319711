#include "../stress_program.h"
