# Sets side by side what each dash did and checks it. Files:
# *.expected, the rows as they must be, and of each dash DASH.numbers, the signals
# that it was compiled with, DASH.names, its kill -l, and DASH.rows.

BEGIN {
	FS = "\t"
	columns = split("host x86_64 x86", name_of_column, " ")
	title[1] = "host's dash"
	title[2] = "libroot x86-64"
	title[3] = "libroot i386"
}

FNR == 1 {
	parts = split(FILENAME, part, /[.\/]/)
	kind = part[parts]
	for (column = columns; column > 0; column--) {
		if (name_of_column[column] == part[parts - 1])
			break
	}
}

kind == "expected" {
	topic[++topics] = $1
	expected[$1] = $2
}

kind == "numbers" {
	split($0, word, " ")
	number[column, word[1]] = word[2]
}

# kill -l: the names in order, from 0. Without a name a number stands for itself.
kind == "names" {
	position = count[column]++
	if ($1 == position)
		next
	name_count[column]++
	if (!($1 ~ /^RTM..[+-]/))
		list[column] = list[column] " " position "=" $1
	if (number_of(column, $1) != position)
		wrong(title[column] ": kill -l has " $1 " at " position ", <signal.h> has " \
			number_of(column, $1))
}

kind == "rows" {
	value[$1, column] = $2
}

# Of RTMIN+n too.
function number_of(column, name,    base)
{
	base = substr(name, 1, 5)
	if ((column, name) in number)
		return number[column, name]
	if (name ~ /^RTM(IN|AX)[+-][0-9]+$/ && (column, base) in number)
		return number[column, base] + substr(name, 6)
	return "none"
}

# An expected value: text, {NAME} or {SUMMAND+NAME}.
function evaluate(text, column,    summand)
{
	if (!(text ~ /^\{.*\}$/))
		return text
	text = substr(text, 2, length(text) - 2)
	summand = 0
	if (text ~ /\+/) {
		summand = text + 0
		sub(/^.*\+/, "", text)
	}
	return summand + number_of(column, text)
}

function wrong(text)
{
	problem[++problems] = text
}

END {
	printf "%-36s%-16s%-16s%s\n", "Debian's dash, unmodified:", title[1], title[2],
		title[3]
	for (i = 1; i <= topics; i++) {
		printf "%-36s", topic[i]
		for (column = 1; column <= columns; column++) {
			is = (topic[i], column) in value ? value[topic[i], column] : "-"
			printf column == columns ? "%s\n" : "%-16s", is
			must_be = evaluate(expected[topic[i]], column)
			if (is != must_be)
				wrong(title[column] ", " topic[i] ": " is ", not " must_be)
		}
	}

	print ""
	for (column = 1; column <= columns; column++) {
		if (name_count[column] == 0)
			wrong(title[column] ": kill -l lists nothing")
		if (list[column] != list[column - 1])
			print_wrapped("kill -l, " title[column] ":", list[column], 100)
		else
			print "kill -l, " title[column] ": the same"
	}

	for (i = 1; i <= problems; i++)
		print "WRONG: " problem[i]
	exit problems > 0
}
