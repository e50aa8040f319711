#include <algorithm>

#include "rules.h"

// Indexes 0 and 1 mean "local" and "no version"; the loader binds references
// without version to the node of index 2.
static const unsigned first_node_index = 2;


static const version_node*
find_node(const elf_library& library, const std::string& name)
{
	auto found = std::find_if(library.nodes.begin(), library.nodes.end(),
		[&](const version_node& node) { return node.name == name; });
	return found != library.nodes.end() ? &*found : nullptr;
}


void
check_nodes(const elf_library& library, const symbol_list& list,
	violations& found)
{
	for (const std::string& name : list.nodes) {
		if (find_node(library, name) == nullptr) {
			found.push_back("node " + name + " is missing: programs that need"
				" it would not start; define it in the version script");
		}
	}
	for (const version_node& node : library.nodes) {
		if (std::find(list.nodes.begin(), list.nodes.end(), node.name)
			== list.nodes.end()) {
			found.push_back("node " + node.name + " is not in the list: add a"
				" line 'node " + node.name + "' behind the last node, if it is"
				" meant");
		}
	}

	// One node out of place moves those behind it, so the first says enough.
	for (size_t i = 0; i < list.nodes.size(); i++) {
		const version_node* node = find_node(library, list.nodes[i]);
		unsigned expected = first_node_index + i;
		if (node != nullptr && node->index != expected) {
			found.push_back("node " + node->name + " has version index "
				+ std::to_string(node->index) + " instead of "
				+ std::to_string(expected) + ": the version script must define"
				" the nodes in the list's order");
			return;
		}
	}
}
