#!/usr/bin/env python3
"""What other programs' parsers read of the sidecars that catalog writes: Pillow's and, where it is there, libxmp's (Exempi).

    pip install pillow defusedxml python-xmp-toolkit; apt install libexempi8
    swift build --product catalog
    python3 Tests/Comparison/read_sidecars.py [--catalog .build/debug/catalog]

A tag and a position are written beside a photo that has no sidecar, and beside one of each of some programs' shapes. Says what each
parser sees, and exits with 1 where that is not what was written. Tests ask ExifTool and exiv2 (`XMP/XMPWriterTests.swift`).
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile

from PIL import Image

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SHAPES = {
    "none": None,
    "attributes": f"""<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about=""
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmp:Rating="1">
 <dc:subject><rdf:Seq><rdf:li>old</rdf:li></rdf:Seq></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>""",
    "packet": f"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>\r
<x:xmpmeta xmlns:x="adobe:ns:meta/">\r
 <rdf:RDF xmlns:rdf="{RDF}">\r
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">\r
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Cat</rdf:li><rdf:li xml:lang="ko">고양이</rdf:li></rdf:Alt></dc:title>\r
   <dc:subject><rdf:Bag><rdf:li>old</rdf:li></rdf:Bag></dc:subject>\r
  </rdf:Description>\r
  <rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"><tiff:Orientation>6</tiff:Orientation></rdf:Description>\r
 </rdf:RDF>\r
</x:xmpmeta>\r
<?xpacket end="w"?>""",
    "empty": f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about=""/></rdf:RDF></x:xmpmeta>',
    "UTF-16": None,
}
SHAPES["UTF-16"] = SHAPES["packet"]


def flat(value):
    """All texts below a value of Pillow's."""
    if isinstance(value, dict):
        return [text for inner in value.values() for text in flat(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in flat(inner)]
    return [str(value)]


def by_pillow(xmp):
    """Tags, hierarchies and the position as Pillow's parser has them."""
    image = Image.new("RGB", (1, 1))
    image.info["xmp"] = xmp
    found = image.getxmp()["xmpmeta"]["RDF"]["Description"]
    merged = {}
    for description in found if isinstance(found, list) else [found]:
        merged.update(description)
    return [flat(merged.get(name, "")) for name in ("subject", "hierarchicalSubject", "GPSLatitude", "GPSLongitude", "GPSProcessingMethod")]


def by_libxmp(xmp):
    try:
        from libxmp import XMPMeta, consts
    except Exception:  # Without Exempi it raises an error of its own.
        return None
    meta = XMPMeta()
    meta.parse_from_str(xmp.decode())
    def items(space, name):
        return [meta.get_array_item(space, name, place + 1) for place in range(meta.count_array_items(space, name))]
    exif = consts.XMP_NS_EXIF
    return [items(consts.XMP_NS_DC, "subject"), items("http://ns.adobe.com/lightroom/1.0/", "hierarchicalSubject"),
            *([meta.get_property(exif, name)] for name in ("GPSLatitude", "GPSLongitude", "GPSProcessingMethod"))]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catalog", default=".build/debug/catalog")
    program = os.path.abspath(parser.parse_args().catalog)
    failures = 0
    for name, text in SHAPES.items():
        with tempfile.TemporaryDirectory() as folder:
            Image.new("RGB", (8, 8), "red").save(os.path.join(folder, "cat.jpg"))
            sidecar = os.path.join(folder, "cat.jpg.xmp")
            if text is not None:
                with open(sidecar, "wb") as file:
                    file.write(text.encode("utf-16" if name == "UTF-16" else "utf-8"))
            for words in (["tag", "cats/나비", "cat.jpg"], ["place", "cat.jpg", "--at", "37.5665,126.978"]):
                subprocess.run([program, *words], cwd=folder, check=True, stderr=subprocess.DEVNULL)
            with open(sidecar, "rb") as file:
                xmp = file.read()
            if name == "UTF-16":
                # Pillow takes the last NUL of such a file off, and libxmp wants text.
                xmp = xmp.decode("utf-16").encode()
        old = [] if text is None or name == "empty" else ["old"]
        wanted = [[*old, "나비"], ["cats|나비"], ["37,33.99N"], ["126,58.68E"], ["MANUAL"]]
        for reader in (by_pillow, by_libxmp):
            seen = reader(xmp)
            if seen is None:
                continue
            lists = [[text for text in group if text] for group in seen]
            isRight = set(wanted[0]) == set(lists[0]) and set(wanted[1]) <= set(lists[1]) and lists[4] == wanted[4] \
                and all(abs(minutes(a[0]) - minutes(b[0])) < 1e-6 for a, b in zip(lists[2:4], wanted[2:4]))
            failures += not isRight
            print(f"{name}: {reader.__name__[3:]} {'sees' if isRight else 'DOES NOT SEE'} {seen}")
    sys.exit(failures > 0)


def minutes(text):
    degrees, rest = text[:-1].split(",")
    return 60 * float(degrees) + float(rest)


main()
