"""Questions about the whole catalogue: against DuckDB, against a cursor in C, and a box against near."""

from __future__ import annotations

import subprocess

import indexes
from measure import Command, Spread, expect, ratios, seconds
from table import Result, Row, at_most, count_text, time_text


class Questions:
    def __init__(self, bench, index):
        self.bench = bench
        self.index = index
        self.lines = bench.folder / f"{index.path.stem}.jsonl"

    def results(self):
        with open(self.lines, "wb") as lines:
            line = [self.bench.catalog, "export", "jsonl", "--index", self.index.path]
            subprocess.run(line, stdout=lines, stderr=subprocess.DEVNULL, check=True)
        try:
            return self.against_duckdb() + self.against_cursor() + self.box() + self.verify()
        finally:
            self.lines.unlink()

    def catalog(self, *arguments):
        return Command([self.bench.catalog, *arguments, "--index", self.index.path])

    def row(self, job, peer, ours, theirs, target):
        job = f"{job}, {count_text(self.index.photos)} photos"
        return Row(job, peer, time_text(seconds(ours)), time_text(seconds(theirs)), ratios(ours, theirs), at_most(target))

    # DuckDB

    def against_duckdb(self):
        peer = self.bench.peers["DuckDB"]
        if not peer.is_there:
            return Result([], [], [peer.missing])
        rows = []
        for question, arguments, target in [
            ("camera", ["list", "--camera", "apple", "--format", "paths"], 0.5),
            ("latest", ["list", "--since", "2020", "--sort", "taken", "--limit", "10", "--format", "paths"], 0.5),
            ("path", ["list", "--path", "**/01/*", "--format", "paths"], 0.5),
            ("status", ["status"], 0.5),
        ]:
            ours, theirs = self.catalog(*arguments), self.duckdb(peer, question)
            if question != "status":
                self.same_count(question, ours, theirs)
            runs = self.bench.clock.alternate(self.bench.rounds(9), ours, theirs)
            rows.append(self.row(" ".join(arguments), "DuckDB, two threads", *runs, target))
        for question, form in [("csv", "csv"), ("json", "geojson")]:
            files = [self.bench.folder / f"export.{who}" for who in ("ours", "theirs")]
            ours = self.catalog("export", form, "-o", files[0])
            runs = self.bench.clock.alternate(self.bench.rounds(5), ours, self.duckdb(peer, question, files[1]))
            rows.append(self.row(f"export {form} -o FILE", f"DuckDB's COPY as {question}", *runs, 0.7))
            for file in files:
                file.unlink(missing_ok=True)
        return Result(rows, [], [])

    def duckdb(self, peer, *arguments):
        question, *output = arguments
        return Command([peer.program, self.bench.source / "duckdb_question.py", question, self.lines, *output])

    @staticmethod
    def same_count(question, ours, theirs):
        counts = [
            subprocess.run(command.arguments, capture_output=True, check=True).stdout.count(b"\n")
            for command in (ours, theirs)
        ]
        expect(f"{question}: photos that DuckDB finds", counts[1], counts[0])

    # C

    def against_cursor(self):
        ours = self.catalog("list", "--camera", "apple", "--format", "paths")
        theirs = Command([self.bench.compile("cursor", "-lpthread"), self.index.path, "apple"])
        self.same_count("camera", ours, theirs)
        runs = self.bench.clock.alternate(self.bench.rounds(9), ours, theirs)
        return Result([self.row("list --camera apple --format paths", "a cursor in C, not sorted", *runs, 2)], [], [])

    # Boxes

    def box(self):
        """The box around the circle holds what the circle holds: there is nothing between them."""
        box = ",".join(map(str, [indexes.SOUTH, indexes.WEST, indexes.NORTH, indexes.EAST]))
        ours = self.catalog("list", "--box", box, "--format", "paths")
        place = [indexes.LATITUDE, indexes.LONGITUDE, "--radius", indexes.RADIUS, "--limit", "0"]
        theirs = self.catalog("near", *place, "--format", "paths")
        self.same_count("box", ours, theirs)
        runs = self.bench.clock.alternate(self.bench.rounds(51), ours, theirs)
        return Result([self.row("list --box, the same hits", "near", *runs, 1.5)], [], [])

    def verify(self):
        (runs,) = self.bench.clock.alternate(self.bench.rounds(5), self.catalog("verify"))
        words = f"verify, {count_text(self.index.photos)} photos"
        spread = Spread.of(run.seconds for run in runs)
        return Result([Row(words, "1 s", time_text(spread), "", spread, at_most(1))], [], [])
