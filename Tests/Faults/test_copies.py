"""Photos that are copied: onto a full file system, by two at once, and by one that is killed."""

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import unittest

from faults import CATALOG, FaultTest, needs_root, needs_strace
from photos import jpeg


@contextlib.contextmanager
def open_folder(path):
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


class CopyTests(FaultTest):
    def setUp(self):
        super().setUp()
        for number in range(8):
            for folder in "a", "b":
                self.write(f"photos/{folder}/IMG_{number}.jpg", jpeg(37.5, 127) + os.urandom(16 << 10))
        self.scan("photos")

    def contents(self, folder):
        return sorted(self.read(f"{folder}/{name}") for name in self.names(folder))

    def originals(self):
        return sorted(self.contents("photos/a") + self.contents("photos/b"))

    @needs_root
    def test_a_full_file_system_holds_whole_copies_only_and_the_error_says_how_many(self):
        self.mount("small", "-o", "size=128k")
        result = self.catalog("list", "--copy-to", "small")
        self.assertEqual(result.status, 74)
        copies = self.contents("small")
        self.assertIn("No space left on device. Make room there, then try again", result.errors)
        self.assertIn(f"{len(copies)} photos were copied before that", result.errors)
        self.assertTrue(0 < len(copies) < 16)
        self.assertTrue(set(copies) < set(self.originals()))
        # What was copied is not copied again where there is more room.
        shutil.copytree(self.path("small"), self.path("large"))
        result = self.catalog("list", "--copy-to", "large")
        self.assertEqual((result.status, self.contents("large")), (0, self.originals()))
        self.assertIn(f"{16 - len(copies)} photos copied to large, {len(copies)} there already", result.errors)

    def test_two_at_once_overwrite_nothing_and_copy_nothing_twice(self):
        command = [CATALOG, "list", "--copy-to", "out"]
        both = [subprocess.Popen(command, cwd=self.folder, stderr=subprocess.PIPE) for _ in range(2)]
        for process in both:
            process.communicate(timeout=60)
            self.assertEqual(process.returncode, 0)
        self.assertEqual(self.contents("out"), self.originals())
        self.assertEqual([name for name in self.names("out") if name.startswith(".")], [])

    @needs_strace
    def test_one_that_is_killed_leaves_no_half_of_a_photo_under_a_photo_s_name(self):
        killed = 0
        for call in "openat", "write", "fchmod", "utimensat", "rename":
            for number in range(1, 1000):
                shutil.rmtree(self.path("out"), ignore_errors=True)
                if self.faulty(call, "signal=KILL", number, "list", "--copy-to", "out", "-n", "3").status == 0:
                    break
                killed += 1
                if os.path.isdir(self.path("out")):
                    self.assert_whole("out", f"{call} {number}")
        self.assertGreater(killed, 20)

    def test_what_a_killed_one_left_goes_with_the_next(self):
        os.mkdir(self.path("out"))
        self.write("out/.copy.abc.tmp", b"half")
        result = self.catalog("list", "--copy-to", "out")
        self.assertEqual((result.status, self.contents("out")), (0, self.originals()))

    def test_one_that_waits_says_so_and_can_be_ended(self):
        os.mkdir(self.path("out"))
        with open_folder(self.path("out")) as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            process = subprocess.Popen([CATALOG, "list", "--copy-to", "out"], cwd=self.folder, stderr=subprocess.PIPE, text=True)
            self.assertEqual(process.stderr.readline(), "catalog: another catalog is copying to out; this one starts when that is done\n")
            process.send_signal(signal.SIGINT)
            self.assertIn("interrupted. 0 photos were copied before that", process.communicate(timeout=60)[1])
            self.assertEqual(process.returncode, 130)
            self.assertEqual(self.names("out"), [])

    def assert_whole(self, folder, when):
        """All names but those of temporaries are whole photos; one may have been taken for the copy that was about to come."""
        names = [name for name in self.names(folder) if not name.startswith(".copy.")]
        rest = [self.read(f"{folder}/{name}") for name in names if self.read(f"{folder}/{name}") not in self.originals()]
        self.assertIn(rest, [[], [b""]], when)

    def test_photos_stay_as_they_are(self):
        before = {path: os.stat(self.path("photos", path)) for path in ["a/IMG_1.jpg", "b/IMG_1.jpg"]}
        self.catalog("list", "--copy-to", "out")
        for path, status in before.items():
            now = os.stat(self.path("photos", path))
            self.assertEqual((now.st_mtime_ns, now.st_ctime_ns, now.st_mode), (status.st_mtime_ns, status.st_ctime_ns, status.st_mode))


if __name__ == "__main__":
    unittest.main()
