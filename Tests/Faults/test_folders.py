"""Folders as no camera makes them: pipes and devices, loops, depths, names of all kinds, a million names, huge files."""

import os
import re
import socket
import time
import unittest

from faults import FaultTest, limit, needs_root, needs_strace
from photos import gap_files, jpeg, xmp


class OddFolderTests(FaultTest):
    def test_pipes_sockets_and_devices_are_not_opened(self):
        self.write("photos/a.jpg", jpeg(1, 2))
        os.mkfifo(self.path("photos/pipe.jpg"))
        os.mkfifo(self.path("photos/a.xmp"))
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(self.path("photos/socket.jpg"))
        result = self.traced("scan", "photos", options=["-e", "trace=openat"], timeout=20)
        self.assertEqual(result.status, 1)
        self.assertFalse([call for call in result.calls if re.search('"(pipe|socket).jpg"|"a.xmp"', call)])
        self.assertEqual({path: photo.get("problem") for path, photo in self.index().photos.items()}, {
            "photos/a.jpg": None, "photos/pipe.jpg": "not a regular file", "photos/socket.jpg": "not a regular file"})

    @needs_root
    def test_a_device_is_not_opened(self):
        os.mkdir(self.path("photos"))
        os.mknod(self.path("photos/tape.jpg"), 0o600 | 0o020000, os.makedev(1, 5))
        result = self.traced("scan", "photos", options=["-e", "trace=openat"])
        self.assertEqual(result.status, 1)
        self.assertFalse([call for call in result.calls if "tape.jpg" in call])
        self.assertEqual(self.index().photos["photos/tape.jpg"]["problem"], "not a regular file")

    def test_loops_of_links_end_and_hard_links_are_photos(self):
        self.write("photos/sub/a.jpg", jpeg(1, 2))
        os.link(self.path("photos/sub/a.jpg"), self.path("photos/hard.jpg"))
        for name, target in [("self", "self"), ("up", ".."), ("here", "."), ("sub/back", "../../photos"), ("loop.jpg", "pool.jpg"),
                             ("pool.jpg", "loop.jpg"), ("nothing.jpg", "nowhere")]:
            os.symlink(target, self.path("photos", name))
        for options in [], ["--follow-links"]:
            self.scan("photos", *options, timeout=20)
            self.assertEqual(sorted(self.index().photos), ["photos/hard.jpg", "photos/sub/a.jpg"])

    def test_five_thousand_folders_deep(self):
        folder = os.open(self.folder, os.O_RDONLY)
        for _ in range(5000):
            os.mkdir("photos", dir_fd=folder)
            inner = os.open("photos", os.O_RDONLY, dir_fd=folder)
            os.close(folder)
            folder = inner
        with os.fdopen(os.open("a.jpg", os.O_WRONLY | os.O_CREAT, dir_fd=folder), "wb") as file:
            file.write(jpeg(37.5, 127))
        os.close(folder)
        result, seconds, megabytes = self.measured("scan", "photos")
        self.assertEqual(result.status, 0, result.errors)
        self.assertEqual(list(self.index().photos), ["photos/" * 5000 + "a.jpg"])
        self.assertLess(seconds, 20)
        self.assertLess(megabytes, 200)
        self.assertIn(b'"unchanged":1,', self.scan("--format", "json").output)
        # Python's own removal goes as deep as its stack.
        self.run_program(["rm", "-rf", self.path("photos")], check=True)

    def test_folders_whose_paths_are_long_leave_none_open(self):
        # Below the fourth of them a path is over a thousand bytes, and is opened in steps.
        top = self.path("photos", *["x" * 250] * 6)
        for number in range(100):
            path = os.path.join(top, str(number))
            os.makedirs(path)
            with open(os.path.join(path, "a.jpg"), "wb") as file:
                file.write(jpeg(37.5, 127))
        result = self.scan("photos", "--jobs", "1", preexec_fn=limit(NOFILE=48))
        self.assertIn("100 photos in catalog.json", result.errors)

    def test_names_are_bytes_of_any_kind(self):
        names = [b"\n.jpg", b"a\nb\r\n.jpg", b"\xff\xfe.jpg", b"\x01\x1b[31m\x7f.jpg", "\u202egpj.jpg".encode(), b"\xc3.jpg", b"\xed\xa0\x80.jpg",
                 b"%s%n.jpg", b"-rf.jpg", b"--index.jpg", b" .jpg", b"'\"$(reboot)`.jpg", b"\\.jpg", b"x" * 251 + b".jpg", "고".encode() * 83 + b".jpg",
                 b"cafe\xcc\x81.jpg", b"caf\xc3\xa9.jpg"]
        os.mkdir(self.path("photos"))
        for name in names:
            with open(os.path.join(os.fsencode(self.path("photos")), name), "wb") as file:
                file.write(jpeg(37.5, 127))
        self.scan("photos")
        self.assertEqual(len(self.index().photos), len(names))
        self.assertEqual(sorted(self.catalog("list", "--print0", "--limit", "0").output.split(b"\0")[:-1]),
                         sorted(b"photos/" + name for name in names))
        self.assertEqual(self.catalog("export", "paths", "--print0").output.count(b"\0"), len(names))
        self.assertIn(f'"unchanged":{len(names)},'.encode(), self.scan("--format", "json").output)
        for name in names:
            self.assertEqual(self.catalog("show", b"photos/" + name).status, 0, name)

    def test_a_million_names_in_one_folder(self):
        os.mkdir(self.path("photos"))
        folder = os.open(self.path("photos"), os.O_RDONLY)
        for number in range(1_000_000):
            os.close(os.open(f"{number}.{'jpg' if number % 2 else 'txt'}", os.O_WRONLY | os.O_CREAT, dir_fd=folder))
        os.close(folder)
        for status in (1, 0):
            result, seconds, megabytes = self.measured("scan", "photos")
            self.assertEqual(result.status, status)
            self.assertIn("500000 photos in catalog.json", result.errors)
            self.assertLess(megabytes, 300)
            self.assertLess(seconds, 60)
        self.assertTidy()
        # It is on a disk of memory.
        self.run_program(["rm", "-rf", self.path("photos")], check=True)


