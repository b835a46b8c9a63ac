"""The beginnings of JPEG, PNG and HEIC files around an Exif block. What follows is a hole of the picture's size."""

import struct
import zlib


def jpeg(block, noise):
    """Start of image, Exif in APP1, tables, frame and scan headers, the first bytes of the scan."""
    exif = b"Exif\0\0" + bytes(block)
    tables = segment(0xDB, b"\0" + noise[:64]) + segment(0xDB, b"\1" + noise[64:128])
    frame = segment(0xC0, struct.pack(">BHHB", 8, 3024, 4032, 3) + bytes([1, 34, 0, 2, 17, 1, 3, 17, 1]))
    huffman = segment(0xC4, bytes([0] + [0] * 15 + [2]) + b"\0\1")
    scan = segment(0xDA, bytes([3, 1, 0, 2, 17, 3, 17, 0, 63, 0]))
    body = noise[:256].replace(b"\xff", b"\0")
    return b"\xff\xd8" + segment(0xE1, exif) + tables + frame + huffman + scan + body


def segment(marker, payload):
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def png(block, size):
    """A screenshot: header, Exif, and one chunk of picture up to the end, which the caller writes behind the hole."""
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1170, 2532, 8, 2, 0, 0, 0))
    head += chunk(b"eXIf", bytes(block))
    picture = size - len(head) - 12 - len(PNG_END)
    return head + struct.pack(">I4s", picture, b"IDAT")


def chunk(kind, payload):
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload))


PNG_END = chunk(b"IEND", b"")
HEIC_TILES = 48


def heic(block, size):
    """As phones write it: 48 tiles, a grid that is the picture, and Exif as an item of its own."""
    exif = struct.pack(">I", 6) + b"Exif\0\0" + bytes(block)
    grid, exif_item = HEIC_TILES + 1, HEIC_TILES + 2
    infos = b"".join(full_box(b"infe", 2, struct.pack(">HH4s", i, 0, b"hvc1") + b"\0") for i in range(1, grid))
    infos += full_box(b"infe", 2, struct.pack(">HH4s", grid, 0, b"grid") + b"\0")
    infos += full_box(b"infe", 2, struct.pack(">HH4s", exif_item, 0, b"Exif") + b"\0")
    sizes = full_box(b"ispe", 0, struct.pack(">II", 512, 512)) + full_box(b"ispe", 0, struct.pack(">II", 4032, 3024))
    uses = b"".join(struct.pack(">HBB", i, 1, 0x81 if i < grid else 0x82) for i in range(1, grid + 1))
    properties = box(b"iprp", box(b"ipco", sizes) + full_box(b"ipma", 0, struct.pack(">I", grid) + uses))

    def meta(data_start):
        picture_start = data_start + len(exif)
        tile = (size - picture_start) // (HEIC_TILES + 1)
        places = [(i, picture_start + (i - 1) * tile, tile) for i in range(1, grid + 1)]
        places.append((exif_item, data_start, len(exif)))
        items = b"".join(struct.pack(">HHHII", i, 0, 1, start, length) for i, start, length in places)
        return full_box(
            b"meta",
            0,
            full_box(b"hdlr", 0, bytes(4) + b"pict" + bytes(13))
            + full_box(b"pitm", 0, struct.pack(">H", grid))
            + full_box(b"iinf", 0, struct.pack(">H", exif_item) + infos)
            + properties
            + full_box(b"iloc", 0, struct.pack(">BBH", 0x44, 0, len(places)) + items),
        )

    kind = box(b"ftyp", b"heic" + bytes(4) + b"mif1heic")
    data_start = len(kind) + len(meta(0)) + 8
    return kind + meta(data_start) + struct.pack(">I4s", size - data_start + 8, b"mdat") + exif


def box(kind, payload):
    return struct.pack(">I", len(payload) + 8) + kind + payload


def full_box(kind, version, payload):
    return box(kind, struct.pack(">I", version << 24) + payload)
