#!/usr/bin/env python3
"""Writes the background of the page that `export html` makes: packaging/world.py FOLDER, which has Natural Earth's layers at
1:10 million (naturalearthdata.com, public domain) as GeoJSON, each name.geojson.gz: land, islands, lakes, rivers, borders, places
and countries. Needs shapely.

What comes out is Sources/CatalogMap/WorldTiles.swift: square tiles of the Web Mercator world at three zoom levels. The first is the
world as a whole, the second is for countries, the third for cities. Page/world-tiles.js reads a tile:

    land, lakes, rivers, borders: a count of paths each; a path is a count of points, then steps east and south in 4096ths of the tile
    names: a count; each is kind (0 a town, 1 a country), rank (0 is the most important), east, south, count of bytes, UTF-8

Numbers are varints, seven bits a byte, the lowest first; steps have their sign in the lowest bit. A tile is deflated (RFC 1951) and
in base 64, as the page carries it.
"""

import base64
import gzip
import json
import math
import os
import sys
import zlib

from shapely import transform
from shapely.geometry import LineString, Polygon, box, shape
from shapely.ops import linemerge, unary_union
from shapely.strtree import STRtree

OUTPUT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Sources/CatalogMap/WorldTiles.swift")
GRID = 4096
OVERLAP = 12  # in parts of the grid: what neighbours share, so that no seam is seen between them

# For each zoom level: the tolerance of lines in degrees, the least area in square degrees, and the last rank of lakes, rivers and places.
LEVELS = {
    0: dict(tolerance=0.25, area=0.3, lakes=0, rivers=-1, places=2),
    3: dict(tolerance=0.05, area=0.008, lakes=2, rivers=3, places=4),
    6: dict(tolerance=0.003, area=6e-6, lakes=99, rivers=99, places=99),
}
FIRST, LAST = 0.125, 0.7188  # from 78° north to 60° south


def mercator(longitude, latitude):
    """Degrees to the world's square: 0, 0 in the north-west, 1, 1 in the south-east."""
    radians = math.radians(max(-85.05, min(85.05, latitude)))
    return (longitude + 180) / 360, 0.5 - math.asinh(math.tan(radians)) / (2 * math.pi)


def projected(geometry):
    return transform(geometry, lambda places: [mercator(longitude, latitude) for longitude, latitude in places])


def read(folder, name):
    with gzip.open(os.path.join(folder, name + ".geojson.gz")) as file:
        return json.load(file)["features"]


def rank(feature):
    return float(feature["properties"].get("scalerank") or 0)


def varint(number, into):
    while number > 127:
        into.append(number & 127 | 128)
        number >>= 7
    into.append(number)


def signed(number, into):
    varint(number << 1 if number >= 0 else ~(number << 1), into)


def parts(geometry, kind):
    """The polygons or lines in whatever came out of cutting."""
    if geometry.is_empty:
        return []
    if isinstance(geometry, kind):
        return [geometry]
    return [part for inner in getattr(geometry, "geoms", []) for part in parts(inner, kind)]


class Tile:
    def __init__(self, level, column, row):
        self.size = 2.0 ** -level
        self.left, self.top = column * self.size, row * self.size

    def place(self, x, y):
        return round((x - self.left) / self.size * GRID), round((y - self.top) / self.size * GRID)

    def path(self, coordinates, into, is_ring):
        points = []
        for x, y in coordinates:
            point = self.place(x, y)
            if not points or point != points[-1]:
                points.append(point)
        if is_ring and len(points) > 1 and points[0] == points[-1]:
            points.pop()
        if len(points) < (3 if is_ring else 2):
            return 0
        varint(len(points), into)
        before = (0, 0)
        for point in points:
            signed(point[0] - before[0], into)
            signed(point[1] - before[1], into)
            before = point
        return 1

    def layer(self, geometries, is_area, into):
        count, body = 0, bytearray()
        for geometry in geometries:
            if is_area:
                for ring in [geometry.exterior, *geometry.interiors]:
                    count += self.path(ring.coords, body, True)
            else:
                count += self.path(geometry.coords, body, False)
        varint(count, into)
        into += body
        return count


def prepared(geometries, settings, is_area):
    """Simplified, without what is too small to be seen."""
    found = []
    for geometry in geometries:
        # In degrees: Mercator would give most of the points to the shores of the polar seas.
        simple = geometry.simplify(settings["tolerance"])
        if is_area:
            simple = simple.buffer(0)
            for part in parts(simple, Polygon):
                if part.area >= settings["area"]:
                    found.append(projected(Polygon(part.exterior, [hole for hole in part.interiors if Polygon(hole).area >= settings["area"]])))
        else:
            found += map(projected, parts(simple, LineString))
    return found


