"""Calls build back ends (PEP 517) for packages whose build requirements are the same.

    python build_worker.py

Runs in an environment that has those requirements. Standard input gets one JSON object a line:

    {"id", "source", "backend", "backendPath", "has", "work", "out", "epoch", "seconds", "sdist", "wheel"}

`source` is a copy: back ends write into it. The sdist, and the wheel made from that sdist, appear in `out`;
no wheel when `wheel` is false. When `sdist` is false it lies in `out` already. Standard output gets one line when a package has ended:
{"id", "output"} with, beside them, nothing when it went well, {"needs": [...]} for requirements that the
hooks ask for and `has` lacks, {"problem": "..."}, or {"timeout": true}. `output` is the end of what was said.

The back end is imported once, and each hook runs in a process forked from there: importing it takes longer
than building a small package. Where there is no fork each hook is a process of its own. What a hook leaves
running is ended with it. Closing standard input, or SIGTERM, ends everything.
"""

import gc
import importlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import traceback

# Beside our programs nothing is written: their folder is the extension's, on an agent and when it is packed.
without_bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
from keep_children import children, end_children, libc, tie_together

sys.dont_write_bytecode = without_bytecode

KEPT = 64 * 1024
CAN_FORK = hasattr(os, "fork")
# What the hooks of setuptools import when they are called; every build would do so again.
MORE = {
    "setuptools": """setuptools.command.bdist_wheel setuptools.command.build setuptools.command.build_ext
    setuptools.command.build_py setuptools.command.dist_info setuptools.command.egg_info setuptools.command.install
    setuptools.command.install_egg_info setuptools.command.install_lib setuptools.command.install_scripts
    setuptools.command.sdist setuptools.compat.py310 setuptools.config.pyprojecttoml setuptools.config.setupcfg
    distutils.command.build_scripts distutils.command.check distutils.command.install distutils.sysconfig
    setuptools._vendor.packaging.metadata email.generator email.mime.text tarfile zipfile csv""".split(),
}


class Refused(Exception):
    """What ends the build of a package, as fields of its answer."""


def load(backend, source=None, path=()):
    """The back end's hooks; with `path` from within the source (PEP 517, `backend-path`)."""
    module, _, attributes = backend.partition(":")
    inside = [os.path.realpath(os.path.join(source, part)) for part in path]
    for folder in inside:
        if os.path.commonpath([folder, os.path.realpath(source)]) != os.path.realpath(source):
            raise ImportError("backend-path leads out of the package's folder")
    sys.path[:0] = inside
    found = importlib.import_module(module)
    for attribute in filter(None, attributes.split(".")):
        found = getattr(found, attribute)
    return found


def preload(backend):
    """Imports a back end before forking. What goes wrong is told by the hook that needs it."""
    for module in [backend.partition(":")[0], *MORE.get(backend.split(".")[0], [])]:
        try:
            importlib.import_module(module)
        except BaseException:  # a back end may even exit; and other versions of it have other modules
            continue
    gc.collect()
    gc.freeze()


def call(spec):
    """Calls one hook, in a process of its own; the list it gives, else an empty one."""
    os.umask(0o022)
    os.chdir(spec["source"])
    programs = os.path.dirname(sys.executable)
    os.environ["PATH"] = programs + os.pathsep + os.environ.get("PATH", os.defpath)
    own = {"HOME": "home", "TMPDIR": "tmp", "TEMP": "tmp", "TMP": "tmp"}
    os.environ.update({name: os.path.join(spec["work"], folder) for name, folder in own.items()})
    os.environ.update(SOURCE_DATE_EPOCH=str(spec["epoch"]), PYTHONDONTWRITEBYTECODE="1")
    sys.dont_write_bytecode = True
    tempfile.tempdir = None
    hook = getattr(load(spec["backend"], spec["source"], spec["backendPath"]), spec["hook"], None)
    if hook is None and spec["hook"].startswith("get_requires"):
        return []
    if hook is None:
        raise AttributeError(f"the build back end {spec['backend']} has no {spec['hook']}")
    given = hook(*spec["arguments"])
    return [str(line) for line in given] if isinstance(given, list) else []


