#!/usr/bin/env python3
"""Measures how many readers a scan finds by itself, beside fixed numbers of them, on a slow drive.

    readers.py [--photos N] [--latency MICROSECONDS] [--spindle] [--jobs 1,2,4,…] [--rounds N] [--again]

Makes photos and slowfs below a temporary folder, mounts, and scans in turns: once a number, `auto` among them. Prints medians in
seconds, the most memory, and how `auto` compares with the best. `--again` measures scans in which nothing changed. As root, on Linux.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CATALOG = os.path.abspath(os.environ.get("CATALOG", os.path.join(ROOT, ".build/release/catalog")))
sys.path.insert(0, os.path.join(ROOT, "Tests/Faults"))
import photos  # noqa: E402


def build(place):
    """Compiles the slow drive."""
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "fuse3"], capture_output=True, text=True, check=True).stdout.split()
    program = os.path.join(place, "slowfs")
    subprocess.run(["cc", "-O2", os.path.join(HERE, "slowfs.c"), "-o", program, *flags, "-lm"], check=True)
    return program


class Drive:
    """A folder, seen through the slow drive for as long as the context lasts."""

    def __init__(self, program, source, place, latency, spindle):
        self.place, self.arguments = place, [program, source, place, f"--latency={latency}"] + ["--spindle"] * spindle

    def __enter__(self):
        os.makedirs(self.place, exist_ok=True)
        subprocess.run(self.arguments, check=True)
        return self.place

    def __exit__(self, *_):
        subprocess.run(["umount", self.place], check=True)


def fill(folder, count, in_each=250):
    for number in range(count):
        place = os.path.join(folder, f"{number // in_each:04}")
        os.makedirs(place, exist_ok=True)
        with open(os.path.join(place, f"IMG_{number:06}.jpg"), "wb") as file:
            file.write(photos.jpeg(37 + number / 1e6, 127, make="Made up", taken="2025:01:02 03:04:05") + bytes(20000))


def scan(folder, index, jobs, fresh):
    if fresh and os.path.exists(index):
        os.remove(index)
    command = [CATALOG, "scan", folder, "--index", index, "--quiet"] + ([] if jobs == "auto" else ["--jobs", jobs])
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with {status}")
    return time.monotonic() - began, usage.ru_maxrss // 1024


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--photos", type=int, default=24750)
    words.add_argument("--latency", type=int, default=2000)
    words.add_argument("--spindle", action="store_true")
    words.add_argument("--jobs", default="1,2,4,8,16,32,64,128,256")
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--again", action="store_true")
    words = words.parse_args()
    with tempfile.TemporaryDirectory() as place:
        source, index = os.path.join(place, "source"), os.path.join(place, "catalog.json")
        fill(source, words.photos)
        with Drive(build(place), source, os.path.join(place, "drive"), words.latency, words.spindle) as drive:
            times, memory = {}, {}
            # A mount that is fresh looks names of one folder up one after the other, and would be slow for whoever comes first.
            scan(drive, index, "256", True)
            if words.again:
                # A photo that is younger than its record by less than the clock's grain is read again.
                scan(drive, index, "256", False)
            for _ in range(words.rounds):
                for jobs in ["auto", *words.jobs.split(",")]:
                    seconds, megabytes = scan(drive, index, jobs, not words.again)
                    times.setdefault(jobs, []).append(seconds)
                    memory[jobs] = max(memory.get(jobs, 0), megabytes)
    medians = {jobs: statistics.median(seconds) for jobs, seconds in times.items()}
    for jobs, seconds in medians.items():
        print(f"{jobs:>5} {seconds:8.2f} s {memory[jobs]:4} MB")
    best = min((jobs for jobs in medians if jobs != "auto"), key=medians.get)
    print(f"{words.photos} photos, {words.latency} us a call: auto is {medians['auto'] / medians[best]:.2f} x the best ({best} jobs)")


if __name__ == "__main__":
    main()
