// What a demonstration program prints: lines "TOPIC <tab> VALUE <tab> VERDICT",
// which the scripts around it set side by side.
#pragma once

#include <string>

// A row; expected is what value must be.
void show(const char* topic, const std::string& value,
	const std::string& expected);

// A row "bound to: NAME"; which version is right is for the script to say.
void show_binding(const char* name, const void* address);
#define SHOW_BINDING(function) \
	show_binding(#function, reinterpret_cast<const void*>(&function))

// Whether all rows were as expected: main()'s result.
int report_result();
