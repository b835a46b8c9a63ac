"""The file: numbers, blocks and sections. Sources/CatalogKit/Gazetteer/GazetteerFile.swift reads it."""

import struct
import zlib

MAGIC = b"catplace"
VERSION = 1
SECTIONS = 14
HEADER = 256


def number(value):
    """Seven bits a byte, the lowest first; the highest bit says that another follows."""
    out = bytearray()
    while value >= 128:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def signed(value):
    """The sign in the lowest bit."""
    return number(value << 1 if value >= 0 else ~(value << 1))


def packed(raw):
    assert len(raw) <= 65535, len(raw)
    data = zlib.compress(raw, 9)
    assert len(data) <= 65535
    return data


def frame(raw, data):
    """What the directory of a section says of a block, besides its key."""
    return struct.pack("<HHI", len(data), len(raw), zlib.crc32(data))


def table(lines):
    """Lines of text as a section: one packed block of any size behind the size that it has unpacked."""
    raw = "\n".join(lines).encode()
    return struct.pack("<I", len(raw)) + zlib.compress(raw, 9)


def file(sections):
    """sections: (bytes, count, whether a checksum is kept here or with each block)."""
    assert len(sections) <= SECTIONS
    offset = HEADER
    entries = b""
    for data, count, whole in sections:
        entries += struct.pack("<IIII", offset, len(data), zlib.crc32(data) if whole else 0, count)
        offset += len(data)
    entries += bytes(16) * (SECTIONS - len(sections))
    rest = struct.pack("<I", offset) + entries
    rest += bytes(HEADER - 16 - len(rest))
    head = MAGIC + struct.pack("<II", VERSION, zlib.crc32(rest)) + rest
    return head + b"".join(data for data, _, _ in sections)
