"""extract and merge: names of any kind, parts that are damaged or disagree, kills and full disks."""

import base64
import json
import os
import random
import signal
import subprocess
import time
import unittest

from faults import CATALOG, FaultTest, Snapshot, limit, needs_root, needs_strace
from photos import jpeg

HEAD = {"catalog": {"version": 1, "reader": 1, "generator": "made up"}}


class PartsTest(FaultTest):
    def setUp(self):
        super().setUp()
        for number in range(60):
            self.write(f"photos/{number % 3}/{number:02}.jpg", jpeg(37 + number / 100, 127), time=10**18)

    def every_name(self):
        return sorted(os.path.join(parent, file)[len(self.folder) + 1:]
                      for parent, _, files in os.walk(self.path("photos")) for file in files)

    def extract(self, names, *options, **how):
        return self.catalog("extract", *options, input=b"".join(os.fsencode(name) + b"\n" for name in names), **how)

    def part(self, name, names):
        result = self.extract(names)
        self.assertEqual(result.status, 0, result.errors)
        self.write(name, result.output)
        return result.output

    def merge(self, *arguments, **how):
        return self.catalog("merge", *arguments, "-o", "catalog.json", "--scanned", "photos", **how)

    def merged(self, *arguments, **how):
        result = self.merge(*arguments, **how)
        self.assertEqual(result.status, 0, result.errors)
        return self.index()

    def lines(self, output):
        """The photos of a part that is whole."""
        *lines, end = [json.loads(line) for line in output.splitlines()[1:]]
        self.assertEqual(end, {"lines": len(lines)})
        return lines

    def uncounted(self, output):
        """The part as it was written before parts had an end."""
        head, *lines, _ = output.splitlines()
        head = json.loads(head)
        del head["counted"]
        return b"\n".join([json.dumps(head, separators=(",", ":")).encode(), *lines]) + b"\n"


class Names(PartsTest):
    def test_each_name_gives_one_line_whatever_it_names(self):
        self.write("photos/broken.jpg", b"\xff\xd8\xff\xe1")
        os.mkdir(self.path("photos/folder.jpg"))
        os.mkfifo(self.path("photos/pipe.jpg"))
        os.symlink("0/00.jpg", self.path("photos/link.jpg"))
        os.symlink("nowhere", self.path("photos/dangling.jpg"))
        names = ["photos/0/00.jpg", "photos/gone.jpg", "photos/broken.jpg", "photos/folder.jpg", "photos/pipe.jpg", "photos/link.jpg",
                 "photos/dangling.jpg", "photos/0/00.jpg/below", "photos/0/00.jpg"]
        result = self.extract(names, timeout=20)
        self.assertEqual(result.status, 0, result.errors)
        lines = self.lines(result.output)
        self.assertEqual([line["path"] for line in lines], names)
        self.assertIn("latitude", lines[0])
        for line in lines[1:5] + lines[6:8]:
            self.assertIn("problem", line)

    def test_a_name_with_a_line_break_goes_through_a_nul_and_through_json(self):
        name = "photos/two\nlines.jpg"
        self.write(name, jpeg(1, 2))
        by_nul = self.catalog("extract", "-0", input=name.encode() + b"\0")
        by_json = self.catalog("extract", input=json.dumps({"path": name}).encode() + b"\n")
        by_bytes = self.catalog("extract", input=json.dumps({"pathBytes": base64.b64encode(name.encode()).decode()}).encode() + b"\n")
        self.assertEqual([line["path"] for line in self.lines(by_nul.output)], [name])
        self.assertEqual(by_nul.output, by_json.output)
        self.assertEqual(by_nul.output, by_bytes.output)

    def test_a_photo_that_is_named_often_is_in_the_index_once(self):
        names = self.every_name()
        self.part("once", names)
        self.part("often", names * 3 + names[::-1])
        self.assertEqual(self.merged("once", "once", "often").state, self.merged("once").state)
        self.assertEqual(len(self.index().photos), 60)

    def test_photos_that_vanish_between_listing_and_reading_are_lines_with_their_problem(self):
        names = self.every_name()
        for name in names[::4]:
            os.remove(self.path(name))
        lines = self.lines(self.part("part", names))
        self.assertEqual([line["path"] for line in lines], names)
        self.assertEqual([line["path"] for line in lines if "problem" in line], names[::4])


