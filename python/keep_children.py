"""Runs a program, and ends whatever it leaves running: daemons in sessions of their own, too.

    python -I -S keep_children.py PROGRAM ARGUMENT...

Linux only: there orphans can be made the children of a process that asks for them (prctl(2)). Ends with the
program's exit code, or with 128 and the number of the signal that ended it. SIGTERM ends all of it at once, and so
does the end of the process that started this one.

Two processes stand above the program: one that kills its parent is still a child of the other. The program has a
session of its own, so that what it sends to its process group does not reach them.
"""

import os
import signal
import sys


def libc():
    """The C library, to be loaded before the first fork."""
    import ctypes

    return ctypes.CDLL(None)


def tie_together(library, with_parent=signal.SIGKILL):
    """Orphans of this process become its children, and it gets `with_parent` when its parent ends (prctl(2))."""
    set_pdeathsig, set_child_subreaper = 1, 36
    library.prctl(set_pdeathsig, with_parent, 0, 0, 0)
    library.prctl(set_child_subreaper, 1, 0, 0, 0)


def children():
    """Process ids of this process's children."""
    own = str(os.getpid())
    found = []
    for name in os.listdir("/proc") if os.path.isdir("/proc/self") else []:
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                parent = file.read().rpartition(")")[2].split()[1]
        except (OSError, IndexError):
            continue
        if parent == own and name.isdigit():
            found.append(int(name))
    return found


def end_children(group=None):
    """Ends what is left running: a process group and, where orphans become ours, those too."""
    if group is not None:
        try:
            os.killpg(group, signal.SIGKILL)
        except OSError:
            pass
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid != 0:
            continue
        left = children()
        if not left:
            return
        for child in left:
            try:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
            except OSError:
                pass


def exit_code(status):
    """Of a status of waitpid, as a shell has it."""
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def run(library, command):
    """Forks the program and waits for it; its exit code."""
    pid = os.fork()
    if pid == 0:
        os.setsid()
        # This much outlives the exec; it is killed when what waits for it is.
        tie_together(library)
        try:
            os.execvp(command[0], command)
        except OSError as error:
            print(f"{command[0]} can't be started: {error.strerror}", file=sys.stderr, flush=True)
            os._exit(127)
    return exit_code(os.waitpid(pid, 0)[1])


def main(command):
    library = libc()

    def stop(*_):
        end_children()
        os._exit(128 + signal.SIGTERM)

    parent = os.getppid()
    signal.signal(signal.SIGTERM, stop)
    tie_together(library, signal.SIGTERM)
    if os.getppid() != parent:
        return
    inner = os.fork()
    if inner == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        tie_together(library)
        os._exit(run(library, command))
    code = exit_code(os.waitpid(inner, 0)[1])
    end_children()
    os._exit(code)


if __name__ == "__main__":
    main(sys.argv[1:])
