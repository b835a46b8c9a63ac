"""Exif blocks as cameras lay them out: directories, a MakerNote, a thumbnail.

A block is built once for a camera and then copied for each photo; only place and time are written into the copy.
"""

import struct
from dataclasses import dataclass, field

# Exif field types (CIPA DC-008-2019, 4.6.2).
BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED, SIGNED_RATIONAL = 1, 2, 3, 4, 5, 7, 10
SIZES = {BYTE: 1, ASCII: 1, SHORT: 2, LONG: 4, RATIONAL: 8, UNDEFINED: 1, SIGNED_RATIONAL: 8}

EXIF_POINTER, GPS_POINTER, INTEROP_POINTER, MAKER_NOTE = 0x8769, 0x8825, 0xA005, 0x927C
THUMBNAIL_OFFSET, THUMBNAIL_LENGTH = 0x0201, 0x0202
DATE = b"2000:01:01 00:00:00\0"


@dataclass
class Camera:
    """How one kind of camera writes its blocks."""

    make: str
    model: str
    order: str  # "<" or ">"
    maker_note: int  # bytes
    thumbnail: int  # bytes
    has_gps: bool = True
    # Nikon's and others' GPS directory stands behind the MakerNote, beyond the first 16 KB of the file.
    gps_is_last: bool = False
    has_interop: bool = True
    suffix: str = ".JPG"
    share: int = 1


@dataclass
class Template:
    """A block, and where in it stands what differs between photos."""

    order: str
    block: bytes
    dates: list = field(default_factory=list)
    gps: dict = field(default_factory=dict)  # tag: offset of its value

    def photo(self, latitude, longitude, when):
        """A copy with a place, as the three rationals of each axis, and a time."""
        block = bytearray(self.block)
        for offset in self.dates:
            block[offset : offset + 19] = when.strftime("%Y:%m:%d %H:%M:%S").encode()
        if latitude is None:
            return block
        for reference, value, angle, letters in (1, 2, latitude, b"NS"), (3, 4, longitude, b"EW"):
            block[self.gps[reference]] = letters[angle.is_negative]
            struct.pack_into(self.order + "6I", block, self.gps[value], *angle.rationals)
        struct.pack_into(self.order + "6I", block, self.gps[7], when.hour, 1, when.minute, 1, when.second, 1)
        block[self.gps[29] : self.gps[29] + 10] = when.strftime("%Y:%m:%d").encode()
        return block


