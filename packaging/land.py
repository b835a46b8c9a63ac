#!/usr/bin/env python3
"""Writes the continents of the page that `export html` makes: packaging/land.py SHAPEFILE >Sources/CatalogMap/Page/land.js

The shape file is Natural Earth's land or countries at 1:110 million (naturalearthdata.com, public domain). Needs shapely and
pyshp. What comes out is rough on purpose: the page shows it only where the world is small.
"""

import sys

import shapefile
from shapely.geometry import Polygon, shape
from shapely.ops import unary_union

TOLERANCE = 0.4  # degrees: half of it is what a coast is off by
STEP = 0.2  # degrees between points of the grid that coasts are put on
LEAST = 1  # square degrees of the smallest island
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

HEAD = """\
// --- Continents, for where the world is small: Natural Earth's land (public domain), written by packaging/land.py

// A word for each shore: steps from point to point in fifths of a degree, east and north by turns. A number has its sign in the
// lowest bit; each letter is five bits of it, lowest first, and 32 more where another follows.
const shores = '"""

TAIL = """';

/** The land in the world's square. */
const land = (() => {
  const path = new Path2D(), digits = '%s';
  for (const word of shores.split(' ')) {
    const place = [0, 0];
    let axis = 0, value = 0, shift = 0, draw = 'moveTo';
    for (const letter of word) {
      const bits = digits.indexOf(letter);
      value |= (bits & 31) << shift;
      shift += 5;
      if (bits & 32) continue;
      place[axis] += value & 1 ? ~(value >> 1) : value >> 1;
      if (axis) {
        path[draw](worldX(place[0] / 5), worldY(place[1] / 5));
        draw = 'lineTo';
      }
      [axis, value, shift] = [1 - axis, 0, 0];
    }
    path.closePath();
  }
  return path;
})();
"""


def letters(number):
    """A number with its sign in the lowest bit, five bits a letter."""
    value = number << 1 if number >= 0 else ~(number << 1)
    text = ""
    while value >= 32:
        text += DIGITS[value & 31 | 32]
        value >>= 5
    return text + DIGITS[value]


def word(ring):
    """A shore as steps, without points that fall together."""
    points = [(round(longitude / STEP), round(latitude / STEP)) for longitude, latitude in ring[:-1]]
    points = [point for number, point in enumerate(points) if point != points[number - 1]]
    text, before = "", (0, 0)
    for point in points:
        text += letters(point[0] - before[0]) + letters(point[1] - before[1])
        before = point
    return text


# Neighbours share their borders only nearly.
countries = [shape(part.__geo_interface__).buffer(0.02) for part in shapefile.Reader(sys.argv[1]).shapes()]
rings = []
for part in unary_union(countries).simplify(TOLERANCE).geoms:
    if part.area >= LEAST:
        rings += [part.exterior] + [lake for lake in part.interiors if Polygon(lake).area >= 2 * LEAST]
sys.stdout.write(HEAD + " ".join(word(list(ring.coords)) for ring in rings) + TAIL % DIGITS)
