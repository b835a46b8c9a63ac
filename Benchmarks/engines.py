#!/usr/bin/env python3
"""Measures what is near with three engines over the same photos: the index itself, PostGIS, and DuckDB on GeoParquet.

    engines.py [--photos N] [--questions N] [--folder DIR] [--only file,postgis,duckdb] [--keep]

Makes an index of N photos (ten million, if nothing is said; that takes 30 GB of disk and half an hour), loads it, and asks what is within
a kilometre of places where photos lie. Prints a table for docs/scale.md. Answers are compared before times are given. It needs what
`make setup-scale` installs, and PostgreSQL as root or as a user that may start one.
"""

from __future__ import annotations

import argparse
import glob
import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import indexes
import machine
from measure import Failure, expect

SOURCE = Path(__file__).resolve().parent
ROOT = SOURCE.parent
CATALOG = os.environ.get("CATALOG", str(ROOT / ".build/release/catalog"))
sys.path.insert(0, str(ROOT / "Tests/Scale"))
from postgres import Postgres  # noqa: E402

RADIUS = 1000
# The mean radius of the Earth, as DuckDB's question uses it without its spatial extension.
EARTH = 6371008.8


def timed(body):
    began = time.monotonic()
    result = body()
    return time.monotonic() - began, result


def size_of(*paths):
    return sum(os.path.getsize(path) for path in paths)


def places(index, count):
    """Places of photos, all over the index and the same in every run; the one that makeindex leaves a gap around comes first."""
    chance = random.Random(19)
    found = [(indexes.LATITUDE, indexes.LONGITUDE)]
    with open(index.path, "rb") as lines:
        while len(found) < count:
            lines.seek(chance.randrange(os.path.getsize(index.path)))
            lines.readline()
            line = lines.readline()
            if line.startswith(b'{"geohash":"'):
                photo = json.loads(line.rstrip(b",\n"))
                found.append((photo["latitude"], photo["longitude"]))
    return found


def run(arguments, **how):
    """Runs a program, and gives seconds, what it printed, and its largest memory in bytes."""
    began = time.monotonic()
    process = subprocess.Popen([str(word) for word in arguments], stdout=subprocess.PIPE, **how)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise Failure(f"{' '.join(map(str, arguments))} ended with {process.returncode}")
    return time.monotonic() - began, output, usage.ru_maxrss * 1024


class Engine:
    """What was measured of one engine: seconds and counts a question, after one round that only warms up."""

    def __init__(self, name):
        self.name = name
        self.load = self.bytes = self.memory = None
        self.times, self.counts, self.note = [], [], ""

    def row(self):
        times = sorted(self.times)
        cells = [
            self.name,
            "none" if self.load is None else f"{self.load:,.0f} s",
            f"{self.bytes / 1e9:.2f} GB",
            f"{statistics.median(times) * 1e3:.1f} ms",
            f"{times[-1 - len(times) // 20] * 1e3:.1f} ms",
            f"{self.memory / 1e6:,.0f} MB",
        ]
        return "| " + " | ".join(cells) + " |"


def file_engine(index, asked):
    """`catalog near`, a process a question."""
    engine = Engine("`catalog near`, a process a question")
    engine.bytes, engine.memory = size_of(index.path), 0
    for turn in range(2):
        engine.times.clear(), engine.counts.clear()
        for latitude, longitude in asked:
            seconds, output, memory = run(
                [CATALOG, "near", latitude, longitude, "--radius", f"{RADIUS}m", "--limit", "0", "--index", index.path, "--format", "paths"]
            )
            engine.times.append(seconds)
            engine.counts.append(output.count(b"\n"))
            engine.memory = max(engine.memory, memory)
    return [engine]


