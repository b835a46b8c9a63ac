#!/usr/bin/env python3
"""What ExifTool says of a folder of photos beside what catalog says, grouped by kind of difference. The kinds that stay, and why,
are in docs/formats.md.

    apt install libimage-exiftool-perl
    swift build --product catalog
    python3 Tests/Comparison/compare_exiftool.py FOLDER [--catalog .build/debug/catalog] [--examples 3]

ExifTool reads each file alone. Of a photo with a sidecar catalog says what both say together, so its values from sidecars are kinds
of their own. Exits with 0 whatever differs, with 2 where a program cannot be run.
"""

import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

# ExifTool's names of each field, the first that is there counts. A name without a group is that of any group.
POSITION = [["Composite:GPSLatitude", "XMP-exif:GPSLatitude", "XMP-drone-dji:GPSLatitude"],
            ["Composite:GPSLongitude", "XMP-exif:GPSLongitude", "XMP-drone-dji:GPSLongitude"]]
TAKEN = [
    "Composite:SubSecDateTimeOriginal", "ExifIFD:DateTimeOriginal", "IFD0:DateTimeOriginal", "XMP-exif:DateTimeOriginal",
    "XMP-photoshop:DateCreated", "Composite:DateTimeCreated", "PNG:CreationTime", "Composite:SubSecCreateDate", "ExifIFD:CreateDate",
    "XMP-xmp:CreateDate", "XMP-exif:DateTimeDigitized", "Composite:DigitalCreationDateTime", "Keys:CreationDate",
    "ItemList:ContentCreateDate", "UserData:DateTimeOriginal", "UserData:ContentCreateDate", "XML:CreationDateValue",
    "QuickTime:CreateDate", "Composite:SubSecModifyDate", "IFD0:ModifyDate", "XMP-xmp:ModifyDate",
]
FIELDS = {
    "altitude": ["Composite:GPSAltitude"],
    "accuracy": ["GPS:GPSHPositioningError", "XMP-exif:GPSHPositioningError", "Keys:LocationAccuracyHorizontal"],
    "make": ["IFD0:Make", "XMP-tiff:Make", "Keys:Make", "UserData:Make", "ItemList:Make", "Keys:AndroidManufacturer", "XML:DeviceManufacturer", "Make"],
    "model": ["IFD0:Model", "XMP-tiff:Model", "Keys:Model", "UserData:Model", "ItemList:Model", "Keys:AndroidModel", "XML:DeviceModelName", "Model"],
    "lens": ["ExifIFD:LensModel", "XMP-aux:Lens", "XMP-exifEX:LensModel"],
    "title": ["XMP-dc:Title", "IPTC:ObjectName", "IFD0:XPTitle"],
    "description": ["XMP-dc:Description", "IPTC:Caption-Abstract", "IFD0:ImageDescription"],
    "rating": ["XMP-xmp:Rating", "IFD0:Rating"],
    "heading": ["GPS:GPSImgDirection", "XMP-exif:GPSImgDirection"],
}
TAGS = [
    "XMP-dc:Subject", "IPTC:Keywords", "IFD0:XPKeywords", "XMP-lr:HierarchicalSubject", "XMP-digiKam:TagsList", "XMP-mwg-rs:RegionName",
    "XMP-MP:RegionPersonDisplayName", "XMP-iptcExt:PersonInImage",
]
NUMBERS = {"altitude": 0.01, "accuracy": 0.01, "rating": 0, "heading": 0.01}


def run(command):
    """What a program says, whatever its exit code: both programs end with another than 0 where a file is damaged."""
    try:
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", file=sys.stderr)
        raise SystemExit(2) from error


def catalog_records(program, folder):
    with tempfile.TemporaryDirectory() as temporary:
        index = os.path.join(temporary, "catalog.json")
        run([program, "scan", folder, "--index", index])
        lines = run([program, "export", "jsonl", "--index", index]).splitlines()
    records = [json.loads(line) for line in lines]
    return {os.path.relpath(record["path"], folder): record for record in records}


def exiftool_records(folder):
    output = run(["exiftool", "-r", "-json", "-n", "-G1", "-ee", "-ext", "*", "-charset", "filename=utf8", folder])
    return {os.path.relpath(record["SourceFile"], folder): record for record in json.loads(output or "[]")}


def first(record, names):
    """The first of ExifTool's fields that says something, with its name."""
    for name in names:
        for key, value in record.items():
            if (key == name or ":" not in name and key.endswith(":" + name)) and str(value).strip() != "":
                return value, key
    return None, None


