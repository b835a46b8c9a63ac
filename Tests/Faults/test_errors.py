"""Every system call of a scan and of an export fails, one at a time: what was there stays whole, nothing else is left behind,
and the next run is as if nothing had happened."""

import os
import re
import signal
import subprocess
import threading
import unittest

from faults import CATALOG, LOCK, FaultTest, Snapshot, limit, needs_strace
from photos import jpeg, xmp

OLD = 1_600_000_000_000_000_000
READING = ["openat", "newfstatat", "getdents64", "pread64", "readlink", "getcwd"]
WRITING = ["write", "pwrite64", "ftruncate", "fchmod", "utimensat", "fsync", "rename", "flock", "close"]
# What the system's library and the language's do before the program begins.
BEFORE_THE_PROGRAM = re.compile(r'"/proc/self/(exe|maps)"|"/sys/|/libexec/|swift-backtrace|/release/?"|/bin(/\w+)?"|^read\(')
ENDS = {"scan": [66, 74], "export": [66, 74]}


class FailingTest(FaultTest):
    def setUp(self):
        super().setUp()
        for number in range(4):
            self.write(f"photos/{number % 2}/{number}.jpg", jpeg(37.5 + number, 127), OLD)
        self.write("photos/0/0.xmp", xmp(48, 11), OLD)

    def fail_everywhere(self, errors, calls, check, *arguments, file):
        """Hands the result of a run for each call that failed to a function; before each run a file is as it is now. Returns the
        exit codes by call."""
        seen = {}
        before = Snapshot(self.path(file))
        for call in calls:
            for error in errors:
                number = 1
                while True:
                    before.restore()
                    result = self.faulty(call, f"error={error}", number, *arguments, timeout=60)
                    failed = [line for line in result.calls if "(INJECTED)" in line]
                    if not failed:
                        break
                    number += 1
                    if not BEFORE_THE_PROGRAM.search(failed[0]):
                        with self.subTest(call=failed[0]):
                            seen.setdefault(call, set()).add(result.status)
                            check(result, before, failed[0])
        return seen

    def assertUntouched(self, before, call, result):
        self.assertTrue(before.is_untouched(), f"{call}: {result.errors}")
        self.assertFalse([name for name in self.names() if name.endswith(".tmp")], call)


