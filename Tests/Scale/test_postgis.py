"""What `catalog export postgis` writes, in a PostgreSQL with PostGIS, and the SQL of scale/postgis beside catalog's own answers."""

import glob
import json
import os
import random
import subprocess
import unittest

import postgres
from catalogue import ROOT, TOWNS, ScaleTest, write_part

COUNT = 20_000


server = None


def setUpModule():
    global server
    if not postgres.is_installed() and not os.environ.get("CATALOG_REQUIRE_PEERS"):
        raise unittest.SkipTest("PostgreSQL and PostGIS are not installed")
    server = postgres.Postgres()
    unittest.addModuleCleanup(server.stop)


class PostGISTest(ScaleTest):
    @property
    def server(self):
        return server

    def setUp(self):
        super().setUp()
        self.photos = write_part(self.path("part"), COUNT)
        self.catalog("merge", "part", "-o", "catalog.json")
        self.server.psql("-c", "DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP EXTENSION IF EXISTS postgis")

    def load(self, *options):
        self.catalog("export", "postgis", "-o", "photos.sql", *options)
        self.server.psql("-f", self.path("photos.sql"))

    def load_functions(self):
        for file in sorted(glob.glob(os.path.join(ROOT, "scale/postgis/*.sql"))):
            self.server.psql("-f", file)


class TableTests(PostGISTest):
    def test_every_photo_is_there_with_what_is_known_of_it(self):
        self.load()
        rows = self.server.psql("-c", "SELECT row_to_json(row) FROM (SELECT path, latitude, longitude, make, tags, taken, size, others::text, "
                                "ST_Y(position::geometry) AS y, ST_X(position::geometry) AS x, problem FROM photos) AS row").splitlines()
        rows = {row["path"]: row for row in map(json.loads, rows)}
        self.assertEqual(len(rows), COUNT)
        for photo in self.photos:
            row = rows[photo["path"]]
            for name in "latitude", "longitude", "make", "tags", "taken", "size", "problem":
                self.assertEqual(row[name], photo.get(name), name)
            self.assertEqual((row["y"], row["x"]), (photo.get("latitude"), photo.get("longitude")))
            self.assertEqual(json.loads(row["others"]) if row["others"] else None, {"cat": photo["cat"]} if "cat" in photo else None)

    def test_times_are_times(self):
        self.load()
        expected = {photo["path"]: photo["taken"] for photo in self.photos if "+09:00" in photo.get("taken", "")}
        rows = self.server.ask("SET timezone TO 'UTC'; SELECT path, to_char(taken_local, 'YYYY-MM-DD\"T\"HH24:MI:SS.MS'), "
                               "to_char(taken_utc, 'YYYY-MM-DD\"T\"HH24:MI:SS') FROM photos WHERE taken_utc IS NOT NULL")
        self.assertEqual(len(rows), len(expected))
        for path, local, utc in rows:
            self.assertEqual(local, expected[path].replace(".25+09:00", ".250"))
            self.assertEqual(utc, expected[path][:11] + "01:11:12")

    def test_loading_again_replaces_and_keeps_views(self):
        self.load()
        self.server.psql("-c", "CREATE VIEW cats AS SELECT path, tags FROM photos")
        write_part(self.path("part"), 100, seed=2)
        self.catalog("merge", "part", "-o", "catalog.json")
        self.load()
        self.assertEqual(self.server.ask("SELECT count(*) FROM cats"), [["100"]])

    def test_a_script_that_is_cut_off_changes_nothing(self):
        self.load()
        with open(self.path("photos.sql"), "rb") as file:
            script = file.read()
        row = script.index(b"\n", script.index(b"FROM stdin;") + 20)
        for end in row + 1, len(script) // 2, script.rindex(b"\\."), script.rindex(b"COMMIT"):
            command = ["psql", "-X", "-q", "-h", self.server.folder, "-U", "cats", "-d", "postgres"]
            subprocess.run(command, input=script[:end], capture_output=True)
            self.assertEqual(self.server.ask("SELECT count(*) FROM photos"), [[str(COUNT)]], end)

    def test_a_table_of_another_version_gets_the_columns_that_it_lacks(self):
        self.server.psql("-c", "CREATE TABLE photos (path text, mood text)")
        self.load()
        self.assertEqual(self.server.ask("SELECT count(*), count(mood) FROM photos"), [[str(COUNT), "0"]])

    def test_names_that_are_not_text(self):
        self.write_photo(b"photos/\xff\t.jpg")
        self.catalog("scan", "photos", "--index", "names.json")
        self.load("--index", "names.json")
        rows = self.server.ask("SELECT encode(path_bytes, 'hex') FROM photos")
        self.assertEqual(rows, [[b"photos/\xff\t.jpg".hex()]])

    def write_photo(self, name):
        os.makedirs(self.path("photos"), exist_ok=True)
        with open(os.path.join(os.fsencode(self.folder), name), "wb") as file:
            file.write(b"\xff\xd8\xff\xd9")

    def test_blurred_photos_say_how_far_off_they_may_be_and_nothing_of_the_rest(self):
        self.load("--blur", "1km")
        counts = self.server.ask("SELECT count(make), count(size), count(modified), count(uncertainty) > 19000 FROM photos")
        self.assertEqual(counts, [["0", "0", "0", "t"]])


