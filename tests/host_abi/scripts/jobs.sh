# Job control on a terminal. When bash reports a job's end depends on time.
exec 2> /dev/null
set -m
sleep 100 &
sleeper=$!
jobs
kill -STOP %1
until [[ $(jobs) == *Stopped* ]]; do sleep 0.01; done
jobs
kill -CONT %1
until [[ $(jobs) == *Running* ]]; do sleep 0.01; done
kill %1
wait $sleeper
echo "ended: $?"
bash -c 'kill -TSTP $$; echo continued; exit 4'
echo "stopped: $?"
jobs
fg
echo "foreground: $?"
(trap 'echo interrupted; exit 7' INT; kill -INT $BASHPID; sleep 1)
echo "interrupted: $?"
cat &
reader=$!
until [[ $(jobs) == *Stopped* ]]; do sleep 0.01; done
jobs
kill -KILL %cat
wait $reader
echo "killed: $?"
stty -a | grep -o 'intr = [^;]*'
