"""A library of photos like a person's: years, months and albums, homes and journeys, several cameras.

The headers are whole, with MakerNotes and thumbnails; the pictures behind them are holes, so that a library of photos
of some megabytes each takes 40 KB a photo on disk. The same seed makes the same library on every machine.
"""

from __future__ import annotations

import datetime
import json
import math
import os
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import containers
import tiff
from tiff import Angle, Camera

# Raised whenever the library becomes another.
VERSION = 1
PHOTOS_OF_A_FOLDER = 250
HOMES = [(37.5665, 126.978), (37.4979, 127.0276), (-33.8586, 151.214), (52.52, 13.405)]

CAMERAS = [
    Camera("Apple", "iPhone 13 mini", ">", 1800, 19_000, share=26),
    Camera("Apple", "iPhone 15", ">", 2400, 22_000, has_interop=False, suffix=".HEIC", share=14),
    Camera("Google", "Pixel 7", "<", 0, 38_000, share=14),
    Camera("samsung", "SM-S918B", "<", 600, 52_000, share=14),
    Camera("Panasonic", "DC-TZ202", "<", 9_000, 16_000, share=8),
    Camera("NIKON CORPORATION", "COOLPIX P1000", ">", 31_000, 9_000, gps_is_last=True, share=8),
    Camera("Canon", "Canon EOS R6", "<", 24_000, 15_000, has_gps=False, share=8),
    Camera("SONY", "ILCE-7M3", "<", 37_000, 8_000, has_gps=False, share=4),
    Camera("Apple", "iPhone 13 mini", ">", 0, 20_000, has_gps=False, suffix=".PNG", share=4),
]


@dataclass
class Photo:
    """What the library knows to be true of a photo."""

    path: str
    latitude: float | None
    longitude: float | None


@dataclass
class Library:
    folder: Path
    photos: list

    @property
    def located(self):
        return sum(photo.latitude is not None for photo in self.photos)

    def first(self, count):
        """The first months that hold at least so many photos: their folders, and all photos below them."""
        months = {}
        for photo in self.photos:
            month = "/".join(photo.path.split("/")[:2])
            if month not in months and sum(map(len, months.values())) >= count:
                break
            months.setdefault(month, []).append(photo)
        return list(months), [photo for photos in months.values() for photo in photos]


def library(folder, count):
    """The library in a folder: made there, or found there as it was made before."""
    truth = folder / "truth.json"
    if truth.exists():
        known = json.loads(truth.read_text())
        if known["version"] == VERSION and len(known["photos"]) == count:
            return Library(folder / "photos", [Photo(*photo) for photo in known["photos"]])
    shutil.rmtree(folder, ignore_errors=True)
    photos = list(make(folder / "photos", count))
    os.sync()
    truth.write_text(json.dumps({"version": VERSION, "photos": [[p.path, p.latitude, p.longitude] for p in photos]}))
    return Library(folder / "photos", photos)


def folder_names():
    year = 2012
    while True:
        for month in range(1, 13):
            yield f"{year}/{year}-{month:02}"
            if month % 3 == 0:
                yield f"{year}/{year}-{month:02}/Album {month // 3}"
        year += 1


def make(root, count):
    chance = random.Random(VERSION)
    noise = chance.randbytes(1 << 16)
    templates = [tiff.template(camera, noise) for camera in CAMERAS]
    journeys = [(chance.uniform(-45, 65), chance.uniform(-180, 180)) for _ in range(60)]
    when = datetime.datetime(2012, 1, 1, 8, tzinfo=datetime.timezone.utc)
    names = folder_names()
    for number in range(count):
        if number % PHOTOS_OF_A_FOLDER == 0:
            name = next(names)
            (root / name).mkdir(parents=True, exist_ok=True)
            center = chance.choice(HOMES if chance.random() < 0.7 else journeys)
        which = chance.choices(range(len(CAMERAS)), [camera.share for camera in CAMERAS])[0]
        camera, template = CAMERAS[which], templates[which]
        when += datetime.timedelta(seconds=chance.randrange(60, 36_000))
        latitude = longitude = None
        # Phones have no fix indoors: then they write no GPS directory of use; here they are the cameras without one.
        if camera.has_gps:
            latitude, longitude = (Angle.of(value) for value in around(center, chance))
        block = template.photo(latitude, longitude, when)
        path = f"{name}/IMG_{number:06}{camera.suffix}"
        write(root / path, camera.suffix, block, noise, chance.randrange(2 << 20, 12 << 20), when.timestamp())
        yield Photo(path, latitude and latitude.degrees, longitude and longitude.degrees)


def around(center, chance):
    """Most photos are taken near by: the distance is exponential, 1.5 km on average."""
    distance = chance.expovariate(1 / 1500) / 111_000
    direction = chance.uniform(0, 2 * math.pi)
    latitude = center[0] + distance * math.cos(direction)
    longitude = center[1] + distance * math.sin(direction) / math.cos(math.radians(center[0]))
    return latitude, (longitude + 180) % 360 - 180


def write(path, suffix, block, noise, size, modified):
    ending = b""
    if suffix == ".PNG":
        size //= 8
        head, ending = containers.png(block, size), bytes(4) + containers.PNG_END
    elif suffix == ".HEIC":
        head = containers.heic(block, size)
    else:
        head = containers.jpeg(block, noise)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    os.write(file, head)
    if ending:
        os.pwrite(file, ending, size - len(ending))
    else:
        os.ftruncate(file, size)
    os.utime(file, (modified, modified))
    os.close(file)
