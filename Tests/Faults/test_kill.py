"""A scan that is killed, at every one of its system calls: the index is the old one or the new one, and the next scan is as
if nothing had happened."""

import os
import unittest

from faults import LOCK, FaultTest, Snapshot, needs_strace
from photos import jpeg, xmp

OLD = 1_600_000_000_000_000_000


@needs_strace
class KilledScanTests(FaultTest):
    def setUp(self):
        super().setUp()
        for number in range(4):
            self.write(f"photos/{number % 2}/{number}.jpg", jpeg(37.5 + number, 127), OLD)
        self.write("photos/0/0.xmp", xmp(48, 11), OLD)
        self.write("photos/broken.jpg", jpeg(1, 2)[:40], OLD)

    def kill_everywhere(self, *arguments):
        """Kills a scan at each of its system calls; before each run the folder is as it is now."""
        index = Snapshot(self.path("catalog.json"))
        calls = self.call_names("scan", "photos", "--jobs", "1", *arguments)
        new = self.index().state
        self.assertLess({"openat", "write", "fchmod", "utimensat", "fsync", "rename", "flock"}, set(calls))
        killed, seen = 0, set()
        for call in calls:
            number = 1
            while self.kill(call, number, index, arguments):
                seen.add(self.state_after_kill(call, number, index, new))
                self.assertRecovers(call, number, new)
                killed += 1
                number += 1
        self.assertEqual(seen, {"old", "new"})
        self.assertGreater(killed, 100)

    def kill(self, call, number, index, arguments):
        """Whether the scan was killed: it may end before its so many-th call of that name."""
        if os.path.exists(self.path(LOCK)):
            os.remove(self.path(LOCK))
        index.restore()
        result = self.faulty(call, "signal=KILL", number, "scan", "photos", "--jobs", "1", *arguments)
        self.assertIn(result.status, [0, 1, -9])
        return result.status == -9

    def state_after_kill(self, call, number, index, new):
        if index.is_untouched():
            return "old"
        self.assertEqual(self.index().state, new, f"killed at {call} {number}")
        return "new"

    def assertRecovers(self, call, number, new):
        self.scan_again("photos")
        self.assertEqual(self.index().state, new, f"killed at {call} {number}")
        self.assertTidy()

    def test_the_first_scan(self):
        self.kill_everywhere()

    def test_a_scan_that_finds_changes(self):
        self.scan_again("photos")
        self.write("photos/new/4.jpg", jpeg(-33, 151), OLD)
        self.write("photos/1/1.jpg", jpeg(-34, 151), OLD + 10**9)
        os.remove(self.path("photos/1/3.jpg"))
        self.kill_everywhere()

    def test_a_scan_of_a_changed_index(self):
        self.scan_again("photos")
        with open(self.path("catalog.json"), "ab") as file:
            file.write(b"\n\n")
        self.kill_everywhere()


@needs_strace
class KilledLargeScanTests(FaultTest):
    """What a scan finds goes to a temporary file when it is much."""

    def test_it_leaves_nothing_that_the_next_scan_does_not_remove(self):
        # An index writes a control character in six: lines of 18 KB, of which 2,000 are more than stays in memory.
        folder = self.path("photos", *["\1" * 250] * 12)
        os.makedirs(folder)
        for number in range(2_000):
            open(os.path.join(folder, f"{number}.jpg"), "w").close()
        self.scan_again("photos")
        new = self.index().state
        self.write("photos/last.jpg", jpeg(1, 2), OLD)
        index = Snapshot(self.path("catalog.json"))
        points = [("write", number) for number in (1, 2, 5, 20, 60)]
        points += [("unlink", 1), ("mmap", 5), ("utimensat", 1), ("fsync", 1), ("rename", 1), ("fsync", 2)]
        temporaries = set()
        for call, number in points:
            index.restore()
            result = self.faulty(call, "signal=KILL", number, "scan", "photos", "--full", "--jobs", "1")
            self.assertEqual(result.status, -9, f"{call} {number}")
            temporaries.add(sum(name.endswith(".tmp") for name in self.names()))
            if call == "fsync" and number == 2:
                self.assertEqual(len(self.index().photos), 2_001)
            else:
                self.assertTrue(index.is_untouched(), f"{call} {number}")
        self.assertIn(1, temporaries)
        self.scan_again("photos")
        self.assertTidy()
        self.assertEqual(self.index().state[2][1:], new[2])


if __name__ == "__main__":
    unittest.main()