class HugeFileTests(FaultTest):
    SIZE = 5 << 30

    @needs_strace
    def test_a_file_of_gigabytes_costs_as_much_as_what_it_says(self):
        files = gap_files(37.5, 127.25, self.SIZE)
        for name, pieces in files.items():
            with open(self.write(f"photos/huge.{name}", b""), "wb") as file:
                for offset, data in pieces:
                    file.seek(offset)
                    file.write(data)
                # Its size as it was declared, or more.
                if name not in ("png", "webp", "jxl", "mov", "mp4"):
                    file.truncate(self.SIZE)
        # Of these only the first bytes are right.
        for name, start in {"raf": b"FUJIFILMCCD-RAW 0201", "mrw": b"\0MRM\xff\xff\xff\xff", "x3f": b"FOVb\0\0\2\0", "orf": b"IIRO\x08\xff\xff\xff",
                            "rw2": b"IIU\0\xf0\xff\xff\xff", "cr3": b"\0\0\0\x18ftypcrx \0\0\0\1crx isom"}.items():
            os.truncate(self.write(f"photos/empty.{name}", start), self.SIZE)
        result = self.catalog("scan", "photos")
        photos = self.index().photos
        for name in files:
            photo = photos[f"photos/huge.{name}"]
            self.assertEqual((photo.get("latitude"), photo.get("longitude")), (37.5, 127.25), photo)
            self.assertGreater(photo["size"], 1 << 31 if name != "jpg" else 0)
        for path in photos:
            with self.subTest(path):
                calls = self.traced("scan", "photos", "--full", options=["-e", "trace=pread64,read", "-P", self.path(path)]).calls
                read = sum(int(match[1]) for call in calls if (match := re.search(r" = (\d+)$", call)))
                self.assertLessEqual(read, 1 << 20)
                self.assertGreater(read, 0)
                self.assertLess(len(calls), 300)
        self.assertEqual(result.status, 1 if any("unreadable" in photo for photo in photos.values()) else 0)


if __name__ == "__main__":
    unittest.main()
