"""Indexes in odd places: links, other file systems, full ones, and folders that may not be written to."""

import os
import shutil
import stat
import unittest

from faults import LOCK, NOBODY, FaultTest, Snapshot, needs_root, needs_strace
from photos import jpeg


class PlaceTests(FaultTest):
    def setUp(self):
        super().setUp()
        for number in range(5):
            self.write(f"photos/{number}.jpg", jpeg(37.5, 127 + number))

    def add(self, count=1):
        """Photos that no scan has seen."""
        for number in range(count):
            self.write(f"photos/new{number}.jpg", jpeg(1, 2))


class LinkedIndexTests(PlaceTests):
    def assertLinked(self, target):
        """A scan through the link changes what it leads to, and leaves nothing beside the link."""
        for count in 5, 6:
            self.scan("photos")
            self.assertTrue(os.path.islink(self.path("catalog.json")))
            self.assertFalse(os.path.islink(self.path(target)))
            self.assertEqual(len(self.index(target).photos), count)
            self.assertEqual(self.names(), sorted({"catalog.json", "photos", target.split("/")[0]}))
            self.assertEqual(self.names(os.path.dirname(target)), sorted([os.path.basename(target), f".{os.path.basename(target)}.lock"]))
            self.add()
        self.assertEqual(self.catalog("near", "1", "2").output.count(b"new0.jpg"), 1)

    def test_a_link_stays_a_link(self):
        os.mkdir(self.path("store"))
        os.symlink("store/cats.json", self.path("catalog.json"))
        self.scan("photos", "--index", "store/cats.json")
        os.chmod(self.path("store/cats.json"), 0o640)
        self.assertLinked("store/cats.json")
        self.assertEqual(stat.S_IMODE(os.stat(self.path("store/cats.json")).st_mode), 0o640)

    def test_a_link_to_nothing_gets_an_index_where_it_leads(self):
        os.mkdir(self.path("store"))
        os.symlink("store/cats.json", self.path("catalog.json"))
        self.assertLinked("store/cats.json")

    @needs_root
    def test_a_link_to_another_file_system(self):
        self.mount("store")
        os.symlink("store/cats.json", self.path("catalog.json"))
        self.assertLinked("store/cats.json")

    def test_a_link_into_a_folder_that_is_missing_is_73(self):
        os.symlink("nowhere/cats.json", self.path("catalog.json"))
        self.assertSentence(self.catalog("scan", "photos"), [73])
        self.assertEqual(self.names(), ["catalog.json", "photos"])

    def test_links_in_a_circle_are_an_error(self):
        os.symlink("b.json", self.path("catalog.json"))
        os.symlink("catalog.json", self.path("b.json"))
        self.assertSentence(self.catalog("scan", "photos"), [73, 74])
        self.assertEqual(self.names(), ["b.json", "catalog.json", "photos"])

    def test_a_link_as_the_lock_is_not_followed(self):
        self.write("mine", b"mine")
        os.symlink("mine", self.path(LOCK))
        self.assertIn(self.catalog("scan", "photos").status, [73, 74])
        self.assertEqual(self.read("mine"), b"mine")
        self.assertIsNone(self.index())


@needs_root
class OtherFileSystemTests(PlaceTests):
    @needs_strace
    def test_temporary_files_are_on_the_file_system_of_the_index(self):
        self.mount("temporary")
        self.mount("store")
        result = self.traced("scan", "photos", "--index", "store/catalog.json", environment={"TMPDIR": self.path("temporary")},
                             options=["-e", "trace=openat"])
        made = [call.split('"')[1] for call in result.calls if "O_CREAT" in call]
        self.assertEqual({os.path.dirname(name) for name in made}, {self.path("store")})
        self.assertTidy(folder="store")

    def test_a_full_file_system_keeps_the_old_index(self):
        self.mount("small", "-o", "size=64k")
        shutil.move(self.path("photos"), self.path("small/photos"))
        # Photos without bytes: they need no room, and lines about them do.
        index = ["--index", "small/catalog.json"]
        self.scan("small/photos", *index)
        for number in range(500):
            self.write(f"small/photos/a-long-name-that-needs-room-{number}.jpg", b"")
        before = Snapshot(self.path("small/catalog.json"))
        result = self.catalog("scan", *index)
        self.assertEqual(result.status, 74)
        self.assertEqual(result.errors.splitlines()[-1].replace(self.folder, ""),
                         "catalog: cannot write /small/catalog.json: No space left on device. Make room there, then try again")
        self.assertTrue(before.is_untouched())
        self.assertTidy(folder="small")
        self.assertEqual(len(self.index("small/catalog.json").photos), 5)
        self.assertEqual(self.catalog("near", "37.5", "127", *index).status, 0)
        for number in range(500):
            os.remove(self.path(f"small/photos/a-long-name-that-needs-room-{number}.jpg"))
        self.scan(*index)

    def test_a_full_file_system_keeps_the_old_file_of_an_export(self):
        for number in range(500):
            self.write(f"photos/a-long-name-that-needs-room-{number}.jpg", b"")
        self.scan("photos", status=1)
        self.mount("small", "-o", "size=16k")
        self.write("small/cats.csv", b"old")
        self.assertSentence(self.catalog("export", "csv", "-o", "small/cats.csv"), [74])
        self.assertEqual(self.read("small/cats.csv"), b"old")
        self.assertEqual(self.names("small"), ["cats.csv"])

    def test_a_file_system_without_room_for_a_single_name_keeps_the_old_index(self):
        self.mount("small", "-o", "nr_inodes=9")
        shutil.move(self.path("photos"), self.path("small/photos"))
        self.scan("small/photos", "--index", "small/catalog.json")
        self.write("small/photos/0.jpg", jpeg(-1, -2))
        while True:
            try:
                self.write(f"small/photos/{len(self.names('small/photos'))}.txt", b"")
            except OSError:
                break
        before = Snapshot(self.path("small/catalog.json"))
        self.assertSentence(self.catalog("scan", "--index", "small/catalog.json"), [74])
        self.assertTrue(before.is_untouched())

    def test_a_file_system_that_can_only_be_read_answers_and_keeps_its_index(self):
        self.mount("disc")
        shutil.move(self.path("photos"), self.path("disc/photos"))
        self.scan("disc/photos", "--index", "disc/catalog.json")
        self.write("disc/photos/new.jpg", jpeg(1, 2))
        self.run_program(["mount", "-o", "remount,ro", self.path("disc")], check=True)
        result = self.catalog("scan", "--index", "disc/catalog.json")
        self.assertSentence(result, [73])
        self.assertIn("Read-only file system. Name a file on a drive that can be written to", result.errors)
        self.assertSentence(self.catalog("export", "csv", "--index", "disc/catalog.json", "-o", "disc/cats.csv"), [73])
        self.assertEqual(len(self.index("disc/catalog.json").photos), 5)
        self.assertEqual(self.catalog("near", "37.5", "127", "--index", "disc/catalog.json").status, 0)
        # And photos there can be scanned into an index elsewhere.
        self.scan("disc/photos")
        self.assertEqual(len(self.index().photos), 6)


