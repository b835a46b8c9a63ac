#!/usr/bin/env python3
"""Writes Sources/CatalogMap/PageFiles.swift, which holds the files of Sources/CatalogMap/Page/: `make page` runs it.

The page's files are edited as what they are: HTML, CSS and JavaScript. The program carries them as literals, which cost the
compiler next to nothing, and the hashes of style and script, which the page's policy names.
"""

import base64
import hashlib
import os
import re

SOURCES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Sources/CatalogMap")

HEAD = """\
// swift-format-ignore-file
// Written by `make page` from the files in Page/. Edit those.

/// The files of the page, and the hashes of what its policy lets run.
enum PageFiles {
"""


def read(name):
    with open(os.path.join(SOURCES, "Page", name), encoding="utf-8", newline="") as file:
        return file.read()


def script():
    """One script of all parts, in the order of scripts.txt: they see each other's names."""
    return "'use strict';\n\n" + "\n".join(map(read, read("scripts.txt").split()))


def literal(text):
    """A raw literal of several lines, with as many number signs as its text asks for."""
    # Three quotes or a backslash with that many signs behind them would end it or begin an interpolation.
    signs = "#" * (1 + max(map(len, re.findall(r'(?:"""|\\)(#*)', text)), default=0))
    return f'{signs}"""\n{text}\n"""{signs}'


def sha256(text):
    """As a policy names a hash."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def main():
    style, all_scripts = read("page.css"), script()
    constants = [
        ("Everything around style, settings, photos and script, which have marks in double braces.", "html", literal(read("page.html"))),
        ("All styles.", "style", literal(style)),
        ("All scripts as one.", "script", literal(all_scripts)),
        ("The hash of ``style``.", "styleHash", f'"{sha256(style)}"'),
        ("The hash of ``script``.", "scriptHash", f'"{sha256(all_scripts)}"'),
    ]
    with open(os.path.join(SOURCES, "PageFiles.swift"), "w", encoding="utf-8", newline="") as file:
        file.write(HEAD + "\n".join(f"  /// {what}\n  static let {name} = {text}\n" for what, name, text in constants) + "}\n")


if __name__ == "__main__":
    main()