@needs_strace
class FailingScanTests(FailingTest):
    SCAN = "scan", "photos", "--jobs", "1"

    def fail_scan(self, errors, calls):
        expected = self.expected()

        def check(result, before, call):
            if result.status == 0:
                self.assertEqual(self.index().state, expected.state, call)
            elif result.status == 1:
                self.assertOnlyProblems(expected, before, call)
                self.assertRegex(result.errors, "(?m)^catalog: .*(Input/output error|No space left on device|Disk quota exceeded)")
            else:
                self.assertSentence(result, [74])
                if not before.is_untouched():
                    # All was done but for the last assurance.
                    self.assertIn("cannot", result.errors)
                    self.assertRegex(call, r"fsync|openat")
                    self.assertEqual(self.index().state, expected.state, call)
                self.assertFalse([name for name in self.names() if name.endswith(".tmp")], call)
            self.scan("photos")
            self.assertEqual(self.index().state, expected.state, call)
            self.assertTidy()

        return self.fail_everywhere(errors, calls, check, *self.SCAN, file="catalog.json")

    def expected(self):
        """The index of a scan that nothing befalls."""
        before = Snapshot(self.path("catalog.json"))
        self.scan("photos")
        expected = self.index()
        before.restore()
        return expected

    def assertOnlyProblems(self, expected, before, call):
        """What is in the index is right, but for what could not be read; and of what it knew nothing is lost."""
        photos = self.index().photos
        for path, photo in photos.items():
            self.assertIn(path, expected.photos)
            if "problem" in photo:
                self.assertRegex(photo["problem"], r"^(0\.xmp: )?cannot \w+: ", call)
                self.assertTrue(photo["unreadable"])
            elif photo.get("sidecars") == expected.photos[path].get("sidecars") and not before.bytes:
                self.assertEqual(photo, expected.photos[path], call)
        if before.bytes:
            self.assertLessEqual({f"photos/{n % 2}/{n}.jpg" for n in range(4)}, set(photos), call)

    def fail_changes(self, errors, calls):
        self.scan("photos")
        self.write("photos/new/4.jpg", jpeg(-33, 151), OLD)
        self.write("photos/1/1.jpg", jpeg(-34, 151), OLD + 10**9)
        return self.fail_scan(errors, calls)

    def test_a_first_scan_that_cannot_read(self):
        seen = self.fail_scan(["EIO"], READING)
        self.assertEqual(set(seen), set(READING))
        self.assertEqual(set.union(*seen.values()), {0, 1, 74})

    def test_a_first_scan_that_cannot_write(self):
        seen = self.fail_scan(["EIO", "ENOSPC", "EDQUOT"], WRITING)
        self.assertEqual(set(seen), set(WRITING))
        for call in ["write", "fchmod", "utimensat", "fsync", "rename", "flock"]:
            self.assertIn(74, seen[call], call)

    def test_a_scan_that_cannot_read_changes(self):
        self.assertEqual(set(self.fail_changes(["EIO"], READING)), set(READING))

    def test_a_scan_that_cannot_write_changes(self):
        self.assertEqual(set(self.fail_changes(["ENOSPC"], WRITING)), set(WRITING))

    def test_a_signal_in_any_call_changes_nothing(self):
        seen = self.fail_scan(["EINTR"], READING + WRITING)
        self.assertEqual(set(seen), set(READING + WRITING))
        self.assertEqual(set.union(*seen.values()), {0})

    def test_a_link_that_cannot_be_looked_at_stays_in_the_index(self):
        os.symlink("../../elsewhere.jpg", self.path("photos/0/link.jpg"))
        self.write("elsewhere.jpg", jpeg(1, 2), OLD)
        self.scan("photos", "--follow-links")
        for number in range(1, 40):
            result = self.faulty("newfstatat", "error=EIO", number, "scan", "--follow-links", "--jobs", "1")
            if not any("(INJECTED)" in call for call in result.calls):
                break
            self.assertIn("photos/0/link.jpg", self.index().photos)
            self.scan("photos", "--follow-links")
        self.assertGreater(number, 15)

    def test_a_folder_that_can_be_listed_in_part_loses_no_record(self):
        # More names than one call gives.
        for number in range(3000):
            self.write(f"photos/0/{number}.jpg", b"")
        self.scan("photos", status=1)
        before = set(self.index().photos)
        options = ["-e", "trace=getdents64", "-e", "inject=getdents64:error=EIO:when=2", "-P", self.path("photos/0")]
        result = self.traced("scan", "photos", options=options)
        self.assertEqual(result.status, 1)
        self.assertIn("catalog: cannot list", result.errors)
        self.assertRegex(result.errors, r"\d+ records kept: photos/0 could not be read")
        self.assertEqual(set(self.index().photos), before)

    def test_arguments_that_cannot_be_read_are_no_success(self):
        for call in "openat", "read":
            result = self.faulty(call, "error=EACCES", 1, *self.SCAN)
            self.assertEqual(result.status, 70)
            self.assertIn("does not say what the arguments are", result.errors)
            self.assertIsNone(self.index())


