"""What one hostile file may cost: at most 1 MB read (a video 16), 64 MB of memory, and a twentieth of a second."""

import glob
import os
import re
import struct
import unittest
import zlib

from faults import FaultTest, needs_strace
from photos import box, chunk, jpeg, jpeg_with, segment, tiff, xmp

MEGABYTES = 64
# Of a processor that is ten times as slow as that of 2024: the tests run beside others.
SECONDS = 0.5


def directory(entries, following=0):
    """A directory of a little-endian TIFF."""
    return struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries) + struct.pack("<I", following)


def hostile_tiffs():
    head = b"II*\0" + struct.pack("<I", 8)
    yield "loop", head + directory([(0x8769, 4, 1, 8), (0x8825, 4, 1, 8), (0x014A, 4, 1, 8)], 8)
    # Each directory of 18 bytes leads to the next.
    yield "chain", head + b"".join(directory([(0x100, 3, 1, 1)], 8 + 18 * (n + 1)) for n in range(50_000))
    yield "chain-of-exif", head + b"".join(directory([(0x8769, 4, 1, 8 + 18 * (n + 1))]) for n in range(50_000))
    yield "chain-of-gps", head + b"".join(directory([(0x8825, 4, 1, 8 + 18 * (n + 1))]) for n in range(50_000))
    yield "subdirectories", head + directory([(0x014A, 4, 100_000, 100)]) + struct.pack("<I", 8) * 100_000
    yield "counts", head + directory([(tag, 2, 0xFFFFFFFF, 8) for tag in range(1, 65_536)])
    yield "full-of-entries", head + directory([(0x8825, 4, 1, 8)] * 65_535)
    yield "far-strings", head + directory([(0x010F, 2, 0x7FFFFFFF, 26), (0x0110, 2, 0xFFFFFFF0, 26)]) + b"A" * 2_000_000
    yield "rationals", head + directory([(0x8825, 4, 1, 26)]) + directory([(2, 5, 0x1FFFFFFF, 8), (4, 5, 0xFFFFFFFF, 8)])
    yield "outside", head + directory([(0x8769, 4, 1, 0xFFFFFFF0), (0x8825, 4, 1, 0xFFFFFFFF)], 0xFFFFFFFE)
    big = struct.pack("<2sHHHQ", b"II", 43, 8, 0, 16)
    yield "big-counts", big + struct.pack("<Q", 1 << 63) + b"\1" * 100_000
    yield "big-loop", big + struct.pack("<QHHQQQ", 1, 0x8769, 16, 1, 16, 16)


def hostile_jpegs():
    exif = segment(0xE1, b"Exif\0\0" + tiff(1, 2))
    yield "segments", jpeg_with(segment(0xE5, b"") * 65_535 + exif)
    yield "comments", jpeg_with(segment(0xFE, b"x" * 65_000) * 400)
    yield "packets", jpeg_with(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp(1, 2)) * 5_000)
    yield "blocks", jpeg_with(segment(0xE1, b"Exif\0\0" + tiff(make="x" * 60_000)) * 300)
    yield "parts", jpeg_with(segment(0xE1, b"Exif\0\0" + tiff() + b"\0" * 65_000) + segment(0xE1, b"Exif\0\0" + b"\0" * 65_000) * 300)
    guid = b"0123456789ABCDEF0123456789ABCDEF"
    extended = segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + guid + struct.pack(">II", 0xFFFFFFFF, 0) + b"<a>" * 1000)
    yield "extended", jpeg_with(extended * 3_000)
    yield "fill", b"\xFF\xD8" + b"\xFF" * 5_000_000
    yield "no-length", b"\xFF\xD8" + b"\xFF\xE1\0\0" * 100_000
    for name, block in hostile_tiffs():
        yield "tiff-" + name, jpeg_with(segment(0xE1, b"Exif\0\0" + block[:65_000]))


