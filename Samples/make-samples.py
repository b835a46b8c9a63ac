#!/usr/bin/env python3
"""Make the sample photos of catalog.

    pip install Pillow
    python3 make-samples.py

Writes the photos into the folder photos/ beside this script.  The pictures
are drawn with Pillow; the Exif blocks are written by hand, tag by tag, so
that what each photo holds can be read off the table PHOTOS near the end.

Running it again gives the same bytes (with the same release of Pillow, whose
JPEG encoder is the only part that is not in this file).

Copyright the catalog project.  MIT licence.
"""

import io
import math
import random
import struct
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

HERE = Path(__file__).resolve().parent
OUT = HERE / "photos"

OVER = 4            # everything is drawn this many times larger, then reduced
QUALITY = 77        # of the JPEGs


# --------------------------------------------------------------------------
# Exif: a small TIFF writer
# --------------------------------------------------------------------------

BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED = 1, 2, 3, 4, 5, 7


def encode(order, kind, value):
    """The bytes of one tag's value, and how many values they are."""
    if kind == ASCII:
        data = value.encode("ascii") + b"\0"
        return data, len(data)
    if kind in (BYTE, UNDEFINED):
        data = bytes(value)
        return data, len(data)
    values = value if isinstance(value, list) else [value]
    if kind == SHORT:
        return struct.pack(f"{order}{len(values)}H", *values), len(values)
    if kind == LONG:
        return struct.pack(f"{order}{len(values)}I", *values), len(values)
    if kind == RATIONAL:
        flat = [n for pair in values for n in pair]
        return struct.pack(f"{order}{len(flat)}I", *flat), len(values)
    raise ValueError(kind)


def ifd_size(order, tags):
    """Bytes an IFD takes: its entries, and the values too long for them."""
    size = 2 + 12 * len(tags) + 4
    for _, kind, value in tags:
        data, _ = encode(order, kind, value)
        if len(data) > 4:
            size += len(data) + len(data) % 2
    return size


def write_ifd(order, tags, start):
    """One IFD as bytes; start is its offset from the start of the TIFF."""
    tags = sorted(tags)                     # the standard wants them ascending
    entries = struct.pack(order + "H", len(tags))
    after = b""
    after_at = start + 2 + 12 * len(tags) + 4
    for tag, kind, value in tags:
        data, count = encode(order, kind, value)
        if len(data) > 4:
            where = struct.pack(order + "I", after_at + len(after))
            after += data + b"\0" * (len(data) % 2)
        else:
            where = data.ljust(4, b"\0")
        entries += struct.pack(order + "HHI", tag, kind, count) + where
    return entries + struct.pack(order + "I", 0) + after


def degrees(value, style):
    """Degrees, minutes and seconds as three rationals (the sign is dropped).

    "cs": seconds in hundredths, as phones from Apple write them
    "us": seconds in millionths, as some Android phones do
    "dm": decimal minutes and no seconds, as many GPS loggers do
    """
    value = abs(value)
    if style == "dm":
        total = round(value * 60 * 10000)
        return [(total // 600000, 1), (total % 600000, 10000), (0, 1)]
    unit = {"cs": 100, "us": 1000000}[style]
    total = round(value * 3600 * unit)
    whole, rest = divmod(total, 3600 * unit)
    minutes, seconds = divmod(rest, 60 * unit)
    return [(whole, 1), (minutes, 1), (seconds, unit)]


def exif_block(photo, width, height):
    """The payload of the APP1 segment: "Exif", two zeros and a TIFF."""
    order = {"II": "<", "MM": ">"}[photo.order]
    taken = photo.taken.strftime("%Y:%m:%d %H:%M:%S")

    main = [
        (0x010F, ASCII, photo.make),                    # Make
        (0x0110, ASCII, photo.model),                   # Model
        (0x0112, SHORT, photo.orientation),             # Orientation
        (0x011A, RATIONAL, [(72, 1)]),                  # XResolution
        (0x011B, RATIONAL, [(72, 1)]),                  # YResolution
        (0x0128, SHORT, 2),                             # ResolutionUnit: inch
        (0x0132, ASCII, taken),                         # DateTime
        (0x0213, SHORT, 1),                             # YCbCrPositioning
        (0x8769, LONG, 0),                              # Exif IFD, set below
    ]
    exif = [
        (0x829A, RATIONAL, [photo.exposure]),           # ExposureTime
        (0x829D, RATIONAL, [photo.fnumber]),            # FNumber
        (0x8827, SHORT, photo.iso),                     # ISOSpeedRatings
        (0x9000, UNDEFINED, b"0232"),                   # ExifVersion
        (0x9003, ASCII, taken),                         # DateTimeOriginal
        (0x9004, ASCII, taken),                         # DateTimeDigitized
        (0x9101, UNDEFINED, b"\1\2\3\0"),               # YCbCr
        (0xA000, UNDEFINED, b"0100"),                   # FlashpixVersion
        (0xA001, SHORT, 1),                             # ColorSpace: sRGB
        (0xA002, LONG, width),                          # PixelXDimension
        (0xA003, LONG, height),                         # PixelYDimension
    ]
    if photo.offset:
        exif.append((0x9010, ASCII, photo.offset))      # OffsetTime
        exif.append((0x9011, ASCII, photo.offset))      # OffsetTimeOriginal
        exif.append((0x9012, ASCII, photo.offset))      # OffsetTimeDigitized

    gps = []
    if photo.place:
        lat, lon = photo.place
        gps = [
            (0x0000, BYTE, [2, 3, 0, 0]),                       # VersionID
            (0x0001, ASCII, "N" if lat >= 0 else "S"),          # LatitudeRef
            (0x0002, RATIONAL, degrees(lat, photo.style)),      # Latitude
            (0x0003, ASCII, "E" if lon >= 0 else "W"),          # LongitudeRef
            (0x0004, RATIONAL, degrees(lon, photo.style)),      # Longitude
        ]
        if photo.altitude is not None:
            gps.append((0x0005, BYTE, [0]))                     # above the sea
            gps.append((0x0006, RATIONAL,
                        [(round(photo.altitude * 100), 100)]))  # Altitude
        if photo.gps_clock is not None:
            utc = photo.taken - timedelta(hours=photo.gps_clock)
            gps.append((0x0007, RATIONAL, [(utc.hour, 1), (utc.minute, 1),
                                           (utc.second, 1)]))   # TimeStamp
            gps.append((0x001D, ASCII, utc.strftime("%Y:%m:%d")))
        if photo.facing is not None:
            gps.append((0x0010, ASCII, "T"))                    # true north
            gps.append((0x0011, RATIONAL,
                        [(round(photo.facing * 100), 100)]))    # ImgDirection
        if photo.error is not None:
            gps.append((0x001F, RATIONAL,
                        [(round(photo.error * 100), 100)]))     # HPosError
        main.append((0x8825, LONG, 0))                          # GPS IFD

    main_at = 8
    exif_at = main_at + ifd_size(order, main)
    gps_at = exif_at + ifd_size(order, exif)
    where = {0x8769: exif_at, 0x8825: gps_at}
    main = [(tag, kind, where.get(tag, value)) for tag, kind, value in main]

    tiff = photo.order.encode() + struct.pack(order + "HI", 42, main_at)
    tiff += write_ifd(order, main, main_at)
    tiff += write_ifd(order, exif, exif_at)
    if gps:
        tiff += write_ifd(order, gps, gps_at)
    return b"Exif\0\0" + tiff


def with_exif(jpeg, block):
    """Put the block into the JPEG as an APP1 segment, right after SOI."""
    assert jpeg[:2] == b"\xff\xd8"
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) \
        + block + jpeg[2:]


# --------------------------------------------------------------------------
# Drawing: shapes with soft corners on a large sheet
# --------------------------------------------------------------------------

def rgb(colour):
    if isinstance(colour, str):
        colour = colour.lstrip("#")
        return tuple(int(colour[i:i + 2], 16) for i in (0, 2, 4))
    return tuple(colour)


def mix(a, b, t):
    """The colour a part t of the way from a to b."""
    return tuple(round(x + (y - x) * t) for x, y in zip(rgb(a), rgb(b)))


def curve(points, closed, steps=14):
    """A Catmull-Rom curve through the points."""
    n = len(points)
    out = []
    for i in range(n if closed else n - 1):
        if closed:
            p = [points[(i + k) % n] for k in (-1, 0, 1, 2)]
        else:
            p = [points[min(max(i + k, 0), n - 1)] for k in (-1, 0, 1, 2)]
        for s in range(steps):
            t = s / steps
            out.append(tuple(
                0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2
                       + (3 * b - a - 3 * c + d) * t**3)
                for a, b, c, d in zip(*p)))
    if not closed:
        out.append(points[-1])
    return out


