"""Reading photos: scan against other readers and against the least that any reader has to do."""

from __future__ import annotations

import json
import os
import re

from measure import Command, Failure, expect, ratios, seconds
from table import Point, Result, Row, at_least, at_most, count_text, rate_text, size_text, time_text
from tiff import GPS_FIELDS

# A ten-millionth of a degree is a centimetre; cameras store no finer than that.
TOLERANCE = 1e-7


class Scanning:
    def __init__(self, bench, library):
        self.bench = bench
        self.library = library
        self.count = len(library.photos)
        # On the same disk as the photos, as a person has it: saving it safely is part of the job.
        self.index = bench.folder / "scan.json"
        self.scan = Command(
            [bench.catalog, "scan", "--full", "--jobs", "2", library.folder, "--index", self.index],
            check=self.check_scan,
        )

    def results(self):
        result = self.limit() + self.rescan()
        for name, measured in ("exiftool", self.exiftool), ("exiv2", self.exiv2), ("Pillow", self.pillow):
            peer = self.bench.peers[name]
            result += measured(peer) if peer.is_there else Result([], [], [peer.missing])
        return result

    def limit(self):
        limit = Command([self.bench.limit, self.library.folder], check=self.check_limit)
        ours, theirs = self.bench.clock.alternate(
            self.bench.rounds(15), self.scan, limit, removing=self.index
        )
        memory = max(run.memory for run in ours)
        peer = "C: open, fstat, 16 KB pread, close; one thread"
        rows = [
            Row(
                f"scan of {count_text(self.count)} photos",
                peer,
                rate_text(self.count, seconds(ours)),
                rate_text(self.count, seconds(theirs)),
                ratios(ours, theirs),
                at_most(1.25),
            ),
            Row(f"scan of {count_text(self.count)} photos: peak memory", "", size_text(memory), ""),
        ]
        points = [
            Point("read", "catalog scan", self.count, seconds(ours).median),
            Point("read", "C, least", self.count, seconds(theirs).median),
        ]
        return Result(rows, points, [])

    def rescan(self):
        again = Command(
            [self.bench.catalog, "scan", "--jobs", "2", self.library.folder, "--index", self.index],
            check=self.check_rescan,
        )
        find = Command(["find", self.library.folder, "-type", "f", "-printf", "%s %T@ %p\\n"], check=self.check_find)
        ours, theirs = self.bench.clock.alternate(self.bench.rounds(15), again, find)
        row = Row(
            "scan again, nothing changed",
            "find -printf '%s %T@ %p\\n'",
            time_text(seconds(ours)),
            time_text(seconds(theirs)),
            ratios(ours, theirs),
            at_most(2),
        )
        return Result([row], [], [])

    def exiftool(self, peer):
        folders, photos = self.library.first(self.bench.exiftool_photos)
        line = [peer.program, "-fast2", "-n", "-r", "-q", "-json", "-GPSLatitude", "-GPSLongitude", "-DateTimeOriginal"]
        line += ["-Make", "-Model"]

        def check(output, errors):
            found = json.loads(output)
            expect("exiftool: photos", len(found), len(photos))
            self.compare(
                "exiftool",
                {photo["SourceFile"]: (photo.get("GPSLatitude"), photo.get("GPSLongitude")) for photo in found},
                {str(self.library.folder / photo.path): photo for photo in photos},
            )

        command = Command(line + [self.library.folder / name for name in folders], check=check)
        return self.rates(peer, "exiftool -fast2 -n -r -json", command, len(photos), 3, at_least(500))

    def exiv2(self, peer):
        _, photos = self.library.first(self.bench.peer_photos)
        command = ["xargs", "-0", "-n", "500", "-a", self.names(photos)]
        command += [peer.program, "-g", "Exif.GPSInfo", "-Pv"]

        def check(output, errors):
            located = sum(photo.latitude is not None for photo in photos)
            expect("exiv2: GPS fields", len(output.splitlines()), located * GPS_FIELDS)

        # exiv2 ends with 1 where a photo has no such field, and xargs with 123 then.
        command = Command(command, accepts=(0, 123), check=check)
        return self.rates(peer, "exiv2 -g Exif.GPSInfo -Pv, 500 a batch", command, len(photos), 5, at_least(20))

    def pillow(self, peer):
        _, photos = self.library.first(self.bench.peer_photos)
        # Pillow reads no HEIC by itself.
        photos = [photo for photo in photos if not photo.path.endswith(".HEIC")]

        def check(output, errors):
            located = sum(photo.latitude is not None for photo in photos)
            expect("Pillow: GPS fields", int(output), located * GPS_FIELDS)

        line = [peer.program, self.bench.source / "pillow_gps.py", self.names(photos)]
        command = Command(line, check=check)
        return self.rates(peer, "Pillow getexif().get_ifd(0x8825)", command, len(photos), 5, at_least(22))

    def rates(self, peer, words, command, count, rounds, target):
        """Ours on the whole library, theirs on the first photos of it: what is compared is time per photo."""
        ours, theirs = self.bench.clock.alternate(
            self.bench.rounds(rounds), self.scan, command, removing=self.index
        )
        row = Row(
            f"scan of {count_text(self.count)} photos",
            f"{words} on {count_text(count)}",
            rate_text(self.count, seconds(ours)),
            rate_text(count, seconds(theirs)),
            ratios(theirs, ours, scale=self.count / count),
            target,
        )
        return Result([row], [Point("read", peer.name, count, seconds(theirs).median)], [])

    def names(self, photos):
        path = self.bench.clock.folder / "names"
        path.write_bytes(b"\0".join(os.fsencode(self.library.folder / photo.path) for photo in photos) + b"\0")
        return path

    def check_limit(self, output, errors):
        expect("limit: files", int(output.split()[0]), self.count)

    def check_find(self, output, errors):
        expect("find: files", output.count(b"\n"), self.count)

    def check_scan(self, output, errors):
        self.check_counts("scan", output + errors, self.count, 0)
        photos = json.loads(self.index.read_bytes())["photos"]
        folder = os.path.relpath(self.library.folder, self.index.parent)
        self.compare(
            "scan",
            {photo["path"]: (photo.get("latitude"), photo.get("longitude")) for photo in photos},
            {f"{folder}/{photo.path}": photo for photo in self.library.photos},
        )

    def check_rescan(self, output, errors):
        self.check_counts("scan again", output + errors, 0, self.count)

    def check_counts(self, what, words, read, unchanged):
        found = re.search(rb"(\d+) read, (\d+) unchanged", words)
        if not found:
            raise Failure(f"{what} did not say how many photos it read: {words[:200]!r}")
        expect(f"{what}: read and unchanged", tuple(map(int, found.groups())), (read, unchanged))

    @staticmethod
    def compare(what, found, truth):
        """Every position is where the library put it, and no photo is missing."""
        expect(f"{what}: photos", len(found), len(truth))
        for path, photo in truth.items():
            latitude, longitude = found.get(path, ("nothing", "nothing"))
            if photo.latitude is None:
                expect(f"{what}: position of {path}", latitude, None)
            elif not isinstance(latitude, (int, float)) or max(
                abs(latitude - photo.latitude), abs(longitude - photo.longitude)
            ) > TOLERANCE:
                expect(f"{what}: position of {path}", (latitude, longitude), (photo.latitude, photo.longitude))