class Parts(PartsTest):
    def test_a_part_cut_anywhere_is_refused_and_the_index_stays(self):
        whole = self.part("whole", self.every_name())
        self.merged("whole")
        before = Snapshot(self.path("catalog.json"))
        ends = [place + 1 for place, byte in enumerate(whole[:-1]) if byte == 10]
        self.assertEqual(len(ends), 61)
        for end in sorted({*random.Random(7).sample(range(1, len(whole)), 60), *ends[::7], ends[-1]}):
            self.write("cut", whole[:end])
            with self.subTest(end=end):
                self.assertSentence(self.merge("cut"), [65])
                self.assertTrue(before.is_untouched())
        self.assertTidy(allowed=("catalog.json", ".catalog.json.lock", "photos", "whole", "cut"))

    def test_a_part_that_lost_a_line_or_has_one_twice_or_goes_on_behind_its_end_is_refused(self):
        head, *lines, end = self.part("whole", self.every_name()).splitlines()
        for content in [[head, *lines[1:], end], [head, *lines, lines[0], end], [head, *lines, end, lines[0]], [head, *lines, end, end],
                        [head, *lines, b'{"lines":-1}'], [head, *lines, b'{"lines":60,"more":1}x'], [head, end], [head]]:
            self.write("bad", b"\n".join(content) + b"\n")
            with self.subTest(lines=len(content)):
                result = self.merge("bad")
                self.assertSentence(result, [65])
                self.assertIn("bad", result.errors)
                self.assertIsNone(self.index())

    def test_photos_of_a_part_come_in_any_order_and_members_of_its_end_count_for_nothing(self):
        head, *lines, end = self.part("whole", self.every_name()).splitlines()
        self.write("turned", b"\n".join([head, *lines[::-1], end[:-1] + b',"host":"a"}']) + b"\n")
        self.assertEqual(self.merged("turned").state, self.merged("whole").state)

    def test_a_part_without_a_count_is_taken_for_what_it_has(self):
        self.write("older", self.uncounted(self.part("whole", self.every_name())))
        self.assertEqual(self.merged("older").state, self.merged("whole").state)
        self.write("cut", self.read("older")[:-5])
        self.assertSentence(self.merge("cut"), [65])

    def test_what_is_no_part_is_refused_by_name(self):
        self.part("good", self.every_name())
        newer = json.dumps({**HEAD, "catalog": {"version": 99, "reader": 1, "generator": "x"}, "base": {"path": self.folder}}).encode()
        for content in [b"", b"\n", b"hello\n", b"{}\n", b"[]\n", newer + b"\n", b"\0" * 5000, b"{\"catalog\":" * 2000]:
            with self.subTest(content=content[:20]):
                self.write("bad", content)
                result = self.merge("good", "bad")
                self.assertSentence(result, [65])
                self.assertIn("bad", result.errors)
                self.assertIsNone(self.index())

    def test_a_part_that_is_a_folder_or_not_there_is_refused(self):
        self.part("good", self.every_name())
        self.assertSentence(self.merge("good", "photos"), [65, 66, 74])
        self.assertSentence(self.merge("good", "gone"), [66])
        self.assertIsNone(self.index())

    def test_members_that_nobody_knows_stay_on_their_photos(self):
        head, *lines, end = self.part("part", self.every_name()).splitlines()
        strange = [line[:-1] + b',"cat":{"name":"Nabi","n":%d}}' % number for number, line in enumerate(lines)]
        self.write("strange", b"\n".join([head, *strange, end]) + b"\n")
        index = self.merged("part", "strange", "part")
        self.assertEqual({photo["cat"]["n"] for photo in index.photos.values()}, set(range(60)))

    def test_parts_that_disagree_give_the_same_index_in_any_order(self):
        self.part("old", self.every_name())
        for number in range(0, 60, 2):
            self.write(f"photos/{number % 3}/{number:02}.jpg", jpeg(-10, number), time=2 * 10**18)
        self.part("new", self.every_name())
        first = self.merged("old", "new", "--written", "2030-01-01T00:00:00.000000000Z").bytes
        os.remove(self.path("catalog.json"))
        second = self.merged("new", "old", "new", "--written", "2030-01-01T00:00:00.000000000Z").bytes
        self.assertEqual(first, second)
        self.assertEqual(sum(photo["latitude"] == -10 for photo in self.index().photos.values()), 30)

    def test_a_part_of_an_older_reader_is_read_anew_by_the_next_scan(self):
        lines = self.part("part", self.every_name()).splitlines()
        head = json.loads(lines[0])
        head["catalog"]["reader"] = 1
        self.write("older", b"\n".join([json.dumps(head, separators=(",", ":")).encode(), *lines[1:]]) + b"\n")
        self.merged("older")
        self.assertIn("60", self.scan("photos").errors)
        fresh = self.index().state
        os.remove(self.path("catalog.json"))
        self.scan("photos")
        self.assertEqual(fresh, self.index().state)


