"""A share of the network that lists half, fails or loses its power while it is mounted; links to sticks; and all that beside a year of
changes: nothing that was not looked at is missing, and no answer names what is gone."""

import os
import shutil
import subprocess
import unittest

from faults import FaultTest, needs_root
from photos import jpeg
from share import Share, needs_share

OLD = 1_600_000_000_000_000_000


class ShareTests(FaultTest):
    def setUp(self):
        super().setUp()
        for number in range(3):
            self.write(f"photos/{number}.jpg", jpeg(37.5, 127 + number), OLD)

    def missing(self):
        return sorted(path for path, photo in self.index().photos.items() if "missing" in photo)

    def share(self):
        share = Share(self, "photos/nas", {f"{number:02}.jpg": jpeg(10, number) for number in range(40)}, OLD)
        self.scan("photos")
        self.assertEqual(len(self.index().photos), 43)
        return share

    @needs_root
    @needs_share
    def test_a_share_that_fails_half_way_loses_nothing(self):
        share = self.share()
        share.behave("fails half-way")
        result = self.scan(status=1)
        self.assertRegex(result.errors, r"cannot list \S+/photos/nas: Input/output error. Check the drive\n")
        self.assertIn("records kept: photos/nas could not be read", result.errors)
        self.assertEqual(self.missing(), [])
        # It was told, so that the next scan may go on with its work.
        self.scan(status=0)
        share.behave("well")
        self.scan()
        self.assertEqual((self.missing(), len(self.index().photos)), ([], 43))

    @needs_root
    @needs_share
    def test_a_share_that_lists_half_is_believed_and_what_comes_back_is_whole(self):
        share = self.share()
        before = self.index().photos
        share.behave("lists half")
        result = self.scan()
        self.assertIn("missing", result.errors)
        gone = self.missing()
        self.assertGreater(len(gone), 10)
        self.assertEqual(len(self.index().photos), 43)
        listed = self.catalog("list", "--format", "paths", "--limit", "0").output.decode().split()
        self.assertEqual(len(listed), 43 - len(gone))
        share.behave("well")
        self.scan()
        self.assertEqual(self.index().photos, before)

    @needs_root
    @needs_share
    def test_a_share_without_power_loses_nothing(self):
        share = self.share()
        share.die()
        result = self.scan(status=1)
        self.assertRegex(result.errors, r"cannot open \S+/photos/nas: Transport endpoint is not connected. Check the drive\n")
        self.assertEqual((self.missing(), len(self.index().photos)), ([], 43))
        self.scan(status=0)
        # Unmounted, the folder is there and empty; then it is back.
        share.unmount()
        self.scan_again()
        self.assertEqual((self.missing(), len(self.index().photos)), ([], 43))
        share.mount()
        self.assertIn("0 read, 43 unchanged", self.scan().errors)

    @needs_root
    @needs_share
    def test_a_share_that_is_the_only_folder_and_is_gone_is_said(self):
        share = Share(self, "nas", {f"{number:02}.jpg": jpeg(10, number) for number in range(9)}, OLD)
        self.scan("nas")
        share.die()
        for status in 1, 0:
            self.assertIn("9 records kept: nas could not be read", self.scan(status=status).errors)
        self.assertEqual(self.missing(), [])
        self.assertEqual(self.catalog("list", "--count").output, b"9\n")

    @needs_root
    def test_a_followed_link_to_a_stick_that_is_away_loses_nothing(self):
        self.mount("media/stick")
        for number in range(3):
            self.write(f"media/stick/dcim/{number}.jpg", jpeg(10, number), OLD + number)
        os.symlink("../media/stick/dcim", self.path("photos/stick"))
        self.scan("photos", "--follow-links")
        self.assertEqual(len(self.index().photos), 6)
        subprocess.run(["umount", self.path("media/stick")], check=True)
        self.addCleanup(subprocess.run, ["mount", "-t", "tmpfs", "none", self.path("media/stick")], check=True)
        # The link leads nowhere, then to an empty folder, then to another stick's.
        self.scan_again()
        self.assertEqual((self.missing(), len(self.index().photos)), ([], 6))
        os.makedirs(self.path("media/stick/dcim"))
        self.scan_again()
        self.assertEqual((self.missing(), len(self.index().photos)), ([], 6))
        self.write("media/stick/dcim/other.jpg", jpeg(10, 50), OLD)
        self.scan_again()
        self.assertEqual((self.missing(), len(self.index().photos)), ([], 7))
        # Links are not followed any more: what lies behind them was not looked at.
        self.scan_again("--no-follow-links")
        self.assertEqual((self.missing(), len(self.index().photos)), ([], 7))

    @needs_root
    @needs_share
    def test_renames_beside_a_share_that_fails_keep_what_was_written(self):
        """Photos are copied from the share to the disk, under other names, while the share lists half, fails and comes back."""
        share = self.share()
        lines = self.read("catalog.json").split(b"\n")
        for place, line in enumerate(lines):
            for number in range(40):
                path = f'"path":"photos/nas/{number:02}.jpg"'.encode()
                lines[place] = lines[place].replace(path, path + f',"cat":"cat {number}"'.encode())
        self.write("catalog.json", b"\n".join(lines))
        self.scan()
        for mode in "fails half-way", "lists half", "fails", "well":
            share.behave(mode)
            for number in range(40):
                source, target = self.path(f"photos/nas/{number:02}.jpg"), self.path(f"photos/{mode}/{number}.jpg")
                os.makedirs(os.path.dirname(target), exist_ok=True)
                if mode != "fails":
                    shutil.copy2(source, target)
            self.scan_again()
            for name in self.catalog("list", "--print0", "--limit", "0").output.split(b"\0"):
                if name and not name.startswith(b"photos/nas/"):
                    self.assertTrue(os.path.exists(os.path.join(os.fsencode(self.folder), name)), name)
        self.assertEqual(self.missing(), [])
        # A copy is the photo as much as the one on the share: what was written is on one of them at least, and on no other photo.
        cats = {(photo["longitude"], photo["cat"]) for photo in self.index().photos.values() if "cat" in photo}
        self.assertEqual(cats, {(number, f"cat {number}") for number in range(40)})


if __name__ == "__main__":
    unittest.main()