def hostile_xml():
    entities = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)) + "]>"
    yield "laughs", xmp(1, 2, "<exif:Make>&j;</exif:Make>", entities)
    yield "quadratic", xmp(1, 2, "<exif:Make>" + "&a;" * 100_000 + "</exif:Make>", f'<!DOCTYPE x [<!ENTITY a "{"b" * 100_000}">]>')
    yield "outside", xmp(1, 2, "<exif:Make>&a;</exif:Make>", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')
    yield "deep", xmp(1, 2, "<a>" * 200_000)
    yield "attributes", xmp(1, 2, "<a " + " ".join(f'x{n}="1"' for n in range(80_000)) + "/>")
    yield "elements", xmp(1, 2, "<a/>" * 250_000)
    yield "name", xmp(1, 2, "<" + "a" * 1_000_000 + "/>")
    yield "namespaces", xmp(1, 2, "".join(f'<a xmlns:n{n}="u{n}">' for n in range(40_000)))
    yield "open", b"<x:xmpmeta" + b" " * 1_000_000
    yield "wide", xmp(1, 2).decode().encode("utf-16")
    yield "lying", b'<?xml version="1.0" encoding="UTF-32"?>' + xmp(1, 2)


def hostile_pngs():
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 3, 8, 2, 0, 0, 0))
    end = chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    bomb = zlib.compress(bytes(100 << 20), 9)
    yield "ztxt", head + chunk(b"zTXt", b"Raw profile type exif\0\0" + bomb) + end
    yield "itxt", head + chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + bomb) + end
    yield "many-bombs", head + (chunk(b"zTXt", b"Raw profile type exif\0\0" + bomb[:50_000]) + chunk(
        b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + bomb[:50_000])) * 100 + end
    yield "chunks", head + chunk(b"tEXt", b"") * 400_000 + end
    yield "lengths", head + (struct.pack(">I4s", 0x7FFFFFFF, b"tEXt") + bytes(4)) * 100
    yield "hex", head + chunk(b"tEXt", b"Raw profile type exif\0\nexif\n  99999999\n" + b"00" * 500_000) + end


def heif_boxes(iinf=b"", iloc=b"", brand=b"heic", more=b""):
    meta = box(b"hdlr", bytes(4) + b"pict" + bytes(13), version=0) + iinf + iloc + more
    return box(b"ftyp", brand + bytes(4) + b"mif1") + box(b"meta", meta, version=0)


def hostile_heifs():
    info = box(b"infe", struct.pack(">HH4s", 1, 0, b"Exif") + b"\0", version=2)
    many = b"".join(box(b"infe", struct.pack(">HH4s", n & 0xFFFF, 0, b"Exif") + b"\0", version=2) for n in range(60_000))
    yield "items", heif_boxes(box(b"iinf", struct.pack(">I", 1_000_000) + many, version=1))
    yield "claimed-items", heif_boxes(box(b"iinf", struct.pack(">I", 0xFFFFFFFF) + info, version=1))
    place = struct.pack(">HHHI", 1, 0, 1, 0) + b""
    extents = struct.pack(">BBHHHHH", 0x44, 0, 1, 1, 0, 0, 65_535) + struct.pack(">II", 0, 0xFFFFFF) * 65_535
    yield "extents", heif_boxes(box(b"iinf", struct.pack(">H", 1) + info, version=0), box(b"iloc", extents, version=1)) + bytes(1 << 20)
    empty = struct.pack(">BBHHHHH", 0x44, 0, 1, 1, 0, 0, 65_535) + struct.pack(">II", 0, 0) * 65_535
    yield "empty-extents", heif_boxes(box(b"iinf", struct.pack(">H", 1) + info, version=0), box(b"iloc", empty, version=1))
    both = box(b"iinf", struct.pack(">I", 60_000) + many, version=1)
    places = box(b"iloc", struct.pack(">BBI", 0, 0, 0xFFFFFFFF) + place * 60_000, version=2)
    yield "items-and-places", heif_boxes(both, places)
    yield "properties", heif_boxes(more=box(b"iprp", box(b"ipco", box(b"ispe", bytes(8), version=0) * 50_000)
                                            + box(b"ipma", struct.pack(">I", 0xFFFFFFFF) + b"\0\1\xff" * 60_000, version=0)))
    nested = b""
    for _ in range(10_000):
        nested = box(b"meta", nested, version=0)
    yield "nested", box(b"ftyp", b"heic\0\0\0\0heic") + nested
    yield "boxes", box(b"ftyp", b"heic\0\0\0\0heic") + box(b"free") * 500_000
    yield "no-size", box(b"ftyp", b"heic\0\0\0\0heic") + bytes(1 << 20)
    yield "far", box(b"ftyp", b"heic\0\0\0\0heic") + struct.pack(">I4sQ", 1, b"mdat", (1 << 64) - 1)