class Paint:
    """A brush on an image, with its own place, size and turn."""

    def __init__(self, image, matrix=(OVER, 0, 0, 0, OVER, 0)):
        self.image = image
        self.matrix = matrix

    @classmethod
    def sheet(cls, width, height, colour):
        size = (width * OVER, height * OVER)
        return cls(Image.new("RGBA", size, rgb(colour) + (255,)))

    def at(self, x, y, size=1.0, flip=False, turn=0):
        """A brush whose origin is x, y."""
        a, b, c, d, e, f = self.matrix
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        m = -1 if flip else 1
        g, h, i, j = size * cos * m, -size * sin, size * sin * m, size * cos
        return Paint(self.image, (a * g + b * i, a * h + b * j,
                                  a * x + b * y + c,
                                  d * g + e * i, d * h + e * j,
                                  d * x + e * y + f))

    def scale(self):
        a, b, _, d, e, _ = self.matrix
        return math.sqrt(abs(a * e - b * d))

    def put(self, points):
        a, b, c, d, e, f = self.matrix
        return [(a * x + b * y + c, d * x + e * y + f) for x, y in points]

    def _fill(self, box, draw, colour, alpha):
        x0, y0 = max(int(box[0]) - 2, 0), max(int(box[1]) - 2, 0)
        x1 = min(int(box[2]) + 3, self.image.width)
        y1 = min(int(box[3]) + 3, self.image.height)
        if x1 <= x0 or y1 <= y0:
            return
        mask = Image.new("L", (x1 - x0, y1 - y0), 0)
        draw(ImageDraw.Draw(mask), x0, y0, round(alpha * 255))
        part = Image.new("RGBA", mask.size, rgb(colour) + (0,))
        part.putalpha(mask)
        self.image.alpha_composite(part, (x0, y0))

    def poly(self, points, colour, alpha=1.0):
        pts = self.put(points)
        xs, ys = zip(*pts)
        self._fill((min(xs), min(ys), max(xs), max(ys)),
                   lambda d, x0, y0, v: d.polygon(
                       [(x - x0, y - y0) for x, y in pts], fill=v),
                   colour, alpha)

    def rect(self, x0, y0, x1, y1, colour, alpha=1.0, r=0):
        if r:
            r = min(r, abs(x1 - x0) / 2, abs(y1 - y0) / 2)
            pts = []
            for cx, cy, a in ((x1 - r, y0 + r, -90), (x1 - r, y1 - r, 0),
                              (x0 + r, y1 - r, 90), (x0 + r, y0 + r, 180)):
                for k in range(7):
                    t = math.radians(a + 15 * k)
                    pts.append((cx + r * math.cos(t), cy + r * math.sin(t)))
            self.poly(pts, colour, alpha)
        else:
            self.poly([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], colour, alpha)

    def oval(self, x, y, rx, ry, colour, alpha=1.0, turn=0):
        c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        pts = []
        for k in range(60):
            t = k * math.pi / 30
            u, v = rx * math.cos(t), ry * math.sin(t)
            pts.append((x + u * c - v * s, y + u * s + v * c))
        self.poly(pts, colour, alpha)

    def blob(self, points, colour, alpha=1.0):
        self.poly(curve(points, True), colour, alpha)

    def stroke(self, points, width, colour, alpha=1.0, end=None, closed=False):
        """A line with round ends through the points, width to end wide."""
        end = width if end is None else end
        k = self.scale() / 2
        pts = self.put(curve(points, closed))
        if closed:
            pts.append(pts[0])
        dots = []
        n = len(pts) - 1
        for i in range(n):
            (xa, ya), (xb, yb) = pts[i], pts[i + 1]
            many = max(1, int(math.hypot(xb - xa, yb - ya) / 1.5))
            for j in range(many):
                t = j / many
                r = k * (width + (end - width) * (i + t) / n)
                dots.append((xa + (xb - xa) * t, ya + (yb - ya) * t, r))
        dots.append((*pts[-1], k * end))
        box = (min(x - r for x, _, r in dots), min(y - r for _, y, r in dots),
               max(x + r for x, _, r in dots), max(y + r for _, y, r in dots))

        def draw(d, x0, y0, v):
            for x, y, r in dots:
                d.ellipse((x - x0 - r, y - y0 - r, x - x0 + r, y - y0 + r),
                          fill=v)
        self._fill(box, draw, colour, alpha)

    def ramp(self, y0, y1, *colours):
        """Bands of the whole width running from colour to colour, down."""
        top, bottom = round(y0 * OVER), round(y1 * OVER)
        strip = Image.new("RGBA", (1, bottom - top))
        for y in range(bottom - top):
            t = y / (bottom - top) * (len(colours) - 1)
            i = min(int(t), len(colours) - 2)
            strip.putpixel((0, y), mix(colours[i], colours[i + 1], t - i)
                           + (255,))
        self.image.paste(strip.resize((self.image.width, bottom - top)),
                         (0, top))

    def glow(self, x, y, r, colour, alpha):
        """A round light that fades outwards."""
        (x, y), = self.put([(x, y)])
        r *= self.scale()
        size = 128
        mask = Image.new("L", (size, size), 0)
        px = mask.load()
        for j in range(size):
            for i in range(size):
                d = math.hypot(i - size / 2 + .5, j - size / 2 + .5) / size * 2
                px[i, j] = round(255 * alpha * max(0, 1 - d) ** 2)
        mask = mask.resize((int(2 * r), int(2 * r)), Image.Resampling.BICUBIC)
        whole = Image.new("L", self.image.size, 0)
        whole.paste(mask, (int(x - r), int(y - r)))
        light = Image.new("RGBA", self.image.size, rgb(colour) + (0,))
        light.putalpha(whole)
        self.image.alpha_composite(light)

    def layer(self):
        """A clear sheet over this one, same brush."""
        return Paint(Image.new("RGBA", self.image.size), self.matrix)

    def drop(self, layer, inside=None, alpha=1.0):
        """Put a layer down, only where another layer has paint."""
        a = layer.image.getchannel("A")
        if inside is not None:
            a = ImageChops.multiply(a, inside.image.getchannel("A"))
        if alpha < 1:
            a = a.point(lambda v: round(v * alpha))
        layer.image.putalpha(a)
        self.image.alpha_composite(layer.image)

    def blur(self, radius):
        self.image = self.image.filter(
            ImageFilter.GaussianBlur(radius * OVER))


# --------------------------------------------------------------------------
# Cats
# --------------------------------------------------------------------------

@dataclass
class Coat:
    base: str                   # most of the cat
    line: str                   # outlines
    light: str                  # muzzle and bib
    pattern: str                # plain, tabby, calico or tuxedo
    marks: tuple = ()           # stripe or patch colours
    eye: str = "#8fbf5a"
    paw: str = ""               # paws, when they differ
    nose: str = "#e58f8f"
    inner: str = "#f0b6ae"      # inside of the ears
    bib: bool = False           # light chest
    whisker: str = "#ffffff"


COATS = {
    "miso": Coat("#a3a7ad", "#565b66", "#eceae6", "tabby", ("#6b717c",),
                 eye="#b9c75a", paw="#f1efeb", bib=True),
    "nabi": Coat("#fbf6ee", "#6a5648", "#ffffff", "calico",
                 ("#e39a4f", "#4a4240"), eye="#7fae6a", whisker="#8c7b70"),
    "dubu": Coat("#fcfaf6", "#8d8890", "#ffffff", "plain",
                 eye="#6fb2d8", whisker="#a59fa6"),
    "boksil": Coat("#f0a352", "#99572a", "#fdeed8", "tabby", ("#d67d33",),
                   eye="#8aa64c", bib=True, paw="#fdf0de"),
    "hodu": Coat("#a98462", "#513a2c", "#ecdcc4", "tabby", ("#694a37",),
                 eye="#d9b545", nose="#c97f6f"),
    "camellia": Coat("#3c3c46", "#1f1f28", "#fdfbf7", "tuxedo",
                     eye="#e2c94f", paw="#fdfbf7", inner="#b98a8c", bib=True),
    "kkami": Coat("#35343f", "#17171e", "#35343f", "plain", eye="#e8cf4d",
                  nose="#5a4a52", inner="#7a5f68", whisker="#d9d5dd"),
    "rocky": Coat("#f3b169", "#8f5a33", "#fffaf1", "tabby", ("#dd8b42",),
                  eye="#79a862", paw="#fffaf1", bib=True),
    "tango": Coat("#5b5a66", "#2c2b35", "#fbf7f1", "tuxedo",
                  eye="#a9cf6a", paw="#fbf7f1", inner="#c79a98", bib=True),
}


