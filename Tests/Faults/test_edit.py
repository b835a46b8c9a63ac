"""Tags and places that are written while the program is killed, the disk is full, or two write at once: a sidecar is whole, a photo is
never written to, and the index follows."""

import os
import shutil
import subprocess
import unittest

from faults import FaultTest, needs_root, needs_strace
from photos import jpeg, xmp

OLD = 1_600_000_000_000_000_000
TAG = ["tag", "cats/Nabi", "photos/a.jpg", "photos/b.jpg"]


class EditTest(FaultTest):
    def setUp(self):
        super().setUp()
        for number, name in enumerate("abc"):
            self.write(f"photos/{name}.jpg", jpeg(37.5 + number, 127), OLD)
        self.write("photos/b.jpg.xmp", xmp(48, 11), OLD)
        self.scan("photos")
        self.photos = {name: self.read(f"photos/{name}.jpg") for name in "abc"}

    def tags(self):
        return {path: photo.get("tags", []) for path, photo in self.index().photos.items()}

    def assertPhotosUntouched(self):
        for name, data in self.photos.items():
            self.assertEqual(self.read(f"photos/{name}.jpg"), data)


@needs_strace
class KilledEditTests(EditTest):
    def test_a_tag_killed_at_every_system_call(self):
        before = self.path("..", os.path.basename(self.folder) + ".before")
        shutil.copytree(self.folder, before)
        self.addCleanup(shutil.rmtree, before)
        old = self.read("photos/b.jpg.xmp")
        calls = self.call_names(*TAG)
        new = {name: self.read(f"photos/{name}.jpg.xmp") for name in "ab"}
        self.assertLess({"openat", "write", "fsync", "rename", "mkdir"}, set(calls))
        killed = 0
        for call in calls:
            number = 1
            while True:
                self.reset(before)
                result = self.faulty(call, "signal=KILL", number, *TAG)
                if result.status != -9:
                    break
                killed += 1
                number += 1
                where = f"killed at {call} {number}"
                self.assertPhotosUntouched()
                if os.path.exists(self.path("photos/a.jpg.xmp")):
                    self.assertEqual(self.read("photos/a.jpg.xmp"), new["a"], where)
                self.assertIn(self.read("photos/b.jpg.xmp"), [old, new["b"]], where)
                # Whatever was written, the next scan knows; and the same command finishes what it began.
                self.scan("photos")
                for name in "ab":
                    path = self.path(f"photos/{name}.jpg.xmp")
                    is_written = os.path.exists(path) and self.read(f"photos/{name}.jpg.xmp") == new[name]
                    self.assertEqual(self.tags()[f"photos/{name}.jpg"], ["cats/Nabi"] if is_written else [], where)
                self.assertEqual(self.catalog(*TAG).status, 0, where)
                self.assertEqual({name: self.read(f"photos/{name}.jpg.xmp") for name in "ab"}, new, where)
        self.assertGreater(killed, 60)

    def reset(self, before):
        for name in os.listdir(self.folder):
            path = self.path(name)
            shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
        shutil.copytree(before, self.folder, dirs_exist_ok=True)

    def test_undo_after_a_kill_gives_back_what_was(self):
        old = self.read("photos/b.jpg.xmp")
        for number in range(1, 8):
            result = self.faulty("rename", "signal=KILL", number, *TAG)
            if result.status != -9:
                break
            while self.catalog("undo").status == 0:
                pass
            self.assertEqual(self.read("photos/b.jpg.xmp"), old)
            self.assertFalse(os.path.exists(self.path("photos/a.jpg.xmp")))
            self.scan("photos")
        self.assertGreater(number, 2)

    def test_a_write_that_fails_leaves_the_sidecar_and_says_so(self):
        old = self.read("photos/b.jpg.xmp")
        for call in "write", "fsync", "rename":
            number = 1
            while True:
                result = self.faulty(call, "error=ENOSPC", number, *TAG)
                if not any("(INJECTED)" in line for line in result.calls):
                    self.assertEqual(self.catalog("undo").status, 0)
                    break
                number += 1
                if result.status == 0:
                    # Only the program's own words were lost.
                    continue
                self.assertEqual(result.status, 74, result.errors)
                self.assertPhotosUntouched()
                self.scan("photos")
                while self.catalog("undo").status == 0:
                    pass
                self.assertEqual(self.read("photos/b.jpg.xmp"), old)
            self.assertGreater(number, 1, call)


class FullDiskTests(EditTest):
    @needs_root
    def test_a_full_disk_in_the_middle_of_many_sidecars(self):
        self.mount("full", "-o", "size=2m")
        for number in range(300):
            self.write(f"full/{number}.jpg", jpeg(1, 2), OLD)
        self.scan("full")
        names = [f"full/{number}.jpg" for number in range(300)]
        self.write("full/filler", b"x" * 300_000)
        result = self.catalog("tag", "cats/Nabi", *names)
        self.assertEqual(result.status, 74)
        self.assertIn("Make room there", result.errors)
        sidecars = [name for name in self.names("full") if name.endswith(".xmp")]
        self.assertLess(len(sidecars), 300)
        self.assertEqual([name for name in self.names("full") if name.endswith(".tmp")], [])
        os.remove(self.path("full/filler"))
        for name in sidecars:
            self.assertIn(b"cats/Nabi", self.read(f"full/{name}"))
        self.scan("full")
        self.assertEqual(sum(tags == ["cats/Nabi"] for tags in self.tags().values()), len(sidecars))


    @needs_root
    def test_runs_that_write_nothing_push_none_out_that_wrote(self):
        self.mount("small", "-o", "size=400k")
        self.write("small/a.jpg", jpeg(), OLD)
        self.scan("small")
        self.catalog("place", "small/a.jpg", "--at", "1.5,2.5")
        subprocess.run(["mount", "-o", "remount,ro", self.path("small")], check=True)
        for _ in range(11):
            self.assertNotEqual(self.catalog("place", "small/a.jpg", "--at", "5.5,6.5", "--overwrite").status, 0)
        subprocess.run(["mount", "-o", "remount,rw", self.path("small")], check=True)
        self.assertIn("taken back: 1 photo", self.catalog("undo").errors)
        self.assertFalse(os.path.exists(self.path("small/a.jpg.xmp")))


if __name__ == "__main__":
    unittest.main()
