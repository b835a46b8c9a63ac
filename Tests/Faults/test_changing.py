"""Photos and folders that change while a scan is at them: held between two system calls, the scan finds something else than it
saw. It ends, says what it could not read, and the next scan puts everything right."""

import os
import shutil
import unittest

from faults import NOBODY, FaultTest, needs_root, needs_strace
from photos import jpeg, xmp

SCAN = "scan", "photos", "--jobs", "1"


@needs_strace
class ChangingPhotoTests(FaultTest):
    def setUp(self):
        super().setUp()
        for number, name in enumerate("abc"):
            self.write(f"photos/{name}.jpg", jpeg(10 + number, 20))
        self.write("photos/sub/d.jpg", jpeg(30, 40))
        self.write("photos/sub/e.jpg", jpeg(31, 40))
        self.write("elsewhere/secret.jpg", jpeg(50, 60))
        self.write("elsewhere/d.jpg", jpeg(50, 60))

    def listed(self, **how):
        """A scan that knows what is in `photos`, and has opened none of it."""
        return self.held("getdents64", 2, *SCAN, path=self.path("photos"), **how)

    def opened(self, name):
        """A scan that has opened a photo and asked for its size, and has read nothing."""
        return self.held("newfstatat", 1, *SCAN, path=self.path(name))

    def assertScanned(self, held, status, problem=None, lacks=(), name="photos/b.jpg"):
        """It ends with that status; the other photos are in the index, and the next scan agrees with one that starts anew."""
        result = held.go()
        self.assertEqual(result.status, status, result.errors)
        photos = self.index().photos
        self.assertLessEqual({"photos/a.jpg", "photos/c.jpg"} - set(lacks), set(photos))
        self.assertFalse(set(lacks) & set(photos))
        if problem:
            self.assertRegex(photos[name]["problem"], problem)
            self.assertIn(f"catalog: {name}: ", result.errors)
        again = self.catalog(*SCAN, "--prune")
        fresh = self.catalog(*SCAN, "--index", "fresh.json")
        self.assertEqual(fresh.status, 1 if problem and "problem" in self.index("fresh.json").photos.get(name, {}) else 0)
        self.assertIn(again.status, [0, fresh.status])
        self.assertEqual(self.index().state, self.index("fresh.json").state)
        return result, photos

    # --- Between listing and opening

    def test_one_that_vanishes_is_not_there(self):
        held = self.listed()
        os.remove(self.path("photos/b.jpg"))
        self.assertScanned(held, 0, lacks=["photos/b.jpg"])

    def test_a_whole_folder_that_vanishes_is_not_there(self):
        held = self.listed()
        shutil.rmtree(self.path("photos/sub"))
        self.assertScanned(held, 0, lacks=["photos/sub/d.jpg"])

    def test_a_root_that_vanishes_loses_no_record(self):
        self.scan("photos")
        held = self.held("getdents64", 2, *SCAN, path=self.path("."))
        os.rename(self.path("photos"), self.path("gone"))
        result = held.go()
        self.assertIn(result.status, [1, 66], result.errors)
        self.assertEqual(len(self.index().photos), 5)

    def test_one_that_becomes_a_folder_is_a_problem(self):
        held = self.listed()
        os.remove(self.path("photos/b.jpg"))
        self.write("photos/b.jpg/x.jpg", jpeg(1, 2))
        self.assertScanned(held, 1, "^not a regular file$")

    def test_one_that_becomes_a_pipe_keeps_nobody_waiting(self):
        held = self.listed()
        os.remove(self.path("photos/b.jpg"))
        os.mkfifo(self.path("photos/b.jpg"))
        self.assertScanned(held, 1, "^not a regular file$")

    def test_one_that_becomes_a_link_is_not_followed(self):
        held = self.listed()
        os.remove(self.path("photos/b.jpg"))
        os.symlink("../elsewhere/secret.jpg", self.path("photos/b.jpg"))
        self.assertScanned(held, 0, lacks=["photos/b.jpg"])

    def test_one_that_becomes_a_link_of_its_size_and_time_is_not_what_it_was(self):
        self.scan("photos")
        status = os.stat(self.path("photos/b.jpg"))
        held = self.listed()
        os.remove(self.path("photos/b.jpg"))
        os.symlink("x" * status.st_size, self.path("photos/b.jpg"))
        os.utime(self.path("photos/b.jpg"), ns=(status.st_mtime_ns, status.st_mtime_ns), follow_symlinks=False)
        held.go()
        self.assertEqual([path for path, photo in self.index().photos.items() if "missing" in photo], ["photos/b.jpg"])

    def test_a_folder_that_becomes_a_link_is_not_followed(self):
        held = self.listed()
        os.rename(self.path("photos/sub"), self.path("old"))
        os.symlink("../elsewhere", self.path("photos/sub"))
        _, photos = self.assertScanned(held, 0, lacks=["photos/sub/secret.jpg"])
        self.assertNotIn(50, [photo.get("latitude") for photo in photos.values()])

    def test_a_folder_that_becomes_a_file_is_not_there(self):
        held = self.listed()
        shutil.rmtree(self.path("photos/sub"))
        self.write("photos/sub", b"")
        self.assertScanned(held, 0, lacks=["photos/sub/d.jpg"])

    def test_a_folder_above_that_becomes_a_link_is_not_followed(self):
        self.write("photos/sub/deep/f.jpg", jpeg(2, 3))
        self.write("elsewhere/deep/secret.jpg", jpeg(50, 60))
        held = self.held("getdents64", 2, *SCAN, path=self.path("photos/sub"))
        os.rename(self.path("photos/sub"), self.path("old"))
        os.symlink("../elsewhere", self.path("photos/sub"))
        result = held.go()
        self.assertEqual([path for path, photo in self.index().photos.items() if photo.get("latitude") == 50], [], result.errors)

    @needs_root
    def test_one_that_may_not_be_read_any_more_is_a_problem(self):
        self.give(NOBODY)
        held = self.listed(user=NOBODY)
        os.chmod(self.path("photos/b.jpg"), 0)
        result = held.go()
        self.assertEqual(result.status, 1, result.errors)
        self.assertEqual(self.index().photos["photos/b.jpg"]["problem"], "cannot open: Permission denied")
        # Nothing but its mode changes, and its record does not stay what it is.
        os.chmod(self.path("photos/b.jpg"), 0o600)
        self.scan("photos", user=NOBODY)
        self.assertEqual(self.index().photos["photos/b.jpg"]["latitude"], 11)

    @needs_root
    def test_a_sidecar_that_may_not_be_read_is_told_and_read_when_it_may(self):
        self.write("photos/b.xmp", xmp(48, 11))
        self.give(NOBODY)
        os.chmod(self.path("photos/b.xmp"), 0)
        for status, words in [(1, "catalog: photos/b.jpg: b.xmp: cannot open: Permission denied"), (0, "1 photo could not be read, as before")]:
            result = self.scan("photos", user=NOBODY, status=status)
            self.assertIn(words, result.errors)
            self.assertEqual(self.index().photos["photos/b.jpg"]["latitude"], 11)
        os.chmod(self.path("photos/b.xmp"), 0o600)
        self.scan("photos", user=NOBODY)
        self.assertEqual(self.index().photos["photos/b.jpg"]["latitude"], 48)

    @needs_root
    def test_a_scanned_folder_that_may_not_be_read_is_an_error_and_later_loses_no_record(self):
        self.give(NOBODY)
        os.chmod(self.path("photos"), 0)
        self.assertSentence(self.catalog("scan", "photos", user=NOBODY), [77])
        self.assertIsNone(self.index())
        os.chmod(self.path("photos"), 0o700)
        self.scan("photos", user=NOBODY)
        os.chmod(self.path("photos"), 0)
        for status in 1, 0:
            result = self.scan(user=NOBODY, status=status)
            self.assertIn("photos: Permission denied", result.errors)
            self.assertEqual([path for path, photo in self.index().photos.items() if "missing" in photo], [])
        os.chmod(self.path("photos"), 0o700)
        self.assertIn(b'"unchanged":5,', self.scan("--format", "json", user=NOBODY).output)

    @needs_root
    def test_a_folder_that_may_not_be_read_any_more_loses_no_record(self):
        self.give(NOBODY)
        self.scan("photos", user=NOBODY)
        held = self.listed(user=NOBODY)
        os.chmod(self.path("photos/sub"), 0)
        result = held.go()
        self.assertEqual(result.status, 1, result.errors)
        self.assertIn("photos/sub: Permission denied", result.errors)
        self.assertEqual(len(self.index().photos), 5)
        os.chmod(self.path("photos/sub"), 0o700)

    # --- Between opening and reading

    def test_one_that_shrinks_is_cut_off(self):
        held = self.opened("photos/b.jpg")
        os.truncate(self.path("photos/b.jpg"), 30)
        self.assertScanned(held, 1, "^the file is cut off at byte")

    def test_one_that_becomes_empty_is_cut_off(self):
        held = self.opened("photos/b.jpg")
        os.truncate(self.path("photos/b.jpg"), 0)
        self.assertScanned(held, 1, "^the file is cut off at byte")

    def test_one_that_grows_is_read_again_next_time(self):
        held = self.opened("photos/b.jpg")
        with open(self.path("photos/b.jpg"), "ab") as file:
            file.write(bytes(1 << 20))
        self.assertScanned(held, 0)
        self.assertGreater(self.index().photos["photos/b.jpg"]["size"], 1 << 20)

    def test_one_that_is_replaced_is_read_again_next_time(self):
        held = self.opened("photos/b.jpg")
        self.write("photos/new", jpeg(-70, 20, padding=99))
        os.rename(self.path("photos/new"), self.path("photos/b.jpg"))
        _, photos = self.assertScanned(held, 0)
        self.assertEqual(photos["photos/b.jpg"]["latitude"], 11)
        self.assertEqual(self.index().photos["photos/b.jpg"]["latitude"], -70)

    def test_one_that_is_removed_is_read_to_its_end(self):
        held = self.opened("photos/b.jpg")
        os.remove(self.path("photos/b.jpg"))
        self.assertScanned(held, 0)


if __name__ == "__main__":
    unittest.main()
