"""Handing the catalogue on: as fast as cat, and in little memory."""

from __future__ import annotations

import json
import shlex
import subprocess

from measure import Command, Spread, expect, ratios, seconds
from table import Result, Row, at_most, count_text, size_text, time_text

MEMORY = 30e6


class Exporting:
    def __init__(self, bench, small, large):
        self.bench = bench
        self.small = small
        self.large = large

    def results(self):
        self.check_small()
        self.check_large()
        export = self.piped(self.bench.catalog, "export", "json", "--index", self.large.path)
        ours, theirs = self.bench.clock.alternate(
            self.bench.rounds(9), export, self.piped("cat", self.large.path)
        )
        size = size_text(self.large.path.stat().st_size)
        memory = max(run.memory for run in ours)
        job = f"export json, {count_text(self.large.photos)} photos"
        rows = [
            Row(
                f"{job}, into a pipe",
                f"cat of the index, {size}, into a pipe",
                time_text(seconds(ours)),
                time_text(seconds(theirs)),
                ratios(ours, theirs),
                at_most(1.5),
            ),
            Row(
                f"{job}: peak memory",
                size_text(MEMORY),
                size_text(memory),
                "",
                Spread.of([memory / MEMORY]),
                at_most(1),
            ),
        ]
        return Result(rows, [], [])

    @staticmethod
    def piped(*arguments):
        # The largest process counts as the memory of them all; bash and cat take 2 to 4 MB.
        line = " ".join(shlex.quote(str(argument)) for argument in arguments)
        return Command(["bash", "-o", "pipefail", "-c", f"{line} | cat >/dev/null"])

    def check_small(self):
        """The photos of the index, all of them and nothing else."""
        line = [self.bench.catalog, "export", "json", "--index", self.small.path]
        exported = json.loads(subprocess.run(line, capture_output=True, check=True).stdout)
        photos = json.loads(self.small.path.read_bytes())["photos"]
        expect("export: is what the index has", exported == photos, True)

    def check_large(self):
        line = [self.bench.catalog, "export", "json", "--index", str(self.large.path)]
        with subprocess.Popen(line, stdout=subprocess.PIPE) as export:
            lines = sum(block.count(b"\n") for block in iter(lambda: export.stdout.read(1 << 20), b""))
        expect("export: exit code", export.returncode, 0)
        # The brackets stand in lines of their own.
        expect("export: lines", lines, self.large.photos + 2)
