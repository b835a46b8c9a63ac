"""Sticks and shares that come and go: what is not mounted is not missing, and what is gone is no answer."""

import os
import shutil
import subprocess
import unittest

from faults import FaultTest, needs_root, needs_strace
from photos import jpeg
from share import Share, needs_share

OLD = 1_600_000_000_000_000_000


class MountTests(FaultTest):
    def setUp(self):
        super().setUp()
        for number in range(3):
            self.write(f"photos/{number}.jpg", jpeg(37.5, 127 + number), OLD)

    def missing(self):
        return sorted(path for path, photo in self.index().photos.items() if "missing" in photo)

    def stick(self, first):
        """Mounts a stick with three photos."""
        self.mount("photos/usb")
        for number in range(3):
            self.write(f"photos/usb/{first + number}.jpg", jpeg(10, first + number), OLD + first + number)

    def unmount(self):
        subprocess.run(["umount", self.path("photos/usb")], check=True)
        # The cleanup of the mount finds one in its place.
        self.addCleanup(subprocess.run, ["mount", "-t", "tmpfs", "none", self.path("photos/usb")], check=True)

    @needs_root
    def test_a_stick_that_is_away_loses_nothing(self):
        self.stick(10)
        self.scan("photos")
        self.assertEqual(self.index().bytes.count(b'"mounts":["photos/usb"]'), 1)
        self.unmount()
        for status in 1, 0:
            result = self.scan(status=status)
            self.assertIn("3 records kept: no photo was found in photos/usb", result.errors)
        self.assertEqual(self.missing(), [])
        self.assertEqual(len(self.index().photos), 6)
        # Something else that lies in the empty folder changes nothing.
        self.write("photos/usb/other.jpg", jpeg(1, 2), OLD)
        self.scan()
        self.assertEqual(self.missing(), [])
        self.assertEqual(len(self.index().photos), 7)

    @needs_root
    def test_a_second_stick_at_the_same_place_loses_nothing_of_the_first(self):
        self.stick(10)
        self.scan("photos")
        self.unmount()
        self.stick(20)
        self.scan(status=1)
        self.assertEqual(self.missing(), [])
        self.assertEqual(len(self.index().photos), 9)
        # By now photos of the second one are known, and found there: that says nothing of the first one.
        for count in 1, 2:
            result = self.scan()
            self.assertIn("3 records kept: several drives were mounted at photos/usb", result.errors)
            self.assertEqual(self.missing(), [])
        # The first one again: now those of the second wait.
        self.unmount()
        self.stick(10)
        self.assertIn("3 records kept: several drives", self.scan().errors)
        self.assertEqual(self.missing(), [])
        self.assertIn(b'"sharedMounts":["photos/usb"]', self.index().bytes)
        self.scan("--prune")
        self.assertNotIn(b"sharedMounts", self.index().bytes)
        os.remove(self.path("photos/usb/11.jpg"))
        self.scan()
        self.assertEqual(self.missing(), ["photos/usb/11.jpg"])

    @needs_root
    def test_cards_of_a_camera_in_one_reader_lose_nothing_of_each_other(self):
        for card, status in (10, 0), (20, 1), (30, 0), (20, 0):
            self.stick(card)
            self.scan("photos/usb", "--index", "cards.json", status=status)
            self.unmount()
        photos = self.index("cards.json").photos
        self.assertEqual(len(photos), 9)
        self.assertFalse([path for path, photo in photos.items() if "missing" in photo])

    @needs_root
    def test_a_photo_that_was_deleted_on_a_stick_is_missing(self):
        self.stick(10)
        self.scan("photos")
        os.remove(self.path("photos/usb/11.jpg"))
        self.scan()
        self.assertEqual(self.missing(), ["photos/usb/11.jpg"])

    @needs_root
    def test_a_folder_that_is_mounted_over_with_itself_is_one(self):
        self.write("store/a.jpg", jpeg(10, 20), OLD)
        os.makedirs(self.path("photos/bound"))
        subprocess.run(["mount", "--bind", self.path("store"), self.path("photos/bound")], check=True)
        self.scan("photos")
        self.assertIn(b'"mounts":["photos/bound"]', self.index().bytes)
        subprocess.run(["umount", self.path("photos/bound")], check=True)
        self.scan(status=1)
        self.assertEqual(self.missing(), [])

    @needs_strace
    def test_a_share_that_lists_half_and_fails_loses_nothing(self):
        for number in range(2000):
            self.write(f"photos/nas/{number}.jpg", jpeg(1, 2), OLD)
        self.scan("photos")
        options = ["-e", "trace=getdents64", "-e", "inject=getdents64:error=EIO:when=2", "-P", self.path("photos/nas")]
        result = self.traced("scan", options=options)
        self.assertEqual(result.status, 1, result.errors)
        self.assertEqual(self.missing(), [])
        self.assertEqual(len(self.index().photos), 2003)

    @needs_strace
    def test_a_share_that_lists_half_and_says_nothing_marks_and_finds_again(self):
        for number in range(2000):
            self.write(f"photos/nas/{number}.jpg", jpeg(1, 2), OLD)
        self.scan("photos")
        options = ["-e", "trace=getdents64", "-e", "inject=getdents64:retval=0:when=2", "-P", self.path("photos/nas")]
        result = self.traced("scan", options=options)
        self.assertEqual(result.status, 0, result.errors)
        self.assertGreater(len(self.missing()), 100)
        self.scan()
        self.assertEqual(self.missing(), [])
        self.assertEqual(len(self.index().photos), 2003)

    @needs_root
    @needs_share
    def test_a_year_in_the_life_of_a_folder(self):
        """Imports, renames, sticks, a share that fails, a restore from a backup: every name that somebody wrote is on its photo, and no
        answer names a file that is not there."""
        names = {}
        for number in range(40):
            path = f"photos/2024/{number}.jpg"
            self.write(path, jpeg(20 + number / 10, 30), OLD + number * 1_000_000_007)
            names[self.read(path) + bytes([number])] = f"cat {number}"
        share = Share(self, "photos/nas", {f"{number:02}.jpg": jpeg(60, number) for number in range(20)}, OLD)
        self.scan("photos")
        self.name_all()
        steps = [
            lambda: share.behave("fails half-way"),
            lambda: os.rename(self.path("photos/2024"), self.path("photos/미소")),
            lambda: [os.rename(self.path(f"photos/미소/{n}.jpg"), self.path(f"photos/미소/IMG_{n:04}.jpg")) for n in range(40)],
            lambda: self.swap("photos/미소/IMG_0001.jpg", "photos/미소/IMG_0002.jpg"),
            lambda: self.stick(70),
            share.die,
            self.unmount,
            share.unmount,
            lambda: [self.move(f"photos/미소/IMG_{n:04}.jpg", f"photos/sorted/{n % 3}/IMG_{n:04}.jpg") for n in range(40)],
            lambda: shutil.copytree(self.path("photos/sorted"), self.path("backup")),
            lambda: (share.behave("lists half"), share.mount()),
            lambda: shutil.rmtree(self.path("photos/sorted/1")),
            lambda: share.behave("well"),
            lambda: shutil.copytree(self.path("backup/1"), self.path("photos/sorted/1")),
            lambda: [self.write(f"photos/new/{n}.jpg", jpeg(50, n), OLD + n) for n in range(10)],
        ]
        for step in steps:
            step()
            self.assertIn(self.catalog("scan").status, [0, 1])
            self.assertAnswersAreThere()
        found = {photo["latitude"]: photo.get("cat") for photo in self.index().photos.values() if "missing" not in photo and 20 <= photo.get("latitude", 0) < 24}
        self.assertEqual(len(found), 40)
        for latitude, cat in found.items():
            self.assertEqual(cat, f"cat {round((latitude - 20) * 10)}")
        shared = {path: photo for path, photo in self.index().photos.items() if path.startswith("photos/nas/")}
        self.assertEqual(len(shared), 20)
        for path, photo in shared.items():
            self.assertEqual((photo.get("cat"), "missing" in photo), (f"shared {path[-6:-4]}", False))

    def name_all(self):
        lines = self.read("catalog.json").split(b"\n")
        for place, line in enumerate(lines):
            for number in range(40):
                path = f'"path":"photos/2024/{number}.jpg"'.encode()
                if path in line:
                    lines[place] = line.replace(path, path + f',"cat":"cat {number}"'.encode())
            for number in range(20):
                path = f'"path":"photos/nas/{number:02}.jpg"'.encode()
                if path in line:
                    lines[place] = line.replace(path, path + f',"cat":"shared {number:02}"'.encode())
        with open(self.path("catalog.json"), "wb") as file:
            file.write(b"\n".join(lines))
        self.scan()

    def swap(self, first, second):
        os.rename(self.path(first), self.path("swap"))
        os.rename(self.path(second), self.path(first))
        os.rename(self.path("swap"), self.path(second))

    def move(self, old, new):
        os.makedirs(os.path.dirname(self.path(new)), exist_ok=True)
        os.rename(self.path(old), self.path(new))

    def assertAnswersAreThere(self):
        """But for those on drives that may be away, which stay answers."""
        for name in self.catalog("list", "--print0").output.split(b"\0"):
            if name and not name.startswith((b"photos/usb/", b"photos/nas/")):
                self.assertTrue(os.path.exists(os.path.join(os.fsencode(self.folder), name)), name)


if __name__ == "__main__":
    unittest.main()