def resident(postgres):
    """What the server's processes hold, memory that they share counted once."""
    with open(os.path.join(postgres.data, "postmaster.pid")) as file:
        first = int(file.readline())
    total = 0
    for folder in glob.glob("/proc/[0-9]*"):
        try:
            with open(folder + "/stat") as file:
                number, _, rest = file.read().partition(" ")
            parent = int(rest.rpartition(")")[2].split()[1])
            if first not in (int(number), parent):
                continue
            with open(folder + "/smaps_rollup") as file:
                total += sum(int(line.split()[1]) * 1024 for line in file if line.startswith("Pss:"))
        except OSError:
            continue
    return total


def postgis_engine(index, asked, folder):
    """PostGIS by `export postgis` and scale/postgis/near.sql, in one session, and with a connection a question."""
    engine = Engine("PostGIS, one session")
    script = folder / "photos.sql"
    exporting, _, _ = run([CATALOG, "export", "postgis", "--index", index.path, "-o", script], stderr=subprocess.DEVNULL)
    postgres = Postgres()
    try:
        loading, _ = timed(lambda: postgres.psql("-f", str(script)))
        analysing, _ = timed(lambda: postgres.psql("-c", "VACUUM ANALYZE photos"))
        engine.load = exporting + loading + analysing
        engine.note = f"PostGIS: export {exporting:.0f} s ({size_of(script) / 1e9:.2f} GB), load {loading:.0f} s, VACUUM ANALYZE {analysing:.0f} s"
        script.unlink()
        for name in sorted(glob.glob(str(ROOT / "scale/postgis/*.sql"))):
            postgres.psql("-f", name)
        engine.bytes = int(postgres.ask("SELECT pg_total_relation_size('photos')")[0][0])
        parts = postgres.ask(
            "SELECT relname, pg_relation_size(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
            " WHERE indrelid = 'photos'::regclass ORDER BY relname"
        )
        engine.note += "; " + ", ".join(f"{name} {int(size) / 1e9:.2f} GB" for name, size in parts)
        questions = [f"SELECT count(path) FROM photos_near({latitude}, {longitude}, {RADIUS});" for latitude, longitude in asked]
        # The paths are fetched by the server; that they are counted there and not printed is to its advantage.
        engine.note += f"; {resident(postgres) / 1e6:.0f} MB after loading"
        session = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", postgres.folder, "-U", "cats", "-d", "postgres"]
        with subprocess.Popen(session, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as psql:
            for turn in range(2):
                engine.times.clear(), engine.counts.clear()
                for question in questions:
                    began = time.monotonic()
                    psql.stdin.write(question + "\n")
                    psql.stdin.flush()
                    engine.counts.append(int(psql.stdout.readline()))
                    engine.times.append(time.monotonic() - began)
            engine.memory = resident(postgres)
            psql.stdin.close()
        alone = Engine("PostGIS, a psql a question")
        alone.load, alone.bytes, alone.memory = engine.load, engine.bytes, engine.memory
        for question in questions:
            seconds, output, _ = run([*session, "-c", question])
            alone.times.append(seconds)
            alone.counts.append(int(output))
    finally:
        postgres.stop()
    return [engine, alone]


def duckdb_engine(index, asked, folder):
    """DuckDB on the GeoParquet file of scale/parquet/geoparquet.sql, in one session of two threads."""
    engine = Engine("DuckDB on GeoParquet, one session")
    lines, parquet = folder / "photos.jsonl", folder / "photos.parquet"
    exporting, _, _ = run([CATALOG, "export", "jsonl", "--index", index.path, "-o", lines], stderr=subprocess.DEVNULL)
    code = f"import duckdb; duckdb.sql(open({str(ROOT / 'scale/parquet/geoparquet.sql')!r}).read())"
    converting, _, memory = run([sys.executable, "-c", code], cwd=folder)
    engine.load, engine.bytes = exporting + converting, size_of(parquet)
    engine.note = f"GeoParquet: export {exporting:.0f} s ({size_of(lines) / 1e9:.2f} GB), conversion {converting:.0f} s and {memory / 1e6:,.0f} MB"
    lines.unlink()
    _, output, engine.memory = run([sys.executable, __file__, "--ask-duckdb", parquet, "--places", json.dumps(asked)])
    engine.times, engine.counts = json.loads(output)
    parquet.unlink()
    return [engine]


def ask_duckdb(parquet, asked):
    """In a process of its own, so that its memory is what it needs for questions."""
    import duckdb

    database = duckdb.connect()
    database.execute("SET threads = 2")
    question = f"""
        SELECT path, 2 * {EARTH} * asin(sqrt(
            pow(sin(radians(latitude - $1) / 2), 2) + cos(radians($1)) * cos(radians(latitude)) * pow(sin(radians(longitude - $2) / 2), 2)
          )) AS distance
        FROM '{parquet}'
        WHERE latitude BETWEEN $1 - $3 AND $1 + $3 AND longitude BETWEEN $2 - $4 AND $2 + $4 AND distance <= {RADIUS}
        ORDER BY distance, path"""
    times, counts = [], []
    for turn in range(2):
        times.clear(), counts.clear()
        for latitude, longitude in asked:
            north = RADIUS / 110000
            east = north / math.cos(math.radians(latitude))
            seconds, rows = timed(lambda: database.execute(question, [latitude, longitude, north, east]).fetchall())
            times.append(seconds)
            counts.append(len(rows))
    print(json.dumps([times, counts]))


def compare(engines):
    """PostGIS has the very photos of the file. A sphere's distances differ by up to 0.6 %, so DuckDB's counts only nearly agree."""
    first = next((engine for engine in engines if "near" in engine.name), None)
    for engine in engines:
        if first is None or engine is first:
            continue
        expect(f"{engine.name}: hits of the first place", engine.counts[0], first.counts[0])
        if "PostGIS" in engine.name:
            expect(f"{engine.name}: hits", engine.counts, first.counts)
        else:
            far = [pair for pair in zip(engine.counts, first.counts) if abs(pair[0] - pair[1]) > 2 + 0.05 * pair[1]]
            expect(f"{engine.name}: places with other hits than on the ellipsoid", far, [])


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--photos", type=int, default=10_000_000)
    words.add_argument("--questions", type=int, default=200)
    words.add_argument("--folder", type=Path, default=ROOT / ".build-bench")
    words.add_argument("--only", default="file,postgis,duckdb")
    words.add_argument("--keep", action="store_true", help="keep the index for the next run")
    words.add_argument("--ask-duckdb", help=argparse.SUPPRESS)
    words.add_argument("--places", help=argparse.SUPPRESS)
    words = words.parse_args()
    if words.ask_duckdb:
        return ask_duckdb(words.ask_duckdb, json.loads(words.places))
    words.folder.mkdir(parents=True, exist_ok=True)
    makeindex = words.folder / "makeindex"
    subprocess.run(["cc", "-O2", "-o", makeindex, SOURCE / "makeindex.c", "-lz", "-lm"], check=True)
    index = indexes.index(words.folder, makeindex, words.photos)
    if index is None:
        raise Failure(f"the disk of {words.folder} is too small: name another folder with --folder")
    asked = places(index, words.questions)
    engines = []
    with tempfile.TemporaryDirectory(dir=words.folder) as folder:
        folder = Path(folder)
        for name in words.only.split(","):
            measured = {
                "file": lambda: file_engine(index, asked),
                "postgis": lambda: postgis_engine(index, asked, folder),
                "duckdb": lambda: duckdb_engine(index, asked, folder),
            }[name]()
            engines += measured
            for engine in measured:
                print("\n".join(filter(None, [engine.row(), engine.note])), flush=True)
    compare(engines)
    counts = sorted(engines[0].counts)
    print(f"\n{machine.words()}; {words.photos:,} photos, {len(asked)} places, {counts[len(counts) // 2]} hits in the middle, {counts[-1]} at most\n")
    print("| | time to load | on disk | p50 | p95 | memory |")
    print("| --- | --- | --- | --- | --- | --- |")
    for engine in engines:
        print(engine.row())
    if not words.keep:
        index.path.unlink()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        sys.exit(str(failure))