def head(p, x, y, coat, size=1.0, turn=0, eyes="open", look=(0, 0), back=False):
    """A head; x, y is its middle.  About 88 wide and 84 high."""
    p = p.at(x, y, size, turn=turn)
    ear = [(-40, -4), (-42, -26), (-37, -49), (-31, -50), (-17, -38), (-4, -28),
           (-14, -8)]
    face = [(0, -35), (22, -31), (38, -16), (43, 4), (37, 21), (20, 32), (0, 35),
            (-20, 32), (-37, 21), (-43, 4), (-38, -16), (-22, -31)]
    right = [(-u, v) for u, v in ear]

    shape = p.layer()
    for part in (ear, right, face):
        p.stroke(part, 3.4, coat.line, closed=True)
    for part in (ear, right, face):
        shape.blob(part, coat.base)
    p.drop(Paint(shape.image.copy()))

    over = p.layer()
    if coat.pattern == "tabby":
        dark = coat.marks[0]
        for u, v in ((0, -20), (-9, -21), (9, -21)):
            over.stroke([(u, -40), (u * 1.1, v)], 6, dark, end=2)
        if not back:
            for m in (-1, 1):
                over.stroke([(m * 16, -36), (m * 20, -19)], 5, dark, end=2)
                over.stroke([(m * 46, 0), (m * 31, 5)], 5, dark, end=1.5)
                over.stroke([(m * 45, 11), (m * 31, 13)], 5, dark, end=1.5)
    if coat.pattern == "calico":
        over.blob([(-2, -40), (-6, -20), (-12, 4), (-26, 10), (-48, 4),
                   (-50, -50), (-20, -52)], coat.marks[0])
        over.blob([(8, -40), (12, -22), (22, -8), (40, -4), (52, -20),
                   (48, -54), (20, -50)], coat.marks[1])
    if not back:                    # inside of the ears, as far as the face
        inner, front = p.layer(), p.layer()
        for m in (-1, 1):
            inner.blob([(m * 36, -12), (m * 37, -29), (m * 34.5, -42),
                        (m * 26, -37), (m * 15, -26)], coat.inner)
        front.stroke(face, 5, coat.base, closed=True)
        front.blob(face, coat.base)
        inner.image.putalpha(ImageChops.subtract(
            inner.image.getchannel("A"), front.image.getchannel("A")))
        over.drop(inner)
    if coat.pattern == "tuxedo" and not back:
        over.blob([(0, -24), (4, -12), (9, 2), (24, 12), (26, 26), (12, 38),
                   (-12, 38), (-26, 26), (-24, 12), (-9, 2), (-4, -12)],
                  coat.light)
    elif not back and coat.pattern != "plain":
        over.blob([(0, -6), (7, 3), (20, 9), (24, 22), (12, 37), (-12, 37),
                   (-24, 22), (-20, 9), (-7, 3)], coat.light)
    # a little shade under the chin
    over.blob([(-46, 20), (-20, 28), (0, 31), (20, 28), (46, 20), (40, 44),
               (-40, 44)], coat.line, 0.16)
    p.drop(over, inside=shape)
    if back:
        for u, v in ((50, 2), (54, 10), (52, 19)):
            for m in (-1, 1):
                p.stroke([(m * 41, (v + 10) / 2), (m * u, v), (m * 64, v + 3)],
                         1.4, coat.whisker, 0.6, end=0.6)
        p.stroke([(9, -32), (20, -39), (31, -48), (36, -47), (40, -27),
                  (38, -14), (41, 3), (36, 19), (26, 27)], 2.4, "#ffdcb0", 0.75,
                 end=1)
        for m in (-1, 1):
            p.stroke([(m * 16, -27), (m * 24, -22), (m * 33, -12)], 2,
                     coat.line, 0.7, end=1)
        return

    for m in (-1, 1):
        p.oval(m * 28, 13, 8, 5, "#ff8d8d", 0.28)
        cx, cy = m * 18, -1
        if eyes == "open":
            p.oval(cx, cy, 10, 11, coat.line)
            p.oval(cx, cy, 8.6, 9.6, coat.eye)
            p.oval(cx, cy + 4, 7, 5, "#ffffff", 0.18)
            u, v = cx + look[0], cy + look[1]
            p.oval(u, v, 5, 8, "#201d22")
            p.oval(u + 2.4, v - 4, 2.5, 2.9, "#ffffff")
            p.oval(u - 2, v + 4, 1.2, 1.4, "#ffffff", 0.9)
        else:
            arc = [(-9, 0), (-4, 4.2), (4, 4.2), (9, 0)]
            if eyes == "smile":
                arc = [(u, -v + 4) for u, v in arc]
            ink = coat.line if coat.base > "#5" else "#d8d2dc"
            p.stroke([(cx + u, cy + 2 + v) for u, v in arc], 2.6, ink)
    mouth = coat.line if coat.light > "#5" else "#8b8390"
    p.stroke([(0, 13), (-3, 18), (-10, 17)], 2, mouth)
    p.stroke([(0, 13), (3, 18), (10, 17)], 2, mouth)
    p.blob([(0, 14), (-5.5, 9), (-4, 7), (0, 7.6), (4, 7), (5.5, 9)], coat.nose)
    for m in (-1, 1):
        for a, b in ((8, 3), (13, 13), (18, 23)):
            p.stroke([(m * 25, 10 + a / 3), (m * 42, a), (m * 58, b)], 1.5,
                     coat.whisker, 0.85, end=0.7)


def limb(p, points, width, coat, end=None, colour=None):
    p.stroke(points, width + 3.4, coat.line, end=(end or width) + 3.4)
    p.stroke(points, width, colour or coat.base, end=end)


def paw(p, x, y, coat, rx=13, ry=8):
    p.oval(x, y, rx + 1.7, ry + 1.7, coat.line)
    p.oval(x, y, rx, ry, coat.paw or coat.base)
    for m in (-0.32, 0.32):
        p.stroke([(x + m * rx, y + ry * 0.1), (x + m * rx, y + ry * 0.75)],
                 1.5, coat.line, 0.8)


