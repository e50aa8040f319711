# What the demonstration lets each dash do. Prints "TOPIC <tab> VALUE"; the
# values must be those of trap_kill_wait.expected.

row()
{
	printf '%s\t%s\n' "$1" "$2"
}

# Sets number to that of a signal: kill -l lists all names, from 0 on.
look_up_number()
{
	number=0
	for name in $(kill -l); do
		[ "$name" = "$1" ] && return
		number=$((number + 1))
	done
}

ulimit -c 0

for name in USR1 BUS CHLD; do
	look_up_number $name
	row "number of $name in kill -l" $number
done

# The children are a program of the host, killed through this shell.
for name in USR1 BUS SEGV ALRM; do
	sleep 60 &
	kill -s $name $!
	wait $!
	row "\$? of a child killed by $name" $?
done

look_up_number USR1
row "kill -l of such a \$?" $(kill -l $((128 + number)))

trap 'caught=yes' USR1
caught=no
kill -$number $$
row "trap by name, kill by number" $caught
trap - USR1

trap 'caught=yes' $number
caught=no
sh -c 'kill -USR1 $PPID'
row "trap by number, kill by host's sh" $caught
trap - USR1

trap '' USR2
sh -c 'kill -USR2 $$; exit 3'
row "\$? of host's sh, USR2 ignored" $?

trap 'caught=yes' USR2
while kill -s USR2 $$; do sleep 0.1; done &
wait $!
row "wait interrupted by a trapped USR2" $?
trap '' USR2
kill -s KILL $!
wait $!
row "\$? of its child, killed by KILL" $?

sleep 60 &
kill -s STOP $!
kill -s CONT $!
kill -s TERM $!
wait $!
row "stopped, continued, ended by TERM" $?

( trap 'exit 5' EXIT; exit 4 )
row "\$? changed by a trap on EXIT" $?