def call_and_end(spec):
    """`call` in a forked child: what it gives goes into a file, what it raises is printed."""
    status = 1
    try:
        given = call(spec)
        with open(spec["result"], "w", encoding="utf-8") as file:
            json.dump(given, file)
        status = 0
    except SystemExit as error:
        status = 0 if error.code is None else 1
        print(error.code or "it ended the process", file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:
                pass
        os._exit(status)


def tie():
    """On Linux: orphans of this process become its children, and it ends with its parent."""
    if LIBC is not None:
        tie_together(LIBC)


def forked_hook(spec):
    pid = os.fork()
    if pid == 0:
        for number in (signal.SIGTERM, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        tie()
        os.setpgid(0, 0)
        call_and_end(spec)
    signal.signal(signal.SIGTERM, lambda *_: (end_children(pid), os._exit(1)))
    try:
        return os.waitpid(pid, 0)[1]
    finally:
        end_children(pid)


def cold_hook(spec):
    command = [sys.executable, os.path.abspath(__file__), "--hook"]
    with open(os.path.join(spec["work"], "said"), "ab") as said:
        try:
            asked = json.dumps(spec).encode()
            return subprocess.run(command, input=asked, stdout=said, stderr=said, timeout=spec["seconds"]).returncode
        except subprocess.TimeoutExpired:
            raise TimeoutError from None


def hook(job, name, source, *arguments):
    result = os.path.join(job["work"], "result.json")
    spec = {**job, "hook": name, "source": source, "arguments": arguments, "result": result}
    if os.path.exists(result):
        os.remove(result)
    if (forked_hook if CAN_FORK else cold_hook)(spec) != 0:
        raise Refused({"problem": name})
    try:
        with open(result, encoding="utf-8") as file:
            return [line for line in json.load(file) if isinstance(line, str)]
    except (OSError, ValueError, TypeError):
        raise Refused({"problem": name}) from None


def requirements(job, kind, source):
    needed = hook(job, f"get_requires_for_build_{kind}", source)
    lacking = [line for line in needed if line not in job["has"]]
    if lacking:
        raise Refused({"needs": lacking[:100]})


def unpack(job):
    """The only folder of the sdist that was just made, on disk."""
    (name,) = [name for name in os.listdir(job["out"]) if name.endswith(".tar.gz")]
    target = os.path.join(job["work"], "sdist")
    with tarfile.open(os.path.join(job["out"], name)) as archive:
        # The first releases of 3.9 to 3.11 know no filter; the code that made the archive runs as we do anyway.
        archive.extractall(target, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    (folder,) = os.listdir(target)
    return os.path.join(target, folder)


def build(job):
    """Builds one package; the fields of its answer."""
    try:
        if job["sdist"]:
            requirements(job, "sdist", job["source"])
            hook(job, "build_sdist", job["source"], job["out"])
        if job["wheel"]:
            unpacked = unpack(job)
            requirements(job, "wheel", unpacked)
            hook(job, "build_wheel", unpacked, job["out"])
    except Refused as refused:
        return refused.args[0]
    except TimeoutError:
        return {"timeout": True}
    except (OSError, ValueError, tarfile.TarError) as error:
        return {"problem": f"the sdist can't be unpacked: {error}"}
    return {}


def time_is_up(*_):
    raise TimeoutError


def forked_build(job):
    """Starts a build; its process, and the ends to read of what it says and of its answer."""
    says, answers = os.pipe(), os.pipe()
    pid = os.fork()
    if pid != 0:
        os.close(says[1])
        os.close(answers[1])
        return pid, says[0], answers[0]
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(says[1], 1)
        os.dup2(says[1], 2)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGALRM, time_is_up)
        tie()
        signal.alarm(job["seconds"])
        answer = build(job)
        signal.alarm(0)
        os.write(answers[1], json.dumps(answer).encode()[:KEPT])
    finally:
        os._exit(0)


class Builds:
    """The builds that run, and what they have said so far."""

    def __init__(self, selector):
        self.selector = selector
        self.running = {}
        self.loaded = set()

    def start(self, job):
        if not job["backendPath"] and job["backend"] not in self.loaded:
            self.loaded.add(job["backend"])
            preload(job["backend"])
        pid, says, answers = forked_build(job)
        self.running[pid] = (job, says, answers, bytearray())
        os.set_blocking(says, False)
        os.set_blocking(answers, False)
        self.selector.register(says, selectors.EVENT_READ, pid)

    def listen(self, pid):
        """Keeps the end of what a build says; false when there is nothing to read."""
        _, says, _, said = self.running[pid]
        try:
            chunk = os.read(says, KEPT)
        except BlockingIOError:
            return False
        except OSError:
            chunk = b""
        if chunk == b"":
            return False
        said += chunk
        del said[:-KEPT]
        return True

    def close(self, pid):
        job, says, answers, said = self.running[pid]
        while self.listen(pid) and len(said) < KEPT:
            pass
        self.selector.unregister(says)
        try:
            answer = json.loads(os.read(answers, KEPT))
        except (OSError, ValueError):
            answer = {"problem": "its build ended the process"}
        for end in (says, answers):
            os.close(end)
        del self.running[pid]
        end_line({"id": job["id"], **answer, "output": said.decode("utf-8", "replace")})

    def reap(self):
        for pid in list(self.running):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended == 0:
                continue
            self.close(pid)
            # A build that was killed leaves its children to us.
            for child in children() if status != 0 else []:
                if child not in self.running:
                    os.kill(child, signal.SIGKILL)

    def end(self, *_):
        for pid in self.running:
            os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + 2
        while self.running and time.monotonic() < deadline:
            self.running = {pid: of for pid, of in self.running.items() if os.waitpid(pid, os.WNOHANG)[0] == 0}
            time.sleep(0.01)
        end_children()
        os._exit(0)


def end_line(answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def serve():
    """Builds what standard input asks for, all at the same time: who asks says how many there are."""
    selector = selectors.DefaultSelector()
    builds = Builds(selector)
    woken, wakes = os.pipe()
    for end in (woken, wakes):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(wakes)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGTERM, builds.end)
    tie()
    selector.register(0, selectors.EVENT_READ, "asked")
    selector.register(woken, selectors.EVENT_READ, "ended")
    asked = b""
    while True:
        for key, _ in selector.select():
            if key.data == "asked":
                chunk = os.read(0, KEPT)
                if chunk == b"":
                    builds.end()
                *lines, asked = (asked + chunk).split(b"\n")
                for line in lines:
                    builds.start(json.loads(line))
            elif key.data == "ended":
                os.read(woken, KEPT)
                builds.reap()
            elif key.data in builds.running:
                builds.listen(key.data)


def serve_cold():
    for line in sys.stdin:
        job = json.loads(line)
        answer = build(job)
        with open(os.path.join(job["work"], "said"), "ab+") as said:
            said.seek(max(0, said.tell() - KEPT))
            end_line({"id": job["id"], **answer, "output": said.read().decode("utf-8", "replace")})


if __name__ == "__main__":
    # Back ends must not find what lies beside this file.
    del sys.path[0]
    if "--hook" in sys.argv:
        call_and_end(json.load(sys.stdin))
    elif CAN_FORK:
        LIBC = libc() if sys.platform == "linux" else None
        serve()
    else:
        serve_cold()