def tail(p, points, coat, width=14, end=11):
    limb(p, points, width, coat, end)
    whole = p.layer()
    whole.stroke(points, width, coat.base, end=end)
    over = p.layer()
    line = curve(points, False)
    if coat.pattern == "tabby":
        for t in (0.3, 0.48, 0.66, 0.84):
            i = int(t * (len(line) - 2))
            (xa, ya), (xb, yb) = line[i], line[i + 1]
            d = math.hypot(xb - xa, yb - ya) or 1
            u, v = -(yb - ya) / d * width, (xb - xa) / d * width
            over.stroke([(xa - u, ya - v), (xa + u, ya + v)], 5, coat.marks[0])
        over.stroke(line[-4:], width, coat.marks[0])
    if coat.pattern == "calico":
        n = len(line)
        over.stroke(line[: n // 3], width + 2, coat.marks[1])
        over.stroke(line[n // 3: 3 * n // 4], width + 2, coat.marks[0])
    if coat.pattern == "tuxedo":
        over.stroke(line[-7:], width + 2, coat.light)
    p.drop(over, inside=whole)


def body(p, outline, coat, stripes=(), patches=(), bib=None, shade=None):
    """The trunk: fill, coat pattern and shade inside, then the outline."""
    p.stroke(outline, 3.4, coat.line, closed=True)
    shape = p.layer()
    shape.blob(outline, coat.base)
    p.drop(Paint(shape.image.copy()))
    over = p.layer()
    if coat.pattern == "tabby":
        for s in stripes:
            over.stroke(s, 8, coat.marks[0], end=2.5)
    if coat.pattern == "calico":
        for x, y, rx, ry, turn, mark in patches:
            wob = [(x + math.cos(t) * rx * k, y + math.sin(t) * ry * k)
                   for t, k in zip([i * math.pi / 4 for i in range(8)],
                                   (1, .86, 1.08, .92, 1.1, .88, 1, 1.06))]
            over.at(x, y, turn=turn).blob([(a - x, b - y) for a, b in wob],
                                          coat.marks[mark])
    if bib and coat.bib:
        over.blob(bib, coat.light)
    if shade:
        over.blob(shade, coat.line, 0.15)
    p.drop(over, inside=shape)


def shadow(p, x0, x1, y=-1, alpha=0.25):
    p.oval((x0 + x1) / 2, y, (x1 - x0) / 2, 9, "#1c1a2a", alpha)


def sit(p, coat, eyes="open", look=(0, 0), tilt=0, ground=True):
    if ground:
        shadow(p, -62, 84)
    tail(p, [(26, -12), (58, -6), (80, -18), (80, -44), (90, -60)], coat)
    body(p, [(0, -100), (24, -90), (35, -62), (46, -32), (46, -8), (26, 0),
             (0, 1), (-26, 0), (-46, -8), (-46, -32), (-35, -62), (-24, -90)],
         coat,
         stripes=[[(m * 52, y), (m * 38, y + 3), (m * 26, y + 9)]
                  for m in (-1, 1) for y in (-74, -58, -42, -26)],
         patches=[(36, -34, 26, 24, 0, 0), (-38, -58, 20, 24, 10, 1)],
         bib=[(0, -96), (20, -84), (20, -62), (9, -42), (0, -34), (-9, -42),
              (-20, -62), (-20, -84)],
         shade=[(-40, -88), (0, -76), (40, -88), (40, -104), (-40, -104)])
    for m in (-1, 1):
        p.stroke([(m * 44, -12), (m * 41, -34), (m * 27, -34), (m * 23, -14)],
                 2, coat.line, 0.7, end=1)
        paw(p, m * 33, -6, coat, 14, 7.5)
    for m in (-1, 1):
        p.stroke([(m * 12, -52), (m * 11, -10)], 19, coat.base)
        if coat.pattern == "tabby":
            for y in (-40, -30):
                p.stroke([(m * 20, y), (m * 9, y + 2)], 3.5, coat.marks[0],
                         end=1)
        p.stroke([(m * 22, -46), (m * 21.5, -12)], 2, coat.line, 0.75)
    p.stroke([(0, -38), (0, -6)], 2, coat.line, 0.75)
    for m in (-1, 1):
        paw(p, m * 11.5, -5, coat, 11.5, 7.5)
    head(p, 0, -118, coat, turn=tilt, eyes=eyes, look=look)


def sit_back(p, coat, tilt=0):
    """Sitting with its back to us, tail hanging down."""
    body(p, [(0, -100), (22, -92), (33, -64), (44, -34), (46, -10), (28, 0),
             (0, 1), (-28, 0), (-46, -10), (-44, -34), (-33, -64), (-22, -92)],
         coat, shade=[(-50, -30), (0, -20), (50, -30), (50, 6), (-50, 6)])
    for m in (-1, 1):
        p.stroke([(m * 42, -10), (m * 36, -34), (m * 22, -40)], 2, coat.line,
                 0.8, end=1)
    p.stroke([(27, -80), (32, -64), (42, -34), (44, -14), (36, -3)], 2.4,
             "#ffdcb0", 0.6, end=1)
    head(p, 0, -112, coat, 0.94, turn=tilt, back=True)
    tail(p, [(0, -10), (6, 14), (-6, 34), (-26, 44), (-40, 34)], coat, 13, 10)


def loaf(p, coat, eyes="open", look=(0, 0), tilt=0, ground=True):
    if ground:
        shadow(p, -76, 84)
    body(p, [(-56, -44), (-30, -66), (10, -74), (50, -66), (74, -40), (76, -14),
             (56, -1), (0, 1), (-46, 0), (-68, -8), (-68, -28)], coat,
         stripes=[[(x, -84), (x + 5, -58), (x + 1, -36)]
                  for x in (12, 28, 44)]
         + [[(66, -62), (60, -48), (56, -30)], [(82, -40), (72, -30), (66, -18)]],
         patches=[(34, -62, 34, 22, 12, 1), (66, -22, 20, 22, 0, 0)],
         bib=[(-62, -36), (-30, -20), (-14, -28), (-18, -4), (-40, 2),
              (-64, -4)],
         shade=[(-80, -4), (-30, -10), (30, -8), (80, -16), (80, 10), (-80, 10)])
    p.stroke([(30, -2), (28, -26), (44, -40), (62, -34)], 2, coat.line, 0.6,
             end=1)
    tail(p, [(72, -14), (58, -5), (30, -5), (8, -8)], coat, 13, 11)
    paw(p, -50, -4, coat, 13, 7)
    paw(p, -25, -4, coat, 13, 7)
    head(p, -38, -62, coat, turn=tilt, eyes=eyes, look=look)


def walk(p, coat, eyes="open", look=(0, 0)):
    """Walking to the right, tail up."""
    shadow(p, -84, 88, 2)
    far = Coat(**{**coat.__dict__, "base": "#%02x%02x%02x"
                  % mix(coat.base, coat.line, 0.22)})
    limb(p, [(44, -52), (36, -30), (24, -10)], 16, far, 14)
    paw(p, 27, -6, coat, 11, 7)
    limb(p, [(-46, -54), (-40, -28), (-34, -10)], 17, far, 14)
    paw(p, -31, -6, coat, 11, 7)
    tail(p, [(-70, -66), (-94, -80), (-102, -108), (-94, -134), (-78, -142)],
         coat, 14, 11)
    body(p, [(-74, -74), (-40, -88), (10, -84), (52, -90), (76, -76), (78, -54),
             (56, -38), (6, -36), (-44, -34), (-76, -40), (-84, -58)], coat,
         stripes=[[(x, -96), (x + 4, -72), (x - 2, -54)]
                  for x in (-62, -42, -22, -2, 18, 36)],
         patches=[(-28, -84, 32, 24, 8, 1), (30, -62, 24, 18, -10, 0),
                  (-74, -52, 22, 18, 0, 0)],
         bib=[(84, -90), (62, -66), (56, -44), (40, -30), (80, -30), (96, -60)],
         shade=[(-90, -44), (-20, -46), (60, -46), (90, -52), (80, -24),
                (-80, -24)])
    for pts, x in (([(58, -56), (62, -30), (68, -8)], 71),
                   ([(-62, -56), (-70, -32), (-76, -8)], -73)):
        p.stroke([(u, v) for u, v in pts[1:]], 19.4, coat.line, end=17.4)
        p.stroke(pts, 18 if x > 0 else 22, coat.base, end=14)
        if coat.pattern == "tabby":
            for k in (0.0, 0.4):
                u = pts[1][0] + (pts[2][0] - pts[1][0]) * k
                v = pts[1][1] + (pts[2][1] - pts[1][1]) * k
                p.stroke([(u - 8, v), (u + 3, v + 2)], 3.5, coat.marks[0], end=1)
        paw(p, x, -6, coat, 12, 7.5)
    head(p, 80, -98, coat, 0.95, turn=3, eyes=eyes, look=look)


def stretch(p, coat, eyes="smile"):
    """A long stretch to the left, front down and tail up."""
    shadow(p, -112, 84, 1)
    far = Coat(**{**coat.__dict__, "base": "#%02x%02x%02x"
                  % mix(coat.base, coat.line, 0.22)})
    limb(p, [(44, -58), (48, -32), (40, -10)], 17, far, 14)
    paw(p, 36, -6, coat, 12, 7)
    limb(p, [(-30, -26), (-60, -16), (-84, -10)], 16, far, 14)
    paw(p, -90, -9, coat, 12, 7)
    tail(p, [(68, -92), (88, -112), (92, -138), (82, -158), (90, -172)], coat,
         14, 11)
    body(p, [(40, -108), (66, -104), (82, -84), (80, -58), (62, -44), (34, -40),
             (2, -24), (-28, -8), (-52, -10), (-58, -30), (-38, -50), (-6, -68),
             (16, -92)], coat,
         stripes=[[(50, -118), (48, -92), (42, -72)],
                  [(26, -106), (30, -82), (26, -62)],
                  [(6, -90), (14, -68), (12, -50)],
                  [(-14, -74), (-4, -54), (-4, -38)],
                  [(84, -106), (70, -86), (64, -70)]],
         patches=[(56, -90, 30, 26, 0, 1), (0, -60, 26, 20, -30, 0)],
         shade=[(90, -50), (40, -48), (0, -30), (-40, -14), (-60, -16),
                (-50, 6), (60, -20)])
    p.stroke([(70, -40), (72, -26), (66, -10)], 19.4, coat.line, end=17.4)
    p.stroke([(64, -64), (72, -34), (66, -10)], 24, coat.base, end=14)
    p.stroke([(46, -46), (46, -66), (58, -80)], 2, coat.line, 0.6, end=1)
    paw(p, 62, -6, coat, 13, 7.5)
    limb(p, [(-40, -20), (-70, -9), (-96, -6)], 16, coat, 14)
    p.stroke([(-26, -24), (-46, -17), (-66, -10)], 17, coat.base, end=14)
    paw(p, -102, -5, coat, 13, 7)
    head(p, -60, -50, coat, 0.96, turn=-8, eyes=eyes)


def curl(p, coat):
    """Asleep, rolled up."""
    shadow(p, -84, 82)
    body(p, [(-8, -70), (34, -68), (66, -46), (76, -20), (58, -2), (10, 3),
             (-44, 1), (-74, -12), (-72, -36), (-46, -60)], coat,
         stripes=[[(2, -80), (8, -60), (6, -42)], [(24, -82), (28, -60), (24, -42)],
                  [(48, -74), (46, -56), (40, -40)], [(70, -56), (60, -42), (50, -32)],
                  [(84, -28), (70, -24), (58, -22)]],
         patches=[(34, -62, 34, 24, 12, 1), (-4, -66, 20, 16, 0, 0)],
         shade=[(-84, -8), (-20, -8), (50, -10), (84, -24), (80, 10), (-80, 10)])
    p.stroke([(26, -6), (20, -30), (36, -46), (56, -42)], 2, coat.line, 0.6,
             end=1)
    tail(p, [(72, -22), (64, -6), (36, -3), (6, -5), (-14, -9)], coat, 15, 12)
    head(p, -38, -34, coat, 0.98, turn=-12, eyes="closed")
    paw(p, -6, -8, coat, 12, 7)


# --------------------------------------------------------------------------
# Things in the street
# --------------------------------------------------------------------------

def bricks(p, x0, y0, x1, y1, colour, gap, rng, w=34, h=13):
    p.rect(x0, y0, x1, y1, gap)
    row, y = 0, y0
    while y < y1:
        x = x0 - (w / 2 if row % 2 else 0)
        while x < x1:
            c = mix(colour, "#000000" if rng.random() < .5 else "#ffffff",
                    rng.random() * 0.09)
            p.rect(max(x, x0) + .8, y + .8, min(x + w, x1) - .8,
                   min(y + h, y1) - .8, c, r=1.5)
            x += w
        y += h
        row += 1


def paving(p, y0, colour, width=480, height=360):
    p.ramp(y0, height, mix(colour, "#000000", .1), mix(colour, "#ffffff", .12))
    for k, y in enumerate((0.16, 0.42, 0.8)):
        yy = y0 + (height - y0) * y
        p.stroke([(0, yy), (width, yy)], 1.2, mix(colour, "#000000", .22), .6)
    for x in range(-600, 1200, 90):
        p.stroke([(width / 2 + (x - width / 2) * .62, y0),
                  (width / 2 + (x - width / 2) * 1.35, height)], 1.1,
                 mix(colour, "#000000", .22), .45)


def pot(p, x, y, size, colour, bloom, rng, leaf="#5c8a4e"):
    p = p.at(x, y, size)
    for k in range(9):
        a = math.radians(-170 + k * 20)
        p.oval(22 * math.cos(a), -44 + 20 * math.sin(a), 12, 7,
               mix(leaf, "#ffffff", rng.random() * .2), turn=math.degrees(a))
    for k in range(7):
        u, v = rng.uniform(-26, 26), rng.uniform(-66, -42)
        p.oval(u, v, 5.5, 5.5, bloom)
        p.oval(u, v, 2, 2, "#fff2c0")
    p.poly([(-22, -34), (22, -34), (16, 0), (-16, 0)], colour)
    p.rect(-25, -40, 25, -31, mix(colour, "#ffffff", .18), r=3)
    p.poly([(6, -31), (21, -31), (16, 0), (6, 0)], "#000000", .1)


def tiles(p, y, width, colour, x0=0, size=30):
    """A row of round roof tiles seen from the front, as on a hanok."""
    for x in range(int(x0), int(x0 + width) + size, size):
        p.oval(x, y, size * .42, size * .42, mix(colour, "#000000", .25))
        p.oval(x, y, size * .3, size * .3, mix(colour, "#ffffff", .12))
        p.oval(x, y, size * .12, size * .12, mix(colour, "#000000", .2))


def cloud(p, x, y, size, colour="#ffffff", alpha=.8):
    p = p.at(x, y, size)
    one = p.layer()
    for u, v, r in ((-30, 0, 14), (-10, -9, 19), (14, -5, 16), (34, 1, 11)):
        one.oval(u, v, r, r, colour)
    one.rect(-42, 0, 44, 13, colour, r=6)
    p.drop(one, alpha=alpha)


def tree(p, x, y, size, leaf, rng, trunk="#7a5a45"):
    p = p.at(x, y, size)
    p.poly([(-7, 0), (-4, -70), (4, -70), (8, 0)], trunk)
    for k in range(16):
        a, r = rng.uniform(0, 6.28), rng.uniform(0, 36)
        p.oval(r * math.cos(a) * 1.2, -100 + r * math.sin(a), 22, 20,
               mix(leaf, "#ffffff" if k > 9 else "#000000",
                   rng.uniform(0, .16)))


def petals(p, many, box, colours, rng, size=3.2):
    for _ in range(many):
        x, y = rng.uniform(box[0], box[2]), rng.uniform(box[1], box[3])
        p.oval(x, y, size, size * .6, rng.choice(colours),
               turn=rng.uniform(0, 180))


def car(p, x, y, colour):
    """A parked car from the side; y is the road."""
    p = p.at(x, y)
    glass, dark = "#b9d5dd", "#2b2c33"
    p.oval(0, 2, 236, 12, "#15161c", .35)
    p.blob([(-232, -50), (-226, -86), (-176, -102), (-128, -112), (-84, -160),
            (-10, -172), (78, -166), (128, -116), (196, -104), (226, -84),
            (232, -50), (200, -42), (0, -42), (-200, -42)], colour)
    p.blob([(-104, -116), (-72, -150), (-14, -160), (-10, -116)], glass)
    p.blob([(6, -116), (6, -160), (68, -154), (102, -118)], glass)
    p.stroke([(-70, -122), (-46, -150)], 5, "#ffffff", .5)
    p.stroke([(40, -122), (60, -148)], 5, "#ffffff", .5)
    p.stroke([(-3, -112), (-3, -50)], 1.6, mix(colour, "#000000", .3))
    p.stroke([(-218, -72), (218, -72)], 2, mix(colour, "#ffffff", .35))
    p.rect(18, -100, 42, -95, mix(colour, "#000000", .35), r=2)
    p.rect(-90, -100, -66, -95, mix(colour, "#000000", .35), r=2)
    p.oval(-216, -82, 10, 8, "#fff3c4")
    p.oval(218, -82, 7, 9, "#d9584e")
    p.rect(-236, -58, 236, -42, mix(colour, "#000000", .3), r=7)
    for u in (-146, 146):
        p.oval(u, -36, 42, 42, mix(colour, "#000000", .45))
        p.oval(u, -34, 36, 36, dark)
        p.oval(u, -34, 20, 20, "#c6cad0")
        p.oval(u, -34, 14, 14, "#9aa0a8")
        p.oval(u, -34, 5, 5, "#e9ecef")


# --------------------------------------------------------------------------
# The scenes
# --------------------------------------------------------------------------

def alley(rng):
    """Miso in front of a brick wall."""
    p = Paint.sheet(480, 360, "#d9a58a")
    bricks(p, 0, 0, 480, 266, "#c0785d", "#d9b39c", rng, 46, 19)
    p.rect(0, 262, 480, 272, "#9c8f86")
    paving(p, 272, "#b9b1a8")
    # a window with a grille, a gas pipe
    p.rect(26, 38, 136, 138, "#efe6d8", r=4)
    p.rect(36, 48, 126, 130, "#86a9b0", r=2)
    p.poly([(36, 48), (84, 48), (36, 112)], "#ffffff", .25)
    for x in range(48, 126, 13):
        p.rect(x, 44, x + 3, 134, "#5f6266")
    p.rect(20, 134, 142, 143, "#d9cdbd", r=3)
    p.rect(422, 0, 432, 262, "#e3c24b")
    p.rect(432, 0, 434, 262, "#000000", .15)
    for y in (46, 170):
        p.rect(416, y, 438, y + 7, "#9b8a3e", r=2)
    pot(p, 74, 300, 1.15, "#c26f4f", "#f2a2b4", rng)
    pot(p, 398, 292, .9, "#7f97a8", "#f6d36b", rng)
    sit(p.at(236, 330, 1.55), COATS["miso"], tilt=-4, look=(1, 0))
    p.glow(60, 0, 330, "#fff0c8", .3)
    return p


def steps(rng):
    """Miso on stone steps, autumn."""
    p = Paint.sheet(480, 360, "#cfc4b4")
    p.ramp(0, 120, "#e7d3b0", "#d9b98c")
    tree(p, 70, 120, 1.2, "#d9822b", rng)
    tree(p, 400, 120, 1.35, "#c8502f", rng)
    tree(p, 250, 116, .9, "#e3ad3c", rng)
    for k, y in enumerate((104, 160, 222, 292)):
        c = mix("#a8a49e", "#cfcac2", k / 3)
        p.rect(0, y, 480, y + 24 + k * 3, mix(c, "#ffffff", .25))
        p.rect(0, y + 24 + k * 3, 480, y + 80, mix(c, "#000000", .14))
        for x in range(-30 + 47 * k, 480, 160):
            p.stroke([(x, y + 1), (x - 4, y + 23 + k * 3)], 1.2,
                     mix(c, "#000000", .3), .7)
    p.poly([(0, 60), (34, 60), (84, 360), (0, 360)], "#8c8379")
    p.poly([(30, 60), (38, 60), (94, 360), (82, 360)], "#aaa196")
    petals(p, 34, (96, 110, 476, 350), ("#d9822b", "#c8502f", "#e3ad3c"), rng,
           5)
    loaf(p.at(270, 310, 1.6), COATS["miso"], eyes="smile", tilt=-3)
    petals(p, 8, (120, 320, 470, 352), ("#d9822b", "#c8502f", "#e3ad3c"), rng,
           6)
    p.glow(430, 20, 300, "#ffe6a8", .4)
    return p


def gate(rng):
    """Nabi walking past a blue gate, spring."""
    p = Paint.sheet(480, 360, "#f0e7d8")
    p.ramp(0, 70, "#bfe0ee", "#e6f2f2")
    p.rect(0, 66, 480, 270, "#efe3cf")
    for _ in range(46):
        x, y = rng.uniform(0, 480), rng.uniform(86, 262)
        p.oval(x, y, rng.uniform(6, 22), rng.uniform(2, 4), "#d8c5a8", .35)
    p.rect(0, 58, 480, 72, "#6b7079")
    tiles(p, 72, 480, "#7d828b")
    p.rect(286, 96, 430, 268, "#cdbfa9", r=4)
    p.rect(294, 102, 422, 268, "#3f7ea6")
    for x in (300, 362):
        p.rect(x, 110, x + 54, 178, "#4b8db6", r=3)
        p.rect(x, 188, x + 54, 262, "#4b8db6", r=3)
    p.oval(351, 186, 5, 5, "#e7d08a")
    p.oval(365, 186, 5, 5, "#e7d08a")
    p.rect(440, 130, 468, 158, "#d9574c", r=4)
    p.rect(445, 137, 463, 140, "#7a2d28")
    for u, v in ((40, 20), (78, 36), (14, 48), (112, 14), (150, 30), (60, 8)):
        for k in range(9):
            p.oval(u + rng.uniform(-26, 26), v + rng.uniform(-16, 16), 9, 8,
                   mix("#f7b9c8", "#ffffff", rng.random() * .6))
    p.stroke([(-4, 60), (60, 30), (160, 26)], 5, "#7a5a4b", end=2)
    paving(p, 270, "#c3b9ad")
    petals(p, 40, (0, 80, 480, 356), ("#f7b9c8", "#fbdbe3"), rng)
    pot(p, 254, 282, .8, "#b5654a", "#ffffff", rng)
    walk(p.at(196, 332, 1.42), COATS["nabi"], look=(1.5, 0))
    return p


def dawn(rng):
    """Nabi on a wall among flower pots, early in the morning."""
    p = Paint.sheet(480, 360, "#f4d9c0")
    p.ramp(0, 260, "#8fb7d6", "#f3cdb9", "#fbe6b4")
    p.oval(388, 150, 34, 34, "#fff4cf")
    p.glow(388, 150, 170, "#fff0b8", .7)
    cloud(p, 120, 60, 1.1, alpha=.6)
    cloud(p, 300, 40, .8, alpha=.5)
    for x, w, h, c in ((0, 90, 120, "#a9b2cc"), (86, 60, 160, "#98a4c3"),
                       (300, 70, 90, "#a9b2cc"), (420, 70, 130, "#9aa6c4"),
                       (214, 70, 110, "#b4bbd1")):
        p.rect(x, 250 - h, x + w, 262, c)
        for i in range(int(w // 18)):
            for j in range(int(h // 26)):
                p.rect(x + 7 + i * 18, 262 - h + j * 26, x + 15 + i * 18,
                       274 - h + j * 26, "#fff1c2" if rng.random() < .4
                       else "#8792b3", .9)
    p.rect(0, 270, 480, 360, "#cda98c")
    bricks(p, 0, 284, 480, 360, "#c79473", "#e0c1a6", rng, 46, 18)
    p.rect(0, 262, 480, 286, "#e6d6c2")
    p.rect(0, 282, 480, 288, "#000000", .12)
    pot(p, 56, 268, 1.25, "#bf6a4c", "#b48be0", rng)
    pot(p, 126, 268, .95, "#6e93a5", "#f58ea0", rng)
    pot(p, 420, 268, 1.2, "#d9a54e", "#f26d5b", rng)
    sit(p.at(266, 276, 1.42, flip=True), COATS["nabi"], tilt=6, eyes="open",
        look=(1, -1))
    p.glow(388, 150, 260, "#ffe7a8", .25)
    return p


def cafe(rng):
    """Dubu at the window of a cafe."""
    p = Paint.sheet(480, 360, "#3f5b52")
    p.rect(0, 0, 480, 360, "#47675c")
    for x in range(0, 480, 40):
        p.rect(x, 0, x + 1.5, 360, "#3b584e")
    p.rect(52, 70, 428, 312, "#e8d3ae", r=6)
    p.rect(64, 82, 416, 302, "#f6dfae", r=3)
    # inside: shelves, cups, a lamp
    p.rect(64, 82, 416, 302, "#e9b872", .45, r=3)
    for y in (150, 206):
        p.rect(76, y, 180, y + 5, "#8a5c3b")
        for x in range(84, 170, 22):
            c = rng.choice(("#f7f3ea", "#d9826a", "#7da3a1", "#f2c86b"))
            p.rect(x, y - 17, x + 13, y, c, r=3)
            p.oval(x + 14, y - 9, 4, 5, c)
            p.oval(x + 14, y - 9, 2, 3, "#e5c187")
    p.stroke([(340, 82), (340, 112)], 2, "#5a3f2c")
    p.blob([(312, 136), (326, 114), (340, 110), (354, 114), (368, 136),
            (340, 139)], "#c8553d")
    p.glow(340, 144, 110, "#fffbe0", .85)
    p.rect(64, 286, 416, 302, "#8a5c3b")
    p.blob([(150, 292), (176, 282), (240, 278), (310, 282), (334, 292),
            (240, 298)], "#c96f6a")
    sit(p.at(240, 292, 1.26), COATS["dubu"], tilt=5, look=(0, 0), ground=False)
    p.rect(376, 262, 400, 288, "#fffaf0", r=4)
    p.oval(402, 274, 6, 8, "#fffaf0")
    p.oval(402, 274, 3, 5, "#caa06b")
    for k in (-4, 4):
        p.stroke([(388 + k, 256), (384 + k, 246), (391 + k, 236),
                  (387 + k, 226)], 2, "#ffffff", .6, end=1)
    for x in (64, 416):
        p.rect(x - 3, 82, x + 3, 302, "#e8d3ae")
    glare = p.layer()
    glare.poly([(90, 302), (230, 82), (278, 82), (138, 302)], "#ffffff", .13)
    glare.poly([(164, 302), (304, 82), (320, 82), (180, 302)], "#ffffff", .13)
    p.drop(glare)
    # awning
    for k in range(12):
        x = 40 + k * 33.4
        c = "#f7efe0" if k % 2 else "#d9664f"
        p.poly([(x, 24), (x + 33.4, 24), (x + 33.4, 66), (x, 66)], c)
        p.oval(x + 16.7, 66, 16.7, 13, c)
    p.rect(36, 18, 445, 28, "#8d3f31", r=3)
    p.rect(40, 52, 441, 60, "#000000", .06)
    p.rect(40, 306, 440, 320, "#d8c094", r=3)
    p.rect(0, 344, 480, 360, "#9b958c")
    pot(p, 24, 348, 1.1, "#b8674b", "#ffd9e2", rng)
    pot(p, 458, 348, 1.1, "#b8674b", "#ffffff", rng)
    return p


def snow(rng):
    """Dubu among the soy sauce jars, snow."""
    p = Paint.sheet(480, 360, "#dfe8f2")
    p.ramp(0, 180, "#b8c9df", "#dfe6ef")
    bricks(p, 0, 92, 480, 236, "#a99a92", "#c9c0ba", rng, 52, 24)
    p.rect(0, 82, 480, 98, "#6d7380")
    tiles(p, 98, 480, "#7b818d")
    p.blob([(-20, 92), (-10, 70), (60, 64), (160, 70), (260, 62), (380, 70),
            (500, 64), (500, 92), (240, 88)], "#f8fbff")
    p.blob([(-40, 400), (-40, 244), (60, 230), (200, 240), (330, 228),
            (520, 240), (520, 400)], "#eef3fa")
    for x, y, s in ((58, 262, 1.15), (132, 250, .85), (424, 266, 1.3),
                    (352, 246, .8)):
        q = p.at(x, y, s)
        q.oval(2, 2, 42, 8, "#9fb0c8", .5)
        q.blob([(-24, -84), (24, -84), (42, -54), (38, -18), (22, 0), (-22, 0),
                (-38, -18), (-42, -54)], "#7b4b38")
        q.blob([(-30, -66), (-20, -70), (-26, -30), (-34, -40)], "#b9826a", .6)
        for k in (-48, -42):
            q.stroke([(-40, k), (0, k + 6), (40, k)], 1.4, "#5c3527", .7)
        q.rect(-30, -92, 30, -82, "#633a2b", r=4)
        q.oval(0, -94, 24, 7, "#6f4331")
        q.blob([(-34, -90), (-28, -102), (0, -110), (28, -102), (34, -90),
                (0, -86)], "#fbfdff")
    p.blob([(-20, 380), (-20, 300), (100, 286), (260, 296), (400, 284),
            (500, 296), (500, 380)], "#f7faff")
    p.oval(240, 332, 140, 14, "#b6c4da", .6)
    loaf(p.at(236, 328, 1.55, flip=True), COATS["dubu"], look=(0, -1), tilt=3)
    for _ in range(70):
        r = rng.uniform(1.2, 3.4)
        p.oval(rng.uniform(0, 480), rng.uniform(0, 360), r, r, "#ffffff", .92)
    return p


def sunset(rng):
    """Boksil stretching on a roof at sunset."""
    p = Paint.sheet(480, 360, "#f6a36b")
    p.ramp(0, 270, "#6a5b9c", "#d87f8f", "#fbb36c", "#ffe09a")
    p.glow(152, 172, 230, "#fff0b0", .8)
    p.oval(152, 172, 38, 38, "#fff3c6")
    for x, y, s in ((70, 56, 1.1), (300, 96, .9), (420, 52, 1.1)):
        cloud(p, x, y, s, "#ffd2b0", .55)
    far = "#8a5a86"
    p.blob([(-30, 300), (-30, 236), (60, 206), (140, 232), (230, 196),
            (300, 232), (400, 214), (520, 240), (520, 300)], far)
    # the tower on the hill
    p.rect(226, 140, 232, 204, "#7a4f7c")
    p.rect(219, 160, 239, 174, "#7a4f7c", r=3)
    p.stroke([(229, 140), (229, 112)], 2, "#7a4f7c", end=1)
    for x, w, h in ((0, 70, 60), (66, 44, 84), (360, 60, 64), (424, 60, 90)):
        p.rect(x, 276 - h, x + w, 290, "#6d456f")
        for i in range(int(w // 16)):
            for j in range(int(h // 20)):
                if rng.random() < .5:
                    p.rect(x + 6 + i * 16, 284 - h + j * 20, x + 13 + i * 16,
                           293 - h + j * 20, "#ffd27a", .9)
    p.rect(0, 276, 480, 360, "#5e8f74")
    p.ramp(276, 360, "#6b9a7b", "#4f7f69")
    p.rect(0, 270, 480, 282, "#8fb49a")
    # water tank and washing line
    p.rect(20, 196, 84, 270, "#5b7fb5", r=12)
    p.rect(28, 204, 38, 262, "#ffffff", .2, r=5)
    for y in (218, 240):
        p.rect(18, y, 86, y + 4, "#476a9f")
    p.stroke([(84, 150), (250, 166), (470, 140)], 1.6, "#4a3350")
    p.stroke([(470, 140), (470, 276)], 5, "#4a3350")
    for x, y, c, w, h in ((360, 158, "#f7efe4", 34, 40),
                          (402, 153, "#e9806e", 26, 46)):
        p.poly([(x, y), (x + w, y - 3), (x + w + 2, y + h), (x + 1, y + h + 2)],
               c)
    stretch(p.at(238, 340, 1.32), COATS["boksil"])
    return p


def bench(rng):
    """Boksil asleep on a park bench, summer."""
    p = Paint.sheet(480, 360, "#a8cf86")
    p.ramp(0, 170, "#a6dcf0", "#dff3ea")
    cloud(p, 380, 46, 1.1)
    cloud(p, 170, 30, .8)
    for x, s, c in ((40, 1.5, "#5f9d58"), (150, 1.1, "#7bb565"),
                    (300, 1.25, "#68a85f"), (440, 1.6, "#4f9157")):
        tree(p, x, 180, s, c, rng)
    p.ramp(170, 360, "#9ccd78", "#7fb765")
    p.poly([(0, 316), (480, 296), (480, 360), (0, 360)], "#d9c8a4")
    for _ in range(40):
        x, y = rng.uniform(0, 480), rng.uniform(184, 290)
        p.oval(x, y, 2.6, 2.6, rng.choice(("#ffffff", "#ffe27a", "#f7a8b8")))
    wood = "#b77b4b"
    p.oval(240, 338, 210, 10, "#274a2a", .3)
    for x in (70, 404):
        p.rect(x, 150, x + 11, 338, "#4a4f55", r=3)
        p.rect(x - 10, 258, x + 22, 266, "#4a4f55", r=3)
    for y in (152, 180, 208):
        p.rect(40, y, 446, y + 20, wood, r=4)
        p.rect(42, y + 2, 444, y + 6, "#ffffff", .18, r=2)
    p.rect(30, 248, 456, 264, mix(wood, "#ffffff", .12), r=4)
    p.rect(30, 264, 456, 276, mix(wood, "#000000", .15), r=4)
    curl(p.at(236, 258, 1.6), COATS["boksil"])
    z = p.at(62, 128)
    for x, y, s in ((0, 24, .7), (16, 0, 1), (40, -30, 1.35)):
        q = z.at(x, y, s)
        q.stroke([(-7, -8), (6.8, -8)], 3.2, "#ffffff")
        q.stroke([(6.8, -8), (-6.8, 8)], 3.2, "#ffffff")
        q.stroke([(-6.8, 8), (7, 8)], 3.2, "#ffffff")
    p.glow(60, 10, 300, "#fff6c0", .35)
    return p


def under_car(rng):
    """Hodu under a parked car."""
    p = Paint.sheet(480, 360, "#e2d9cd")
    p.rect(0, 0, 480, 190, "#dccdb9")
    for x in range(0, 480, 96):
        p.rect(x + 14, 16, x + 80, 108, "#b9a893", r=3)
        p.rect(x + 19, 21, x + 75, 103, "#93b0b7", r=2)
        p.poly([(x + 19, 21), (x + 52, 21), (x + 19, 76)], "#ffffff", .25)
        p.rect(x + 45, 21, x + 49, 103, "#b9a893")
    p.rect(0, 170, 480, 204, "#a99d90")
    p.ramp(204, 360, "#7d7f86", "#94969c")
    p.rect(0, 338, 480, 346, "#f3f0e6")
    for _ in range(80):
        p.oval(rng.uniform(0, 480), rng.uniform(212, 336), 1.6, .9, "#62646b",
               .7)
    q = p.at(240, 262, 1.52)
    # the dark below the car, the car, and the cat coming out of the dark
    p.rect(-10, 196, 490, 270, "#2e2f37")
    p.oval(250, 268, 262, 38, "#2e2f37")
    car(q, 10, 0, "#e8b64c")
    p.rect(96, 180, 416, 198, mix("#e8b64c", "#000000", .3), r=8)
    loaf(p.at(252, 322, 1.08), COATS["hodu"], look=(0, 0))
    return p


def rain(rng):
    """Hodu under an umbrella somebody left, in the rain."""
    p = Paint.sheet(480, 360, "#7f93a6")
    p.ramp(0, 262, "#6f8497", "#a3b2bd")
    for x, w, h, c in ((0, 120, 190, "#62768a"), (112, 90, 150, "#708498"),
                       (330, 150, 200, "#5f7488"), (250, 90, 130, "#75899c")):
        p.rect(x, 262 - h, x + w, 262, c)
        for i in range(int(w // 30)):
            for j in range(int(h // 40)):
                lit = rng.random() < .45
                p.rect(x + 9 + i * 30, 274 - h + j * 40, x + 25 + i * 30,
                       296 - h + j * 40, "#ffd98c" if lit else "#52667a")
    p.ramp(262, 360, "#5d6b7a", "#73818e")
    p.rect(0, 258, 480, 268, "#8793a0")
    for x, y, w in ((80, 306, 60), (400, 300, 70), (330, 344, 60), (120, 346, 50)):
        p.oval(x, y, w, 8, "#9db0c0", .55)
        p.oval(x, y - 1, w * .5, 3.5, "#d4e0e8", .5)
    p.oval(236, 338, 110, 12, "#2e3946", .4)
    # umbrella: shaft behind the cat, canopy over it
    p.stroke([(322, 330), (298, 200), (266, 60)], 5, "#5a4336")
    p.stroke([(322, 330), (326, 344), (340, 342), (340, 330)], 6, "#5a4336")
    sit(p.at(226, 340, 1.16), COATS["hodu"], tilt=-5, look=(0, -2))
    u = p.at(258, 114, 1.1, turn=-6)
    red = "#d9473f"
    canopy = u.layer()
    canopy.blob([(-156, 8), (-138, -36), (-84, -78), (0, -96), (84, -78),
                 (138, -36), (156, 10), (108, -1), (62, 9), (0, -3), (-62, 9),
                 (-108, -1)], red)
    u.drop(Paint(canopy.image.copy()))
    over = u.layer()
    over.poly(curve([(0, -98), (-52, -60), (-62, 10)], False)
              + curve([(62, 10), (52, -60), (0, -98)], False), "#f0685b")
    for m in (-1, 1):
        over.stroke([(0, -96), (m * 52, -58), (m * 62, 8)], 2, "#a52f2a")
        over.stroke([(0, -96), (m * 104, -58), (m * 128, 8)], 2, "#a52f2a")
    u.drop(over, inside=canopy)
    u.stroke([(0, -96), (0, -108)], 5, "#5a4336")
    for _ in range(120):
        x, y = rng.uniform(-10, 490), rng.uniform(-10, 350)
        if 90 < x < 420 and 66 < y < 342 and abs(x - 250) < 150:
            continue
        p.stroke([(x, y), (x - 4, y + 15)], 1.5, "#e6f0f6", .6, end=.8)
    for x, y in ((60, 322), (110, 340), (388, 330), (440, 318), (430, 346)):
        p.stroke([(x - 8, y - 4), (x, y), (x + 8, y - 4)], 1.5, "#e6f0f6", .8)
    return p


def lamp(rng):
    """Camellia below a street lamp at night; an upright picture."""
    p = Paint.sheet(360, 480, "#1f2747")
    p.ramp(0, 380, "#161b3a", "#28305c", "#44467a")
    for _ in range(46):
        r = rng.uniform(.6, 1.5)
        p.oval(rng.uniform(0, 360), rng.uniform(0, 220), r, r, "#fdf6d8", .9)
    moon, dark = p.layer(), p.layer()
    moon.oval(64, 70, 24, 24, "#fdf3cf")
    dark.oval(75, 62, 22, 22, "#000000")
    moon.image.putalpha(ImageChops.subtract(
        moon.image.getchannel("A"), dark.image.getchannel("A")))
    p.drop(moon)
    for x, w, h in ((0, 90, 170), (84, 60, 120), (226, 140, 190)):
        p.rect(x, 384 - h, x + w, 384, "#232a52")
        for i in range(int(w // 26)):
            for j in range(int(h // 34)):
                if rng.random() < .45:
                    p.rect(x + 8 + i * 26, 398 - h + j * 34, x + 20 + i * 26,
                           414 - h + j * 34, "#f8cf7a", .85)
    p.ramp(384, 480, "#3a3f63", "#4d5277")
    p.rect(0, 380, 360, 388, "#5b6087")
    cone = p.layer()
    cone.poly([(228, 112), (266, 112), (372, 450), (20, 450)], "#ffe6a0", .30)
    cone.blur(5)
    p.drop(Paint(cone.image))
    p.oval(190, 446, 158, 22, "#ffe6a0", .3)
    p.rect(300, 90, 309, 392, "#15182c", r=3)
    p.rect(292, 384, 317, 394, "#15182c", r=3)
    p.stroke([(304, 96), (298, 74), (262, 72), (248, 86)], 6, "#15182c")
    p.blob([(222, 112), (230, 92), (247, 84), (264, 92), (272, 112)], "#15182c")
    p.oval(247, 112, 17, 7, "#fff6d0")
    p.glow(247, 116, 120, "#fff0b8", .85)
    # camellia bush
    for k in range(26):
        x, y = rng.uniform(-10, 84), rng.uniform(300, 396)
        p.oval(x, y, 20, 13, mix("#2a5b46", "#4f8a63", rng.random()),
               turn=rng.uniform(0, 180))
    for x, y in ((20, 322), (58, 348), (16, 372), (74, 316), (62, 388)):
        for k in range(5):
            a = k * 1.2566
            p.oval(x + 7 * math.cos(a), y + 7 * math.sin(a), 6.5, 6.5,
                   "#d8435a")
        p.oval(x, y, 4, 4, "#ffd86b")
    sit(p.at(186, 448, 1.5), COATS["camellia"], tilt=4, look=(0, -1))
    p.glow(247, 150, 300, "#ffe6a0", .16)
    return p


def hedge(rng):
    """Camellia walking along a camellia hedge, late winter."""
    p = Paint.sheet(480, 360, "#dfe9ee")
    p.ramp(0, 120, "#cfe3ee", "#eef3ee")
    p.rect(0, 34, 480, 300, "#3f7a55")
    for k in range(170):
        x, y = rng.uniform(-10, 490), rng.uniform(36, 262)
        p.oval(x, y, 17, 10, mix("#2f6546", "#69a56f", rng.random()),
               turn=rng.uniform(0, 180))
    for k, (x, y) in enumerate((
            (36, 70), (104, 128), (20, 168), (170, 64), (232, 118), (290, 60),
            (176, 176), (352, 96), (420, 54), (460, 132), (436, 208), (62, 226),
            (250, 190), (118, 208), (392, 160))):
        for j in range(6):
            a = j * 1.047 + k
            p.oval(x + 9 * math.cos(a), y + 9 * math.sin(a), 8.5, 8.5,
                   mix("#d83a52", "#ff8a94", .3 * (j % 2)))
        p.oval(x, y, 5.5, 5.5, "#ffd660")
        p.oval(x, y, 2.5, 2.5, "#f2a93b")
    p.rect(0, 256, 480, 286, "#b5aca2")
    for x in range(-20, 480, 70):
        p.rect(x, 257, x + 67, 284, "#c9c0b5", r=3)
    paving(p, 286, "#bdb4ab")
    petals(p, 22, (10, 296, 470, 354), ("#d83a52", "#ef6f7c"), rng, 4.5)
    walk(p.at(226, 336, 1.42), COATS["camellia"])
    return p


def rooftop(rng):
    """Kkami on a tiled roof, looking at the moon."""
    p = Paint.sheet(480, 360, "#38406f")
    p.ramp(0, 280, "#2c3263", "#5a5a92", "#d38f96", "#f6c08a")
    for _ in range(36):
        r = rng.uniform(.7, 1.5)
        p.oval(rng.uniform(0, 480), rng.uniform(0, 130), r, r, "#fff7dc", .85)
    p.glow(336, 104, 150, "#fff3cf", .5)
    p.oval(336, 104, 44, 44, "#fff4d6")
    for x, y, r in ((322, 92, 8), (348, 116, 11), (344, 84, 5)):
        p.oval(x, y, r, r, "#eeddb4", .7)
    p.blob([(-30, 300), (-30, 220), (70, 180), (170, 226), (250, 204),
            (370, 176), (520, 224), (520, 300)], "#6d5f8e")
    # a lower hanok roof behind, then the ridge the cat sits on
    roof = "#3d4257"
    p.poly([(-20, 262), (16, 236), (190, 240), (250, 272), (260, 310),
            (-20, 310)], "#4d5069")
    for x in range(-10, 260, 18):
        p.stroke([(x + 10, 240), (x - 2, 300)], 3, "#5d6079", .8)
    p.blob([(-40, 420), (-40, 280), (20, 274), (160, 284), (300, 286),
            (420, 272), (500, 240), (530, 236), (530, 420)], roof)
    for x in range(-40, 540, 34):
        p.stroke([(x + 6, 296), (x - 6, 380)], 13, mix(roof, "#ffffff", .1))
        p.stroke([(x + 3, 296), (x - 9, 380)], 3, mix(roof, "#ffffff", .24), .7)
    p.stroke([(-20, 280), (20, 278), (160, 288), (300, 290), (420, 276),
              (506, 240)], 22, "#2c3042")
    p.stroke([(-20, 272), (20, 270), (160, 280), (300, 282), (420, 268),
              (506, 232)], 4, "#5c6180")
    sit_back(p.at(196, 284, 1.5), COATS["kkami"], tilt=10)
    return p


def sydney(rng):
    """A ginger cat at The Rocks, the harbour bridge behind."""
    p = Paint.sheet(480, 360, "#a7d8ee")
    p.ramp(0, 190, "#6fbfe8", "#d5eff6")
    cloud(p, 90, 50, 1.1)
    cloud(p, 400, 36, .9)
    steel = "#66717d"
    arch = [(40, 186), (120, 110), (240, 78), (360, 110), (440, 186)]
    low = [(52, 190), (126, 132), (240, 104), (354, 132), (428, 190)]
    p.stroke(arch, 5, steel)
    p.stroke(low, 5, steel)
    a, b = curve(arch, False, 6), curve(low, False, 6)
    for i in range(1, len(a) - 1):
        p.stroke([a[i], b[i]], 2, steel)
        p.stroke([a[i], b[i + 1]], 1.6, steel)
        p.stroke([b[i], (b[i][0], 168)], 1.4, steel)
    p.rect(0, 164, 480, 173, steel)
    for x in (22, 434):
        p.rect(x, 110, x + 26, 200, "#d3b58d", r=2)
        p.rect(x - 3, 106, x + 29, 114, "#bd9d75", r=2)
    p.ramp(188, 262, "#3f94bd", "#6bb8d0")
    for _ in range(26):
        x, y = rng.uniform(0, 480), rng.uniform(194, 256)
        p.stroke([(x, y), (x + 16, y)], 1.6, "#d9f0f5", .6)
    # the opera house across the water
    for x, s in ((300, 1), (326, 1.25), (352, 1), (376, .7)):
        p.at(x, 208, s).poly(curve([(-14, 0), (-6, -22), (12, -34)], False)
                             + curve([(12, -34), (17, -16), (12, 0)], False),
                             "#fbf6ec")
        p.at(x, 208, s).stroke([(12, -34), (17, -16), (12, 0)], 1.2, "#cdc3b2")
    p.rect(276, 206, 400, 214, "#c9a98c", r=2)
    p.poly([(96, 226), (156, 226), (146, 238), (104, 238)], "#3e7d4f")
    p.rect(108, 214, 144, 226, "#f6e7b4")
    p.ramp(258, 360, "#dcb47f", "#c99c66")
    bricks(p, 0, 258, 480, 306, "#d9ae78", "#b98a57", rng, 80, 24)
    p.rect(0, 254, 480, 268, "#eaca99")
    bricks(p, 0, 320, 480, 360, "#cfa26c", "#b08352", rng, 96, 22)
    p.rect(0, 304, 480, 322, "#eaca99")
    loaf(p.at(250, 318, 1.48), COATS["rocky"], eyes="open", look=(0, 0), tilt=-3)
    return p


def buenos_aires(rng):
    """A cat near the obelisk, jacarandas in flower."""
    p = Paint.sheet(480, 360, "#bfe0f2")
    p.ramp(0, 250, "#7cc0ea", "#e2f1f4")
    cloud(p, 90, 70, 1)
    cloud(p, 420, 100, .8)
    for x, w, h, c in ((0, 96, 150, "#d9cbb8"), (92, 56, 116, "#c9b7a4"),
                       (320, 70, 126, "#cfc0ae"), (386, 100, 160, "#dccfbd")):
        p.rect(x, 256 - h, x + w, 260, c)
        p.rect(x - 2, 252 - h, x + w + 2, 260 - h, mix(c, "#000000", .15))
        for i in range(int(w // 20)):
            for j in range(int(h // 28)):
                p.rect(x + 8 + i * 20, 270 - h + j * 28, x + 17 + i * 20,
                       286 - h + j * 28, "#8fa5b5")
    p.poly([(226, 262), (233, 44), (247, 18), (261, 44), (268, 262)], "#f6f2ea")
    p.poly([(247, 18), (261, 44), (268, 262), (250, 262)], "#d8d2c6")
    p.rect(244, 40, 248, 47, "#7c8791")
    p.rect(252, 40, 255, 47, "#6c7781")
    p.rect(204, 252, 290, 264, "#e5ded0", r=2)
    for x, y, s in ((46, 266, 1.35), (438, 268, 1.5), (146, 258, .8),
                    (346, 258, .85)):
        tree(p, x, y, s, "#9a79cf", rng)
    p.ramp(260, 360, "#b6afaa", "#cfc8c0")
    for k in range(7):
        x = 20 + k * 70
        p.poly([(x, 274), (x + 34, 274), (x + 22, 292), (x - 18, 292)],
               "#f4f1ea", .8)
    petals(p, 60, (0, 270, 480, 356), ("#9a79cf", "#b79be3", "#8765bd"), rng, 4)
    sit(p.at(168, 338, 1.25), COATS["tango"], tilt=-5, look=(-1, -1))
    return p


# --------------------------------------------------------------------------
# The photos
# --------------------------------------------------------------------------

def at(text):
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S")


@dataclass
class Photo:
    file: str
    scene: object                   # the function that draws it
    order: str                      # byte order of the Exif block: II or MM
    make: str
    model: str
    taken: datetime                 # DateTimeOriginal, local time
    place: tuple = None             # latitude, longitude; None: no GPS IFD
    offset: str = ""                # OffsetTimeOriginal
    gps_clock: float = None         # GPS time in UTC: hours the place is ahead
    style: str = "cs"               # how the degrees are written
    altitude: float = None          # metres
    facing: float = None            # GPSImgDirection, degrees
    error: float = None             # GPSHPositioningError, metres
    orientation: int = 1
    exposure: tuple = (1, 250)
    fnumber: tuple = (16, 10)
    iso: int = 64
    cut: bool = field(default=False)    # leave only the start of the Exif


IPHONE = ("Apple", "iPhone 13 mini")
GALAXY = ("samsung", "SM-S911N")
CANON = ("Canon", "EOS R10")
PIXEL = ("Google", "Pixel 7a")

PHOTOS = [
    Photo("miso/IMG_0042.jpg", alley, "MM", *IPHONE, at("2023-04-08 16:21:07"),
          (37.56561, 126.97642), "+09:00", altitude=31.4, facing=212.5,
          error=4.7),
    Photo("miso/IMG_0107.jpg", steps, "MM", *IPHONE, at("2023-10-29 15:02:44"),
          (37.56587, 126.97252), "+09:00", altitude=38.2, error=6.1,
          exposure=(1, 180), iso=80),
    Photo("nabi/골목-고양이.jpg", gate, "II", *GALAXY, at("2024-04-13 10:15:22"),
          (37.56812, 126.97934), gps_clock=9, style="us", altitude=34.0,
          fnumber=(18, 10), iso=50),
    # six in the morning in Seoul is still the day before in UTC
    Photo("nabi/20240816_061204.jpg", dawn, "II", *GALAXY,
          at("2024-08-16 06:12:04"), (37.56322, 126.97781), gps_clock=9,
          style="us", altitude=42.0, fnumber=(18, 10), exposure=(1, 60),
          iso=320),
    Photo("dubu/IMG_2210.jpg", cafe, "MM", "Apple", "iPhone 15",
          at("2024-11-23 17:40:31"), (37.56618, 126.97779), "+09:00",
          altitude=33.9, facing=87.25, error=3.5, exposure=(1, 50), iso=250),
    Photo("dubu/PXL_20250118_053009.jpg", snow, "II", *PIXEL,
          at("2025-01-18 14:30:09"), (37.57236, 126.97571), "+09:00",
          gps_clock=9, altitude=36.5, facing=331.0, fnumber=(189, 100)),
    Photo("boksil/20230917_182211.jpg", sunset, "II", *GALAXY,
          at("2023-09-17 18:22:11"), (37.56361, 126.98498), gps_clock=9,
          style="us", altitude=61.0, fnumber=(18, 10), exposure=(1, 100),
          iso=125),
    Photo("boksil/IMG_5120.jpg", bench, "MM", "Apple", "iPhone SE",
          at("2024-06-02 13:08:55"), (37.57229, 126.98553), "+09:00",
          altitude=29.8, error=12.4, fnumber=(18, 10), iso=40),
    # decimal minutes, and nothing that says which zone the time is in
    Photo("hodu/IMG_0815.JPG", under_car, "II", *CANON,
          at("2023-12-03 11:47:36"), (37.56441, 126.98031), style="dm",
          fnumber=(56, 10), iso=400),
    Photo("hodu/20240702_193344.jpg", rain, "II", *GALAXY,
          at("2024-07-02 19:33:44"), (37.55921, 126.97758), gps_clock=9,
          style="us", altitude=27.0, facing=14.0, fnumber=(18, 10),
          exposure=(1, 33), iso=640),
    # an upright picture: the pixels lie on their side, Orientation says so
    Photo("camellia/IMG_0933.jpg", lamp, "MM", *IPHONE,
          at("2025-03-21 21:55:18"), (37.56897, 126.97903), "+09:00",
          altitude=24.6, facing=158.75, error=8.3, orientation=6,
          exposure=(1, 15), iso=1250),
    Photo("camellia/IMG_0457.JPG", hedge, "II", *CANON,
          at("2025-02-27 12:20:03"), offset="+09:00", fnumber=(40, 10),
          iso=200),
    Photo("kkami/IMG_1604.jpg", rooftop, "MM", *IPHONE,
          at("2024-10-17 18:06:40"), (37.58259, 126.98364), "+09:00",
          altitude=74.3, facing=101.5, error=5.2, exposure=(1, 30), iso=500),
    Photo("travel/sydney-rocks.jpg", sydney, "MM", *IPHONE,
          at("2025-01-06 09:45:12"), (-33.8586, 151.2140), "+11:00",
          altitude=9.7, facing=27.0, error=4.1),
    Photo("travel/buenos-aires-obelisco.jpg", buenos_aires, "II", *PIXEL,
          at("2024-11-12 11:30:26"), (-34.6037, -58.3816), gps_clock=-3,
          altitude=25.0, fnumber=(189, 100)),
    Photo("broken.jpg", alley, "MM", *IPHONE, at("2023-04-08 16:22:40"),
          (37.56561, 126.97642), "+09:00", altitude=31.4, cut=True),
]


def make(photo):
    """The bytes of one photo."""
    sheet = photo.scene(random.Random(photo.scene.__name__))
    picture = sheet.image.convert("RGB").reduce(OVER)
    if photo.orientation == 6:      # shown turned right, so stored turned left
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=QUALITY, optimize=True)
    block = exif_block(photo, *picture.size)
    jpeg = with_exif(file.getvalue(), block)
    if photo.cut:                   # SOI, marker and length, half the block
        jpeg = jpeg[:6 + len(block) // 2]
    return jpeg


def main():
    for photo in PHOTOS:
        path = OUT / photo.file
        path.parent.mkdir(parents=True, exist_ok=True)
        data = make(photo)
        path.write_bytes(data)
        print(f"{len(data):6}  {path.relative_to(HERE)}")


if __name__ == "__main__":
    main()
