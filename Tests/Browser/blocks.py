"""Blocks of data as PhotoColumns.swift and PictureBlocks.swift write them, so that tests make pages of any photos without an export."""

import base64
import datetime
import zlib

# Ends a block of the stream, whose next one has a code of its own; Python does not name it.
Z_BLOCK = 5
EPOCH = datetime.date(1970, 1, 1)


def varint(number):
    data = bytearray()
    while number > 127:
        data.append(number & 127 | 128)
        number >>= 7
    data.append(number)
    return bytes(data)


def signed(number):
    return varint(zigzag(number))


def planes(numbers):
    """The parts of a column: how many numbers and bytes of each, then the lowest byte of all, the next one of all, and so on."""
    width = (max(numbers, default=0).bit_length() + 7) // 8
    return [varint(len(numbers)) + varint(width)] + [bytes(number >> 8 * plane & 255 for number in numbers) for plane in range(width)]


def zigzag(number):
    return number << 1 if number >= 0 else ~(number << 1)


class Texts:
    def __init__(self):
        self.numbers, self.texts = {}, b""

    def place(self, text):
        if text not in self.numbers:
            self.numbers[text] = len(self.numbers)
            self.texts += text.encode() + b"\0"
        return self.numbers[text]


def time_of(text):
    """Precision (1 a year … 5 a second), days since 1970, second of the day, minutes from UTC."""
    zone = None
    if "T" in text and text[-6] in "+-":
        zone = int(text[-6:-3]) * 60 + int(text[-6] + text[-2:])
        text = text[:-6]
    date, _, clock = text.partition("T")
    parts, times = list(map(int, date.split("-"))), list(map(int, clock.split(":"))) if clock else []
    day = (datetime.date(*(parts + [1, 1])[:3]) - EPOCH).days
    precision = len(parts) + max(0, len(times) - 1)
    hour, minute, second = (times + [0, 0, 0])[:3]
    return precision, day, hour * 3600 + minute * 60 + second, zone


def photos_block(photos):
    """An element with photos: dicts of path, latitude, longitude, taken, camera, heading, uncertainty, tags, title, rating, video …"""
    flags, columns = bytearray(), [[] for _ in range(10)]
    latitudes, longitudes, days, seconds, offsets, altitudes, headings, accuracies, uncertainties, ratings = columns
    folders, cameras, problems, tags = Texts(), Texts(), Texts(), Texts()
    numbers = [[] for _ in range(4)]
    names, titles, descriptions, addresses = bytearray(), bytearray(), bytearray(), bytearray()
    last = {}

    def step(column, name, value):
        column.append(zigzag(value - last.get(name, 0)))
        last[name] = value

    for photo in photos:
        bits = 0
        if photo.get("latitude") is not None:
            bits |= 1
            step(latitudes, "latitude", round(photo["latitude"] * 1e6))
            step(longitudes, "longitude", round(photo["longitude"] * 1e6))
        if photo.get("taken"):
            precision, day, second, zone = time_of(photo["taken"])
            bits |= precision << 1 | (zone is not None) << 4 | bool(photo.get("changed")) << 5
            step(days, "day", day)
            if precision > 3:
                seconds.append(second)
            if zone is not None:
                offsets.append(zigzag(zone))
        flags.append(bits | bool(photo.get("raw")) << 6 | bool(photo.get("video")) << 7)
        altitude = photo.get("altitude")
        altitudes.append(0 if altitude is None else zigzag(altitude) + 1)
        for column, name, scale in [(headings, "heading", 1), (accuracies, "accuracy", 10), (uncertainties, "uncertainty", 1)]:
            value = photo.get(name)
            column.append(0 if value is None else round(value * scale) + 1)
        ratings.append(photo["rating"] + 2 if photo.get("rating") else 0)
        folder, _, name = photo.get("path", "").rpartition("/")
        for column, table, text in [(numbers[0], folders, folder + "/" if folder else ""), (numbers[1], cameras, photo.get("camera")),
                                    (numbers[2], problems, photo.get("problem"))]:
            column.append(0 if text is None else table.place(text) + 1)
        own = photo.get("tags", [])
        numbers[3].extend([len(own), *(tags.place(tag) for tag in own)])
        for texts, text in [(names, name), (titles, photo.get("title", "")), (descriptions, photo.get("description", "")), (addresses, "")]:
            texts.extend(text.encode() + b"\0")
    parts = [varint(len(flags)) + flags] + [part for column in columns + numbers for part in planes(column)]
    for texts in [folders.texts, cameras.texts, problems.texts, tags.texts, names, titles, descriptions, addresses]:
        parts.append(varint(len(texts)) + texts)
    deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed, waiting = b"", 0
    for part in parts:
        packed += deflate.compress(bytes(part))
        waiting += len(part)
        if waiting >= 512:
            packed, waiting = packed + deflate.flush(Z_BLOCK), 0
    packed = base64.b64encode(packed + deflate.flush()).decode()
    return f'<script type="text/plain" class="photos" data-about="{len(flags)}">{packed}</script>\n'


def photos_blocks(photos, size=4096):
    photos = list(photos)
    return "".join(photos_block(photos[start:start + size]) for start in range(0, len(photos), size))


def pictures_block(pictures):
    """An element with pictures: (row, size, media type, width, height, turn, bytes) each."""
    about = ";".join(" ".join(map(str, [*picture[:6], len(picture[6])])) for picture in pictures)
    data = base64.b64encode(b"".join(picture[6] for picture in pictures)).decode()
    return f'<script type="text/plain" class="pictures" data-about="{about}">{data}</script>\n'


def png(width, height, colour):
    """A picture of one colour: the smallest real file."""
    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
    lines = (b"\0" + bytes(colour) * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0")
            + chunk(b"IDAT", zlib.compress(lines, 9)) + chunk(b"IEND", b""))
