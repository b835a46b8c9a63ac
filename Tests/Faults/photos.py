"""Small photos with what a test needs in them."""

import struct
import zlib


def tiff(latitude=None, longitude=None, order="<", **texts):
    """A TIFF structure with a position and with texts: `make`, `model`, `software`, `taken`."""
    tags = {"make": 0x010F, "model": 0x0110, "software": 0x0131, "artist": 0x013B, "taken": 0x0132}
    entries = []
    for name, text in texts.items():
        data = text if isinstance(text, bytes) else text.encode()
        entries.append((tags[name], 2, len(data) + 1, data + b"\0"))
    if latitude is not None:
        entries.append((0x8825, 4, 1, None))
    entries.sort()
    after = 8 + 2 + 12 * len(entries) + 4
    directory, values = struct.pack(order + "H", len(entries)), b""
    place = after + sum(len(data) for *_, data in entries if data and len(data) > 4)
    for tag, kind, count, data in entries:
        if data is None:
            where = struct.pack(order + "I", place)
        elif len(data) <= 4:
            where = data.ljust(4, b"\0")
        else:
            where, values = struct.pack(order + "I", after + len(values)), values + data
        directory += struct.pack(order + "HHI", tag, kind, count) + where
    block = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    block += directory + bytes(4) + values
    return block if latitude is None else block + position(place, latitude, longitude, order)


def position(start, latitude, longitude, order="<"):
    """A GPS directory that begins at an offset."""
    after = start + 2 + 12 * 4 + 4
    signs = [b"N" if latitude >= 0 else b"S", b"E" if longitude >= 0 else b"W"]
    entries = [(1, 2, 2, signs[0]), (2, 5, 1, after), (3, 2, 2, signs[1]), (4, 5, 1, after + 8)]
    directory = struct.pack(order + "H", 4)
    for tag, kind, count, value in entries:
        value = value.ljust(4, b"\0") if isinstance(value, bytes) else struct.pack(order + "I", value)
        directory += struct.pack(order + "HHI", tag, kind, count) + value
    degrees = [(round(abs(value) * 10**7), 10**7) for value in (latitude, longitude)]
    return directory + bytes(4) + b"".join(struct.pack(order + "II", *pair) for pair in degrees)


def segment(marker, payload):
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def jpeg(latitude=None, longitude=None, padding=16, segments=b"", **texts):
    """A JPEG file with an Exif block; the segments stand in front of it."""
    exif = segment(0xE1, b"Exif\0\0" + tiff(latitude, longitude, **texts))
    return jpeg_with(segments + exif, padding)


def jpeg_with(segments, padding=16):
    frame = segment(0xC0, bytes([8, 0, 3, 0, 4, 1, 1, 0x11, 0]))
    picture = segment(0xDA, bytes([1, 1, 0, 0, 63, 0])) + b"\x55" * padding + b"\xFF\xD9"
    return b"\xFF\xD8" + segments + frame + picture


def xmp(latitude, longitude, body="", head=""):
    """An XMP packet with a position."""
    def text(value, signs):
        degrees, minutes = divmod(abs(value) * 60, 60)
        return f"{int(degrees)},{minutes:.6f}{signs[value < 0]}"
    return (
        f'{head}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="{text(latitude, "NS")}" '
        f'exif:GPSLongitude="{text(longitude, "EW")}">{body}</rdf:Description></rdf:RDF></x:xmpmeta>'
    ).encode()


# --- Containers with their metadata behind a gap of many gigabytes, which a file system need not store


def box(kind, payload=b"", version=None):
    payload = (b"" if version is None else struct.pack(">I", version << 24)) + payload
    return struct.pack(">I4s", 8 + len(payload), kind) + payload


def large_box(kind, size):
    """The head of a box with so many bytes."""
    return struct.pack(">I4sQ", 1, kind, size)


def heif(exif, at, brand=b"heic"):
    """The first boxes of a HEIF file whose Exif item lies at an offset, and the item."""
    item = struct.pack(">I", 6) + b"Exif\0\0" + exif
    infos = box(b"infe", struct.pack(">HH4s", 1, 0, b"Exif") + b"\0", version=2)
    places = struct.pack(">BBHHHHHQQ", 0x88, 0, 1, 1, 0, 0, 1, at, len(item))
    meta = box(b"hdlr", bytes(4) + b"pict" + bytes(13), version=0)
    meta += box(b"iinf", struct.pack(">H", 1) + infos, version=0) + box(b"iloc", places, version=1)
    head = box(b"ftyp", brand + bytes(4) + b"mif1" + brand) + box(b"meta", meta, version=0)
    return head, item