def hostile_videos():
    kind = box(b"ftyp", b"qt  \0\0\0\0qt  ")
    yield "boxes", kind + box(b"moov", box(b"free") * 2_000_000)
    yield "tracks", kind + box(b"moov", box(b"trak", box(b"mdia", box(b"minf"))) * 400_000)
    keys = box(b"keys", struct.pack(">I", 0xFFFFFFFF) + box(b"mdta", b"com.apple.quicktime.location.ISO6709") * 100_000, version=0)
    values = box(b"ilst", box(b"\0\0\0\1", box(b"data", bytes(8) + b"+1+2/")) * 100_000)
    yield "keys", kind + box(b"moov", box(b"meta", keys + values))
    yield "long-text", kind + box(b"moov", box(b"udta", box(b"\xa9xyz", struct.pack(">HH", 65_535, 0) + b"+" * 15_000_000)))
    nested = b""
    for _ in range(20_000):
        nested = box(b"moov", nested)
    yield "nested", kind + nested


def timed_movie(sample_format, sizes, runs, chunks, count=1, data=b"", more=b"", keys=b""):
    """A movie of tracks with the same tables. What they say lies behind the movie box is `data`."""
    full = lambda name, payload: box(name, payload, version=0)
    description = full(b"stsd", struct.pack(">I", 1) + box(sample_format, bytes(7) + b"\1" + keys))
    tables = description + full(b"stsz", sizes) + full(b"stsc", runs) + full(b"stco", chunks)
    track = box(b"trak", box(b"mdia", full(b"hdlr", bytes(4) + b"meta" + bytes(13)) + box(b"minf", box(b"stbl", tables))))
    return box(b"ftyp", b"qt  \0\0\0\0qt  ") + box(b"mdat", data) + box(b"moov", track * count + more)


def hostile_timed_movies():
    most = 0xFFFFFFFF
    # The data of a movie begin behind its first box and the head of the second.
    start = 24
    endless = [struct.pack(">II", 1, most), struct.pack(">IIII", 1, 1, most, 1), struct.pack(">II", 1, start)]
    for name in [b"gpmd", b"camm", b"rtmd", b"text"]:
        yield "small-samples-" + name.decode(), timed_movie(name, *endless, count=64)
    endless[0] = struct.pack(">II", 256 << 10, most)
    items = (b"DEVC\0\1\xff\xf8" + b"STRM\0\1\xff\xf0" + b"GPS5l\x14\0\0" * 8190) * 128
    yield "items-gpmd", timed_movie(b"gpmd", *endless, data=items)
    nested = b"".join(b"DEVC\0\1" + struct.pack(">H", size) for size in range(65_528, 0, -8))
    yield "nested-gpmd", timed_movie(b"gpmd", *endless, data=nested * 100)
    yield "records-rtmd", timed_movie(b"rtmd", *endless, data=b"\0\x1c" + bytes(26) + b"\x85\0\0\0" * 2_000_000)
    yield "fixes-camm", timed_movie(b"camm", struct.pack(">II", 28, most), *endless[1:], data=b"\0\0\5\0" + bytes(6_000_000))
    sentence = b"$GPRMC,100000,V,,,,,,,030721,,,N" + b"$" * 3000 + b"$GPGGA," * 120
    yield "sentences-text", timed_movie(b"text", struct.pack(">II", len(sentence), most), *endless[1:], data=sentence * 2500)
    # A chunk a sample, each far from the one before.
    far = struct.pack(">I", 200_000) + b"".join(struct.pack(">I", start + 97 * n) for n in range(200_000))
    single = [struct.pack(">II", 64, most), struct.pack(">IIII", 1, 1, 1, 1), far]
    for name in [b"gpmd", b"camm", b"text"]:
        yield "far-" + name.decode(), timed_movie(name, *single, data=bytes(20_000_000))
    # As far from each other, and each a sentence of a receiver without a fix, or a value of Apple's that is no place.
    sentence, value = b"$GPRMC,100000,V,,,,,,,030721,,,N", box(b"\0\0\0\1", b"+00.0000+000.0000/")
    key = box(b"\0\0\0\1", box(b"keyd", b"mdtacom.apple.quicktime.location.ISO6709"))
    for name, sample, more in [(b"text", sentence, b""), (b"mebx", value, box(b"keys", key))]:
        sizes = struct.pack(">II", len(sample), most)
        yield "far-fixes-" + name.decode(), timed_movie(name, sizes, *single[1:], data=sample.ljust(97, b" ") * 200_000, keys=more)
    runs = struct.pack(">I", 1_000_000) + struct.pack(">III", 1, 1, 1) * 1_000_000
    yield "runs", timed_movie(b"gpmd", struct.pack(">II", 64, most), runs, far, data=bytes(20_000_000))
    yield "no-samples-in-chunk", timed_movie(b"gpmd", single[0], struct.pack(">IIII", 1, 1, 0, 1), far)
    yield "cut-tables", timed_movie(b"gpmd", struct.pack(">II", 0, most), struct.pack(">II", most, 1), struct.pack(">I", most))
    blocks = b"".join(struct.pack(">II", start + 512 * n, 512) for n in range(1_000_000))
    yield "blocks-freegps", timed_movie(
        b"tmcd", *single, data=(struct.pack(">I8s", 512, b"freeGPS ") + bytes(500)) * 20_000, more=box(b"gps ", bytes(8) + blocks))
    trailer = bytes(32) + struct.pack("<II", 0x7FFFFFFF, 3) + b"8db42d694ccc418790edff439fe026bf"
    yield "size-insta360", timed_movie(b"tmcd", *single) + trailer
    records = struct.pack("<HI", 0x400, 0) * 1_000_000
    yield "records-insta360", timed_movie(b"tmcd", *single) + records + bytes(32) + struct.pack(
        "<II", len(records) + 72, 3) + b"8db42d694ccc418790edff439fe026bf"


