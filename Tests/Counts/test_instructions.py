"""How many instructions an answer of `near` takes, from the start of the process to its end, and how many a photo takes that is
scanned. Counted by valgrind, so that the numbers hardly depend on the machine; those below belong to the compiler that made them."""

import datetime
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "Benchmarks"))

import containers
import tiff

CATALOG = os.path.abspath(os.environ.get("CATALOG", os.path.join(ROOT, ".build/release/catalog")))
COMPILER = shutil.which("cc") or shutil.which("clang")
LATITUDE, LONGITUDE = "37.5665", "126.978"
# Enough photos that the index is searched, not read as a whole. A million cost a few more steps of the search.
PHOTOS = 100_000

# What was counted last. A change that makes an answer dearer by a tenth fails here; one that makes it cheaper by a tenth fails
# too, so that the number follows and the gain is kept.
EXPECTED = {
    "no hit": (["--radius", "1m"], 2_097_000),
    "50 hits as paths": (["--limit", "0", "--format", "paths"], 2_882_000),
    "50 hits as a table": (["--limit", "0"], 3_190_000),
}
EXPECTED_OF_A_PHOTO = 90_000
TOLERANCE = 0.1


def counted(folder, *arguments):
    """Runs the command under valgrind: the instructions that it took, and what it wrote."""
    profile = os.path.join(folder, "profile")
    # A short environment: the process reads through it.
    result = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}", CATALOG, *arguments],
        capture_output=True, text=True, env={"PATH": os.environ["PATH"]}, cwd=folder,
    )
    if result.returncode != 0:
        raise AssertionError(result.stderr)
    return int(re.search(r"Collected : (\d+)", result.stderr)[1]), result


@unittest.skipUnless(shutil.which("valgrind"), "valgrind is not installed, so instructions are not counted")
@unittest.skipUnless(COMPILER, "there is no C compiler to make an index with")
class InstructionsOfNear(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        makeindex = os.path.join(cls.folder.name, "makeindex")
        source = os.path.join(ROOT, "Benchmarks/makeindex.c")
        subprocess.run([COMPILER, "-O2", "-o", makeindex, source, "-lz", "-lm"], check=True)
        cls.index = os.path.join(cls.folder.name, "catalog.json")
        made = subprocess.run(
            [makeindex, str(PHOTOS), cls.index, LATITUDE, LONGITUDE], check=True, capture_output=True, text=True
        )
        cls.hits = int(made.stdout.split()[2])

    def count(self, options):
        """Instructions, and the lines of the answer."""
        instructions, result = counted(
            self.folder.name, "near", LATITUDE, LONGITUDE, *options, "--index", self.index
        )
        return instructions, result.stdout.splitlines()

    def test_an_answer_takes_as_many_instructions_as_it_did(self):
        for name, (options, expected) in EXPECTED.items():
            with self.subTest(name):
                instructions, lines = self.count(options)
                headings = int("50 hits as a table" == name)
                self.assertEqual(len(lines), (self.hits if "hits" in name else 0) + headings)
                self.assertLessEqual(
                    abs(instructions - expected), TOLERANCE * expected,
                    f"{name}: {instructions:,} instructions, and {expected:,} were expected",
                )


@unittest.skipUnless(shutil.which("valgrind"), "valgrind is not installed, so instructions are not counted")
class InstructionsOfScan(unittest.TestCase):
    """A phone's JPEG: 60 fields in 22 KB of Exif."""

    def photos(self, folder, count):
        chance = random.Random(1)
        noise = chance.randbytes(1 << 16)
        phone = tiff.template(tiff.Camera("Apple", "iPhone 13 mini", ">", 1800, 19_000), noise)
        os.mkdir(folder)
        when = datetime.datetime(2024, 5, 1, 8, tzinfo=datetime.timezone.utc)
        for number in range(count):
            when += datetime.timedelta(seconds=chance.randrange(60, 36_000))
            place = [tiff.Angle.of(float(degrees) + chance.uniform(-0.02, 0.02)) for degrees in (LATITUDE, LONGITUDE)]
            path = os.path.join(folder, f"IMG_{number:04}.JPG")
            with open(path, "wb") as file:
                file.write(containers.jpeg(phone.photo(*place, when), noise))
                # What follows is a hole of the picture's size.
                file.truncate(3_000_000)
            os.utime(path, (when.timestamp(), when.timestamp()))

    def count(self, folder, photos):
        """Instructions of a whole scan."""
        name = f"{photos}"
        self.photos(os.path.join(folder, name), photos)
        instructions, _ = counted(folder, "scan", "--jobs", "1", name, "--index", f"{name}.json")
        with open(os.path.join(folder, f"{name}.json"), "rb") as index:
            self.assertEqual(index.read().count(b'"accuracy":4.75'), photos)
        return instructions

    def test_a_photo_takes_as_many_instructions_as_it_did(self):
        with tempfile.TemporaryDirectory() as folder:
            instructions = (self.count(folder, 2000) - self.count(folder, 1000)) // 1000
        self.assertLessEqual(
            abs(instructions - EXPECTED_OF_A_PHOTO), TOLERANCE * EXPECTED_OF_A_PHOTO,
            f"{instructions:,} instructions a photo, and {EXPECTED_OF_A_PHOTO:,} were expected",
        )


if __name__ == "__main__":
    unittest.main()
