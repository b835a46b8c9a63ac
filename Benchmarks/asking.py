"""Asking what is near: against a database, against jq, and against itself with fewer photos."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import indexes
from measure import Command, Failure, Spread, expect, ratios, seconds
from table import Point, Result, Row, at_least, at_most, count_text, size_text, time_text

JQ_MEMORY = 5 << 30  # for a million photos


class Asking:
    def __init__(self, bench, all_indexes, compared):
        self.bench = bench
        self.indexes = all_indexes
        # The one that sqlite3 and jq are asked for too.
        self.compared = compared

    def results(self):
        for index in self.indexes:
            # All are made by the same code, and status reads every line: minutes for ten million.
            if index.photos <= 100_000:
                self.check_index(index)
        return self.growth() + self.reads() + self.sqlite() + self.jq()

    def near(self, index, *options):
        def check(output, errors):
            expect(f"near in {index.path.name}: lines", output.count(b"\n"), index.hits + 1)
            expect(f"near in {index.path.name}: words", errors, b"")

        place = [indexes.LATITUDE, indexes.LONGITUDE, "--radius", indexes.RADIUS, "--limit", "0"]
        return Command([self.bench.catalog, "near", *place, "--index", index.path, *options], check=check)

    def check_index(self, index):
        """All of its photos are known. That it is taken for one that a scan wrote, near's silence says each time."""
        line = [self.bench.catalog, "status", "--format", "json", "--index", index.path]
        status = subprocess.run(line, capture_output=True, text=True)
        if status.returncode != 0 or status.stderr:
            raise Failure(f"catalog status says of {index.path.name}: {status.stderr.strip()}")
        found = json.loads(status.stdout)
        expect(f"photos in {index.path.name}", (found["photos"], found["located"]), (index.photos, index.located))

    def growth(self):
        """All sizes in turns, and the start of the program alone."""
        start = Command([self.bench.catalog, "--version"])
        floor, *runs = self.bench.clock.alternate(
            self.bench.rounds(51), start, *[self.near(index) for index in self.indexes]
        )
        rows = [Row("start alone: catalog --version", "", time_text(seconds(floor)), "")]
        least, least_runs = self.indexes[0], runs[0]
        for index, own_runs in list(zip(self.indexes, runs))[1:]:
            rows.append(
                Row(
                    f"near, {count_text(index.photos)} photos",
                    f"near, {count_text(least.photos)} photos, same {index.hits} hits",
                    time_text(seconds(own_runs)),
                    time_text(seconds(least_runs)),
                    ratios(own_runs, least_runs),
                    at_most(1.2),
                )
            )
        points = [
            Point("near", "catalog near", index.photos, seconds(own_runs).median)
            for index, own_runs in zip(self.indexes, runs)
        ]
        return Result(rows, points, [])

    def reads(self):
        """What near reads of the largest index; counts, so one run is enough."""
        index = self.indexes[-1]
        counts = self.explained(index) or self.traced(index)
        if counts is None:
            return Result([], [], ["Reads were not counted: this catalog has no --explain, and there is no strace."])
        preads, size = counts
        allowed = (1 << 20) + 2 * index.hit_bytes
        row = Row(
            f"near, {count_text(index.photos)} photos: bytes read",
            "1 MB and twice the lines of its hits",
            f"{size_text(size)} in {preads} reads",
            size_text(allowed),
            Spread.of([size / allowed]),
            at_most(1),
        )
        return Result([row], [], [])

    def explained(self, index):
        result = subprocess.run(self.near(index, "--explain").arguments, capture_output=True, text=True)
        found = re.search(r"preads (\d+).*?bytes (\d+)", result.stderr)
        return tuple(map(int, found.groups())) if result.returncode == 0 and found else None

    def traced(self, index):
        if not shutil.which("strace"):
            return None
        line = ["strace", "-f", "-e", "trace=pread64,read,preadv,mmap", "-P", str(index.path.resolve())]
        result = subprocess.run(line + self.near(index).arguments, capture_output=True, text=True)
        sizes = [int(size) for size in re.findall(r"\b(?:pread64|preadv|read)\(.*= (\d+)$", result.stderr, re.M)]
        return (len(sizes), sum(sizes)) if result.returncode == 0 and sizes else None

    def sqlite(self):
        peer = self.bench.peers["sqlite3"]
        if not peer.is_there:
            return Result([], [], [peer.missing])
        index = self.compared
        database = indexes.database(self.bench.folder, index)

        def check(output, errors):
            expect("sqlite3: photos", output.count(b"\n"), index.hits)

        theirs = Command([peer.program, "-batch", "-readonly", database, indexes.SQL], check=check)
        self.same_photos(index, theirs)
        ours, theirs = self.bench.clock.alternate(self.bench.rounds(51), self.near(index), theirs)
        return self.compare(index, "sqlite3", "sqlite3, R*Tree", ours, theirs, ratios(ours, theirs), at_most(0.75))

    def jq(self):
        peer = self.bench.peers["jq"]
        if not peer.is_there:
            return Result([], [], [peer.missing])
        index = self.compared
        if self.bench.free_memory < JQ_MEMORY * index.photos / 1e6:
            return Result([], [], [f"jq needs more memory for {index.photos:,} photos than is free, and was left out."])

        def check(output, errors):
            expect("jq: photos", output.count(b"\n"), index.hits)

        theirs = Command([peer.program, "-r", indexes.JQ, index.path], check=check)
        ours, theirs = self.bench.clock.alternate(self.bench.rounds(2), self.near(index), theirs)
        # jq reads the whole file, so the target says nothing of other sizes.
        target = at_least(1000) if index.photos == 1_000_000 else None
        return self.compare(index, "jq", "jq, same file", ours, theirs, ratios(theirs, ours), target)

    def compare(self, index, series, words, ours, theirs, ratio, target):
        row = Row(
            f"near, {count_text(index.photos)} photos",
            words,
            time_text(seconds(ours)),
            time_text(seconds(theirs)),
            ratio,
            target,
        )
        return Result([row], [Point("near", series, index.photos, seconds(theirs).median)], [])

    def same_photos(self, index, theirs):
        """Not only as many, but the same."""
        ours = subprocess.run(self.near(index, "--format", "json").arguments, capture_output=True, check=True).stdout
        rows = subprocess.run(theirs.arguments, capture_output=True, text=True, check=True).stdout.splitlines()
        found = {photo["path"].split("photos/")[-1] for photo in json.loads(ours)}
        expected = {row.split("|")[0].split("photos/")[-1] for row in rows}
        expect("photos that only one of near and sqlite3 finds", sorted(found ^ expected), [])
