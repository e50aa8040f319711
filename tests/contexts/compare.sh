# Sourced by the scripts: runs a host program on the host's library alone and
# with libroot before it. Both must end with 0 and print the same, what goes to
# the standard error output included.

case $ARCH in
	x86) library=$OUT/lib32/libroot.so ;;
	*) library=$OUT/lib/libroot.so ;;
esac
programs=$OUT/tests/$ARCH/contexts

# libc's last words go to the terminal otherwise.
export LIBC_FATAL_STDERR_=1

compare() {
	program=$programs/$1.host
	plain=$("$program" 2>&1) || {
		printf '%s on the host alone:\n%s\n' "$1" "$plain"
		exit 1
	}
	ours=$(LD_PRELOAD=$library "$program" 2>&1) || {
		printf '%s on libroot:\n%s\n' "$1" "$ours"
		exit 1
	}
	# The program was really on libroot.
	bound=$(LD_DEBUG=bindings LD_BIND_NOW=1 LD_PRELOAD=$library "$program" 2>&1 \
		| grep -c "binding file .*$1.host.* to .*libroot.so.*\`$2'")
	[ "$bound" -gt 0 ] || { echo "$1 does not call libroot's $2()"; exit 1; }
	[ -n "$plain" ] || { echo "$1 says nothing"; exit 1; }
	[ "$plain" = "$ours" ] && return
	printf '%s\n' "$plain" > "$programs/$1.plain"
	printf '%s\n' "$ours" > "$programs/$1.ours"
	diff "$programs/$1.plain" "$programs/$1.ours"
	exit 1
}
