#!/usr/bin/env python3
"""Writes Sources/CatalogMap/PageFiles.swift, which holds the files of Sources/CatalogMap/Page/, and Server/Sources/CatalogServer/Page/PageFiles.swift,
which holds those of Server/Page/: `make page` runs it. With `--check` it writes nothing, and ends with 1 where one of the two is not what it would write.

The pages' files are edited as what they are: HTML, CSS and JavaScript. The programs carry them as literals, which cost the
compiler next to nothing, and the hashes of style and script, which the map's policy names. What is in Server/Page/ is part of no exported page.
"""

import base64
import hashlib
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MAP, SERVER = os.path.join(ROOT, "Sources/CatalogMap/Page"), os.path.join(ROOT, "Server/Page")

HEAD = """\
// swift-format-ignore-file
// Written by `make page` from the files in {folder}. Edit those.

/// {what}
enum PageFiles {{
"""


def read(name, folder=MAP):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        return file.read()


def script(folder):
    """One script of all parts, in the order of scripts.txt: they see each other's names. Comments are for those who edit the files."""
    return "\n".join(without_comments(read(name, folder)) for name in read("scripts.txt", folder).split())


def without_comments(text):
    """A script without the lines that are comments and nothing else."""
    return re.sub(r"^[ \t]*(?://.*|/\*(?s:.*?)\*/[ \t]*)\n", "", text, flags=re.MULTILINE)


def map_script():
    return "'use strict';\n\n" + script(MAP)


def server_script():
    """In a function of its own: beside the map's script it has its own names, and uses the map's."""
    return "'use strict';\n\n(() => {\n" + script(SERVER) + "})();\n"


def server_style():
    """The map's colours, and the server's own style."""
    return read("page.css").split("\n\n* {")[0] + "\n\n" + read("serve.css", SERVER)


def literal(text):
    """A raw literal of several lines, with as many number signs as its text asks for."""
    # Three quotes or a backslash with that many signs behind them would end it or begin an interpolation.
    signs = "#" * (1 + max(map(len, re.findall(r'(?:"""|\\)(#*)', text)), default=0))
    return f'{signs}"""\n{text}\n"""{signs}'


def sha256(text):
    """As a policy names a hash."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def source(folder, what, constants):
    """A Swift file's text."""
    return HEAD.format(folder=folder, what=what) + "\n".join(f"  /// {what}\n  static let {name} = {text}\n" for what, name, text in constants) + "}\n"


def sources():
    """The Swift files, by path."""
    style, all_scripts = read("page.css"), map_script()
    return {
        "Sources/CatalogMap/PageFiles.swift": source("Page/", "The files of the page, and the hashes of what its policy lets run.", [
            ("Everything around style, settings, photos and script, which have marks in double braces.", "html", literal(read("page.html"))),
            ("All styles.", "style", literal(style)),
            ("All scripts as one.", "script", literal(all_scripts)),
            ("The hash of ``style``.", "styleHash", f'"{sha256(style)}"'),
            ("The hash of ``script``.", "scriptHash", f'"{sha256(all_scripts)}"'),
        ]),
        "Server/Sources/CatalogServer/Page/PageFiles.swift": source("Server/Page/", "The server's own files, which join the map's page and make its other pages.", [
            ("All scripts as one.", "script", literal(server_script())),
            ("All styles.", "style", literal(server_style())),
            ("The service worker.", "worker", literal(read("worker.js", SERVER).replace("{{version}}", sha256(server_script() + server_style())[7:19]))),
            ("The picture on a phone's first screen.", "icon", literal(read("icon.svg", SERVER))),
        ]),
    }


def main():
    old = [path for path, text in sources().items() if read(path, ROOT) != text]
    if sys.argv[1:] == ["--check"]:
        for path in old:
            print(f"{path} is not what the page's files say: run `make page`")
        sys.exit(1 if old else 0)
    for path in old:
        with open(os.path.join(ROOT, path), "w", encoding="utf-8", newline="") as file:
            file.write(sources()[path])


if __name__ == "__main__":
    main()
