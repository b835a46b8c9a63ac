"""A scan on a drive that keeps it waiting finds out how many readers it needs. Threads are counted, nothing is timed."""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import unittest

import readers

CATALOG = readers.CATALOG


def can_mount():
    return (sys.platform == "linux" and os.geteuid() == 0 and os.path.exists("/dev/fuse") and shutil.which("cc") is not None
            and subprocess.run(["pkg-config", "--exists", "fuse3"]).returncode == 0)


def watch_threads(process, count):
    """What a count of its threads gave every two milliseconds, once it has ended."""
    counts = []
    while process.poll() is None:
        try:
            counts.append(count(f"/proc/{process.pid}/task"))
        except OSError:
            pass
        time.sleep(0.002)
    return counts


def most_threads(process):
    """How many threads there were at most, once it has ended."""
    return max(watch_threads(process, lambda tasks: len(os.listdir(tasks))))


def usual_readers(process):
    """How many threads did not wait for each other, in the middle of all counts, once it has ended."""
    def count(tasks):
        readers = 0
        for task in os.listdir(tasks):
            with open(f"{tasks}/{task}/wchan") as place:
                readers += not place.read().startswith("futex")
        return readers
    return statistics.median(watch_threads(process, count))


@unittest.skipUnless(can_mount() or os.environ.get("CATALOG_REQUIRE_PEERS"), "only root on Linux, with libfuse3-dev, mounts a slow drive")
class SlowDriveTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = os.path.realpath(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.source, cls.place = os.path.join(cls.folder, "source"), os.path.join(cls.folder, "drive")
        readers.fill(cls.source, 1200, in_each=150)
        cls.program = readers.build(cls.folder)

    def scan(self, latency, *arguments, files=4096, spindle=False, again=False, count=most_threads):
        """Scans, and gives the lines of the index, and how many threads there were at most, or what else counts them."""
        index = os.path.join(self.folder, "catalog.json")
        if os.path.exists(index) and not again:
            os.remove(index)
        with readers.Drive(self.program, self.source, self.place, latency, spindle) as drive:
            process = subprocess.Popen([CATALOG, "scan", drive, "--index", index, "--quiet", *arguments],
                                       preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files)))
            threads = count(process)
            self.assertEqual(process.returncode, 0)
        with open(index, "rb") as file:
            return [line.rstrip(b",") for line in file.read().split(b"\n") if line.startswith(b'{"geohash"')], threads

    def test_a_slow_drive_gets_many_readers_and_the_index_is_the_same(self):
        alone, threads = self.scan(0, "--jobs", "1")
        self.assertEqual(threads, 2)
        many, threads = self.scan(20_000)
        self.assertEqual(many, alone)
        self.assertEqual(len(many), 1200)
        self.assertGreater(threads, 32)
        again, _ = self.scan(20_000, again=True)
        self.assertEqual(again, alone)

    def extract(self, latency, *arguments):
        """The lines of a part, and how many threads there were at most."""
        with readers.Drive(self.program, self.source, self.place, latency, False) as drive:
            names = sorted(os.path.join(folder, name) for folder, _, names in os.walk(self.source) for name in names)
            with open(os.path.join(self.folder, "names"), "w") as file:
                file.writelines(os.path.relpath(name, self.source) + "\n" for name in names)
            with open(os.path.join(self.folder, "names")) as source, open(os.path.join(self.folder, "part"), "wb") as part:
                process = subprocess.Popen([CATALOG, "extract", "--base", drive, *arguments], stdin=source, stdout=part)
                threads = most_threads(process)
        self.assertEqual(process.returncode, 0)
        with open(os.path.join(self.folder, "part"), "rb") as file:
            return file.read().splitlines(), threads

    def test_extract_gets_as_many_readers_and_writes_the_same_lines_in_the_same_order(self):
        alone, threads = self.extract(0, "--jobs", "1")
        self.assertEqual(threads, 1)
        many, threads = self.extract(10_000)
        self.assertEqual(many, alone)
        self.assertEqual(many[-1], b'{"lines":1200}')
        self.assertGreater(threads, 16)
        _, threads = self.extract(2000, "--jobs", "3")
        self.assertEqual(threads, 4)

    def test_a_number_that_is_named_is_kept(self):
        _, threads = self.scan(2000, "--jobs", "3")
        self.assertEqual(threads, 4)

    def test_there_are_no_more_readers_than_open_files_allow(self):
        lines, threads = self.scan(5000, files=60)
        self.assertEqual(len(lines), 1200)
        self.assertFalse([line for line in lines if b'"problem"' in line])
        # Each may hold three files and the walk one for it: 49 are left beside the scan's own.
        self.assertLessEqual(threads, 1 + 12)

    def test_one_arm_gets_few_readers(self):
        # More are tried for some photos, while the walk is in the way.
        _, readers = self.scan(1000, spindle=True, count=usual_readers)
        self.assertLessEqual(readers, 1 + 2 * (os.cpu_count() or 1))


if __name__ == "__main__":
    unittest.main()