@needs_strace
class FailingExportTests(FailingTest):
    EXPORT = "export", "gpx", "-o", "cats.gpx"

    def setUp(self):
        super().setUp()
        self.scan("photos")
        self.catalog(*self.EXPORT)
        with open(self.path("cats.gpx"), "rb") as file:
            self.new = file.read()
        self.write("cats.gpx", b"old", OLD)

    def content(self):
        with open(self.path("cats.gpx"), "rb") as file:
            return file.read()

    def test_its_file_is_the_old_one_or_the_new_one(self):
        def check(result, before, call):
            if result.status == 0:
                self.assertEqual(self.content(), self.new, call)
            elif "fsync" in call or "O_DIRECTORY" in call:
                # The folder's, after the file has taken its place.
                self.assertIn(self.content(), [b"old", self.new])
            else:
                self.assertSentence(result, [74])
                self.assertUntouched(before, call, result)
            self.assertTidy(["catalog.json", LOCK, "photos", "cats.gpx"])

        seen = self.fail_everywhere(["EIO", "ENOSPC"], READING + WRITING, check, *self.EXPORT, file="cats.gpx")
        self.assertEqual(set.union(*seen.values()), {0, 74})

    def test_a_signal_in_any_call_changes_nothing(self):
        def check(result, _, call):
            self.assertEqual(result.status, 0, f"{call}: {result.errors}")
            self.assertEqual(self.content(), self.new, call)

        self.fail_everywhere(["EINTR"], READING + WRITING, check, *self.EXPORT, file="cats.gpx")

    def test_killed_it_leaves_the_old_file_or_the_new_one(self):
        before = Snapshot(self.path("cats.gpx"))
        contents = set()
        for call in self.call_names(*self.EXPORT):
            number = 1
            while True:
                before.restore()
                if self.faulty(call, "signal=KILL", number, *self.EXPORT).status != -9:
                    break
                contents.add(self.content())
                number += 1
        self.assertEqual(contents, {b"old", self.new})
        # What they left goes with the next.
        self.assertEqual(self.catalog(*self.EXPORT).status, 0)
        self.assertEqual([name for name in self.names(".") if name.startswith(".cats.gpx.")], [])


class ShortWriteTests(FaultTest):
    """Real ones: a limit of file sizes lets the first part of a write through, a pipe that does not wait any part."""

    def setUp(self):
        super().setUp()
        for number in range(300):
            self.write(f"photos/{number}.jpg", jpeg(number / 10, 127), OLD)

    def scan_with_limit(self, **how):
        return self.catalog("scan", "photos", preexec_fn=limit(FSIZE=20_000), **how)

    def test_a_part_of_an_index_is_no_index(self):
        self.scan("photos")
        index = Snapshot(self.path("catalog.json"))
        self.write("photos/new.jpg", jpeg(1, 2))
        previous = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        self.addCleanup(signal.signal, signal.SIGXFSZ, previous)
        result = self.scan_with_limit(restore_signals=False)
        self.assertSentence(result, [74])
        self.assertIn("cannot write", result.errors)
        self.assertTrue(index.is_untouched())
        self.assertTidy()

    def test_a_signal_for_too_large_a_file_is_like_being_killed(self):
        self.assertEqual(self.scan_with_limit().status, -signal.SIGXFSZ)
        self.assertIsNone(self.index())
        self.scan("photos")
        self.assertEqual(len(self.index().photos), 300)
        self.assertTidy()

    def test_a_pipe_that_does_not_wait_gets_everything(self):
        for number in range(300, 1000):
            self.write(f"photos/{number}.jpg", jpeg(1, 127))
        self.scan("photos", "--index", "many.json")
        whole = self.catalog("export", "json", "--index", "many.json").output
        reading, writing = os.pipe()
        os.set_blocking(writing, False)
        with subprocess.Popen([CATALOG, "export", "json", "--index", "many.json"], stdout=writing, stderr=subprocess.PIPE, cwd=self.folder) as program:
            os.close(writing)
            # Not read before the pipe is full, and then in pieces that fit no page.
            threading.Event().wait(0.1)
            got = b""
            while piece := os.read(reading, 1001):
                got += piece
            self.assertEqual(program.wait(), 0, program.stderr.read())
        os.close(reading)
        self.assertGreater(len(whole), 65_536)
        self.assertEqual(got, whole)


class FewOpenFilesTests(FaultTest):
    """A limit of open files is no reason to miss photos."""

    def setUp(self):
        super().setUp()
        for number in range(200):
            self.write(f"photos/{number}/a.jpg", jpeg(number / 10, 127))
            self.write(f"photos/{number}/a.xmp", xmp(number / 10, 11))

    def test_a_scan_has_no_more_open_than_it_may(self):
        for files, jobs in [(20, 1), (20, 64), (64, 64), (256, 1024)]:
            with self.subTest(files=files, jobs=jobs):
                self.scan("photos", "--full", "--jobs", str(jobs), preexec_fn=limit(NOFILE=files))
                self.assertEqual(len(self.index().photos), 200)


if __name__ == "__main__":
    unittest.main()
