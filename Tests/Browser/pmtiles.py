"""A map in one file, as people download it: PMTiles 3 with vector tiles of Protomaps' layers, made up."""

import gzip
import json
import math
import struct


def varint(number):
    data = bytearray()
    while number > 127:
        data.append(number & 127 | 128)
        number >>= 7
    data.append(number)
    return bytes(data)


def zigzag(number):
    return number << 1 if number >= 0 else ~(number << 1)


def field(number, data):
    return varint(number << 3 | 2) + varint(len(data)) + data


def geometry(paths, kind):
    data, x, y = b"", 0, 0
    for path in paths:
        for place, (px, py) in enumerate(path):
            if place == 0:
                data += varint(1 << 3 | 1)
            elif place == 1:
                data += varint(len(path) - 1 << 3 | 2)
            data += varint(zigzag(px - x)) + varint(zigzag(py - y))
            x, y = px, py
        if kind == 3:
            data += varint(1 << 3 | 7)
    return data


def layer(name, features):
    """features: (kind of geometry, paths, tags) each."""
    keys, values, body = [], [], b""
    for kind, paths, tags in features:
        numbers = b""
        for key, value in tags.items():
            if key not in keys:
                keys.append(key)
            if value not in values:
                values.append(value)
            numbers += varint(keys.index(key)) + varint(values.index(value))
        body += field(2, field(2, numbers) + varint(3 << 3) + varint(kind) + field(4, geometry(paths, kind)))
    return field(3, varint(15 << 3) + varint(2) + field(1, name.encode()) + body + b"".join(field(3, key.encode()) for key in keys)
                 + b"".join(field(4, field(1, value.encode())) for value in values) + varint(5 << 3) + varint(4096))


def tile_of(zoom, latitude, longitude):
    y = 0.5 - math.asinh(math.tan(math.radians(latitude))) / (2 * math.pi)
    return int((longitude + 180) / 360 * 2 ** zoom), int(y * 2 ** zoom)


def tile_number(zoom, column, row):
    """Straight from the specification's Hilbert curve."""
    number, x, y, size = (4 ** zoom - 1) // 3, column, row, 2 ** zoom // 2
    while size > 0:
        right, down = x & size > 0, y & size > 0
        number += size * size * ((3 * right) ^ down)
        if not down:
            if right:
                x, y = size - 1 - x, size - 1 - y
            x, y = y, x
        size //= 2
    return number


def directory(entries):
    """entries: (tile, run, length, offset) each."""
    data, before = varint(len(entries)), 0
    for tile, *_ in entries:
        data += varint(tile - before)
        before = tile
    for place in 1, 2:
        data += b"".join(varint(entry[place]) for entry in entries)
    return data + b"".join(varint(entry[3] + 1) for entry in entries)


def pmtiles(tiles, kind=1, zooms=(0, 14), leaves=True):
    """The file: tiles is (zoom, column, row) → bytes, unpacked."""
    data, entries = b"", []
    for number, tile in sorted((tile_number(*place), tile) for place, tile in tiles.items()):
        packed = gzip.compress(tile) if kind == 1 else tile
        entries.append((number, 1, len(packed), len(data)))
        data += packed
    leaf = gzip.compress(directory(entries)) if leaves else b""
    root = gzip.compress(directory([(entries[0][0], 0, len(leaf), 0)] if leaves else entries))
    metadata = gzip.compress(json.dumps({}).encode())
    root_at = 127
    places = [(root_at, len(root)), (root_at + len(root), len(metadata)), (root_at + len(root) + len(metadata), len(leaf)),
              (root_at + len(root) + len(metadata) + len(leaf), len(data))]
    header = b"PMTiles\x03" + b"".join(struct.pack("<QQ", *place) for place in places) + struct.pack("<QQQ", len(entries), len(entries), len(entries))
    header += bytes([1, 2, 2 if kind == 1 else 1, kind, *zooms]) + struct.pack("<iiiiBii", 0, 0, 0, 0, 0, 0, 0)
    return header[:127].ljust(127, b"\0") + root + metadata + leaf + data


def town(column, row, seed=1):
    """A tile of a made-up town: a park, a river, blocks of houses, streets with names."""
    areas, houses, roads = [], [], []
    for x in range(0, 4096, 512):
        roads.append((2, [[(x + 60, -80), (x + 60, 4176)]], {"kind": "minor_road", "name": f"Street {x // 512 + 1}"}))
        for y in range(0, 4096, 512):
            if (x // 512 * 3 + y // 512 * 5 + seed) % 7 == 0:
                areas.append((3, [[(x + 80, y + 80), (x + 490, y + 80), (x + 490, y + 490), (x + 80, y + 490)]], {"kind": "park"}))
                continue
            for house in range(6):
                hx, hy = x + 100 + house % 3 * 130, y + 110 + house // 3 * 190
                w, h = 60 + (house * 37 + x + y + seed) % 50, 70 + (house * 53 + x) % 70
                houses.append((3, [[(hx, hy), (hx + w, hy), (hx + w, hy + h), (hx, hy + h)]], {}))
    for y in range(0, 4096, 512):
        big = y % 2048 == 0
        roads.append((2, [[(-80, y + 60), (4176, y + 60)]], {"kind": "major_road" if big else "minor_road", "name": f"{'Avenue' if big else 'Lane'} {y // 512 + 1}"}))
    river = (3, [[(-80, 2900), (1400, 2600), (2800, 3000), (4176, 2700), (4176, 3000), (2800, 3300), (1400, 2900), (-80, 3200)]], {})
    return (layer("landuse", areas) + layer("buildings", houses) + layer("roads", roads) + layer("water", [river])
            + layer("places", [(1, [[(2048, 2048)]], {"kind": "neighbourhood", "name": f"Quarter {column % 10}{row % 10}"})]))
