"""Indexes of any number of photos with the same ones around the asked place in each, and the same positions for sqlite3."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path

from measure import Failure

# Raised whenever makeindex.c writes other bytes, or the database is laid out in another way.
VERSION = 1
LATITUDE, LONGITUDE = 37.5665, 126.978
RADIUS = "1km"
# A square that encloses the circle. Its corners are 1.43 km away; makeindex leaves 0.9 to 1.6 km empty.
SOUTH, NORTH = LATITUDE - 0.00905, LATITUDE + 0.00905
WEST, EAST = LONGITUDE - 0.01136, LONGITUDE + 0.01136

# Room on the disk that has to stay free besides an index.
SPARE = 8 << 30
BYTES_OF_A_PHOTO = 420


@dataclass
class Index:
    path: Path
    photos: int
    located: int
    hits: int
    hit_bytes: int


def index(folder, makeindex, photos):
    """An index of so many photos; `None` where the disk is too small for it."""
    path = folder / f"index-{photos}.json"
    facts = folder / f"index-{photos}.facts"
    if facts.exists():
        version, *numbers = map(int, facts.read_text().split())
        if version == VERSION and path.exists():
            return Index(path, *numbers)
    facts.unlink(missing_ok=True)
    path.unlink(missing_ok=True)
    if shutil.disk_usage(folder).free < photos * BYTES_OF_A_PHOTO + SPARE:
        return None
    result = subprocess.run(
        [makeindex, str(photos), path, str(LATITUDE), str(LONGITUDE)], capture_output=True, text=True
    )
    if result.returncode != 0:
        raise Failure(f"makeindex could not write {path}: {result.stderr.strip()}")
    os.sync()
    facts.write_text(f"{VERSION} {result.stdout}")
    return index(folder, makeindex, photos)


def database(folder, index):
    """The same photos in tables: a plain one, and an R*Tree of their positions."""
    path = folder / f"index-{index.photos}.v{VERSION}.sqlite"
    if path.exists():
        return path
    partial = path.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    connection = sqlite3.connect(partial)
    connection.executescript(
        """
        PRAGMA journal_mode = off;
        PRAGMA synchronous = off;
        CREATE TABLE photo(id INTEGER PRIMARY KEY, path TEXT NOT NULL, latitude REAL, longitude REAL, taken TEXT);
        CREATE VIRTUAL TABLE place USING rtree(id, south, north, west, east);
        """
    )
    connection.executemany("INSERT INTO photo VALUES (NULL, ?, ?, ?, ?)", photos(index))
    connection.execute(
        "INSERT INTO place SELECT id, latitude, latitude, longitude, longitude FROM photo WHERE latitude IS NOT NULL"
    )
    connection.commit()
    connection.close()
    os.sync()
    partial.rename(path)
    return path


def photos(index):
    with open(index.path, "rb") as lines:
        for line in lines:
            if line.startswith(b'{"geohash"'):
                photo = json.loads(line.rstrip(b",\n"))
                yield photo["path"], photo.get("latitude"), photo.get("longitude"), photo["taken"]


# Nearest first by plane distance: a degree of longitude is here 0.795 of one of latitude, and 0.632 is the square of that.
SQL = (
    "SELECT path, taken, latitude, longitude FROM place JOIN photo USING (id)"
    f" WHERE south >= {SOUTH:.6f} AND north <= {NORTH:.6f} AND west >= {WEST:.6f} AND east <= {EAST:.6f}"
    f" ORDER BY (latitude - {LATITUDE}) * (latitude - {LATITUDE})"
    f" + 0.632 * (longitude - {LONGITUDE}) * (longitude - {LONGITUDE})"
)
JQ = (
    ".photos[] | select(.latitude != null"
    f" and .latitude >= {SOUTH:.6f} and .latitude <= {NORTH:.6f}"
    f" and .longitude >= {WEST:.6f} and .longitude <= {EAST:.6f}) | [.path, .taken] | @tsv"
)
