"""Pictures that mean harm: each costs one small picture, and the export goes on and says so."""

import base64
import os
import re
import shutil
import struct
import subprocess
import unittest
import zlib

from faults import ROOT, FaultTest, needs
from photos import box, chunk, jpeg, jpeg_with, segment

PREVIEW = os.environ.get("CATALOG_PREVIEW", os.path.join(ROOT, ".build/catalog-preview"))
SECRET = b"<script>alert(37.5665)</script>"
VIPS = shutil.which("vips")


def png(width, height, data, depth=8, colour=0, interlaced=0, before=b""):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced))
    return b"\x89PNG\r\n\x1a\n" + head + before + chunk(b"IDAT", data) + chunk(b"IEND", b"")


# A JPEG XL of 14,100 × 14,100 black pixels, as libjxl's encoder packs them in 8 KB, packed once more. Making it takes minutes.
DARK_JPEG_XL = zlib.decompress(base64.b64decode(
    b"eNrtwrEKAXEAwOH/cQM3uDoPcMxWZbqy6OIW680WFt3kMN7AJLFYvIEMspgURbKQSBlkQ1abcl5BMv6+Pl/pT+IxLRSQRFISf5MWMkmSJEmSJPlzkbA7njc3"
    b"LHFdDythJf9yc+dBu+puZ07zki2mniWt9ciop4Ouq8tGoTyVe+bqHa8b1nh/vI8itdsuam78hd11hAgCAAAAwJc+/LDuSw=="))


