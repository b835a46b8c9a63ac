"""QR codes of the page, read by zbar: every version and every mask."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

PAGE = pathlib.Path(__file__).resolve().parents[2] / "Page"
NODE, READER = shutil.which("node"), shutil.which("zbarimg")
SCRIPT = f"""
const vm = require('node:vm'), fs = require('node:fs'), context = vm.createContext({{ TextEncoder }});
vm.runInContext(fs.readFileSync({json.dumps(str(PAGE / "qr.js"))}, 'utf8') + '; globalThis.qrCode = qrCode;', context);
const wanted = JSON.parse(fs.readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(wanted.map(([text, mask]) => context.qrCode(text, mask).map(row => [...row]))));
"""


@unittest.skipUnless(NODE, "there is no Node")
class Codes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not READER:
            if os.environ.get("CATALOG_REQUIRE_PEERS"):
                raise AssertionError("zbar is not installed: make setup-tests installs it")
            raise unittest.SkipTest("zbar is not installed")

    def test_zbar_reads_every_version_and_mask(self):
        room = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213]
        link = "https://cats.example.org/join#Zk3v9QmX2bT7rLw1yNc8uHs4PqRs"
        texts = [(link, None), ("나비와 미소", None)] + [(chr(97 + version) * (count - 3) + "end", mask) for version, count in enumerate(room) for mask in range(8)]
        made = subprocess.run([NODE, "-e", SCRIPT], input=json.dumps(texts), capture_output=True, text=True, check=True)
        with tempfile.TemporaryDirectory() as folder:
            for number, ((text, mask), code) in enumerate(zip(texts, json.loads(made.stdout), strict=True)):
                path = pathlib.Path(folder, f"{number}.pbm")
                path.write_text(self.picture(code))
                read = subprocess.run([READER, "--quiet", "--raw", path], capture_output=True, text=True).stdout.rstrip("\n")
                self.assertEqual(read, text, f"mask {mask}")

    @staticmethod
    def picture(code, scale=4, quiet=4):
        rows = [[0] * (len(code) + 2 * quiet)] * quiet
        rows += [[0] * quiet + row + [0] * quiet for row in code] + rows
        size = len(rows) * scale
        return f"P1\n{size} {size}\n" + "\n".join("\n".join([" ".join(str(dark) for dark in row for _ in range(scale))] * scale) for row in rows)


if __name__ == "__main__":
    unittest.main()
