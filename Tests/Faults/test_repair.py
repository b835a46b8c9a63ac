"""A repair that is killed or fails, at every one of its system calls: the damaged index stays, or there is a whole one and a copy
of what was damaged."""

import os
import unittest

from faults import LOCK, FaultTest, Snapshot, needs_strace
from photos import jpeg

OLD = 1_600_000_000_000_000_000
WRITING = ["write", "pwrite64", "ftruncate", "fchmod", "utimensat", "fsync", "rename", "flock", "close"]


@needs_strace
class RepairTests(FaultTest):
    REPAIR = "verify", "--repair"

    def setUp(self):
        super().setUp()
        for number in range(4):
            self.write(f"photos/{number}.jpg", jpeg(37.5 + number, 127), OLD)
        self.scan("photos")
        whole = self.read("catalog.json")
        self.write("catalog.json", whole[:-300], OLD)
        self.damaged = Snapshot(self.path("catalog.json"))
        self.assertEqual(self.catalog(*self.REPAIR).status, 1)
        self.new = self.index().state
        self.assertEqual(len(self.new[2]), 3)
        self.restore()

    def restore(self):
        self.damaged.restore()
        for name in self.names():
            if name not in ("catalog.json", "photos"):
                os.remove(self.path(name))

    def copies(self):
        return [self.read(name) for name in self.names() if ".damaged" in name and not name.endswith(".tmp")]

    def assertNothingLost(self, what):
        if self.damaged.is_untouched():
            self.assertEqual(set(self.copies()) - {self.damaged.bytes}, set(), what)
            return "old"
        self.assertEqual(self.index().state, self.new, what)
        self.assertEqual(self.copies(), [self.damaged.bytes], what)
        return "new"

    def assertRecovers(self, what):
        """The next repair, and a scan behind it, are as if nothing had happened."""
        self.assertIn(self.catalog(*self.REPAIR).status, [0, 1], what)
        self.assertEqual(self.index().state, self.new, what)
        self.scan()
        self.assertEqual(len(self.index().photos), 4, what)
        self.assertTidy(["catalog.json", LOCK, "photos", "catalog.json.damaged", "catalog.json.damaged-2"])

    def test_killed_anywhere_it_loses_nothing(self):
        calls = self.call_names(*self.REPAIR)
        self.assertLess({"openat", "write", "fchmod", "utimensat", "fsync", "rename", "flock"}, set(calls))
        seen = []
        for call in calls:
            number = 1
            while True:
                self.restore()
                if self.faulty(call, "signal=KILL", number, *self.REPAIR).status != -9:
                    break
                seen.append(self.assertNothingLost(f"killed at {call} {number}"))
                self.assertRecovers(f"killed at {call} {number}")
                number += 1
        self.assertEqual(set(seen), {"old", "new"})
        self.assertGreater(len(seen), 60)

    def test_a_failure_anywhere_is_told_and_loses_nothing(self):
        told = set()
        for call in WRITING:
            for error in "EIO", "ENOSPC":
                number = 1
                while True:
                    self.restore()
                    result = self.faulty(call, f"error={error}", number, *self.REPAIR)
                    failed = [line for line in result.calls if "(INJECTED)" in line]
                    if not failed:
                        break
                    number += 1
                    state = self.assertNothingLost(failed[0])
                    if result.status != 1:
                        self.assertEqual(result.status, 74, failed[0])
                        self.assertRegex(result.errors, "^catalog: cannot .*(Input/output error|No space left)")
                        told.add(call)
                    else:
                        self.assertEqual(state, "new", failed[0])
                    self.assertRecovers(failed[0])
        self.assertLessEqual({"write", "fchmod", "utimensat", "fsync", "rename", "flock"}, told)


if __name__ == "__main__":
    unittest.main()
