"""Small photos with what a test needs in them."""

import struct


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
