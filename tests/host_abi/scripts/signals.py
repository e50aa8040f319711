"""What Python does with signals, told on standard output."""

import asyncio
import faulthandler
import multiprocessing
import os
import select
import signal
import subprocess
import sys
import threading
import time


def say(*words):
    print(*words, flush=True)


def handler(number, frame):
    say("handler", signal.Signals(number).name, frame is not None)


def dispositions():
    for number in sorted(signal.valid_signals()):
        say(int(number), signal.getsignal(number), signal.strsignal(number))
    for number in (0, -1, 32, 33, 65, signal.SIGKILL):
        try:
            signal.signal(number, handler)
            say(number, "set")
        except (ValueError, OSError) as error:
            say(number, error)


def every_signal():
    for number in sorted(signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}):
        old = signal.signal(number, lambda got, frame: say("got", got))
        signal.raise_signal(number)
        os.kill(os.getpid(), number)
        say(signal.signal(number, old) is not None)


def masks():
    say(sorted(signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1, 40})))
    say(sorted(signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())))
    os.kill(os.getpid(), signal.SIGUSR1)
    os.kill(os.getpid(), 40)
    say(sorted(signal.sigpending()))
    say(signal.sigwait({signal.SIGUSR1}))
    information = signal.sigwaitinfo({40})
    say(information.si_signo, information.si_code, information.si_pid == os.getpid())
    say(signal.sigtimedwait({40}, 0))
    say(sorted(signal.pthread_sigmask(signal.SIG_SETMASK, [])))


def timers():
    signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    signal.pause()
    for interrupts in (True, False):
        signal.siginterrupt(signal.SIGALRM, interrupts)
        signal.setitimer(signal.ITIMER_REAL, 0.02)
        start = time.monotonic()
        time.sleep(0.1)
        say(interrupts, time.monotonic() - start >= 0.1)


def wakeups():
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.signal(signal.SIGUSR1, handler)
    old = signal.set_wakeup_fd(writer)
    signal.raise_signal(signal.SIGUSR1)
    say(old, select.select([reader], [], [], 5)[0] == [reader], os.read(reader, 10))
    signal.set_wakeup_fd(-1)


def children():
    show = ["grep", "-E", "Sig(Blk|Ign)", "/proc/self/status"]
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR2})
    for options in ({}, {"restore_signals": False}, {"start_new_session": True},
                    {"close_fds": False}, {"preexec_fn": lambda: signal.signal(
                        signal.SIGTERM, signal.SIG_IGN)}):
        say(sorted(options), subprocess.run(show, stdout=subprocess.PIPE, check=False,
                                            **options))
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    for command in ("exit 3", "kill -KILL $$", "kill -34 $$"):
        say(command, subprocess.call(["sh", "-c", command]))
    child = subprocess.Popen(["sleep", "100"])
    try:
        child.wait(0.02)
    except subprocess.TimeoutExpired as error:
        say(error)
    child.terminate()
    say(child.wait())
    child = os.posix_spawn("/bin/grep", show, os.environ, setsigmask={signal.SIGHUP},
                           setsigdef={signal.SIGPIPE})
    say(os.waitpid(child, 0)[1])
    say(os.system("kill -TERM $$"), os.popen("echo popen; exit 5").read())
    child = os.fork()
    if child == 0:
        say("child", sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])))
        os._exit(6)
    say(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def work(number):
    return number * number, signal.getsignal(signal.SIGUSR1) == handler


def processes():
    for method in ("fork", "spawn", "forkserver"):
        with multiprocessing.get_context(method).Pool(2) as pool:
            say(method, sorted(pool.map(work, range(10))))


def threads():
    signal.signal(signal.SIGUSR1, handler)
    ready, done = threading.Event(), threading.Event()

    def wait_for_signal():
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR2})
        ready.set()
        say("thread", signal.sigwait({signal.SIGUSR2}))
        done.set()

    thread = threading.Thread(target=wait_for_signal)
    thread.start()
    ready.wait()
    signal.pthread_kill(thread.ident, signal.SIGUSR2)
    done.wait()
    thread.join()
    signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)


async def loop():
    got = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, got.set)
    os.kill(os.getpid(), signal.SIGUSR1)
    await got.wait()
    process = await asyncio.create_subprocess_exec("sh", "-c", "exit 8")
    say("asyncio", await process.wait())


def interrupted():
    try:
        signal.raise_signal(signal.SIGINT)
        time.sleep(1)
    except KeyboardInterrupt:
        say("KeyboardInterrupt")


def faults():
    for number in (signal.SIGSEGV, signal.SIGFPE, signal.SIGABRT, signal.SIGBUS,
                   signal.SIGILL):
        code = ("import faulthandler, resource, signal; faulthandler.enable();"
                "resource.setrlimit(resource.RLIMIT_CORE, (0, 0));"
                f"signal.raise_signal({int(number)})")
        result = subprocess.run([sys.executable, "-c", code], stderr=subprocess.PIPE,
                                check=False)
        say(result.returncode, result.stderr.decode())
    faulthandler.register(signal.SIGUSR2, chain=False)
    signal.raise_signal(signal.SIGUSR2)
    faulthandler.dump_traceback_later(0.05, exit=True)
    time.sleep(10)


if __name__ == "__main__":
    dispositions()
    every_signal()
    masks()
    timers()
    wakeups()
    children()
    processes()
    threads()
    asyncio.run(loop())
    interrupted()
    faults()
