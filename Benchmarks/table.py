"""The table: one row a job, as text for a terminal and as Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from measure import Spread


@dataclass
class Target:
    """What a ratio has to reach."""

    limit: float
    at_least: bool

    def is_met(self, value):
        return value >= self.limit if self.at_least else value <= self.limit

    def __str__(self):
        return f"{'≥' if self.at_least else '≤'} {self.limit:,.10g} ×"


def at_least(limit):
    return Target(limit, True)


def at_most(limit):
    return Target(limit, False)


@dataclass
class Row:
    job: str
    peer: str
    ours: str
    theirs: str
    ratio: Spread | None = None
    target: Target | None = None

    @property
    def cells(self):
        ratio = "" if self.ratio is None else f"{number(self.ratio.median)} ({range_text(self.ratio)})"
        target = "" if self.target is None else str(self.target)
        met = "" if self.target is None or self.ratio is None else "yes" if self.is_met else "no"
        return [self.job, self.peer, self.ours, self.theirs, ratio, target, met]

    @property
    def is_met(self):
        return self.target.is_met(self.ratio.median)


@dataclass
class Result:
    """What a group of measurements gives: rows for the table, points for the chart, sentences about what was left out."""

    rows: list
    points: list
    notes: list

    def __add__(self, other):
        return Result(self.rows + other.rows, self.points + other.points, self.notes + other.notes)


@dataclass
class Point:
    """A time in seconds for a number of photos."""

    panel: str
    series: str
    photos: int
    seconds: float


HEADINGS = ["job", "peer or limit", "catalog", "peer", "ratio (least–most)", "target", "met"]


def number(value):
    """Three digits that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}" if value >= 1 else f"{value:.2f}"


def range_text(spread):
    return f"{number(spread.low)}–{number(spread.high)}"


def rate_text(photos, seconds):
    rate = photos / seconds.median
    return f"{float(f'{rate:.3g}'):,.0f}/s"


def time_text(seconds):
    value = seconds.median
    return f"{value:.3g} s" if value >= 1 else f"{value * 1000:.3g} ms"


def size_text(size):
    return f"{size / 1e6:.3g} MB" if size >= 1e6 else f"{size / 1e3:.3g} KB"


def count_text(count):
    return f"{count:,}"


def plain(rows):
    lines = [HEADINGS] + [row.cells for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines)


def markdown(rows):
    lines = [HEADINGS, ["---"] * len(HEADINGS)] + [row.cells for row in rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