def chunk(kind, data):
    """A chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def movie(latitude, longitude):
    """The movie box of a QuickTime file that was taken somewhere."""
    text = f"{latitude:+08.4f}{longitude:+09.4f}/".encode()
    return box(b"moov", box(b"mvhd", bytes(96), version=0) + box(
        b"udta", box(b"\xa9xyz", struct.pack(">HH", len(text), 0x15C7) + text)))


def gap_files(latitude, longitude, size):
    """By name: pieces of a file of some size, each with its offset. All that is known of each photo lies behind a gap."""
    exif = tiff(latitude, longitude)
    end = size - 100_000
    files = {}
    head, item = heif(exif, end)
    for name, brand in [("heic", b"heic"), ("avif", b"avif")]:
        files[name] = [(0, heif(exif, end, brand)[0] + large_box(b"mdat", size - len(head))), (end, item)]
    big = struct.pack("<2sHHHQ", b"II", 43, 8, 0, end)
    big_end = struct.pack("<QHHQQQ", 1, 0x8825, 16, 1, end + 36, 0)
    files["tif"] = [(0, big), (end, big_end + big_position(end + 36, latitude, longitude))]
    head = b"\0\0\0\x0cJXL \r\n\x87\n" + box(b"ftyp", b"jxl \0\0\0\0jxl ")
    files["jxl"] = [(0, head + large_box(b"jxlc", end - len(head))), (end, box(b"Exif", bytes(4) + exif))]
    for name, brand in [("mov", b"qt  "), ("mp4", b"isom")]:
        head = box(b"ftyp", brand + bytes(4) + brand)
        files[name] = [(0, head + large_box(b"mdat", end - len(head))), (end, movie(latitude, longitude))]
    # These count in 32 bits, or in less.
    end = min(end, (1 << 32) - 100_000)
    files["dng"] = [(0, struct.pack("<2sHI", b"II", 42, end)), (end, classic_directory(end, latitude, longitude))]
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 3, 8, 2, 0, 0, 0))
    gap = (1 << 31) - 1
    second = len(head) + 12 + gap
    files["png"] = [(0, head + struct.pack(">I4s", gap, b"IDAT")), (second, struct.pack(">I4s", gap - 200_000, b"IDAT")),
                    (second + 12 + gap - 200_000, chunk(b"eXIf", exif) + chunk(b"IEND", b""))]
    picture = end - 30
    files["webp"] = [(0, struct.pack("<4sI4s4sI", b"RIFF", end + len(exif), b"WEBP", b"VP8X", 10) + b"\x08" + bytes(9)
                      + struct.pack("<4sI", b"VP8 ", (picture - 38) & ~1)),
                     (38 + ((picture - 38) & ~1), struct.pack("<4sI", b"EXIF", len(exif)) + exif)]
    files["jpg"] = [(0, jpeg(latitude, longitude))]
    return files


def classic_directory(start, latitude, longitude):
    """A directory of a TIFF file that begins at an offset, with a position."""
    head = struct.pack("<HHHIII", 1, 0x8825, 4, 1, start + 18, 0)
    return head + position(start + 18, latitude, longitude)


def big_position(start, latitude, longitude):
    """A GPS directory of a BigTIFF file that begins at an offset."""
    after = start + 8 + 20 * 4 + 8
    signs = [b"N" if latitude >= 0 else b"S", b"E" if longitude >= 0 else b"W"]
    rational = [struct.pack("<II", round(abs(value) * 10**7), 10**7) for value in (latitude, longitude)]
    entries = [(1, 2, 2, signs[0]), (2, 5, 1, rational[0]), (3, 2, 2, signs[1]), (4, 5, 1, rational[1])]
    directory = struct.pack("<Q", 4)
    for tag, kind, count, value in entries:
        directory += struct.pack("<HHQ", tag, kind, count) + value.ljust(8, b"\0")
    assert start + len(directory) + 8 == after
    return directory + bytes(8)
