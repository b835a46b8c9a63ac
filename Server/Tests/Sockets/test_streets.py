"""Streets out of a map in one file: on the page around the photos, below the exact level around their cells, and nowhere else."""

import json
import math
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from server import PROGRAM, ROOT, Server

sys.path.insert(0, str(ROOT / "Tests" / "Browser"))
import pmtiles  # noqa: E402

# Nothing else lies near there, and a kilometre to the north is the edge of a tile.
LATITUDE, LONGITUDE = 35.09289, 129.01
CREDIT = "© The town's surveyors"


class Streets(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="catalog-streets-")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.map = pathlib.Path(self.folder, "town.pmtiles")
        column, row = pmtiles.tile_of(14, LATITUDE, LONGITUDE)
        places = [(14, column + x, row + y) for x in range(-8, 9) for y in range(-8, 9)]
        self.map.write_bytes(pmtiles.pmtiles({place: pmtiles.town(*place[1:]) for place in places}))

    def serve(self, latitude, longitude):
        """A server with one photo in the town, and what it shares made of it."""
        server = Server("--public", "coarse", "--map", str(self.map), "--attribution", CREDIT)
        self.addCleanup(server.end)
        photo = pathlib.Path(server.folder, "photos", "town.jpg")
        shutil.copy(ROOT / "Samples" / "photos" / "miso" / "IMG_0042.jpg", photo)
        subprocess.run(["exiftool", "-q", "-overwrite_original", f"-GPSLatitude={latitude}", "-GPSLatitudeRef=N", f"-GPSLongitude={longitude}", "-GPSLongitudeRef=E", photo], check=True)
        near = f"/api/v1/photos?near={latitude},{longitude}&radius=5km"
        server.wait_for(lambda: server.get(near).json().get("total") == 1)
        server.stop()
        shutil.rmtree(f"{server.folder}/.catalog")
        server.start(["--public", "coarse", "--map", str(self.map), "--attribution", CREDIT], False, None)
        server.wait_for(lambda: server.get(near).status == 200 and server.get(near).json()["total"] == 1)
        server.sign_in()
        return server, near

    def tiles(self, server, cookie):
        answer = server.get("/", Cookie=cookie)
        self.assertEqual(answer.status, 200)
        self.assertIn(CREDIT, answer.text)
        return {tuple(map(int, place)) for place in re.findall(r'class="streets" data-about="(\d+) (\d+) (\d+)"', answer.text)}

    def around(self, latitude, longitude, metres):
        north, east = metres / 110_574, metres / (111_320 * math.cos(math.radians(latitude)))
        left, top = pmtiles.tile_of(14, latitude + north, longitude - east)
        right, bottom = pmtiles.tile_of(14, latitude - north, longitude + east)
        return {(14, column, row) for column in range(left, right + 1) for row in range(top, bottom + 1)}

    def test_visitors_see_the_streets_around_cells_and_nothing_of_where_in_them_a_photo_is(self):
        server, near = self.serve(LATITUDE, LONGITUDE)
        photo = server.get(near, Cookie="").json()["photos"][0]
        cell = photo["latitude"], photo["longitude"]
        self.assertNotEqual(cell, (LATITUDE, LONGITUDE))
        exact, coarse = self.tiles(server, server.cookie), self.tiles(server, "")
        self.assertEqual(exact, self.around(LATITUDE, LONGITUDE, 1000))
        # A kilometre around all of the cell: at least that, and no more than its corners reach.
        self.assertLessEqual(self.around(*cell, 1500), coarse)
        self.assertLessEqual(coarse, self.around(*cell, 1000 + 900))
        # Elsewhere in the same cell the keeper's streets are others, and the visitors' the same.
        seen = {frozenset(exact)}
        for north, east in [(0.004, 0.0045), (-0.004, -0.0045)]:
            other, near = self.serve(cell[0] + north, cell[1] + east)
            there = other.get(near, Cookie="").json()["photos"][0]
            self.assertEqual((there["latitude"], there["longitude"]), cell)
            self.assertEqual(self.tiles(other, ""), coarse)
            seen.add(frozenset(self.tiles(other, other.cookie)))
        self.assertGreater(len(seen), 1)

    def check(self, *options):
        return subprocess.run([PROGRAM, "--check", *options], cwd=self.folder, capture_output=True, text=True, timeout=30)

    def test_check_names_the_map_and_says_what_is_wrong_with_it(self):
        index = {"catalog": {"version": 1, "reader": 1, "generator": "test", "written": "2024-01-01T00:00:00Z"}, "scanned": [], "photos": []}
        pathlib.Path(self.folder, "catalog.json").write_text(json.dumps(index))
        good = self.check("--map", "town.pmtiles")
        self.assertEqual(good.returncode, 0, good.stderr)
        self.assertIn("map = town.pmtiles (from --map)", good.stdout)
        self.assertIn("The page carries streets: the map has vector tiles of zoom 0 to 14, of which 14 is taken.", good.stdout)
        pathlib.Path(self.folder, "catalog.toml").write_text('map = "catalog.toml"\n')
        wrong = self.check()
        self.assertEqual(wrong.returncode, 66)
        self.assertIn("catalog.toml cannot be used: it is no PMTiles file", wrong.stderr)
        missing = self.check("--map", "missing.pmtiles")
        self.assertEqual(missing.returncode, 66)
        self.assertIn("missing.pmtiles cannot be used", missing.stderr)


if __name__ == "__main__":
    unittest.main()
