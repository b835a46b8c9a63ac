"""GeoParquet by scale/parquet/geoparquet.sql, read by DuckDB, Arrow and GeoPandas."""

import json
import os
import struct
import subprocess
import sys
import unittest

from catalogue import ROOT, ScaleTest, write_part

try:
    import duckdb
    import geopandas
    import pyarrow.parquet
except ImportError:
    if os.environ.get("CATALOG_REQUIRE_PEERS"):
        raise
    duckdb = None


@unittest.skipIf(duckdb is None, "DuckDB, Arrow and GeoPandas are not installed")
class ParquetTests(ScaleTest):
    def setUp(self):
        super().setUp()
        self.photos = write_part(self.path("part"), 20_000)
        self.catalog("merge", "part", "-o", "catalog.json")
        self.catalog("export", "jsonl", "-o", "photos.jsonl")
        # As its first lines say.
        script = os.path.join(ROOT, "scale/parquet/geoparquet.sql")
        self.run_python(f"import duckdb; duckdb.sql(open({script!r}).read())")

    def run_python(self, code):
        subprocess.run([sys.executable, "-c", code], cwd=self.folder, check=True)

    def test_duckdb_has_every_photo_with_its_point(self):
        connection = duckdb.connect()
        rows = connection.execute(f"SELECT path, latitude, longitude, make, tags, size, geometry FROM '{self.path('photos.parquet')}'").fetchall()
        rows = {row[0]: row[1:] for row in rows}
        self.assertEqual(len(rows), len(self.photos))
        for photo in self.photos:
            latitude, longitude, make, tags, size, geometry = rows[photo["path"]]
            self.assertEqual((latitude, longitude, make, tags, size),
                             tuple(photo.get(name) for name in ("latitude", "longitude", "make", "tags", "size")))
            self.assertEqual(geometry and self.place(bytes(geometry)), None if latitude is None else (1, longitude, latitude))

    @staticmethod
    def place(point):
        """Kind, longitude and latitude of WKB; newer versions of DuckDB know the column's type and turn its bytes round."""
        return struct.unpack(("<" if point[0] else ">") + "Idd", point[1:])

    def test_its_metadata_is_that_of_geoparquet(self):
        file = pyarrow.parquet.ParquetFile(self.path("photos.parquet"))
        geo = json.loads(file.metadata.metadata[b"geo"])
        self.assertEqual(geo["version"], "1.0.0")
        self.assertEqual(geo["columns"][geo["primary_column"]], {"encoding": "WKB", "geometry_types": ["Point"]})

    def test_geopandas_reads_points_in_degrees(self):
        frame = geopandas.read_parquet(self.path("photos.parquet"))
        self.assertEqual(len(frame), len(self.photos))
        # Without a crs the standard means longitude and latitude on WGS 84.
        self.assertEqual(frame.crs.to_authority(), ("OGC", "CRS84"))
        places = {row.path: row.geometry for row in frame.itertuples()}
        for photo in self.photos:
            point = places[photo["path"]]
            self.assertEqual((point.y, point.x) if point is not None else (None, None), (photo.get("latitude"), photo.get("longitude")))


if __name__ == "__main__":
    unittest.main()
