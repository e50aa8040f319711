# For the tests that run Debian's own programs with libroot preloaded and without.
# They exist for x86-64 only.
[ "$ARCH" = x86_64 ] || { echo "Debian's programs here are for x86-64"; exit 77; }

library=$OUT/lib/libroot.so
scripts=$(dirname "$0")/scripts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# compare NAME COMMAND...: both runs print the same and end alike. What differs
# from run to run is made equal: ids, with the spaces that pad them, addresses.
compare()
{
	name=$1
	shift
	run_plain "$@"
	run_preloaded "$@"
	if ! diff -u "$work/plain" "$work/preloaded"; then
		echo "$name differs with libroot"
		exit 1
	fi
	lines=$(wc -l < "$work/plain")
	[ "$lines" -gt 5 ] || { echo "$name says too little:"; cat "$work/plain"; exit 1; }
	echo "$name: $lines equal lines"
}

run_plain()
{
	timeout -s KILL 60 "$@" > "$work/output" 2>&1 < /dev/null
	echo "exit code $?" >> "$work/output"
	made_equal > "$work/plain"
}

run_preloaded()
{
	timeout -s KILL 60 env LD_PRELOAD="$library" "$@" > "$work/output" 2>&1 < /dev/null
	echo "exit code $?" >> "$work/output"
	made_equal > "$work/preloaded"
}

made_equal()
{
	sed -e 's/0x[0-9a-f]*/ADDRESS/g' -e 's/ *[0-9]\{4,\}/ NUMBER/g' "$work/output"
}
