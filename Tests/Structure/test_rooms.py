"""The order of the kit's rooms: a room uses those above it in the list, never one below.

Swift sees one module, so nothing but this test keeps the order. It reads declarations and their uses as text: a type by its name, and a
member that an extension adds to a type of another room by its name, where only one room declares that name.
"""

import collections
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
KIT = ROOT / "Sources" / "CatalogKit"

ROOMS = [
    "Text", "Geo", "Time", "System", "Photo", "Bytes", "Gazetteer", "TIFF", "Containers", "Video", "Exif", "XMP", "IPTC",
    "Takeout", "Extract", "Pictures", "Index", "Query", "Places", "Duplicates", "Scan", "Edit", "Export",
]

TYPE = re.compile(r"^(?:(?:public|package|private|fileprivate|internal|final|indirect)\s+)*"
                  r"(?:struct|enum|class|protocol|actor|typealias)\s+(\w+)")
EXTENSION = re.compile(r"^(?:(?:public|package|private|fileprivate)\s+)*extension\s+(\w+)")
MEMBER = re.compile(r"^  (?!private)(?:(?:public|package|internal|static|mutating|final)\s+)*(?:func|var|let)\s+(\w+)")
LITERAL = re.compile(r'"(?:\\.|[^"\\])*"')
WORD = re.compile(r"\.?\b[A-Za-z_]\w*")


def code(text):
    """The lines of a file without comments and the text of literals; what is put into a literal stays."""
    lines = []
    in_text = False
    for line in text.split("\n"):
        if line.count('"""') == 1:
            in_text = not in_text
            lines.append("")
            continue
        if in_text:
            lines.append(" ".join(re.findall(r"\\\(([^)]*)\)", line)))
            continue
        line = LITERAL.sub(lambda literal: " ".join(re.findall(r"\\\(([^)]*)\)", literal.group())), line)
        lines.append(line.split("//")[0])
    return lines


class Sources:
    def __init__(self, files):
        """files: path relative to the kit → text."""
        self.files = {path: code(text) for path, text in files.items()}
        self.types = {}
        members = collections.defaultdict(set)
        for path, lines in self.files.items():
            room = path.split("/")[0]
            extended = None
            for line in lines:
                if found := TYPE.match(line):
                    if not re.match(r"^(private|fileprivate)\b", line):
                        self.types[found.group(1)] = room
                    extended = None
                elif found := EXTENSION.match(line):
                    extended = None if re.match(r"^(private|fileprivate)\b", line) else found.group(1)
                elif line.startswith("}"):
                    extended = None
                elif extended and (found := MEMBER.match(line)):
                    members[found.group(1)].add((extended, room))
                elif found := MEMBER.match(line):
                    members[found.group(1)].add((None, room))
        # A member says where it comes from only if no other room has one of that name.
        self.members = {}
        for name, places in members.items():
            if len(places) == 1:
                (extended, room), = places
                if extended and self.types.get(extended, room) != room:
                    self.members[name] = room

    def steps_upward(self, rooms=ROOMS):
        """`file:line: what is used, and the room below that has it` for each step against the order."""
        order = {room: number for number, room in enumerate(rooms)}
        for path, lines in sorted(self.files.items()):
            room = path.split("/")[0]
            if room not in order:
                yield f"{path}: no room of the list: {room}"
                continue
            # A name that the file gives away itself, to a nested type or a tuple's element, is its own.
            own = set(re.findall(r"\b(?:struct|enum|class|case)\s+(\w+)|\b(\w+): ", "\n".join(lines)))
            own = {name for pair in own for name in pair if name}
            for number, line in enumerate(lines, 1):
                for word in WORD.findall(line):
                    if word.lstrip(".") in own:
                        continue
                    used = self.members.get(word[1:]) if word.startswith(".") else self.types.get(word)
                    if used is not None and order.get(used, 0) > order[room]:
                        yield f"{path}:{number}: {room} uses {word}, which is in {used}"


def kit():
    return Sources({str(path.relative_to(KIT)): path.read_text() for path in KIT.rglob("*.swift")})


class RoomsTests(unittest.TestCase):
    def test_no_room_uses_one_below_it(self):
        steps = list(kit().steps_upward())
        self.assertEqual(steps, [], "\n".join(["rooms used out of their order:"] + steps))

    def test_every_room_of_the_list_is_there(self):
        rooms = {path.name for path in KIT.iterdir() if path.is_dir()}
        self.assertEqual(rooms - set(ROOMS), set())

    def test_a_step_upward_is_found(self):
        files = {
            "Geo/Place.swift": "struct Place {\n  let x: Int\n}\n// Photo\nlet text = \"Photo\"\nlet photo = \"\\(Photo.none)\"\n",
            "Photo/Photo.swift": "public struct Photo {\n  let place: Place\n}\n",
            "Scan/Reading.swift": "extension Photo {\n  func readAgain() {}\n}\n",
            "Time/Clock.swift": "let x = photo.readAgain()\n",
        }
        steps = list(Sources(files).steps_upward(["Geo", "Time", "Photo", "Scan"]))
        self.assertEqual(steps, [
            "Geo/Place.swift:6: Geo uses Photo, which is in Photo",
            "Time/Clock.swift:1: Time uses .readAgain, which is in Scan",
        ])


if __name__ == "__main__":
    unittest.main()
