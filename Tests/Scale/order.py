#!/usr/bin/env python3
"""Measures what reading in the order of inodes gains over that of names, on one arm: order.py [FILES] [READERS] [LATENCY]

The files are made in an order that is not that of their names, as after copying. Each is opened, examined and read. As root, on Linux.
"""

import os
import random
import statistics
import sys
import tempfile
import threading
import time

import readers


def read(place, names, count):
    """Reads files on several threads, one after the other as they come."""
    waiting, lock = iter(names), threading.Lock()

    def work():
        while True:
            with lock:
                name = next(waiting, None)
            if name is None:
                return
            descriptor = os.open(os.path.join(place, name), os.O_RDONLY)
            os.fstat(descriptor)
            os.pread(descriptor, 16384, 0)
            os.close(descriptor)

    threads = [threading.Thread(target=work) for _ in range(count)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - began


def main():
    files, count, latency = (int(word) for word in [*sys.argv[1:], "600", "2", "2000"][:3]) if len(sys.argv) > 3 else (600, 2, 2000)
    with tempfile.TemporaryDirectory() as place:
        source = os.path.join(place, "source")
        os.mkdir(source)
        numbers = list(range(files))
        random.Random(1).shuffle(numbers)
        for number in numbers:
            with open(os.path.join(source, f"IMG_{number:06}.jpg"), "wb") as file:
                file.write(bytes(20000))
        by_name = sorted(os.listdir(source))
        by_inode = sorted(by_name, key=lambda name: os.stat(os.path.join(source, name)).st_ino)
        with readers.Drive(readers.build(place), source, os.path.join(place, "drive"), latency, True) as drive:
            read(drive, by_name, 1)
            times = {"names": [], "inodes": []}
            for _ in range(3):
                times["names"].append(read(drive, by_name, count))
                times["inodes"].append(read(drive, by_inode, count))
    medians = {order: statistics.median(seconds) for order, seconds in times.items()}
    print(f"{files} files, {count} readers, {latency} us a full seek: names {medians['names']:.2f} s, inodes {medians['inodes']:.2f} s, "
          f"{medians['names'] / medians['inodes']:.2f} x")


if __name__ == "__main__":
    main()