@needs_root
class ForbiddenPlaceTests(PlaceTests):
    def setUp(self):
        super().setUp()
        self.give(NOBODY)

    def scan_as_nobody(self, *arguments, **how):
        return self.catalog("scan", *arguments, user=NOBODY, **how)

    def test_a_folder_that_may_not_be_written_to_keeps_its_index(self):
        for old in False, True:
            os.chmod(self.folder, 0o555)
            before = Snapshot(self.path("catalog.json"))
            result = self.scan_as_nobody("photos")
            self.assertSentence(result, [77])
            self.assertIn("Check its permissions, and those of its folder", result.errors)
            self.assertTrue(before.is_untouched())
            os.chmod(self.folder, 0o755)
            if not old:
                self.assertEqual(self.names(), ["photos"])
                self.assertEqual(self.scan_as_nobody("photos").status, 0)
                self.add()

    def test_an_index_that_may_not_be_read_is_not_replaced(self):
        self.assertEqual(self.scan_as_nobody("photos").status, 0)
        before = Snapshot(self.path("catalog.json"))
        os.chmod(self.path("catalog.json"), 0)
        for command in ["scan"], ["near", "1", "2"], ["list"], ["status"], ["export", "json"]:
            self.assertSentence(self.catalog(*command, user=NOBODY), [77])
        os.chmod(self.path("catalog.json"), 0o600)
        self.assertTrue(before.is_untouched())

    def test_an_index_that_may_only_be_read_is_replaced_and_stays_so(self):
        self.assertEqual(self.scan_as_nobody("photos").status, 0)
        os.chmod(self.path("catalog.json"), 0o444)
        self.add()
        self.assertEqual(self.scan_as_nobody("photos").status, 0)
        self.assertEqual(stat.S_IMODE(os.stat(self.path("catalog.json")).st_mode), 0o444)
        self.assertEqual(len(self.index().photos), 6)

    def test_a_lock_of_another_user_is_an_error_that_says_so(self):
        self.write(LOCK, b"")
        os.chmod(self.path(LOCK), 0o600)
        result = self.scan_as_nobody("photos")
        self.assertSentence(result, [77])
        self.assertIn("lock file", result.errors)
        self.assertIsNone(self.index())

    def test_a_folder_of_photos_that_may_not_be_listed_is_77_where_nothing_is_known_of_it(self):
        os.chmod(self.path("photos"), 0)
        self.assertSentence(self.scan_as_nobody("photos"), [77])
        self.assertIsNone(self.index())
        os.chmod(self.path("photos"), 0o700)

    def test_an_index_that_root_writes_stays_its_owners(self):
        self.assertEqual(self.scan_as_nobody("photos").status, 0)
        self.add()
        self.scan("photos")
        self.assertEqual(os.stat(self.path("catalog.json")).st_uid, NOBODY)
        self.assertEqual(self.catalog("near", "1", "2", user=NOBODY).status, 0)
        self.assertEqual(self.scan_as_nobody("photos").status, 0)


class NoFileTests(PlaceTests):
    def test_a_folder_or_a_pipe_in_the_place_of_the_index_is_73_for_a_scan_and_65_for_others(self):
        for make in os.mkdir, os.mkfifo:
            make(self.path("catalog.json"))
            self.assertSentence(self.catalog("scan", "photos", timeout=20), [73])
            for command in ["near", "1", "2"], ["list"], ["status"], ["export", "json"]:
                self.assertSentence(self.catalog(*command, timeout=20), [65])
            self.assertEqual(self.names(), ["catalog.json", "photos"])
            os.rmdir(self.path("catalog.json")) if make is os.mkdir else None

    def test_a_folder_or_a_pipe_in_the_place_of_the_lock_keeps_nobody_waiting(self):
        os.mkdir(self.path(LOCK))
        self.assertSentence(self.catalog("scan", "photos", timeout=20), [73])
        os.rmdir(self.path(LOCK))
        os.mkfifo(self.path(LOCK))
        self.assertIn(self.catalog("scan", "photos", timeout=20).status, [0, 73, 74])


if __name__ == "__main__":
    unittest.main()
