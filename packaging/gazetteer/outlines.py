"""Outlines of states as a quadtree: cells of the geohash grid, halved until each has few corners in it."""

import struct

import shapely
from shapely.geometry import box

from blocks import frame, number, packed, signed

UNITS = 1 << 22  # around the equator; half as many from pole to pole
CORNERS = 120  # a cell with more is halved
DEPTH = 34  # bits of the smallest cell
RAW = 8192  # bytes of a block before it is packed


def bounds(depth, first):
    """West, south, east, north of a cell in units; `first` has 60 bits."""
    x = y = 0
    for bit in range(depth):
        if first >> (59 - bit) & 1:
            if bit % 2:
                y += UNITS >> (bit // 2 + 2)
            else:
                x += UNITS >> (bit // 2 + 1)
    width = UNITS >> ((depth + 1) // 2)
    height = UNITS // 2 >> (depth // 2)
    return x, y, x + width, y + height


def polygons(shape):
    if shape.geom_type == "Polygon":
        return [shape]
    return [p for part in getattr(shape, "geoms", []) for p in polygons(part)]


def to_units(shape):
    return shapely.transform(shape, lambda c: (c + [180, 90]) * (UNITS / 360))


def ring(points, west, south):
    """A ring relative to the corner of its cell, rounded; empty where nothing is left of it."""
    corners = []
    for x, y in points[:-1]:
        corner = (round(x) - west, round(y) - south)
        if not corners or corners[-1] != corner:
            corners.append(corner)
    while len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    if len(corners) < 3:
        return b""
    out, before = number(len(corners)), (0, 0)
    for corner in corners:
        out += signed(corner[0] - before[0]) + signed(corner[1] - before[1])
        before = corner
    return out


def leaf(depth, first, parts):
    west, south, east, north = bounds(depth, first)
    body, count = b"", 0
    for region, shape in parts:
        if shape is None:
            body += number(region << 1 | 1)
            count += 1
            continue
        rings = [r for p in polygons(shape) for line in [p.exterior, *p.interiors]
                 if (r := ring(list(line.coords), west, south))]
        if rings:
            body += number(region << 1) + number(len(rings)) + b"".join(rings)
            count += 1
    body = number(count) + body
    return first, number(depth) + number(len(body)) + body


def cells(depth, first, parts):
    """parts: (region, its shape in the cell, or None where it is all of the cell)."""
    corners = sum(0 if s is None else shapely.get_num_coordinates(s) for _, s in parts)
    if corners <= CORNERS or depth == DEPTH:
        yield leaf(depth, first, parts)
        return
    for half in (0, 1):
        start = first | half << (59 - depth)
        west, south, east, north = bounds(depth + 1, start)
        cell = box(west, south, east, north)
        inside = []
        for region, shape in parts:
            if shape is None:
                inside.append((region, None))
                continue
            cut = shapely.union_all(polygons(shape.intersection(cell)))
            if cut.is_empty:
                continue
            inside.append((region, None if cut.area >= cell.area - 0.5 else cut))
        yield from cells(depth + 1, start, inside)


def sections(regions):
    """regions: (number, shape in degrees). The directory and the blocks."""
    directory, blocks, count = b"", b"", 0
    first, raw = 0, b""

    def close():
        nonlocal directory, blocks, count, raw
        data = packed(raw)
        directory += struct.pack("<Q", first) + frame(raw, data)
        blocks += data
        count += 1
        raw = b""

    shapes = [(number_, shapely.make_valid(to_units(shape))) for number_, shape in regions]
    for start, body in cells(0, 0, shapes):
        if raw and len(raw) + len(body) > RAW:
            close()
        if not raw:
            first = start
        raw += body
    close()
    return (directory, count, True), (blocks, count, False)