def hostile_others():
    riff = lambda body: struct.pack("<4sI4s", b"RIFF", 4 + len(body), b"WEBP") + body
    yield "chunks.webp", riff((struct.pack("<4sI", b"VP8X", 10) + b"\x2c" + bytes(9)) + struct.pack("<4sI", b"JUNK", 0) * 500_000)
    yield "length.webp", riff(struct.pack("<4sI", b"EXIF", 0xFFFFFFFF) + b"II*\0" * 1000)
    jxl = b"\0\0\0\x0cJXL \r\n\x87\n" + box(b"ftyp", b"jxl \0\0\0\0jxl ")
    yield "boxes.jxl", jxl + box(b"free") * 500_000
    yield "exifs.jxl", jxl + box(b"Exif", bytes(4) + tiff(make="x" * 60_000)) * 300
    yield "brotli.jxl", jxl + box(b"brob", b"Exif" + b"\xff" * 1_000_000) * 3
    yield "parts.jxl", jxl + box(b"jxlp", bytes(4)) * 300_000
    for name, block in hostile_tiffs():
        yield name + ".exif.jxl", jxl + box(b"Exif", bytes(4) + block)
    yield "raf.raf", b"FUJIFILMCCD-RAW 0201" + b"\xff" * 200_000
    yield "mrw.mrw", b"\0MRM" + struct.pack(">I", 0x7FFFFFFF) + (b"\0PRD" + struct.pack(">I", 0)) * 100_000
    yield "x3f.x3f", b"FOVb" + b"\0" * 1_000_000 + struct.pack("<I", 4)
    yield "cr3.cr3", box(b"ftyp", b"crx \0\0\0\1crx isom") + box(b"moov", box(b"uuid", bytes(16)) * 200_000)


def hostile_files():
    for extension, files in [("jpg", hostile_jpegs()), ("tif", hostile_tiffs()), ("png", hostile_pngs()), ("heic", hostile_heifs()),
                             ("mov", hostile_videos()), ("mov", hostile_timed_movies())]:
        for name, data in files:
            yield f"{name}.{extension}", data
    yield from hostile_others()
    for name, packet in hostile_xml():
        yield f"xml-{name}.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 3, 8, 2, 0, 0, 0)) + chunk(
            b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet) + chunk(b"IEND", b"")
        yield f"xml-{name}.webp", struct.pack("<4sI4s4sI", b"RIFF", 22 + len(packet) + 8, b"WEBP", b"VP8X", 10) + b"\x04" + bytes(
            9) + struct.pack("<4sI", b"XMP ", len(packet)) + packet


