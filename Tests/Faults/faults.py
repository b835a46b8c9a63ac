"""What the tests of faults have in common: a folder in memory, the program as it is installed, strace around it, and an
index that is looked at from outside."""

import json
import os
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import unittest
import zlib

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CATALOG = os.path.abspath(os.environ.get("CATALOG", os.path.join(ROOT, ".build/release/catalog")))
MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
NOBODY = 65534
LOCK = ".catalog.json.lock"


# A process counts the memory of the one that it was forked from as its own, so a small one stands between.
MEASURE = """
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
"""


def can_trace():
    try:
        return subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def needs(condition, why):
    """Skips a test where something is missing; where nothing may be missing, the test fails instead."""
    if condition:
        return lambda test: test
    if os.environ.get("CATALOG_REQUIRE_PEERS") and sys.platform == "linux" and IS_ROOT:
        def fails(self, *_):
            self.fail(f"{why}, and CATALOG_REQUIRE_PEERS is set")
        return lambda test: fails if callable(test) and not isinstance(test, type) else type(
            test.__name__, (unittest.TestCase,), {"test_what_it_needs_is_there": fails})
    return unittest.skip(why)


needs_strace = needs(sys.platform == "linux" and can_trace(), "this machine has no strace, or does not let it trace")
def can_mount():
    """Root in a container may not."""
    with tempfile.TemporaryDirectory() as place:
        if subprocess.run(["mount", "-t", "tmpfs", "none", place], capture_output=True).returncode != 0:
            return False
        return subprocess.run(["umount", place]).returncode == 0


needs_root = unittest.skip("root may not mount here") if sys.platform == "linux" and IS_ROOT and not can_mount() else needs(sys.platform == "linux" and IS_ROOT, "only root on Linux may mount, change owners and make devices")


class Result:
    """How a process ended, and what it said."""

    def __init__(self, done, trace=None):
        self.status = done.returncode
        self.output = done.stdout
        self.errors = done.stderr.decode(errors="replace") if done.stderr is not None else ""
        self.trace = trace

    @property
    def calls(self):
        """The system calls that strace saw, each in one line, without the number of the thread."""
        with open(self.trace, errors="surrogateescape") as file:
            return [line.split(None, 1)[1].rstrip("\n") for line in file]


class Index:
    """A whole index. Making one checks everything that can be told from outside, so half an index is an error."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.bytes = file.read()
            self.status = os.fstat(file.fileno())
        document = json.loads(self.bytes)
        lines = self.bytes.split(b"\n")
        # A line for the catalogue, one for each member that says what is scanned, and the opening of the photos.
        first = lines.index(b'"photos":[') + 1
        photos = [line.rstrip(b",") for line in lines[first:-3]]
        summary = document["summary"]
        there = [photo for photo in document["photos"] if "missing" not in photo]
        wrong = [name for name, is_right in {
            "photos": [json.loads(line) for line in photos] == document["photos"] and summary["photos"] == len(there),
            "order": photos == sorted(photos),
            "located": summary["located"] == sum(photo["geohash"] is not None for photo in there),
            "bytes": summary["bytes"] == len(self.bytes),
            "checksum": summary["checksum"] == f"{zlib.crc32(self.bytes[:-13]):08x}",
            "written": document["catalog"]["written"] == time_text(self.status.st_mtime_ns),
        }.items() if not is_right]
        if wrong:
            raise AssertionError(f"{path} contradicts itself: {', '.join(wrong)}")
        self.photos = {photo["path"]: photo for photo in document["photos"]}
        # All but the time of writing, which is in the checksum too, and in the marks of missing photos.
        photos = [re.sub(rb'"missing":"[^"]*"', b'"missing":""', line) for line in photos]
        self.state = document["catalog"]["reader"], document["scanned"], photos


def user_arguments(user):
    """For subprocess: run as another user, and as no member of any group that root is in."""
    return {} if user is None else {"user": user, "group": user, "extra_groups": []}


def time_text(nanoseconds):
    """A moment as an index writes it."""
    import datetime
    seconds, rest = divmod(nanoseconds, 10**9)
    moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{rest:09}Z"


class FaultTest(unittest.TestCase):
    """A folder of its own, in memory where there is such a place, and the program in it."""

    def setUp(self):
        self.folder = os.path.realpath(tempfile.mkdtemp(prefix="catalog-faults-", dir=MEMORY))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    # --- Files

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, data, time=None):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)
        if time is not None:
            os.utime(path, ns=(time, time))
        return path

    def mount(self, name, *options, kind="tmpfs", source="none"):
        """Mounts a file system for the length of the test."""
        path = self.path(name)
        os.makedirs(path, exist_ok=True)
        subprocess.run(["mount", "-t", kind, *options, source, path], check=True)
        self.addCleanup(subprocess.run, ["umount", "--lazy", path], check=True)
        return path

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def names(self, folder="."):
        return sorted(os.listdir(self.path(folder)))

    def give(self, user):
        """Makes the folder, and all that is in it, a user's own."""
        for parent, folders, files in os.walk(self.folder):
            for name in [".", *folders, *files]:
                os.chown(os.path.join(parent, name), user, user, follow_symlinks=False)

    def measured(self, *arguments):
        """Runs the program and tells what it used: seconds of processor time, and megabytes of memory at most."""
        result = self.run_program([sys.executable, "-I", "-S", "-c", MEASURE, CATALOG, *arguments])
        seconds, kilobytes, result.status = map(float, result.output.splitlines()[-1].split())
        return result, seconds, kilobytes / 1024

    # --- Running

    def run_program(self, command, trace=None, user=None, **how):
        how = {"cwd": self.folder, "capture_output": True, "timeout": 300, **user_arguments(user), **how}
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", **how.pop("environment", {})}
        return Result(subprocess.run(command, env=environment, **how), trace)

    def catalog(self, *arguments, **how):
        return self.run_program([CATALOG, *arguments], **how)

    def traced(self, *arguments, options=(), **how):
        """Runs the program under strace; the options come from its manual."""
        trace = self.path("..", os.path.basename(self.folder) + ".trace")
        self.addCleanup(lambda: os.path.exists(trace) and os.remove(trace))
        return self.run_program(["strace", "-f", "-o", trace, *options, CATALOG, *arguments], trace, **how)

    def faulty(self, call, fault, when, *arguments, **how):
        """Runs the program with something happening to one of its system calls: the first, second, … of a thread."""
        options = ["-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={when}"]
        return self.traced(*arguments, options=options, **how)

    def held(self, call, number, *arguments, path=None, user=None):
        """Starts the program and stops it right after one of its system calls: the first, second, … of a thread, of those that
        have to do with a file where one is named."""
        trace = self.path("..", os.path.basename(self.folder) + ".held")
        self.addCleanup(lambda: os.path.exists(trace) and os.remove(trace))
        open(trace, "w").close()
        options = ["-e", f"trace={call}", "-e", f"inject={call}:signal=STOP:when={number}"]
        if path:
            options += ["-P", path]
        command = ["strace", "-f", "-o", trace, *options, CATALOG, *arguments]
        held = HeldProgram(command, trace, cwd=self.folder, **user_arguments(user))
        self.addCleanup(held.end)
        return held

    def call_names(self, *arguments, **how):
        """The names of the system calls that a run makes."""
        calls = self.traced(*arguments, **how).calls
        return sorted({match[1] for call in calls if (match := re.match(r"(\w+)\(", call))} - {"execve"})

    # --- Facts

    def index(self, name="catalog.json"):
        """The index, checked; `None` where there is none."""
        path = self.path(name)
        return Index(path) if os.path.lexists(path) else None

    def scan(self, *arguments, status=0, **how):
        """A scan that ends so. Photos that cannot be read are 1 where that is new, and 0 where the index says so already."""
        result = self.catalog("scan", *arguments, **how)
        self.assertEqual(result.status, status, result.errors)
        return result

    def scan_again(self, *arguments, **how):
        """A scan of photos of which some cannot be read, whether that is new or not."""
        result = self.catalog("scan", *arguments, **how)
        self.assertIn(result.status, [0, 1], result.errors)
        return result

    def assertSentence(self, result, statuses):
        """It ended with one of these codes and said why in one sentence that names the program."""
        self.assertIn(result.status, statuses, result.errors)
        lines = result.errors.splitlines()
        self.assertEqual(len(lines), 1, result.errors)
        self.assertRegex(lines[0], r"^catalog: \S+ .{10,}$")

    def assertTidy(self, allowed=("catalog.json", LOCK, "photos"), folder="."):
        """Nothing lies there that should not."""
        self.assertEqual(sorted(set(self.names(folder)) - set(allowed)), [])