def date(text):
    """A date of either program as digits, as precise as it is, and its offset."""
    match = re.match(r"(\d{4})(?:[:-](\d\d)(?:[:-](\d\d)(?:[ T](\d\d)(?::(\d\d)(?::(\d\d)(?:\.\d+)?)?)?)?)?)?\s*(Z|[+-]\d\d:\d\d)?$", str(text).strip())
    if not match:
        return None, None
    digits = "".join(part for part in match.groups()[:6] if part)
    offset = match.group(7)
    return digits, "+00:00" if offset == "Z" else offset


def words(record):
    found = set()
    for name in TAGS:
        values = record.get(name, [])
        for value in values if isinstance(values, list) else [values]:
            for word in str(value).split(";") if "XPKeywords" in name else [str(value)]:
                if word.strip():
                    found.add(word.strip().replace("|", "/"))
    return found


def same(field, ours, theirs):
    if field in NUMBERS:
        try:
            return abs(float(ours) - float(theirs)) <= NUMBERS[field]
        except (TypeError, ValueError):
            return False
    return " ".join(str(ours).split()) == " ".join(str(theirs).split())


class Differences:
    def __init__(self):
        self.kinds = collections.defaultdict(list)
        self.agreed = collections.Counter()

    def add(self, field, ours, theirs, source, path, is_same, note=""):
        if ours is None and theirs is None:
            return
        if ours is not None and theirs is not None and is_same:
            self.agreed[field] += 1
            return
        kind = "only catalog" if theirs is None else f"only ExifTool ({source})" if ours is None else f"differs from {source}"
        self.kinds[field, kind + note].append((path, ours, theirs))

    def show(self, examples):
        for field in sorted(self.agreed.keys() | {field for field, _ in self.kinds}):
            kinds = {kind: found for (name, kind), found in self.kinds.items() if name == field}
            print(f"{field}: {self.agreed[field]} the same, {sum(map(len, kinds.values()))} not")
            for kind, found in sorted(kinds.items(), key=lambda item: -len(item[1])):
                print(f"  {len(found):4} {kind}")
                for path, ours, theirs in found[:examples]:
                    print(f"         {path}: {ours!r} | {theirs!r}")


def compare(ours, theirs, differences):
    for path in sorted(theirs.keys() - ours.keys()):
        record = theirs[path]
        if any(name in record for name in POSITION[0] + TAKEN):
            differences.add("file", None, record.get("File:FileType", "?"), os.path.splitext(path)[1].lower() or "no extension", path, False)
    for path in sorted(ours.keys() & theirs.keys()):
        mine, other = ours[path], theirs[path]
        beside = f", position from {mine['source']}" if mine.get("source") in ("sidecar", "takeout") else ""
        place, source = first(other, POSITION[0])
        east, _ = first(other, POSITION[1])
        position = (mine["latitude"], mine["longitude"]) if mine.get("latitude") is not None else None
        their_position = (place, east) if place is not None and east is not None else None
        close = position and their_position and all(abs(a - float(b)) < 2e-6 for a, b in zip(position, their_position))
        differences.add("position", position, their_position, source, path, close, beside)
        stated = [(date(value), key) for value, key in (first(other, [name]) for name in TAKEN) if value is not None]
        stated = [((digits, offset), key) for (digits, offset), key in stated if digits and not digits.startswith("0000")]
        digits, offset = date(mine.get("taken", ""))
        (their_digits, their_offset), key = stated[0] if stated else ((None, None), None)
        note = f" ({mine.get('takenSource')})" if digits else ""
        differences.add("taken", digits, their_digits, key, path, digits == their_digits, note)
        if digits and digits == their_digits:
            differences.add("offset", offset, their_offset, key, path, offset == their_offset, f" (offset from {mine.get('offsetSource')})")
        for field, names in FIELDS.items():
            value, source = first(other, names)
            if field == "rating" and value == 0:
                value = None
            differences.add(field, mine.get(field), value, source, path, same(field, mine.get(field), value), beside if field == "altitude" else "")
        tags, their_tags = set(mine.get("tags", [])), words(other)
        differences.add("tags", sorted(tags) or None, sorted(their_tags) or None, "tags", path, tags == their_tags)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--catalog", default=".build/debug/catalog")
    parser.add_argument("--examples", type=int, default=3, help="files shown of each kind")
    arguments = parser.parse_args()
    folder = os.path.realpath(arguments.folder)
    ours, theirs = catalog_records(arguments.catalog, folder), exiftool_records(folder)
    differences = Differences()
    compare(ours, theirs, differences)
    print(f"{len(ours.keys() & theirs.keys())} photos")
    differences.show(arguments.examples)


if __name__ == "__main__":
    main()
