"""scan --watch, while folders come, go, move, and are unmounted."""

import os
import shutil
import signal
import subprocess
import threading
import time
import unittest

from faults import CATALOG, FaultTest, needs_root
from photos import jpeg


class Watching:
    """A scan that stays, and what it says."""

    def __init__(self, test, *arguments, before=()):
        self.test, self.words = test, []
        self.process = subprocess.Popen([*before, CATALOG, "scan", "--watch", *arguments], cwd=test.folder, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, env={"PATH": os.environ["PATH"], "LC_ALL": "C"})
        self.listener = threading.Thread(target=self.listen)
        self.listener.start()
        test.addCleanup(self.end)

    def listen(self):
        for line in self.process.stdout:
            self.words.append(line.decode(errors="replace"))

    @property
    def said(self):
        return "".join(self.words)

    def until(self, isSo, what):
        """Waits for a fact; how long is no part of it."""
        for _ in range(600):
            if isSo():
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        self.test.fail(f"never: {what}\nexit {self.process.poll()}\n{self.said}")

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.listener.join()
        self.process.stdout.close()


class WatchTest(FaultTest):
    def setUp(self):
        super().setUp()
        self.write("photos/a.jpg", jpeg(1, 2))
        self.write("photos/sub/b.jpg", jpeg(3, 4))

    def there(self):
        """The photos of the index that are there, and those that are missing; `None` while it is not whole."""
        index = self.index()
        if index is None:
            return None
        return ({path for path, photo in index.photos.items() if "missing" not in photo},
                {path for path, photo in index.photos.items() if "missing" in photo})

    def watch(self, *folders, **how):
        watching = Watching(self, *folders, **how)
        watching.until(lambda: self.there() is not None and "atch" in watching.said, "a first scan")
        return watching

    def test_a_folder_that_is_deleted_leaves_records_that_are_missing(self):
        watching = self.watch("photos")
        shutil.rmtree(self.path("photos/sub"))
        watching.until(lambda: self.there() == ({"photos/a.jpg"}, {"photos/sub/b.jpg"}), "a missing photo")

    def test_a_folder_that_is_moved_takes_its_photos_along(self):
        watching = self.watch("photos")
        os.rename(self.path("photos/sub"), self.path("photos/elsewhere"))
        watching.until(lambda: self.there() == ({"photos/a.jpg", "photos/elsewhere/b.jpg"}, set()), "a moved photo")
        self.write("photos/elsewhere/c.jpg", jpeg(5, 6))
        watching.until(lambda: "photos/elsewhere/c.jpg" in self.there()[0], "a photo in the moved folder")

    def test_a_watched_root_that_is_moved_away_and_comes_back_keeps_its_records(self):
        self.write("more/c.jpg", jpeg(5, 6))
        watching = self.watch("photos", "more")
        os.rename(self.path("more"), self.path("away"))
        watching.until(lambda: "/more any more" in watching.said.split("atch", 1)[1], "a word about the folder")
        self.assertIn("more/c.jpg", self.there()[0])
        self.write("away/d.jpg", jpeg(7, 8))
        os.rename(self.path("away"), self.path("more"))
        watching.until(lambda: "more/d.jpg" in self.there()[0], "the photo that came back with it")
        watching.until(lambda: "more is back" in watching.said, "a word about its return")
        self.assertEqual(watching.said.count("/more any more"), 1)

    @needs_root
    def test_a_root_that_is_unmounted_is_reported_and_its_records_stay(self):
        self.mount("drive")
        self.write("drive/c.jpg", jpeg(5, 6))
        watching = self.watch("photos", "drive")
        everything = {"photos/a.jpg", "photos/sub/b.jpg", "drive/c.jpg"}
        self.assertEqual(self.there(), (everything, set()))
        said = len(watching.words)
        subprocess.run(["umount", self.path("drive")], check=True)
        # The cleanup unmounts again.
        self.addCleanup(subprocess.run, ["mount", "-t", "tmpfs", "none", self.path("drive")])
        watching.until(lambda: "drive: its photos are away" in "".join(watching.words[said:]), "a word about the drive")
        self.write("photos/new.jpg", jpeg(9, 9))
        watching.until(lambda: "photos/new.jpg" in self.there()[0], "a photo after that")
        self.assertEqual(self.there(), (everything | {"photos/new.jpg"}, set()))
        self.assertEqual(watching.said.count("its photos are away"), 1)

    def test_with_more_folders_than_the_system_watches_photos_are_found_all_the_same(self):
        # A user namespace has a limit of its own.
        few = ["unshare", "--user", "--map-root-user", "sh", "-c", 'echo 5 >/proc/sys/user/max_inotify_watches && exec "$@"', "sh"]
        if subprocess.run([*few, "true"], capture_output=True).returncode != 0:
            self.skipTest("this kernel has no user namespaces, or no limit of watches in them")
        for number in range(40):
            self.write(f"photos/{number:02}/x.jpg", jpeg(number, 1))
        watching = self.watch("photos", before=few)
        self.write("photos/39/new.jpg", jpeg(9, 9))
        watching.until(lambda: "photos/39/new.jpg" in self.there()[0], "a photo in a folder that is not watched")
        self.assertIn("max_user_watches", watching.said)

    def test_the_index_that_is_removed_is_written_again(self):
        watching = self.watch("photos")
        os.remove(self.path("catalog.json"))
        self.write("photos/new.jpg", jpeg(9, 9))
        watching.until(lambda: self.there() is not None and "photos/new.jpg" in self.there()[0], "a new index")


if __name__ == "__main__":
    unittest.main()
