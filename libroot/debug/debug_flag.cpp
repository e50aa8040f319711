#include <Debug.h>

#include <symbol_versions.h>

bool _rtDebugFlag = true;

CURRENT_VARIABLE_VERSION(_rtDebugFlag);
