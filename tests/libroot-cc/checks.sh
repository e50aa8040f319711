# What the tests of the compiler wrappers share. Sourced with OUT and ARCH set;
# leaves the test in a folder of its own, with $cc and $cxx, the wrappers of a
# copy of the staged tree, and $machine.

set -u

case $ARCH in
	x86_64) machine=-m64 library_folder=lib elf_class=ELF64 ;;
	x86) machine=-m32 library_folder=lib32 elf_class=ELF32 ;;
esac
unset CC CXX CFLAGS LDFLAGS CPATH LIBRARY_PATH LD_LIBRARY_PATH
export LC_ALL=C

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

# Moved, and to a place whose name needs care.
tree="$work/a moved tree"
mkdir "$tree"
cp -R "$OUT/bin" "$OUT/include" "$OUT/lib" "$OUT/lib32" "$tree"
cc=$tree/bin/libroot-cc
cxx=$tree/bin/libroot-c++

cat > program.c <<'end'
#include <signal.h>
#include <stddef.h>
#if SIGUSR1 != 18 || defined(HOST)
#error the signal.h of the host
#endif
int main(void) { return sigaction(SIGUSR1, NULL, NULL) != 0; }
end
cp program.c program.cpp

checks=0
failures=0

# check DESCRIPTION COMMAND...: the command succeeds. Its output is in "output".
check()
{
	description=$1
	shift
	checks=$((checks + 1))
	"$@" > output 2>&1 && return
	failures=$((failures + 1))
	printf 'FAILED %s: %s\n' "$description" "$*"
	cat output
}

# check_error DESCRIPTION TEXT COMMAND...: the command fails and says TEXT.
check_error()
{
	description=$1
	text=$2
	shift 2
	check "$description" fails_with "$text" "$@"
}

fails_with()
{
	text=$1
	shift
	if "$@" 2>&1; then
		return 1
	fi > said
	cat said
	grep -qF -e "$text" said
}

# Succeeds and says nothing.
silent()
{
	"$@" > said 2>&1 && [ ! -s said ] && return
	cat said
	return 1
}

# says TEXT COMMAND...: the command succeeds and prints TEXT.
says()
{
	text=$1
	shift
	"$@" > said 2>&1 || { cat said; return 1; }
	cat said
	grep -qF -e "$text" said
}

# The file is of this architecture, and its sigaction is libroot's new one,
# found in the tree.
uses_libroot()
{
	says "$elf_class" readelf -h "$1" \
		&& says 'sigaction@LIBROOT_1_ALPHA4' readelf -W --dyn-syms "$1" \
		&& says "[$tree/$library_folder]" readelf -d "$1"
}

ignores_libroot()
{
	readelf -W -d --dyn-syms "$1" > said || return 1
	cat said
	! grep -q libroot said
}

finish()
{
	echo "$checks checks, $failures failed"
	[ "$checks" -gt 0 ] && [ "$failures" -eq 0 ]
	exit
}
