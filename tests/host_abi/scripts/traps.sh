# What bash does with signals, told on standard output.
kill -l
for number in 1 9 15 34 64; do kill -l $number; done

# every signal that can be trapped
for name in HUP INT QUIT ILL TRAP ABRT BUS FPE USR1 SEGV USR2 PIPE ALRM TERM \
	STKFLT CHLD CONT TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS \
	RTMIN RTMIN+1 RTMAX; do
	trap "echo trap $name" $name
	kill -$name $$
	trap - $name
done
trap

# a child's end, by each signal that ends
for name in HUP INT QUIT ILL TRAP ABRT BUS FPE USR1 SEGV USR2 PIPE ALRM TERM \
	STKFLT XCPU XFSZ VTALRM PROF IO PWR SYS RTMIN RTMAX KILL; do
	(ulimit -c 0; trap - $name; kill -$name $BASHPID; sleep 5)
	echo "$name: $?"
done 2>&1

# inherited and ignored
trap '' USR1
(kill -USR1 $BASHPID; echo "still there")
bash -c 'trap; kill -USR1 $$; echo "ignored in a new program"'
trap - USR1
trap 'echo parent' USR1
(trap; echo "subshell has none")

# wait ends for a trap, and says so
trap 'echo woken' USR2
(until [ "$(cut -d' ' -f3 /proc/$$/stat)" = S ]; do :; done; kill -USR2 $$; sleep 0.2; exit 3) &
wait $!
echo "wait: $?"
wait $!
echo "wait again: $?"

# a trap within a trap, and at the end
trap 'echo outer; kill -USR2 $$; echo outer ends' USR1
kill -USR1 $$
set -o errtrace
trap 'echo error' ERR
false
trap - ERR
yes | head -n 1
echo "${PIPESTATUS[@]}"
read -t 0.05 line < <(sleep 0.5)
echo "read: $(($? > 128))"
coproc cat
echo hello >&"${COPROC[1]}"
read -u "${COPROC[0]}" line
echo "coproc: $line"
# bash forgets the variable once the coprocess has ended.
coprocess=$COPROC_PID
kill $coprocess
wait $coprocess
echo "coproc: $?"
timeout 0.1 sleep 5
echo "timeout: $?"
grep -E 'Sig(Blk|Ign)' /proc/self/status
trap 'echo bye; exit 9' EXIT
kill -TERM $$
echo "not reached"
