#!/usr/bin/env python3
"""Home ranges and clusters of ten made-up cats by other people's code: shapely's hull in pyproj's plane, pyproj's geodesic area, and
scikit-learn's DBSCAN on geodesic distances. Prints what Tests/CatalogKitTests/Geo/HomeRangeTests.swift holds.

    pip install shapely pyproj scikit-learn
"""

import math

import numpy
import pyproj
from shapely.geometry import MultiPoint
from sklearn.cluster import DBSCAN

GEOD = pyproj.Geod(ellps="WGS84")
# Latitude, longitude, places, metres.
CATS = [
    (37.5665, 126.978, 40, 300), (-33.8586, 151.214, 25, 150), (0, 0, 60, 2000), (51.5, -0.12, 7, 90), (64.1, -21.9, 33, 20000),
    (-17.7, 179.999, 50, 800), (90, 0, 45, 500), (-54.8, -68.3, 21, 12000), (35.2, 139.7, 100, 30000), (1.3, 103.8, 5, 60),
]


def places(latitude, longitude, count, size):
    """A spiral with a few strays, the same in the Swift test."""
    for number in range(count):
        angle = number * 2.399963
        radius = size * math.sqrt((number + 0.5) / count) * (1 + 0.4 * math.sin(7 * number))
        north, east = radius * math.cos(angle) / 111320, radius * math.sin(angle) / 111320
        if latitude == 90:
            yield 90 - radius / 111320, math.degrees(math.atan2(math.sin(angle), math.cos(angle)))
        else:
            east = longitude + east / math.cos(math.radians(latitude))
            yield latitude + north, east - 360 if east > 180 else east


def mean(points):
    total = sum(numpy.array([math.cos(math.radians(a)) * math.cos(math.radians(b)), math.cos(math.radians(a)) * math.sin(math.radians(b)), math.sin(math.radians(a))]) for a, b in points)
    return math.degrees(math.atan2(total[2], math.hypot(total[0], total[1]))), math.degrees(math.atan2(total[1], total[0]))


def hectares(points, center):
    plane = pyproj.Proj(proj="laea", lat_0=center[0], lon_0=center[1], ellps="WGS84")
    flat = {plane(b, a): (a, b) for a, b in points}
    corners = [flat[corner] for corner in MultiPoint(list(flat)).convex_hull.exterior.coords[:-1]]
    area, _ = GEOD.polygon_area_perimeter([b for _, b in corners], [a for a, _ in corners])
    return abs(area) / 10000, len(corners)


for cat in CATS:
    points = list(places(*cat))
    center = mean(points)
    distances = [GEOD.inv(center[1], center[0], b, a)[2] for a, b in points]
    limit = numpy.quantile(distances, 0.95)
    core = [point for point, distance in zip(points, distances) if distance <= limit]
    whole, corners = hectares(points, center)
    matrix = [[GEOD.inv(b, a, d, c)[2] for c, d in points] for a, b in points]
    clusters = DBSCAN(eps=50, min_samples=3, metric="precomputed").fit(matrix)
    noise = sum(label < 0 for label in clusters.labels_)
    print(f"({cat[0]}, {cat[1]}, {cat[2]}, {cat[3]}, {whole:.6f}, {hectares(core, center)[0]:.6f}, {corners}, {len(clusters.core_sample_indices_)}, {max(clusters.labels_) + 1}, {noise}),")
