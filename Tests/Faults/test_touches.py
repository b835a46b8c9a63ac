"""What the program touches: it reads photos, writes the index and what `-o` names, and talks to nobody."""

import os
import re
import unittest

from faults import FaultTest, needs_strace
from photos import jpeg, xmp

OPENS = re.compile(r'open(?:at)?\((?:\w+, )?"((?:[^"\\]|\\.)*)", ([A-Z_|]+)')
# Calls that change names, modes, owners, times or contents of files, or make new ones.
CHANGES = re.compile(
    r"(?:un)?link(?:at)?|rename(?:at2?)?|mkdir(?:at)?|rmdir|mknod(?:at)?|symlink(?:at)?|f?chmod(?:at2?)?|[fl]?chown(?:at)?|"
    r"f?truncate|utime(?:s|nsat)?|futimesat|[fl]?(?:set|remove)xattr|fallocate|copy_file_range|mount|umount2|pwritev?2?|pwrite64")
TALKS = re.compile(r"socket(?:pair)?|connect|bind|listen|accept4?|send(?:to|m?msg)|recv(?:from|m?msg)|fork|vfork|execveat|kill|tkill")
READERS = [
    ["near", "37.5", "127"], ["near", "--photo", "photos/a.jpg"], ["list"], ["show", "photos/a.jpg"], ["status"],
    ["status", "--problems"], *(["export", format] for format in "json jsonl csv geojson gpx kml kmz html postgis paths".split()),
]


@needs_strace
class TouchTests(FaultTest):
    def setUp(self):
        super().setUp()
        self.write("photos/a.jpg", jpeg(37.5, 127))
        self.write("photos/a.xmp", xmp(48, 11))
        self.write("photos/a.jpg.json", b'{"title":"a.jpg","geoData":{"latitude":1,"longitude":2}}')
        self.write("photos/sub/b.jpg", jpeg(38, 127))
        self.write("elsewhere/secret.jpg", jpeg(1, 2))
        os.symlink("../elsewhere", self.path("photos/folder"))
        os.symlink("../elsewhere/secret.jpg", self.path("photos/link.jpg"))
        os.symlink("../../elsewhere/secret.xmp", self.path("photos/sub/b.xmp"))
        self.write("elsewhere/secret.xmp", xmp(50, 20))

    def calls(self, *arguments, status=0):
        """All calls of a run, once it is sure that none of them talks to anybody."""
        result = self.traced(*arguments)
        self.assertEqual(result.status, status, result.errors)
        for call in result.calls:
            self.assertIsNone(TALKS.match(call), call)
            # Threads are no processes.
            self.assertFalse(call.startswith("clone") and "CLONE_THREAD" not in call and "resumed" not in call, call)
        return result.calls

    def changed(self, calls):
        """The names that calls change or open for writing."""
        names = set()
        for call in calls:
            if (opened := OPENS.match(call)) and re.search("O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND", opened[2]):
                names.add(opened[1])
            elif CHANGES.match(call):
                # By descriptor only what was opened for writing can be changed.
                names.update(re.findall(r'"(/[^"]*)"', call.split(" = ")[0]))
        return names

    def opened(self, calls):
        return {opened[1] for call in calls if (opened := OPENS.match(call))}

    def contents(self, folder):
        """Names, bytes, times and modes of all that is in a folder."""
        found = {}
        for parent, folders, files in os.walk(self.path(folder)):
            for name in folders + files:
                path = os.path.join(parent, name)
                status = os.lstat(path)
                found[path] = status.st_mode, status.st_mtime_ns, status.st_ctime_ns, self.read(path) if os.path.isfile(path) else None
        return found

    def test_a_scan_changes_its_index_alone(self):
        before = self.contents("photos"), self.contents("elsewhere")
        for arguments in ["photos"], ["--full", "--prune"]:
            for name in self.changed(self.calls("scan", *arguments)):
                self.assertRegex(name, re.escape(self.folder) + r"/(\.catalog\.json\.(lock|\w+\.tmp)|catalog\.json)$")
        self.assertEqual((self.contents("photos"), self.contents("elsewhere")), before)

    def test_nothing_else_changes_anything(self):
        self.catalog("scan", "photos")
        for reader in READERS:
            with self.subTest(reader[:2]):
                before = self.contents(".")
                calls = self.calls(*reader)
                self.assertEqual(self.changed(calls), set())
                self.assertFalse([call for call in calls if CHANGES.match(call)])
                self.assertFalse([call for call in calls if re.match(r"writev?\((?!1,|2,)", call)])
                self.assertEqual(self.contents("."), before)

    def test_an_export_changes_the_file_that_is_named(self):
        self.catalog("scan", "photos")
        for name in self.changed(self.calls("export", "html", "-o", "cats.html")):
            self.assertRegex(name, re.escape(self.folder) + r"/(\.cats\.html\.\w+\.tmp|cats\.html)$")

    def test_photos_are_opened_for_reading_by_their_own_name(self):
        opens = [OPENS.match(call) for call in self.calls("scan", "photos", "--jobs", "1")]
        photos = {match[1]: match[2] for match in opens if match and re.search(r"\.(jpg|xmp|json)$", match[1])}
        self.assertEqual(set(photos), {"a.jpg", "a.jpg.json", "a.xmp", "b.jpg"})
        for flags in photos.values():
            self.assertEqual(set(flags.split("|")), {"O_RDONLY", "O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC"})

    def test_a_link_out_of_the_folder_is_followed_only_when_asked_for(self):
        opened = self.opened(self.calls("scan", "photos"))
        self.assertFalse([name for name in opened if re.search("secret|folder|link|elsewhere", name)])
        self.assertEqual(sorted(self.index().photos), ["photos/a.jpg", "photos/sub/b.jpg"])
        self.assertEqual(self.index().photos["photos/sub/b.jpg"]["latitude"], 38)
        opened = self.opened(self.calls("scan", "photos", "--follow-links"))
        self.assertLessEqual({"folder", "link.jpg", "secret.jpg"}, {os.path.basename(name) for name in opened})

    def test_only_photos_the_index_and_what_tells_of_the_machine_is_opened(self):
        self.catalog("scan", "photos")
        for command in [["scan"], *READERS]:
            for name in self.opened(self.calls(*command)):
                path = os.path.normpath(os.path.join(self.folder, name))
                # It says in which time zone a place is, and the map has names of towns.
                if (command[0] == "show" or "html" in command) and os.path.basename(path) == "places.gazetteer":
                    continue
                if not path.startswith(self.folder + "/") and path != self.folder:
                    self.assertRegex(path, r"^/(proc/self/(maps|exe|mountinfo)|sys/devices/system/cpu/\w+|sys/fs/cgroup/.*|etc/localtime)$")


if __name__ == "__main__":
    unittest.main()