def lines_of(features):
    merged = linemerge([part for feature in features for part in parts(shape(feature["geometry"]), LineString)])
    return parts(merged, LineString)


def main():
    folder = sys.argv[1]
    land = [shape(feature["geometry"]) for name in ("land", "islands") for feature in read(folder, name)]
    land = parts(unary_union([part.buffer(0) for part in land]), Polygon)
    lakes = [(rank(feature), part) for feature in read(folder, "lakes")
             for part in parts(shape(feature["geometry"]).buffer(0), Polygon)]
    rivers, borders = read(folder, "rivers"), lines_of(read(folder, "borders"))
    towns = []
    for feature in read(folder, "places"):
        about = feature["properties"]
        if not (about["name"] or about["nameascii"]):
            continue
        x, y = mercator(*map(float, feature["geometry"]["coordinates"]))
        towns.append((int(rank(feature)), -int(float(about["pop_max"] or 0)), about["name"] or about["nameascii"], x, y))
    towns.sort()
    countries = []
    for feature in read(folder, "countries"):
        about = feature["properties"]
        whole = projected(shape(feature["geometry"]).buffer(0))
        largest = max(parts(whole, Polygon), key=lambda part: part.area)
        middle = largest.representative_point() if not largest.contains(largest.centroid) else largest.centroid
        code = about["iso_a2"] if about["iso_a2"] and len(about["iso_a2"]) == 2 and about["iso_a2"].isalpha() else about["name"] or ""
        area = largest.area
        if not code:
            continue
        countries.append((max(0, min(9, round(-math.log(area, 4) - 4))), -area, code, middle.x, middle.y))
    countries.sort()

    tiles = []
    for level, settings in LEVELS.items():
        layers = [
            (prepared(land, settings, True), True),
            (prepared([part for least, part in lakes if least <= settings["lakes"]], settings, True), True),
            (prepared(lines_of([feature for feature in rivers if rank(feature) <= settings["rivers"]]), settings, False), False),
            (prepared(borders, settings, False), False),
        ]
        trees = [STRtree(geometries) for geometries, _ in layers]
        names = [(0, *town) for town in towns if town[0] <= settings["places"]] + ([(1, *country) for country in countries] if level < 6 else [])
        total = 0
        # The polar seas are in the world as a whole: their shores would be a third of the rest.
        for row in range(round(2 ** level * FIRST) if level else 0, math.ceil(2 ** level * LAST) if level else 1):
            for column in range(2 ** level):
                tile, body, something = Tile(level, column, row), bytearray(), 0
                margin = OVERLAP / GRID * tile.size
                square = box(tile.left - margin, tile.top - margin, tile.left + tile.size + margin, tile.top + tile.size + margin)
                for (geometries, is_area), tree in zip(layers, trees):
                    inside = []
                    for number in sorted(tree.query(square)):
                        inside += parts(geometries[number].buffer(0).intersection(square) if is_area else geometries[number].intersection(square), Polygon if is_area else LineString)
                    something += tile.layer(inside, is_area, body)
                here = [name for name in names if tile.left <= name[4] < tile.left + tile.size and tile.top <= name[5] < tile.top + tile.size]
                varint(len(here), body)
                for kind, importance, _, name, x, y in here:
                    text = name.encode()
                    body.append(kind)
                    varint(importance, body)
                    for value in tile.place(x, y):
                        varint(value, body)
                    varint(len(text), body)
                    body += text
                if something + len(here) == 0:
                    continue
                deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
                packed = deflate.compress(bytes(body)) + deflate.flush()
                tiles.append(((level, column, row), base64.b64encode(packed).decode()))
                total += len(tiles[-1][1])
        print(f"level {level}: {total} bytes", file=sys.stderr)

    offset, entries = 0, []
    for (level, column, row), text in tiles:
        entries.append(f"{level} {column} {row} {len(text)}")
    with open(OUTPUT, "w", encoding="utf-8") as file:
        file.write(HEAD)
        file.write('  static let table: StaticString = "' + ";".join(entries) + '"\n\n')
        file.write("  /// The tiles' base 64, one after the other.\n")
        file.write('  static let text: StaticString = "' + "".join(text for _, text in tiles) + '"\n}\n')


HEAD = """\
// swift-format-ignore-file
// Written by packaging/world.py from Natural Earth (naturalearthdata.com, public domain).

/// Coasts, lakes, rivers, borders and names of the world as tiles, as packaging/world.py says.
enum WorldTiles {
  /// `level column row bytes` of each tile, with semicolons between them.
"""

if __name__ == "__main__":
    main()