def zeros(count):
    """So many zeros, packed."""
    packer, piece = zlib.compressobj(1), bytes(1 << 24)
    parts = [packer.compress(piece) for _ in range(count // len(piece))]
    return b"".join(parts) + packer.compress(bytes(count % len(piece))) + packer.flush()


def riff(*chunks):
    body = b"WEBP" + b"".join(name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2) for name, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def tiff(width, height, data=b"\0" * 64):
    entries = [(0x100, width), (0x101, height), (0x102, 8), (0x103, 1), (0x106, 1), (0x111, 200), (0x115, 1), (0x116, height), (0x117, len(data))]
    directory = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries) + bytes(4)
    return (b"II*\0" + struct.pack("<I", 8) + directory).ljust(200, b"\0") + data


def frame(width, height):
    """A JPEG's beginning up to its frame header."""
    return b"\xFF\xD8" + segment(0xDB, bytes([0]) + bytes([1]) * 64) + segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")


def refinements(width, height):
    """A grey progressive JPEG that is right and empty: each of 63 coefficients is drawn in 14 scans, a bit after the other, and a scan that says in
    some hundred bytes that there is nothing goes through all blocks."""
    blocks = (width + 7) // 8 * ((height + 7) // 8)
    # Of one code each, "0": a difference of nothing, and a run of 16,384 blocks without anything, whose lower bits follow.
    tables = segment(0xC4, bytes([0x00, 1]) + bytes(15) + b"\0") + segment(0xC4, bytes([0x10, 1]) + bytes(15) + b"\xE0")
    frame = segment(0xDB, bytes([0]) + bytes([1]) * 64) + segment(0xC2, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    data = segment(0xDA, b"\1\1\0\0\0\0") + bytes(blocks // 8 + 1)
    nothing = bytes((blocks // 16384 + 1) * 15 // 8 + 1)
    for bit in range(13, -1, -1):
        for coefficient in range(1, 64):
            before = 0 if bit == 13 else bit + 1
            data += segment(0xDA, bytes([1, 1, 0, coefficient, coefficient, before << 4 | bit])) + nothing
    return b"\xFF\xD8" + frame + tables + data + b"\xFF\xD9"


def boxes(data):
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        yield kind, data[at + 8:at + size]
        at += size


def inside(data, *path):
    for kind in path:
        data = next(body for name, body in boxes(data) if name == kind)
        data = data[4:] if kind == b"meta" else data
    return data


def tiled(photo, columns, rows, side=512):
    """A HEIC or AVIF that is right, and of so many tiles, each of which is the same small photo."""
    properties = [(kind, body) for kind, body in boxes(inside(photo, b"meta", b"iprp", b"ipco")) if kind in (b"hvcC", b"av1C", b"ispe", b"pixi")]
    codec = b"hvc1" if b"hvcC" in dict(properties) else b"av01"
    # libvips writes a thumbnail after the picture.
    offset, length = struct.unpack(">I6xI", inside(photo, b"meta", b"iloc")[12:26])
    tile, size = photo[offset:offset + length], struct.pack(">II", columns * side, rows * side)
    grid = bytes([0, 1, rows - 1, columns - 1]) + size
    items = b"".join(box(b"infe", struct.pack(">HH4sB", number, 0, kind, 0), 2) for number, kind in [(1, b"grid"), (2, codec)])
    whole, parts = len(properties) + 1, [0x80 * (kind in (b"hvcC", b"av1C")) | number for number, (kind, _) in enumerate(properties, 1)]
    uses = struct.pack(">IHBB", 2, 1, 1, whole) + struct.pack(">HB", 2, len(parts)) + bytes(parts)
    tiles = struct.pack(">HH", 1, columns * rows) + struct.pack(">H", 2) * (columns * rows)

    def meta(start):
        places = struct.pack(">BBH", 0x44, 0, 2) + struct.pack(">HHHHII", 1, 1, 0, 1, 0, len(grid)) + struct.pack(">HHHHII", 2, 0, 0, 1, start, length)
        known = b"".join(box(kind, body) for kind, body in properties) + box(b"ispe", size, 0)
        return box(b"meta", box(b"hdlr", struct.pack(">I4s13x", 0, b"pict"), 0) + box(b"pitm", struct.pack(">H", 1), 0) + box(b"iloc", places, 1)
                   + box(b"iinf", struct.pack(">H", 2) + items, 0) + box(b"iref", box(b"dimg", tiles), 0)
                   + box(b"iprp", box(b"ipco", known) + box(b"ipma", uses, 0)) + box(b"idat", grid), 0)

    head = box(b"ftyp", inside(photo, b"ftyp"))
    return head + meta(len(head) + len(meta(0)) + 8) + box(b"mdat", tile)


def still_of(webp):
    """The chunk of a WebP that is its picture."""
    at = 12
    while webp[at:at + 4] not in (b"VP8 ", b"VP8L"):
        at += 8 + (struct.unpack("<I", webp[at + 4:at + 8])[0] + 1) // 2 * 2
    return webp[at:at + 8 + (struct.unpack("<I", webp[at + 4:at + 8])[0] + 1) // 2 * 2]


@needs(os.access(PREVIEW, os.X_OK), "catalog-preview is not built: make preview")
@needs(VIPS is not None, "there is no vips")
class HostilePictureTests(FaultTest):
    def setUp(self):
        super().setUp()
        os.mkdir(self.path("photos"))
        self.vips("black", "black.v", "640", "480", "--bands", "3")
        self.vips("gaussnoise", "noise.v", "640", "480", "--mean", "128", "--sigma", "40")
        self.vips("bandjoin", "noise.v noise.v noise.v", "grey.v")
        self.vips("cast", "grey.v", "bytes.v", "uchar")
        self.vips("copy", "bytes.v", "photo.v", "--interpretation", "srgb")

    def vips(self, *arguments):
        subprocess.run([VIPS, *arguments], cwd=self.folder, check=True, capture_output=True)

    def saved(self, name, *options, source="photo.v"):
        """A picture as libvips writes it."""
        saver = {"heic": "heifsave", "avif": "heifsave", "jpg": "jpegsave", "png": "pngsave", "webp": "webpsave", "tif": "tiffsave",
                 "jxl": "jxlsave"}[name.split(".")[-1]]
        self.vips(saver, source, name, *options)
        return self.read(name)

    def export(self, *arguments):
        result = self.catalog("export", "html", "-o", "map.html", *arguments, environment={"CATALOG_PREVIEW": PREVIEW})
        self.assertEqual(result.status, 0, result.errors)
        return result

    def pictures(self, result):
        """Of how many photos there are pictures."""
        if match := re.search(r"pictures of (\d+) of \d+ photo", result.errors):
            return int(match[1])
        return 0

    def assertOnePictureLost(self, hostile):
        """Each of these photos has no picture, and says why; the good ones around them have theirs."""
        good = self.saved("good.jpg")
        for name, data in hostile.items():
            self.write(f"photos/{name}", data)
        for number in range(3):
            self.write(f"photos/good-{number}.jpg", good + bytes([number]))
        self.scan_again("photos")
        result = self.export()
        self.assertEqual(self.pictures(result), 3, result.errors)
        for name in hostile:
            alone = self.export("--path", f"*{name}")
            self.assertEqual(self.pictures(alone), 0, f"{name}: {alone.errors}")
            self.assertRegex(alone.errors, rf"no picture of photos/{re.escape(name)}: \S")
        return result

    def test_pictures_that_claim_to_be_large(self):
        vp8l = struct.pack("<I", 16382 | 16382 << 14)
        heic = self.saved("one.heic", "--compression", "hevc")
        place = heic.index(b"ispe") + 8
        huge = {
            "65535.jpg": frame(65535, 65535) + segment(0xDA, b"\1\1\0\0\x3F\0") + b"\x12\x34\xFF\xD9",
            "65535.png": png(65535, 65535, zlib.compress(bytes(1000))),
            "billions.png": png(0x7FFFFFFF, 0x7FFFFFFF, zlib.compress(bytes(1000))),
            "65535.tif": tiff(65535, 65535),
            "16383.webp": riff((b"VP8L", b"\x2F" + vp8l + bytes(100))),
            "65535.heic": heic[:place] + struct.pack(">II", 65535, 65535) + heic[place + 8:],
        }
        self.assertOnePictureLost(huge)

    def test_a_bomb_of_1_3_billion_pixels(self):
        self.assertOnePictureLost({"bomb.png": png(36_056, 36_056, zeros(36_056 * 36_057))})

    def test_a_bomb_below_the_limit_of_pixels_is_stopped_by_that_of_memory(self):
        # 196 million pixels of eight bytes, which have to be in memory at once since their lines come in seven passes.
        result = self.assertOnePictureLost({"bomb.png": png(14_000, 14_000, zeros(1_600_000_000), 16, 6, 1)})
        self.assertRegex(result.errors, "no picture of photos/bomb.png: decoding it took more than 1 GB of memory")

    def test_bombs_of_heic_and_avif_are_stopped_by_the_limits(self):
        self.vips("black", "dark.v", "512", "512", "--bands", "3")
        self.vips("copy", "dark.v", "tile.v", "--interpretation", "srgb")
        bombs, small = {}, {}
        for name, compression in [("bomb.heic", "hevc"), ("bomb.avif", "av1")]:
            tile = self.saved(f"tile-{name}", "--compression", compression, source="tile.v")
            # It is a picture where it is small, and 191 million pixels in 2 KB where it is not.
            small[f"small-{name}"] = tiled(tile, 2, 2)
            bombs[name] = tiled(tile, 27, 27)
            self.assertLess(len(bombs[name]), 4000)
        self.assertOnePictureLost(bombs)
        for name, data in small.items():
            self.write(f"photos/{name}", data)
        self.scan_again("photos")
        self.assertEqual(self.pictures(self.export("--path", "*small*")), 2)

    def test_a_bomb_of_jpeg_xl(self):
        self.assertEqual(len(DARK_JPEG_XL), 8005)
        # Which limit ends it depends on the machine: the address space, or the time.
        result = self.assertOnePictureLost({"bomb.jxl": DARK_JPEG_XL})
        self.assertRegex(result.errors, "no picture of photos/bomb.jxl: (decoding it took|the decoder broke down)")

    def test_a_picture_that_takes_too_long(self):
        photo = refinements(14_000, 14_000)
        self.assertLess(len(photo), 1_000_000)
        self.write("photos/scans.jpg", photo)
        self.write("photos/good.jpg", self.saved("good.jpg"))
        self.scan_again("photos")
        result = self.export()
        self.assertEqual(self.pictures(result), 1)
        self.assertRegex(result.errors, "no picture of photos/scans.jpg: decoding it took longer than 10 seconds")

    def test_pictures_that_are_cut_off(self):
        cut = {}
        for name, options in {"a.jpg": [], "a.png": [], "a.webp": [], "a.tif": [], "a.heic": ["--compression", "hevc"],
                              "a.avif": ["--compression", "av1"], "a.jxl": []}.items():
            whole = self.saved(name, *options)
            for part in [2, 10]:
                cut[f"{part}-{name}"] = whole[:len(whole) * (part - 1) // part]
        self.assertOnePictureLost(cut)

    def test_what_is_no_picture_is_not_tried(self):
        self.assertOnePictureLost({
            "a.jpg": b"GIF89a\1\0\1\0\0\0\0;", "b.jpg": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>',
            "c.jpg": b"%PDF-1.7\n", "d.jpg": b"%!PS\nsystemdict /exec\n", "e.png": b"push graphic-context\nviewbox 0 0 1 1\nimage over 0,0 1,1 '|id'",
            "f.tif": b"", "g.jpg": b"P6 1 1 255 \0\0\0", "h.jpg": b"\x76\x2F\x31\x01" + bytes(100)})

    def test_pictures_of_every_kind_are_shown(self):
        self.vips("cast", "noise.v", "wide.v", "ushort")
        self.vips("linear", "wide.v", "wider.v", "200", "0")
        self.vips("cast", "wider.v", "sixteen.v", "ushort")
        self.vips("copy", "sixteen.v", "grey16.v", "--interpretation", "grey16")
        self.vips("icc_transform", "photo.v", "cmyk.v", "cmyk", "--input-profile", "srgb")
        webp = self.saved("still.webp")
        frame_data = struct.pack("<I", 0)[:3] * 2 + struct.pack("<I", 639)[:3] + struct.pack("<I", 479)[:3] + struct.pack("<I", 100)[:3] + b"\0"
        still = still_of(webp)
        animation = riff((b"VP8X", b"\2\0\0\0" + struct.pack("<I", 639)[:3] + struct.pack("<I", 479)[:3]), (b"ANIM", bytes(6)),
                         *[(b"ANMF", frame_data + still)] * 200)
        plain = self.saved("plain.png")
        at = plain.index(b"IDAT") - 4
        animated = plain[:at] + chunk(b"acTL", struct.pack(">II", 1000, 0)) + plain[at:]
        good = self.saved("good.jpg")
        profile = segment(0xE2, b"ICC_PROFILE\0\1\1" + struct.pack(">I", 0xFFFFFFFF) + b"lcms" + b"\x7F" * 30 + b"RGB XYZ " + b"\xFF" * 500)
        kinds = {
            "cmyk.jpg": self.saved("cmyk.jpg", source="cmyk.v"),
            "sixteen.png": self.saved("sixteen.png", source="grey16.v"), "sixteen.tif": self.saved("sixteen.tif", source="grey16.v"),
            "animation.webp": animation, "animation.png": animated,
            "profile.jpg": good[:2] + profile + good[2:],
            # Pictures that are something else as well.
            "page.jpg": good[:2] + segment(0xFE, SECRET) + good[2:] + SECRET, "page.png": plain + SECRET,
            "archive.jpg": good + b"PK\3\4" + SECRET + b"PK\5\6" + bytes(18), "page.webp": webp + SECRET,
        }
        for name, data in kinds.items():
            self.write(f"photos/{name}", data)
        self.scan_again("photos")
        result = self.export("--pictures", "all")
        self.assertEqual(self.pictures(result), len(kinds), result.errors)
        page = self.read("map.html")
        self.assertNotIn(SECRET[1:20], page)
        kept = b"".join(self.read(os.path.join(parent, name)) for parent, _, names in os.walk(self.path(".catalog")) for name in names)
        self.assertNotIn(SECRET[1:20], kept)

    def test_nothing_is_left_running_and_only_the_owner_reads_the_cache(self):
        self.write("photos/good.jpg", self.saved("good.jpg"))
        self.scan_again("photos")
        self.export()
        running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
        self.assertNotIn(self.folder, running)
        modes = {oct(os.stat(os.path.join(parent, name)).st_mode & 0o777)
                 for parent, folders, names in os.walk(self.path(".catalog")) for name in folders}
        self.assertEqual(modes, {"0o700"})


@needs(os.access(PREVIEW, os.X_OK), "catalog-preview is not built: make preview")
class ConfinementTests(FaultTest):
    def test_it_can_open_nothing_when_it_decodes(self):
        """A decoder with a program of the test's own in place of a picture would need a fault in a library. So its own calls are looked at."""
        import socket
        here, there = socket.socketpair()
        trace = self.path("trace")
        child = subprocess.Popen(["strace", "-f", "-o", trace, PREVIEW], stdin=there, stdout=subprocess.DEVNULL)
        there.close()
        hello = here.recv(128, socket.MSG_WAITALL)
        version, confinement = struct.unpack("II", hello[:8])
        self.assertEqual((version, confinement), (1, 3))
        with open(self.write("photo.jpg", jpeg(1, 2)), "rb") as photo:
            socket.send_fds(here, [struct.pack("IIQQIIIIIIII", 1, 1, 0, os.fstat(photo.fileno()).st_size, 1, 0, 0, 0, 96, 1, 60, 0)], [photo.fileno()])
            here.shutdown(socket.SHUT_WR)
            self.assertEqual(len(here.recv(16, socket.MSG_WAITALL)), 16)
            while here.recv(4096):
                pass
        here.close()
        self.assertEqual(child.wait(), 0)
        with open(trace) as file:
            lines = [line.split(None, 1)[1] for line in file]
        closed = next(number for number, line in enumerate(lines) if line.startswith("seccomp(SECCOMP_SET_MODE_FILTER"))
        self.assertIn("landlock_restrict_self", "".join(lines[:closed]))
        for line in lines[closed + 1:]:
            if re.match(r"(open|openat|socket|connect|execve|fork|vfork|unlink|rename|mkdir)", line):
                self.assertIn("= -1 EPERM", line)


if __name__ == "__main__":
    unittest.main()