class HeldProgram:
    """A program that stands still until it is let go."""

    def __init__(self, command, trace, **how):
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
        if "user" in how:
            os.chown(trace, how["user"], how["group"])
        self.tracer = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how)
        for _ in range(30_000):
            with open(trace, errors="surrogateescape") as file:
                stopped = file.read().count("--- stopped by SIGSTOP")
            if stopped:
                with open(f"/proc/{self.tracer.pid}/task/{self.tracer.pid}/children") as file:
                    self.process = int(file.read().split()[0])
                # Each of its threads says so.
                if stopped == len(os.listdir(f"/proc/{self.process}/task")):
                    return
            if self.tracer.poll() is not None:
                break
            time.sleep(0.001)
        self.tracer.kill()
        raise AssertionError(f"it was not held: {self.tracer.communicate()}")

    def go(self):
        """Lets it go on to its end. Other threads are stopped at their call of that number too, so it is told again and again."""
        for _ in range(6000):
            try:
                os.kill(self.process, signal.SIGCONT)
            except ProcessLookupError:
                pass
            try:
                output, errors = self.tracer.communicate(timeout=0.02)
                return Result(subprocess.CompletedProcess([], self.tracer.returncode, output, errors))
            except subprocess.TimeoutExpired:
                pass
        raise AssertionError("it does not end")

    def end(self):
        if self.tracer.poll() is None:
            os.kill(self.process, signal.SIGKILL)
            self.tracer.communicate()
        self.tracer.stdout.close()
        self.tracer.stderr.close()


class Snapshot:
    """A file as it is now, to be put back before each of many runs; `None` where there is none."""

    def __init__(self, path):
        self.path = path
        self.bytes = None
        if os.path.exists(path):
            with open(path, "rb") as file:
                self.bytes = file.read()
            self.status = os.stat(path)

    def restore(self):
        if self.bytes is None:
            if os.path.exists(self.path):
                os.remove(self.path)
            return
        with open(self.path, "wb") as file:
            file.write(self.bytes)
        os.chmod(self.path, stat.S_IMODE(self.status.st_mode))
        os.utime(self.path, ns=(self.status.st_atime_ns, self.status.st_mtime_ns))

    def is_untouched(self):
        if self.bytes is None:
            return not os.path.lexists(self.path)
        with open(self.path, "rb") as file:
            return file.read() == self.bytes and os.stat(self.path).st_mtime_ns == self.status.st_mtime_ns


def limit(**limits):
    """For `preexec_fn`: limits of the process, by their names in setrlimit(2)."""
    def apply():
        for name, value in limits.items():
            resource.setrlimit(getattr(resource, "RLIMIT_" + name), (value, value))
    return apply
