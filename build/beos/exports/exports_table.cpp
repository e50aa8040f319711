#include "exports_table.h"

#include <sstream>

#include "build/beos/beos_tables.h"
#include "build/beos/providers.h"


static std::string
status_of(const r5_export& entry, const provision& by)
{
	switch (by.source) {
		case provision::libroot:
			if (by.version == loader_version)
				return "provided | `libroot.so`, for BeOS's programs alone";
			return "provided | " + (by.version.empty()
				? std::string("`libroot.so`, any version")
				: "`libroot.so`, `" + by.version + "`");
		case provision::host:
			if (entry.differs_from_host) {
				return "differs | the function of `" + by.library
					+ "` answers, with another ABI";
			}
			return "passed through | `" + by.library + "`, `" + by.version + "`"
				+ (by.is_default ? "" : ", an old version");
		case provision::nobody:
			break;
	}
	return entry.kind == export_kind::data
		? "absent | a program that uses it does not start"
		: "absent | a call fails with the name and exit code 127";
}


// Markdown takes * and _ for emphasis, but not between backquotes.
static std::string
row_of(const r5_export& entry, const provision& by)
{
	return "| `" + entry.name + "` | "
		+ (entry.kind == export_kind::data ? "data" : "function") + " | "
		+ (entry.is_imported ? "yes" : "") + " | " + status_of(entry, by) + " |";
}


std::string
exports_table(const std::string& libroot)
{
	providers all(libroot, find_host_folder());
	int provided = 0, passed_through = 0, differing = 0, absent = 0;
	int absent_imported = 0;
	std::ostringstream rows;
	std::string group;
	for (const r5_export& entry : read_r5_exports()) {
		if (entry.group != group) {
			group = entry.group;
			rows << "\n## " << group << "\n\n"
				"| name | kind | used | here | by, or what a program sees |\n"
				"|---|---|---|---|---|\n";
		}
		provision by = all.of(entry.name);
		if (by.source == provision::libroot)
			provided++;
		else if (by.source == provision::host && entry.differs_from_host)
			differing++;
		else if (by.source == provision::host)
			passed_through++;
		else {
			absent++;
			absent_imported += entry.is_imported;
		}
		rows << row_of(entry, by) << '\n';
	}

	std::ostringstream text;
	text << "# What BeOS R5's libroot.so exported, and what is here\n\n"
		"Made by `jam update-exports` from `build/beos/r5_libroot.exports`, the\n"
		"built i386 `libroot.so` and the host's C library; `tests/explain` compares.\n"
		"The names are those that are known: the first lines of that file say from\n"
		"where.\n\n"
		"| here | names | meaning |\n"
		"|---|---:|---|\n"
		"| provided | " << provided << " | libroot has its own, for BeOS programs"
		" (`LIBROOT_BASE`) or for all |\n"
		"| passed through | " << passed_through << " | the ABI is the host's, and"
		" its C library answers |\n"
		"| differs | " << differing << " | the host's C library answers, and should"
		" not: its ABI is another |\n"
		"| absent | " << absent << " | " << absent_imported << " of them are known"
		" to be used |\n\n"
		"\"used\": imported by one of the real BeOS-era files that were looked at.\n"
		<< rows.str();
	return text.str();
}
