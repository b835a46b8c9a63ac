"""How many instructions an answer of `near` takes, from the start of the process to its end. Counted by valgrind, so that the
numbers hardly depend on the machine; those below belong to the compiler that made them."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CATALOG = os.path.abspath(os.environ.get("CATALOG", os.path.join(ROOT, ".build/release/catalog")))
COMPILER = shutil.which("cc") or shutil.which("clang")
LATITUDE, LONGITUDE = "37.5665", "126.978"
# Enough photos that the index is searched, not read as a whole. A million cost a few more steps of the search.
PHOTOS = 100_000

# What was counted last. A change that makes an answer dearer by a tenth fails here; one that makes it cheaper by a tenth fails
# too, so that the number follows and the gain is kept.
EXPECTED = {
    "no hit": (["--radius", "1m"], 1_805_000),
    "50 hits as paths": (["--limit", "0", "--format", "paths"], 2_582_639),
    "50 hits as a table": (["--limit", "0"], 2_933_390),
}
TOLERANCE = 0.1


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
        arguments = [CATALOG, "near", LATITUDE, LONGITUDE, *options, "--index", self.index]
        profile = os.path.join(self.folder.name, "profile")
        # A short environment: the process reads through it.
        result = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}", *arguments],
            capture_output=True, text=True, env={"PATH": os.environ["PATH"]}, cwd=self.folder.name,
        )
        self.assertEqual(result.returncode, 0, result.stderr)
        return int(re.search(r"Collected : (\d+)", result.stderr)[1]), result.stdout.splitlines()

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


if __name__ == "__main__":
    unittest.main()