def hostile_sidecars():
    for name, packet in hostile_xml():
        yield f"{name}.xmp", packet
    yield "large.xmp", xmp(1, 2, "<!--" + "x" * (100 << 20) + "-->")
    yield "zeros.xmp", bytes(100 << 20)
    title = '"title":"large.jpg","geoData":{"latitude":1,"longitude":2}'
    yield "arrays.jpg.json", b'{"a":' + b"[" * 100_000
    yield "objects.jpg.json", b'{"a":' * 100_000
    yield "nested.jpg.json", b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    yield "large.jpg.json", f'{{{title},"x":"{"y" * (100 << 20)}"}}'.encode()
    members = "".join(f',"{n}":1' for n in range(60_000))
    yield "members.jpg.json", f"{{{title}{members}}}".encode()
    yield "number.jpg.json", b'{"title":"number.jpg","geoData":{"latitude":' + b"9" * 900_000 + b"}}"
    yield "exponent.jpg.json", b'{"title":"exponent.jpg","geoData":{"latitude":1e999999999,"longitude":1e-999999999}}'


@needs_strace
class BoundsTests(FaultTest):
    def assertBounded(self, name, limit):
        """One file in a folder of its own."""
        with self.subTest(os.path.basename(name)):
            result, seconds, megabytes = self.measured("scan", "photos", "--jobs", "1", "--index", "bounds.json", "--full")
            self.assertIn(result.status, [0, 1], result.errors)
            self.assertLess(megabytes, MEGABYTES)
            self.assertLess(seconds, SECONDS)
            calls = self.traced("scan", "photos", "--full", "--jobs", "1", "--index", "bounds.json",
                                options=["-e", "trace=pread64,read", "-P", self.path(name)]).calls
            read = sum(int(match[1]) for call in calls if (match := re.search(r" = (\d+)$", call)))
            self.assertLessEqual(read, limit)
            # A sidecar of a hundred megabytes is not looked into.
            if os.path.getsize(name) < 4 << 20 or name.endswith(("jpg", "mov")):
                self.assertGreater(read, 0)
            self.costs.append((seconds, megabytes, read, len(calls), os.path.basename(name)))

    def setUp(self):
        super().setUp()
        self.costs = []
        if os.environ.get("CATALOG_SHOW_COSTS"):
            self.addCleanup(lambda: [print("%.3f s, %.0f MB, %d bytes in %d calls: %s" % cost) for cost in sorted(self.costs)[-12:]])

    def check(self, files, limit=1 << 20):
        for name, data in files:
            path = self.write("photos/" + name, data)
            self.assertBounded(path, (16 << 20) if name.endswith(".mov") else limit)
            os.remove(path)

    def test_photos(self):
        self.check(hostile_files())
        self.assertGreater(len(self.costs), 90)

    def test_sidecars(self):
        for name, data in hostile_sidecars():
            photo = self.write(re.sub(r"^(.*?)(\.xmp|\.jpg\.json)$", r"photos/\1.jpg", name), jpeg())
            self.check([(name, data)])
            os.remove(photo)
        self.assertGreater(len(self.costs), 15)

    @unittest.skipUnless(os.environ.get("CATALOG_CORPUS"), "CATALOG_CORPUS names no photos of others")
    def test_hostile_photos_of_others(self):
        names = glob.glob(os.path.join(os.environ["CATALOG_CORPUS"], "synthetic/evil_*"))
        self.assertTrue(names)

        def files():
            for name in names:
                with open(name, "rb") as file:
                    yield os.path.basename(name), file.read()

        self.check(files())

    def test_all_of_them_together_end(self):
        for number, (name, data) in enumerate(hostile_files()):
            self.write(f"photos/{number}-{name}", data)
        result, seconds, megabytes = self.measured("scan", "photos", "--jobs", "2")
        self.assertEqual(result.status, 1)
        self.assertLess(megabytes, 2 * MEGABYTES)
        self.assertLess(seconds, 10)
        self.assertGreater(len(self.index().photos), 90)


if __name__ == "__main__":
    unittest.main()
