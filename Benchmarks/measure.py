"""Running commands in turns, and what their times say."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Callable


class Failure(Exception):
    """Something that makes figures worthless; a sentence for people."""


@dataclass
class Command:
    """A command line, the exit codes that are good, and a check of what it printed, which raises a Failure."""

    arguments: list
    accepts: tuple = (0,)
    check: Callable | None = None

    def __post_init__(self):
        self.arguments = [str(argument) for argument in self.arguments]

    @property
    def words(self):
        line = " ".join(self.arguments)
        return line if len(line) < 200 else line[:200] + "…"


@dataclass
class Run:
    seconds: float
    memory: int  # bytes, of the largest process


@dataclass
class Spread:
    """A median between the least and the most."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values):
        values = list(values)
        return cls(statistics.median(values), min(values), max(values))


def seconds(runs):
    return Spread.of(run.seconds for run in runs)


def ratios(above, below, scale=1.0):
    """The ratios of runs that were neighbours in time, times a constant."""
    return Spread.of(scale * a.seconds / b.seconds for a, b in zip(above, below))


class Clock:
    """Runs commands with `spawn`; their output goes to files in memory where there is /dev/shm."""

    def __init__(self, spawn):
        self.spawn = spawn
        memory = Path("/dev/shm")
        self.folder = Path(tempfile.mkdtemp(prefix="bench-", dir=memory if memory.is_dir() else None))

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def alternate(self, rounds, *commands, removing=""):
        """A B A B …, after one round that only warms up. For each command its runs.

        A file can be removed before each round. Output is checked after the first round and after the last.
        """
        self._rounds(1, commands, removing)
        return self._rounds(rounds, commands, removing)

    def _rounds(self, rounds, commands, removing):
        prefix = self.folder / "output"
        line = [self.spawn, str(rounds), str(prefix), str(removing)]
        for number, command in enumerate(commands):
            line += (["--then"] if number else []) + command.arguments
        result = subprocess.run(line, capture_output=True, text=True)
        if result.returncode != 0:
            raise Failure(result.stderr.strip())
        runs = [[] for _ in commands]
        for text in result.stdout.splitlines():
            number, nanoseconds, kilobytes, code = map(int, text.split())
            if code not in commands[number].accepts:
                raise Failure(self._complaint(commands[number], number, code))
            runs[number].append(Run(nanoseconds / 1e9, kilobytes * 1024))
        for number, command in enumerate(commands):
            if command.check:
                command.check(Path(f"{prefix}.{number}.out").read_bytes(), Path(f"{prefix}.{number}.err").read_bytes())
        return runs

    def _complaint(self, command, number, code):
        errors = (self.folder / f"output.{number}.err").read_text(errors="replace").strip()
        return f"`{command.words}` ended with exit code {code}: {errors[:300] or 'it said nothing'}"


def expect(what, found, expected):
    """Raises a Failure where a result is not what it has to be."""
    if found != expected:
        raise Failure(f"{what}: found {found}, and it has to be {expected}. No figures are given.")
