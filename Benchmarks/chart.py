"""docs/benchmarks.svg: time against the number of photos, both axes logarithmic, in two panels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 1040, 450
# Dark enough on the chart's own white, which stays white on a dark page.
COLOURS = {
    "catalog scan": "#0b6e4f",
    "catalog near": "#0b6e4f",
    "C, least": "#5f6368",
    "Pillow": "#b45309",
    "exiv2": "#6d28d9",
    "exiftool": "#b91c1c",
    "sqlite3": "#1d4ed8",
    "jq": "#b91c1c",
}
LINE_HEIGHT = 17
# By the power of ten.
SECONDS = {-4: "0.1 ms", -3: "1 ms", -2: "10 ms", -1: "100 ms", 0: "1 s", 1: "10 s", 2: "100 s", 3: "1,000 s"}
SECONDS |= {4: "3 hours", 5: "28 hours", 6: "12 days"}
PHOTOS = {3: "1,000", 4: "10,000", 5: "100,000", 6: "1 million", 7: "10 million"}


@dataclass
class Panel:
    """One of the two squares; axes in powers of ten."""

    title: str
    left: float
    width: float
    photos: tuple
    seconds: tuple
    top: float = 78
    height: float = 320

    def x(self, photos):
        low, high = self.photos
        return self.left + (math.log10(photos) - low) / (high - low) * self.width

    def y(self, seconds):
        low, high = self.seconds
        return self.top + self.height - (math.log10(seconds) - low) / (high - low) * self.height

    def frame(self):
        parts = [text(self.left, self.top - 20, self.title, weight="600", size=15)]
        for power in range(self.photos[0], self.photos[1] + 1):
            x = self.x(10**power)
            parts.append(line(x, self.top, x, self.top + self.height, "#e3e3e3"))
            parts.append(text(x, self.top + self.height + 20, PHOTOS[power], anchor="middle", colour="#555"))
        for power in range(self.seconds[0], self.seconds[1] + 1):
            y = self.y(10**power)
            parts.append(line(self.left, y, self.left + self.width, y, "#e3e3e3"))
            parts.append(text(self.left - 8, y + 4, SECONDS[power], anchor="end", colour="#555"))
        middle = self.left + self.width / 2
        parts.append(text(middle, self.top + self.height + 42, "photos", anchor="middle", colour="#555"))
        return parts


def svg(points):
    reading = [point for point in points if point.panel == "read"]
    asking = [point for point in points if point.panel == "near"]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        ' font-family="system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif" role="img"'
        ' aria-label="Time against the number of photos">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="8" fill="#ffffff"/>',
        text(24, 32, "Time against the number of photos", weight="600", size=18),
        text(WIDTH - 24, 32, "Dots are measured; both axes are logarithmic.", anchor="end", colour="#555"),
    ]
    parts += reading_panel(reading) + asking_panel(asking)
    return "\n".join(parts) + "\n</svg>\n"


def reading_panel(points):
    """Reading takes the same time for every photo, so a line through what was measured, marked by a dot, is the rest."""
    panel = Panel("Reading photos", 84, 300, (3, 6), bounds([p.seconds * 10**e / p.photos for p in points for e in (3, 6)]))
    parts = panel.frame()
    labels = []
    for point in points:
        colour = COLOURS[point.series]
        each = point.seconds / point.photos
        low, high = (10**power for power in panel.photos)
        parts.append(line(panel.x(low), panel.y(low * each), panel.x(high), panel.y(high * each), colour, 2))
        parts.append(dot(panel.x(point.photos), panel.y(point.seconds), colour))
        rate = float(f"{1 / each:.2g}")
        labels.append((panel.y(high * each), f"{label(point)}, {rate:,.0f}/s", colour))
    return parts + end_labels(panel, labels)


def asking_panel(points):
    ours = sorted((p for p in points if p.series == "catalog near"), key=lambda p: p.photos)
    others = [p for p in points if p.series != "catalog near"]
    panel = Panel("Which photos are within 1 km", 608, 300, (3, 7), bounds([p.seconds for p in points]))
    parts = panel.frame()
    for first, second in zip(ours, ours[1:]):
        ends = panel.x(first.photos), panel.y(first.seconds), panel.x(second.photos), panel.y(second.seconds)
        parts.append(line(*ends, COLOURS[first.series], 2))
    parts += [dot(panel.x(p.photos), panel.y(p.seconds), COLOURS[p.series]) for p in ours + others]
    for point in others:
        # Beside the line of ours, never on it.
        is_above = point.seconds >= max(p.seconds for p in ours)
        y = panel.y(point.seconds) + (-10 if is_above else 20)
        words = f"{point.series}, {milliseconds(point.seconds)}"
        parts.append(text(panel.x(point.photos), y, words, anchor="middle", colour=COLOURS[point.series]))
    last = ours[-1]
    words = f"{label(last)}, {milliseconds(last.seconds)}"
    return parts + end_labels(panel, [(panel.y(last.seconds), words, COLOURS[last.series])])


def label(point):
    """The program alone: what it does, the panel's title says."""
    return point.series.removesuffix(" scan").removesuffix(" near")


def milliseconds(seconds):
    return f"{seconds * 1000:.2g} ms" if seconds < 0.1 else f"{seconds:.2g} s"


def bounds(values):
    return math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))


def end_labels(panel, labels):
    """Names to the right of a panel, each at its line's height, moved apart where they would touch."""
    parts = []
    above = -math.inf
    for y, words, colour in sorted(labels):
        place = max(y + 4, above + LINE_HEIGHT)
        parts.append(text(panel.left + panel.width + 8, place, words, colour=colour))
        above = place
    return parts


def line(x1, y1, x2, y2, colour, width=1):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width}"/>'


def dot(x, y, colour):
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{colour}" stroke="#ffffff"/>'


def text(x, y, words, anchor="start", colour="#222", weight="400", size=13):
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" font-size="{size}"'
        f' font-weight="{weight}">{escape(words)}</text>'
    )
