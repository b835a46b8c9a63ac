"""Runs catalog, and makes catalogues of made-up photos."""

import json
import os
import random
import subprocess
import tempfile
import unittest

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))
CATALOG = os.path.abspath(os.environ.get("CATALOG", os.path.join(ROOT, ".build/release/catalog")))

# Where people live; a third of the photos lie there, densely.
TOWNS = [(37.5665, 126.978), (-33.8586, 151.214), (64.1466, -21.9426), (0.0, 0.0), (-16.5, 180.0), (89.9999, 12.0), (-90.0, 0.0)]
TAGS = ["cats/Nabi", "cats/Miso", "cats/\u00dcmit", "garden", 'a "quoted" \\ one', "garden/night"]


def photo(number, chance, base="photos"):
    """A photo's line, and whatever it may hold."""
    line = {"geohash": None, "path": f"{base}/{number % 97}/IMG_{number:07}.jpg"}
    if chance.random() < 0.97:
        if chance.random() < 0.3:
            latitude, longitude = chance.choice(TOWNS)
            latitude += chance.gauss(0, 0.01)
            longitude += chance.gauss(0, 0.01)
        else:
            latitude, longitude = chance.uniform(-90, 90), chance.uniform(-180, 180)
        line["latitude"] = round(max(-90, min(90, latitude)), 9)
        line["longitude"] = round((longitude + 180) % 360 - 180, 9)
        line["source"] = "exif"
    else:
        line["problem"] = "no position"
    if chance.random() < 0.9:
        line["taken"] = f"20{chance.randrange(10, 26)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}T10:11:12"
        if chance.random() < 0.5:
            line["taken"] += ".25+09:00"
            line["offsetSource"] = "exif"
        line["takenSource"] = "exif"
    line["make"] = chance.choice(["Apple", "Canon", "tab\there", "back\\slash", "line\nbreak", "N\u0303"])
    if chance.random() < 0.4:
        line["tags"] = chance.sample(TAGS, chance.randrange(1, 4))
    line["size"] = chance.randrange(10**5, 10**10)
    line["modified"] = f"2025-03-04T05:06:{number % 60:02}.123456789Z"
    if chance.random() < 0.05:
        line["cat"] = {"name": "Nabi \\ \u0000", "age": 3}
    return line


def write_part(path, count, seed=1, base="photos"):
    """A part as `catalog extract` writes it, of made-up photos; they are given back."""
    chance = random.Random(seed)
    photos = [photo(number, chance, base) for number in range(count)]
    with open(path, "w", encoding="utf-8") as file:
        head = {"catalog": {"version": 1, "reader": reader(), "generator": "made up"}, "base": {"path": os.path.dirname(path)}}
        file.write(json.dumps(head, ensure_ascii=False, separators=(",", ":")) + "\n")
        for line in photos:
            file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    return photos


def reader():
    """The version of the reader that this program is."""
    done = subprocess.run([CATALOG, "extract"], input=b"", capture_output=True, check=True)
    return json.loads(done.stdout.splitlines()[0])["catalog"]["reader"]


class ScaleTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="catalog-scale-")
        self.addCleanup(folder.cleanup)
        self.folder = os.path.realpath(folder.name)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def catalog(self, *arguments, status=0, **how):
        how = {"cwd": self.folder, "capture_output": True, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C"}, **how}
        done = subprocess.run([CATALOG, *arguments], **how)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stdout

    def lines(self, *arguments):
        """An answer in JSON lines."""
        return [json.loads(line) for line in self.catalog(*arguments, "--format", "jsonl").splitlines()]
