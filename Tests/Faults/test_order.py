"""The order of the calls that save: what a power cut leaves depends on it."""

import re
import unittest

from faults import FaultTest, needs_strace
from photos import jpeg


@needs_strace
class OrderTests(FaultTest):
    def setUp(self):
        super().setUp()
        for number in range(3000):
            self.write(f"photos/{number}.jpg", jpeg(number / 100, 127))

    def events(self, name, *arguments):
        """What a run does to a file, its temporary and its folder, as words in their order; descriptors by whose they are."""
        calls = self.traced(*arguments, options=["-e", "trace=openat,close,write,pwrite64,writev,ftruncate,fchmod,utimensat,fsync,"
                                                       "fdatasync,rename,renameat,renameat2,unlink,mmap"]).calls
        temporary = re.escape(f"{self.folder}/.{name}.") + r"\w+\.tmp"
        open_files, events = {}, []
        for call in calls:
            if opened := re.match(r'openat\(AT_FDCWD, "([^"]+)".* = (\d+)', call):
                path, descriptor = opened.groups()
                whose = "temporary" if re.fullmatch(temporary, path) else "folder" if path == self.folder else None
                open_files[descriptor] = whose
                if whose == "temporary":
                    self.assertRegex(call, "O_CREAT.*O_EXCL")
            elif renamed := re.match(r'rename\("([^"]+)", "([^"]+)"\)', call):
                self.assertRegex(renamed[1], temporary)
                self.assertEqual(renamed[2], self.path(name))
                events.append("rename")
            elif used := re.match(r"(\w+)\((\d+)", call):
                if whose := open_files.get(used[2]):
                    events.append(f"{used[1]} {whose}")
                if used[1] == "close":
                    open_files.pop(used[2], None)
        return [event for event, next in zip(events, events[1:] + [""]) if event != next]

    def assertSafe(self, events):
        start = events.index("fchmod temporary")
        events = [event for event in events[start:] if event != "close folder"]
        self.assertEqual([event for event in events if event != "utimensat temporary"], [
            "fchmod temporary", "write temporary", "fsync temporary", "rename", "fsync folder", "close temporary"])
        if "utimensat temporary" in events:
            self.assertEqual(events[events.index("utimensat temporary") + 1], "fsync temporary")

    def test_an_index_is_on_the_disk_before_it_has_its_name_and_then_the_name_is(self):
        self.assertSafe(self.events("catalog.json", "scan", "photos"))
        self.assertGreater(len(self.index().bytes), 1 << 18)
        self.write("photos/new.jpg", jpeg(1, 2))
        self.assertSafe(self.events("catalog.json", "scan", "photos"))

    def test_so_is_an_export(self):
        self.scan("photos")
        for _ in range(2):
            self.assertSafe(self.events("cats.gpx", "export", "gpx", "-o", "cats.gpx"))


if __name__ == "__main__":
    unittest.main()
