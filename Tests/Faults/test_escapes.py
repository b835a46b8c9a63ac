"""What a photo or its name says reaches a terminal, a table, a page or XML as text and nothing else. All commands, all formats, at
once; what each format does is tested beside it."""

import csv
import errno
import html.parser
import io
import json
import os
import pty
import re
import subprocess
import unittest
import xml.etree.ElementTree

from faults import CATALOG, FaultTest
from photos import jpeg, xmp

HOSTILE = [
    "\x1b]0;owned\x07", "\x1b[35;45mred\x1b[2J", "\x1b[6n", "\x1bP+q544e\x1b\\", "\x9b35;45m", "\x9d0;owned\x9c", "\b\b\b\x7f", "a\rb", "a\nb", "\x0e\x0f",
    "a\tb", "\u202egpj.exe", "\u2066x\u2069\u200f", "\u2028x\u2029", "<script>owned()</script>", "\"><img src=x onerror=owned()>", "</script><!--", "]]>", "&lt;&#0;",
    "'\"`$(owned)", "=cmd|'!A1", "+1+owned", "-1-owned", "@owned", "\t=owned", "\r=owned", "\n=owned", "\x01\x02", "\ufffe\uffff", "%s%n", "--owned", "\\u{1B}",
]
TEXTS = [["near", "1", "2", "--limit", "0", "--radius", "9000km"], ["list", "--limit", "0"], ["status"], ["status", "--problems"]]
FORMATS = "json jsonl csv geojson gpx kml html postgis paths".split()
# What the program itself sends to a terminal: colours, and a line that it writes anew.
OURS = re.compile(r"\x1b\[(?!35;45m)[0-9;]*m|\r?\x1b\[\??[0-9;]*[KGhl]|\r")
HARMFUL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class EscapeTests(FaultTest):
    def setUp(self):
        super().setUp()
        for number, text in enumerate(HOSTILE):
            name = f"photos/{text.replace('/', '∕')}{number}"
            self.write(f"{name}.jpg", jpeg(1 + number / 100, 2, make=text, model=text + "x", software=text))
            self.write(f"{name}.broken.jpg", jpeg(1, 2)[:40])
            self.write(f"{name}.none.jpg", jpeg(make=text))
            self.write(f"{name}.none.xmp", xmp(1, 2)[:60] + text.encode())
            self.write(f"{name}/in it.jpg", jpeg(1 + number / 100, 2, make=text))
        self.write(os.fsdecode(b"photos/\xff\x9b35;45m\xe2\x80.jpg"), jpeg(1, 2, make=b"\xff\x9b35;45m\xe2\x80"))

    def on_terminal(self, *arguments):
        """What reaches a terminal of 80 columns, as a program that knows only that it is one sees it."""
        terminal, program_side = pty.openpty()
        environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        with subprocess.Popen([CATALOG, *arguments], cwd=self.folder, env=environment, stdin=program_side, stdout=program_side,
                              stderr=program_side) as program:
            os.close(program_side)
            seen = b""
            while True:
                try:
                    seen += os.read(terminal, 65_536)
                except OSError as error:
                    self.assertEqual(error.errno, errno.EIO)
                    break
        os.close(terminal)
        self.assertIn(program.returncode, [0, 1, 64, 65, 66], seen)
        return seen

    def assertHarmless(self, *arguments):
        with self.subTest(arguments[:4]):
            seen = self.on_terminal(*arguments)
            text = OURS.sub("", seen.decode())
            self.assertEqual(sorted({match[0] for match in HARMFUL.finditer(text)}), [], text[:2000])
            return text

    def test_a_terminal_gets_text_alone(self):
        # Twenty of those that cannot be read are listed, whichever come first.
        self.assertIn("\\u{", self.assertHarmless("scan", "photos"))
        self.assertHarmless("scan", "photos", "--full", "--format", "json")
        for command in TEXTS:
            self.assertIn("owned", self.assertHarmless(*command))
        for path in sorted(self.index().photos)[::3]:
            self.assertHarmless("show", path)
        self.assertHarmless("near", "--photo", "photos/\x1b]0;owned\x070.jpg")

    def test_what_a_terminal_is_told_of_wrong_arguments_is_text_alone(self):
        self.scan_again("photos")
        for text in HOSTILE:
            for command in ["", "near", "near --photo", "show", "scan", "list --index", "list --camera", "export", "export csv --columns"]:
                self.assertHarmless(*command.split(), text)
            self.assertHarmless("list", "--" + text)

    def test_a_terminal_gets_no_raw_data_that_was_made_for_programs(self):
        self.scan_again("photos")
        for command in ["near", "1", "2", "--limit", "0"], ["list", "--limit", "0"]:
            self.assertHarmless(*command, "--format", "json")
        self.assertHarmless("show", "photos/\x1b]0;owned\x070.jpg", "--format", "json")
        for format in FORMATS:
            self.assertHarmless("export", format)
            if format != "html":
                self.assertHarmless("list", "--limit", "0", "--format", format)
        for command in ["status"], ["status", "--problems"], ["scan"]:
            self.assertHarmless(*command, "--format", "json")
        # Whole, and with each of its photos named.
        self.assertHarmless("verify", "--format", "json")
        with open(self.path("catalog.json"), "r+b") as file:
            text = file.read().replace(b'"size":', b'"size" ')
            file.seek(0)
            file.write(text)
        self.assertHarmless("verify")
        self.assertHarmless("verify", "--format", "json")
        os.remove(self.path("catalog.json"))
        self.scan_again("photos")
        shown = self.assertHarmless("export", "json")
        self.assertEqual(json.loads(shown.replace("catalog: positions", "\n\0").split("\n\0")[0]), json.loads(self.exported("json")))

    # --- Formats

    def exported(self, format):
        self.scan_again("photos")
        result = self.catalog("export", format)
        self.assertEqual(result.status, 0)
        return result.output.decode()

    def test_json_gives_every_text_back(self):
        photos = json.loads(self.exported("json"))
        self.assertEqual(photos, [json.loads(line) for line in self.exported("jsonl").split("\n")[:-1]])
        json.loads(self.exported("geojson"))
        makes = {photo.get("make") for photo in photos}
        self.assertLessEqual({text.strip() for text in HOSTILE if text.isprintable()}, makes)

    def test_xml_is_well_formed(self):
        for format in "gpx", "kml":
            tree = xml.etree.ElementTree.fromstring(self.exported(format))
            self.assertFalse([element.tag for element in tree.iter() if "script" in element.tag.lower() or "img" in element.tag.lower()])
            self.assertIn("<script>owned()</script>", "".join(tree.itertext()))

    def test_a_spreadsheet_finds_no_formula(self):
        rows = list(csv.reader(io.StringIO(self.exported("csv"), newline="")))
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        self.assertEqual(len(rows) - 1, len(self.index().photos))
        for cell in sum(rows, []):
            if re.match(r"[=+\-@\t\r\n]", cell):
                self.assertRegex(cell, r"^[-+]?\d+(\.\d+)?$")

    def test_a_page_has_no_markup_and_no_script_but_its_own(self):
        found = Markup(self.exported("html")).found
        os.rename(self.path("photos"), self.path("hostile"))
        self.write("photos/a.jpg", jpeg(1, 2))
        self.scan("photos", "--prune", "--index", "tame.json")
        # The list for browsers without scripts has an element a photo; no photo adds one of another kind.
        self.assertEqual(set(found), set(Markup(self.catalog("export", "html", "--index", "tame.json").output.decode()).found))


class Markup(html.parser.HTMLParser):
    """The elements of a page with their attributes, and what stands in its scripts of its own."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, *(name for name, _ in attributes)))

    def handle_endtag(self, tag):
        self.found.append("/" + tag)

    def handle_comment(self, text):
        self.found.append("comment")


if __name__ == "__main__":
    unittest.main()
