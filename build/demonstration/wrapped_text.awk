# Prints words after a prefix, wrapped; further lines are indented alike.
function print_wrapped(prefix, words, width,    count, list, i, line)
{
	count = split(words, list, " ")
	line = prefix
	for (i = 1; i <= count; i++) {
		if (length(line) + 1 + length(list[i]) > width) {
			print line
			line = sprintf("%" length(prefix) "s", "")
		}
		line = line " " list[i]
	}
	print line
}
