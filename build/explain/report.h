#pragma once

#include <string>
#include <vector>

#include "examination.h"

// One fact per line.
std::string text_report(const examination& file);

// An array with an object for each file.
std::string json_report(const std::vector<examination>& files);
