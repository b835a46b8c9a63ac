"""Whether answers to signing in tell by their time who has an account: `make bench-signin`. Prints a table.

Three kinds of questions, in an order drawn by lot, each from an address that may still ask, or for the last kind from one that may not: a name that somebody has with a wrong password, a name that nobody has, and whatever the limit refuses.
Members are many, since for one name ten guesses are looked at. Times are what a client on the same machine sees.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import indexes
import machine
import neighbours
import serve

KINDS = ["a name that somebody has, a wrong password", "a name that nobody has", "refused by the limit"]


def attempt(port, address, name):
    """Seconds and status of one sign-in, over a connection of its own that is there already."""
    person = neighbours.Person(port, address)
    person.connection = person.connect()
    body = json.dumps({"name": name, "password": "not the password"})
    start = time.perf_counter()
    status, _, _ = person.ask("POST", "/api/v1/session", body, {"Content-Type": "application/json"})
    passed = time.perf_counter() - start
    # What is refused ends the connection by itself.
    if person.connection:
        person.connection.close()
    return passed, status


def smirnov(one, other):
    """The two-sample Kolmogorov-Smirnov statistic, and how likely one at least as large is where both are drawn from the same (asymptotically)."""
    values = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    seen, largest = [0, 0], 0.0
    for value, which in values:
        seen[which] += 1
        largest = max(largest, abs(seen[0] / len(one) - seen[1] / len(other)))
    root = math.sqrt(len(one) * len(other) / (len(one) + len(other)))
    x = (root + 0.12 + 0.11 / root) * largest
    likely = 2 * sum((-1) ** (k - 1) * math.exp(-2 * k * k * x * x) for k in range(1, 101)) if x > 0.2 else 1.0
    return largest, min(1.0, max(0.0, likely))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="of each kind; fewer than 200 come so quickly that the limit by name refuses some")
    count = parser.parse_args().count
    folder = Path(os.environ.get("BENCH_DIR", serve.ROOT / ".build-bench"))
    folder.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="signin-", dir=folder))
    shutil.copy(indexes.index(folder, serve.makeindex(folder), 1000).path, work / "catalog.json")
    load = os.getloadavg()[0]
    server = serve.Server(work, "--rescan", "never", "--watch", "no")
    try:
        server.wait()
        members = (count + 8) // 9
        neighbours.join(server, members)
        refused = "127.0.9.1"
        for number in range(12):
            attempt(server.port, refused, f"Nobody {number}")
        order = [kind for kind in range(3) for _ in range(count)]
        random.Random(4).shuffle(order)
        seen, times = [0, 0, 0], [[], [], []]
        for kind in order:
            number = seen[kind]
            seen[kind] += 1
            name = [f"Person {number % members}", f"Nobody {number % members}", f"Person {number % members}"][kind]
            address = refused if kind == 2 else f"127.0.{10 + kind}.{1 + number % members}"
            passed, status = attempt(server.port, address, name)
            # The limit lets one through every six seconds: whoever was let through is no answer of this kind.
            if status == (429 if kind == 2 else 401):
                times[kind].append(passed * 1000)
            elif not (kind == 2 and status == 401):
                raise SystemExit(f"{KINDS[kind]}: status {status}")
        print(f"\n{machine.words()}; load before: {load:.1f}\n\n| answer | times | median | middle half | p99 | longest |\n| --- | --- | --- | --- | --- | --- |")
        for kind, values in zip(KINDS, times):
            quarters = statistics.quantiles(values, n=4)
            print(f"| {kind} | {len(values)} | {statistics.median(values):.2f} ms | {quarters[0]:.2f}–{quarters[2]:.2f} ms | {serve.percentile(values, 0.99):.1f} ms | {max(values):.1f} ms |")
        for one, other in [(0, 1), (0, 2)]:
            distance, likely = smirnov(times[one], times[other])
            print(f"{KINDS[one]} and {KINDS[other]}: Kolmogorov-Smirnov D = {distance:.3f}, p = {likely:.2f}")
    finally:
        server.end()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