class Ends(PartsTest):
    def test_a_merge_that_is_killed_at_any_moment_leaves_the_old_index_or_the_new_one(self):
        names = self.every_name()
        self.part("half", names[:30])
        self.part("all", names)
        self.merged("half")
        before = Snapshot(self.path("catalog.json"))
        states = {self.index().bytes}
        self.merged("all", "--written", "2030-01-01T00:00:00.000000000Z")
        states.add(self.index().bytes)
        chance, killed = random.Random(3), 0
        for _ in range(40):
            before.restore()
            process = subprocess.Popen([CATALOG, "merge", "all", "-o", "catalog.json", "--scanned", "photos", "--written",
                                        "2030-01-01T00:00:00.000000000Z"], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, 0.02))
            process.kill()
            killed += process.wait() == -signal.SIGKILL
            self.assertIn(self.read("catalog.json"), states)
        self.assertGreater(killed, 0)
        self.merged("all")
        self.assertTidy(allowed=("catalog.json", ".catalog.json.lock", "photos", "half", "all"))

    @needs_strace
    def test_a_merge_that_is_killed_in_any_of_its_calls_leaves_the_old_index_or_the_new_one(self):
        names = self.every_name()
        self.part("half", names[:30])
        self.part("all", names)
        self.merged("half")
        before = Snapshot(self.path("catalog.json"))
        old = self.index().state
        new = self.merged("all").state
        arguments = ["merge", "all", "-o", "catalog.json", "--scanned", "photos"]
        for call in ["openat", "write", "pwrite64", "fsync", "rename", "renameat", "renameat2", "flock", "fchmod", "unlink"]:
            for when in range(1, 4):
                before.restore()
                self.faulty(call, "signal=KILL", when, *arguments)
                with self.subTest(call=call, when=when):
                    self.assertIn(self.index().state, [old, new])

    def test_an_extract_that_is_killed_leaves_a_part_that_merge_refuses(self):
        names = self.every_name() * 200
        self.write("names", "".join(name + "\n" for name in names).encode())
        with open(self.path("names"), "rb") as source, open(self.path("part"), "wb") as part:
            process = subprocess.Popen([CATALOG, "extract"], cwd=self.folder, stdin=source, stdout=part)
            while os.path.getsize(self.path("part")) < 100_000 and process.poll() is None:
                time.sleep(0.001)
            process.kill()
            self.assertEqual(process.wait(), -signal.SIGKILL)
        self.assertSentence(self.merge("part"), [65])
        # Also where it was killed between two lines.
        self.write("part", self.read("part").rpartition(b"\n")[0] + b"\n")
        self.assertSentence(self.merge("part"), [65])
        self.assertIsNone(self.index())

    def test_an_extract_whose_reader_went_away_ends_quietly(self):
        process = subprocess.Popen([CATALOG, "extract"], cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        process.stdout.close()
        process.stdin.write("\n".join(self.every_name() * 50).encode())
        process.stdin.close()
        self.assertEqual(process.stderr.read(), b"")
        process.stderr.close()
        self.assertIn(process.wait(timeout=30), [0, -signal.SIGPIPE, 141])

    def test_an_extract_onto_a_full_device_says_so(self):
        with open("/dev/full", "wb") as full:
            result = self.run_program([CATALOG, "extract"], input="\n".join(self.every_name()).encode(), capture_output=False,
                                      stdout=full, stderr=subprocess.PIPE)
        self.assertSentence(result, [74])

    @needs_root
    def test_a_merge_onto_a_full_disk_leaves_the_old_index(self):
        names = self.every_name()
        self.part("half", names[:3])
        self.part("all", names)
        self.mount("small", "-o", "size=16k")
        arguments = ["-o", "small/catalog.json", "--scanned", "photos"]
        self.assertEqual(self.catalog("merge", "half", *arguments).status, 0)
        before = self.read("small/catalog.json")
        head, *lines, _ = self.read("all").splitlines()
        lines = [line.replace(b'"path":"photos', b'"path":"photos/%d' % copy) for copy in range(20) for line in lines]
        self.write("all", b"\n".join([head, *lines, b'{"lines":%d}' % len(lines)]) + b"\n")
        self.assertSentence(self.catalog("merge", "all", *arguments), [73, 74])
        self.assertEqual(self.read("small/catalog.json"), before)
        self.assertEqual(sorted(self.names("small")), [".catalog.json.lock", "catalog.json"])

    @needs_root
    def test_a_merge_with_a_full_temporary_folder_leaves_the_old_index(self):
        # More than one bucket, so that lines go to the disk.
        head, *lines, _ = self.part("part", self.every_name()).splitlines()
        self.merged("part")
        before = Snapshot(self.path("catalog.json"))
        wide = b'"model":"' + b"x" * 4000 + b'",'
        with open(self.path("wide"), "wb") as file:
            file.write(head + b"\n")
            for number in range(13_000):
                file.write(lines[number % 60].replace(b'"path":"photos', wide + b'"path":"photos/%d' % number) + b"\n")
            file.write(b'{"lines":13000}\n')
        self.mount("small", "-o", "size=1m")
        self.assertSentence(self.merge("wide", "--temporary", "small"), [73, 74])
        self.assertTrue(before.is_untouched())
        self.assertEqual(self.names("small"), [])

    def test_a_merge_with_too_small_a_file_limit_leaves_the_old_index(self):
        names = self.every_name()
        self.part("half", names[:3])
        self.part("all", names)
        self.merged("half")
        before = Snapshot(self.path("catalog.json"))
        # The system ends who writes more.
        self.assertIn(self.merge("all", preexec_fn=limit(FSIZE=2000)).status, [-signal.SIGXFSZ, 73, 74])
        self.assertTrue(before.is_untouched())


if __name__ == "__main__":
    unittest.main()
