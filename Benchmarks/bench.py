"""Measures catalog against other programs in one run. `make bench` and `make bench-quick` call it; README.md explains it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import chart
import indexes
import machine
import report
import peers
import table
from asking import Asking
from exporting import Exporting
from library import library
from measure import Clock, Failure
from questions import Questions
from scanning import Scanning

SOURCE = Path(__file__).resolve().parent
ROOT = SOURCE.parent


@dataclass
class Size:
    """How much a run measures."""

    photos: int
    exiftool_photos: int
    peer_photos: int
    indexes: list
    compared: int
    exported: int
    rounds: float  # of the usual number


FULL = Size(20_000, 2_000, 10_000, [1_000, 100_000, 1_000_000, 10_000_000], 1_000_000, 1_000_000, 1)
QUICK = Size(4_000, 250, 1_000, [1_000, 100_000, 1_000_000], 100_000, 100_000, 0.4)


class Bench:
    """What all measurements share."""

    def __init__(self, size, catalog, folder):
        self.size = size
        self.source = SOURCE
        self.catalog = catalog
        self.folder = folder
        self.peers = peers.all_peers()
        self.exiftool_photos = size.exiftool_photos
        self.peer_photos = size.peer_photos
        self.limit = self.compile("limit")
        self.makeindex = self.compile("makeindex", "-lz", "-lm")
        self.clock = Clock(self.compile("spawn"))

    def rounds(self, usual):
        return max(1, round(usual * self.size.rounds))

    @property
    def free_memory(self):
        return machine.free_memory()

    def compile(self, name, *libraries):
        program = self.folder / name
        line = ["cc", "-O2", "-o", program, SOURCE / f"{name}.c", *libraries]
        result = subprocess.run(line, capture_output=True, text=True)
        if result.returncode != 0:
            raise Failure(f"{name}.c does not compile: {result.stderr.strip()}")
        return str(program)


def main():
    options = arguments()
    if sys.platform != "linux":
        raise Failure("The benchmarks run on Linux only: they need GNU find and xargs, and /proc.")
    catalog = Path(os.environ.get("CATALOG", ROOT / ".build/release/catalog")).resolve()
    if not os.access(catalog, os.X_OK):
        raise Failure(f"There is no {catalog}; `make build` makes it.")
    folder = Path(os.environ.get("BENCH_DIR", ROOT / ".build-bench")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(QUICK if options.quick else FULL, catalog, folder)
    try:
        result = measure(bench)
    finally:
        bench.clock.close()
    print(table.plain(result.rows))
    for note in result.notes:
        print(note)
    if options.docs:
        (options.docs / "benchmarks.md").write_text(report.markdown(bench, result))
        (options.docs / "benchmarks.svg").write_text(chart.svg(result.points))
        print(f"Written: {options.docs}/benchmarks.md and benchmarks.svg")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer photos and rounds: about a minute")
    parser.add_argument("--docs", type=Path, metavar="FOLDER", help="write benchmarks.md and benchmarks.svg there")
    return parser.parse_args()


def measure(bench):
    size = bench.size
    notes = []
    photos = step(f"{size.photos:,} photos", lambda: library(bench.folder / f"library-{size.photos}", size.photos))
    made = {}
    for count in sorted({*size.indexes, size.compared, size.exported}):
        index = step(f"an index of {count:,}", lambda: indexes.index(bench.folder, bench.makeindex, count))
        if index:
            made[count] = index
        else:
            notes.append(f"The disk has too little room for an index of {count:,} photos, which was left out.")
    for count in size.compared, size.exported:
        if count not in made:
            raise Failure(f"The disk has too little room for an index of {count:,} photos. BENCH_DIR=FOLDER is another.")
    if bench.peers["sqlite3"].is_there:
        step(f"a database of {size.compared:,}", lambda: indexes.database(bench.folder, made[size.compared]))
    result = table.Result([], [], notes)
    result += step("scan", lambda: Scanning(bench, photos).results())
    result += step("near", lambda: Asking(bench, list(made.values()), made[size.compared]).results())
    result += step("questions", lambda: Questions(bench, made[size.compared]).results())
    return result + step("export", lambda: Exporting(bench, made[min(made)], made[size.exported]).results())


def step(name, work):
    """Does one piece of work and says on standard error how long it took."""
    print(f"{name} …", end="", file=sys.stderr, flush=True)
    start = time.monotonic()
    try:
        return work()
    finally:
        print(f" {time.monotonic() - start:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"bench: {failure}")
    except KeyboardInterrupt:
        sys.exit("bench: interrupted")
