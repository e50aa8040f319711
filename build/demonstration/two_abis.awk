# Sets the rows of the three programs side by side and checks them.
# Files: *.symbols, the exported symbols, which say what the loader must have
# bound, and PROGRAM.rows of each program.

BEGIN {
	FS = "\t"
	columns = split("legacy_x86 current_x86 current_x86_64", program, " ")
	title[1] = "legacy i386"
	title[2] = "new i386"
	title[3] = "new x86-64"
}

FNR == 1 {
	parts = split(FILENAME, part, "/")
	for (column = columns; column > 0; column--) {
		if (program[column] ".rows" == part[parts])
			break
	}
}

FILENAME ~ /\.symbols$/ {
	split($0, word, " ")
	if (word[1] == "LIBROOT_BASE")
		has_legacy_version[word[2]] = 1
	next
}

$1 ~ /^bound to: / {
	name = substr($1, length("bound to: ") + 1)
	expected = column == 1 && name in has_legacy_version ? "LIBROOT_BASE" \
		: "LIBROOT_1_ALPHA4"
	if ($2 != expected)
		wrong(title[column] " has " name " bound to " $2 ", not " expected)
	if (!(name in seen_name)) {
		seen_name[name] = 1
		function_name[++functions] = name
	}
	version[name, column] = $2
	next
}

{
	if (!($1 in seen_topic)) {
		seen_topic[$1] = 1
		topic[++topics] = $1
	}
	value[$1, column] = $2
	if ($3 != "")
		wrong(title[column] ", " $1 ": " $2 "; " $3)
}

function wrong(text)
{
	problem[++problems] = text
}

function cell(table, row, column)
{
	return (row, column) in table ? table[row, column] : "-"
}

END {
	print "Which version the loader bound:"
	printf "%-18s%-18s%s\n", title[1], title[2], title[3]
	for (i = 1; i <= functions; i++) {
		versions = ""
		for (column = 1; column <= columns; column++)
			versions = versions sprintf("%-18s",
				cell(version, function_name[i], column))
		if (!(versions in names))
			group[++groups] = versions
		names[versions] = names[versions] " " function_name[i]
	}
	for (i = 1; i <= groups; i++)
		print_wrapped(group[i], names[group[i]], 100)

	printf "\n%-32s%-21s%-24s%s\n", "What the programs saw:", title[1], title[2],
		title[3]
	for (i = 1; i <= topics; i++) {
		printf "%-32s", topic[i]
		for (column = 1; column <= columns; column++) {
			printf column == 1 ? "%-21s" : column == 2 ? "%-24s" : "%s\n",
				cell(value, topic[i], column)
		}
	}

	for (i = 1; i <= problems; i++)
		print "WRONG: " problem[i]
	exit problems > 0
}