class QuestionTests(PostGISTest):
    def setUp(self):
        super().setUp()
        self.load()
        self.load_functions()

    def places(self, count, seed):
        chance = random.Random(seed)
        for number in range(count):
            if number % 2:
                latitude, longitude = chance.choice(TOWNS)
                latitude = max(-90, min(90, latitude + chance.gauss(0, 0.01)))
                longitude = (longitude + chance.gauss(0, 0.01) + 180) % 360 - 180
            else:
                latitude, longitude = chance.uniform(-90, 90), chance.uniform(-180, 180)
            yield round(latitude, 6), round(longitude, 6), chance

    def answers(self, questions):
        """All in one go: the rows of each question."""
        with open(self.path("questions.sql"), "w") as file:
            for question in questions:
                file.write(question + ";\n\\echo --\n")
        return [[line.split("\t") for line in part.splitlines() if line]
                for part in self.server.psql("-f", self.path("questions.sql")).split("--\n")[:-1]]

    def assertSame(self, rows, photos, where):
        self.assertEqual(len(rows), len(photos), where)
        self.assertEqual({path for path, _ in rows}, {photo["path"] for photo in photos}, where)
        distances = {path: float(distance) for path, distance in rows}
        for photo in photos:
            # Catalog writes millimetres.
            self.assertAlmostEqual(photo["distance"], distances[photo["path"]], delta=0.001, msg=where)
        for (path, distance), photo in zip(rows, photos):
            self.assertAlmostEqual(float(distance), photo["distance"], delta=0.001, msg=where)

    def test_near_gives_the_same_answers_to_500_questions(self):
        places = [(*place, place[2].choice([50, 1000, 20_000, 300_000, 2_000_000])) for place in self.places(400, seed=3)]
        rows = self.answers(f"SELECT path, distance FROM photos_near({a}, {b}, {metres})" for a, b, _, metres in places)
        hits = 0
        for (latitude, longitude, _, metres), found in zip(places, rows, strict=True):
            photos = self.lines("near", f"{latitude},{longitude}", "--radius", f"{metres}m", "--limit", "0")
            self.assertSame(found, photos, (latitude, longitude, metres))
            hits += len(photos)
        self.assertGreater(hits, 10_000)

        places = [(*place, place[2].choice([1, 7, 100])) for place in self.places(100, seed=4)]
        rows = self.answers(f"SELECT path, distance FROM photos_nearest({a}, {b}, {count})" for a, b, _, count in places)
        for (latitude, longitude, _, count), found in zip(places, rows, strict=True):
            photos = self.lines("near", f"{latitude},{longitude}", "--nearest", str(count))
            self.assertEqual(len(photos), count)
            self.assertSame(found, photos, (latitude, longitude, count))

    def test_boxes(self):
        boxes = [(37.4, 126.8, 37.7, 127.2), (-20, 170, -10, -170), (-90, -180, 90, 180), (89, -180, 90, 180), (-17, -180, -16, -180),
                 (-17, 180, -16, 180), (10, 20, 10, 20)]
        chance = random.Random(5)
        for _ in range(60):
            south, north = sorted(chance.uniform(-90, 90) for _ in range(2))
            boxes.append(tuple(round(value, 3) for value in (south, chance.uniform(-180, 180), north, chance.uniform(-180, 180))))
        rows = self.answers("SELECT path FROM photos_in_box({}, {}, {}, {})".format(*box) for box in boxes)
        for box, found in zip(boxes, rows, strict=True):
            photos = self.lines("list", "--box", ",".join(map(str, box)))
            self.assertEqual(sorted(path for path, in found), sorted(photo["path"] for photo in photos), box)

    def test_tags(self):
        for name in "nabi", "CATS", "cats/nabi", "u\u0308mit", "night", "gard", "a \"quoted\" \\ one":
            quoted = name.replace("'", "''")
            found = sorted(path for path, in self.server.ask(f"SELECT path FROM photos_tagged('{quoted}')"))
            self.assertEqual(found, sorted(photo["path"] for photo in self.lines("list", "--tag", name)), name)
        counts = {tag: int(count) for tag, count in self.server.ask("SELECT tag, photos FROM photo_tags")}
        for tag, count in counts.items():
            self.assertEqual(count, sum(tag in photo.get("tags", []) for photo in self.photos), tag)

    def test_tiles_hold_every_photo_once(self):
        for zoom, x, y in (0, 0, 0), (3, 6, 3), (12, 3492, 1586):
            self.server.psql("-c", f"CREATE TABLE IF NOT EXISTS tile (data bytea); TRUNCATE tile; INSERT INTO tile SELECT photos_tile({zoom}, {x}, {y})")
            with open(self.path("tile.mvt"), "wb") as file:
                file.write(bytes.fromhex(self.server.psql("-c", "SELECT encode(data, 'hex') FROM tile").strip()))
            # GDAL reads tiles; what lies farther from the equator than Web Mercator reaches is on none.
            done = subprocess.run(["ogr2ogr", "-f", "GeoJSON", "/vsistdout/", self.path("tile.mvt"), "photos"], capture_output=True, check=True)
            marks = json.loads(done.stdout)["features"]
            self.assertLess(len(marks), 65_536)
            counted = sum(mark["properties"]["photos"] for mark in marks)
            inside = self.server.ask(f"SELECT count(*) FROM photos WHERE position::geometry && ST_Transform(ST_TileEnvelope({zoom}, {x}, {y}), 4326) "
                                     "AND abs(latitude) < 85.0511")
            self.assertAlmostEqual(counted, int(inside[0][0]), delta=2)
            self.assertGreater(counted, 0)
            alone = [mark["properties"] for mark in marks if mark["properties"]["photos"] == 1]
            self.assertTrue(all("path" in mark for mark in alone))


if __name__ == "__main__":
    unittest.main()