@dataclass
class Angle:
    """Degrees, minutes and seconds with two or four decimals, as cameras store them."""

    is_negative: bool
    rationals: tuple

    @classmethod
    def of(cls, degrees, parts=100):
        total = round(abs(degrees) * 3600 * parts)
        return cls(
            degrees < 0,
            (total // (3600 * parts), 1, total // (60 * parts) % 60, 1, total % (60 * parts), parts),
        )

    @property
    def degrees(self):
        d, _, m, _, s, parts = self.rationals
        value = (d * 3600 * parts + m * 60 * parts + s) / (3600 * parts)
        return -value if self.is_negative else value


def text(value):
    return value.encode() + b"\0"


def pack(order, kind, values):
    letter = {SHORT: "H", LONG: "I", RATIONAL: "I", SIGNED_RATIONAL: "i"}[kind]
    return struct.pack(f"{order}{len(values)}{letter}", *values)


def directory_length(entries):
    outside = sum(len(value) + len(value) % 2 for _, _, value in entries if len(value) > 4)
    return 2 + 12 * len(entries) + 4 + outside


def directory(order, entries, start, following=0):
    """The bytes of a directory that begins at an offset, and where each tag's value lies."""
    entries = sorted(entries)
    head = struct.pack(order + "H", len(entries))
    values = b""
    offsets = {}
    values_start = start + 2 + 12 * len(entries) + 4
    for tag, kind, value in entries:
        head += struct.pack(order + "HHI", tag, kind, len(value) // SIZES[kind])
        if len(value) <= 4:
            offsets[tag] = start + len(head)
            head += value.ljust(4, b"\0")
        else:
            offsets[tag] = values_start + len(values)
            head += struct.pack(order + "I", offsets[tag])
            values += value + b"\0" * (len(value) % 2)
    return head + struct.pack(order + "I", following) + values, offsets


def image_entries(camera):
    order = camera.order
    return [
        (0x010F, ASCII, text(camera.make)),
        (0x0110, ASCII, text(camera.model)),
        (0x0112, SHORT, pack(order, SHORT, [1])),
        (0x011A, RATIONAL, pack(order, RATIONAL, [72, 1])),
        (0x011B, RATIONAL, pack(order, RATIONAL, [72, 1])),
        (0x0128, SHORT, pack(order, SHORT, [2])),
        (0x0131, ASCII, text("Firmware 17.4.1")),
        (0x0132, ASCII, DATE),
        (0x0213, SHORT, pack(order, SHORT, [1])),
        (EXIF_POINTER, LONG, bytes(4)),
    ] + ([(GPS_POINTER, LONG, bytes(4))] if camera.has_gps else [])


def exif_entries(camera):
    order = camera.order
    rational = lambda *values: pack(order, RATIONAL, values)
    signed = lambda *values: pack(order, SIGNED_RATIONAL, values)
    short = lambda value: pack(order, SHORT, [value])
    return [
        (0x829A, RATIONAL, rational(1, 121)),
        (0x829D, RATIONAL, rational(8, 5)),
        (0x8822, SHORT, short(2)),
        (0x8827, SHORT, short(64)),
        (0x9000, UNDEFINED, b"0232"),
        (0x9003, ASCII, DATE),
        (0x9004, ASCII, DATE),
        (0x9010, ASCII, text("+00:00")),
        (0x9011, ASCII, text("+00:00")),
        (0x9101, UNDEFINED, b"\1\2\3\0"),
        (0x9201, SIGNED_RATIONAL, signed(69, 10)),
        (0x9202, RATIONAL, rational(14, 10)),
        (0x9203, SIGNED_RATIONAL, signed(56, 10)),
        (0x9204, SIGNED_RATIONAL, signed(0, 1)),
        (0x9207, SHORT, short(5)),
        (0x9209, SHORT, short(16)),
        (0x920A, RATIONAL, rational(51, 10)),
        (0x9214, SHORT, pack(order, SHORT, [2009, 1505, 2208, 1324])),
        (MAKER_NOTE, UNDEFINED, bytes(camera.maker_note)),
        (0x9286, UNDEFINED, bytes(64)),
        (0x9291, ASCII, text("123")),
        (0x9292, ASCII, text("123")),
        (0xA000, UNDEFINED, b"0100"),
        (0xA001, SHORT, short(1)),
        (0xA002, LONG, pack(order, LONG, [4032])),
        (0xA003, LONG, pack(order, LONG, [3024])),
        (0xA217, SHORT, short(2)),
        (0xA301, UNDEFINED, b"\1"),
        (0xA402, SHORT, short(0)),
        (0xA403, SHORT, short(0)),
        (0xA405, SHORT, short(26)),
        (0xA406, SHORT, short(0)),
        (0xA433, ASCII, text(camera.make)),
        (0xA434, ASCII, text(camera.model + " 5.1mm f/1.6")),
    ] + ([(INTEROP_POINTER, LONG, bytes(4))] if camera.has_interop else [])


def gps_entries(order):
    rational = lambda *values: pack(order, RATIONAL, values)
    return [
        (0, BYTE, b"\2\3\0\0"),
        (1, ASCII, b"N\0"),
        (2, RATIONAL, rational(0, 1, 0, 1, 0, 1)),
        (3, ASCII, b"E\0"),
        (4, RATIONAL, rational(0, 1, 0, 1, 0, 1)),
        (5, BYTE, b"\0"),
        (6, RATIONAL, rational(385, 10)),
        (7, RATIONAL, rational(0, 1, 0, 1, 0, 1)),
        (12, ASCII, b"K\0"),
        (13, RATIONAL, rational(0, 1)),
        (16, ASCII, b"T\0"),
        (17, RATIONAL, rational(1085, 4)),
        (29, ASCII, text("2000:01:01")),
        (31, RATIONAL, rational(475, 100)),
    ]


GPS_FIELDS = len(gps_entries("<"))


MAKER_NOTE_HEADS = {
    "Apple": b"Apple iOS\0\0\1MM",
    "Panasonic": b"Panasonic\0\0\0",
    "SONY": b"SONY DSC \0\0\0",
}


def maker_note(camera, start, noise):
    """A MakerNote of the camera's size: a directory of plain numbers and one large value that nobody has named."""
    if camera.maker_note == 0:
        return b""
    numbers = [(tag, LONG, pack(camera.order, LONG, [tag * 37])) for tag in range(0x7000, 0x7018)]
    head = MAKER_NOTE_HEADS.get(camera.make, b"")
    # Apple counts offsets from the start of the note, the others from the start of the block.
    base = len(head) + (0 if camera.make == "Apple" else start)
    large = camera.maker_note - len(head) - directory_length(numbers) - 12
    numbers.append((0x7100, UNDEFINED, noise[:large]))
    return (head + directory(camera.order, numbers, base)[0]).ljust(camera.maker_note, b"\0")


def template(camera, noise):
    """Lays a camera's block out: image, Exif, GPS and Interoperability directories, then the thumbnail's."""
    order = camera.order
    parts = {"image": image_entries(camera), "exif": exif_entries(camera)}
    if camera.has_gps:
        parts["gps"] = gps_entries(order)
    if camera.has_interop:
        parts["interop"] = [(1, ASCII, b"R98\0"), (2, UNDEFINED, b"0100")]
    parts["thumbnail"] = [
        (0x0103, SHORT, pack(order, SHORT, [6])),
        (THUMBNAIL_OFFSET, LONG, bytes(4)),
        (THUMBNAIL_LENGTH, LONG, pack(order, LONG, [camera.thumbnail])),
    ]
    sequence = ["image", "gps", "exif", "interop", "thumbnail"]
    if camera.gps_is_last:
        sequence = ["image", "exif", "interop", "gps", "thumbnail"]
    starts, position = {}, 8
    for name in (name for name in sequence if name in parts):
        starts[name] = position
        position += directory_length(parts[name])
    pointers = {EXIF_POINTER: "exif", GPS_POINTER: "gps", INTEROP_POINTER: "interop"}

    block = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    places = {}
    for name in starts:
        entries = []
        for tag, kind, value in parts[name]:
            if tag in pointers:
                value = pack(order, LONG, [starts[pointers[tag]]])
            elif name == "thumbnail" and tag == THUMBNAIL_OFFSET:
                value = pack(order, LONG, [position])
            entries.append((tag, kind, value))
        following = starts["thumbnail"] if name == "image" else 0
        content, places[name] = directory(order, entries, starts[name], following)
        block += content
    block = bytearray(block + b"\xff\xd8\xff\xdb" + noise[: camera.thumbnail - 4])
    note = places["exif"][MAKER_NOTE]
    if camera.maker_note:
        block[note : note + camera.maker_note] = maker_note(camera, note, noise)
    dates = [places["image"][0x0132], places["exif"][0x9003], places["exif"][0x9004]]
    return Template(order, bytes(block), dates, places.get("gps", {}))
