"""The other programs: where they are, which version, and what is to be said where one is missing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Peer:
    name: str
    program: str | None
    version: str = ""

    @property
    def is_there(self):
        return self.program is not None

    @property
    def missing(self):
        return f"{self.name} is not on this machine, so its row is empty; `make setup-bench` installs it."


def first_version(arguments):
    result = subprocess.run(arguments, capture_output=True, text=True)
    found = re.search(r"\d+(\.\d+)+", result.stdout + result.stderr)
    return found.group() if found else "of unknown version"


def program(name, *version_arguments):
    path = shutil.which(name)
    return Peer(name, path, first_version([path, *version_arguments]) if path else "")


def pillow():
    """Pillow, in whichever Python has it: this one, the system's, or one in the bench folder."""
    for python in sys.executable, "/usr/bin/python3":
        if not Path(python).exists():
            continue
        result = subprocess.run(
            [python, "-c", "import PIL; print(PIL.__version__)"], capture_output=True, text=True
        )
        if result.returncode == 0:
            return Peer("Pillow", python, result.stdout.strip())
    return Peer("Pillow", None)


def duckdb():
    """DuckDB, in whichever Python has it: one that `make setup-bench` made, or this one."""
    for python in Path(".build-venv/bin/python3").absolute(), sys.executable:
        if not Path(python).exists():
            continue
        result = subprocess.run(
            [python, "-c", "import duckdb; print(duckdb.__version__)"], capture_output=True, text=True
        )
        if result.returncode == 0:
            return Peer("DuckDB", str(python), result.stdout.strip())
    return Peer("DuckDB", None)


def all_peers():
    peers = [
        program("exiftool", "-ver"),
        program("exiv2", "--version"),
        pillow(),
        duckdb(),
        program("find", "--version"),
        program("sqlite3", "--version"),
        program("jq", "--version"),
        program("cat", "--version"),
    ]
    return {peer.name: peer for peer in peers}
