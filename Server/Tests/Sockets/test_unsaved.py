"""Changes of a large catalogue: answered from memory, saved later, and never lost."""

import json
import pathlib
import unittest

from server import Server


class Unsaved(unittest.TestCase):
    # From so many photos on the index follows later.
    PHOTOS = 20_000

    def setUp(self):
        self.server = Server(scanned=True)
        self.addCleanup(self.server.end)
        self.server.stop()
        index = json.loads(self.path.read_text())
        index["photos"] += [
            {"path": f"away/{number:05}.jpg", "size": 1, "modified": "2024-01-01T00:00:00Z", "latitude": 1 + number / 1e6, "longitude": 2}
            for number in range(self.PHOTOS)]
        self.path.write_text(json.dumps(index))
        self.again("--rescan", "never", "--watch", "no")

    @property
    def path(self):
        return pathlib.Path(self.server.folder, "catalog.json")

    def again(self, *options):
        self.server.start(options, False, None)
        self.server.sign_in()
        self.server.wait_for(lambda: self.server.get("/healthz").json()["status"] == "ok")

    def photo(self):
        photos = self.server.get("/api/v1/photos?sort=taken&limit=1").json()["photos"]
        return photos[0]["id"]

    def give(self, title):
        """Gives a photo a title; the answers say it from then on."""
        photo = self.photo()
        headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
        answer = self.server.request("PATCH", f"/api/v1/photos/{photo}", headers, json.dumps({"title": title}))
        self.assertEqual(answer.status, 200, answer.text)
        self.assertEqual(self.server.get(f"/api/v1/photos/{photo}").json()["title"], title)

    def is_saved(self, title):
        return title.encode() in self.path.read_bytes()

    def test_the_index_follows(self):
        self.give("Nabi on a wall")
        self.assertFalse(self.is_saved("Nabi on a wall"))
        self.server.wait_for(lambda: self.is_saved("Nabi on a wall"))
        self.assertEqual(self.server.get("/api/v1/photos?limit=1").json()["total"], len(json.loads(self.path.read_text())["photos"]))

    def test_a_server_that_ends_saves(self):
        self.give("Dubu in a box")
        self.server.stop()
        self.assertTrue(self.is_saved("Dubu in a box"))

    def test_a_server_that_is_killed_finds_it_again(self):
        self.give("Miso asleep")
        self.server.process.kill()
        self.server.stop()
        self.assertFalse(self.is_saved("Miso asleep"))
        self.again()
        self.server.wait_for(lambda: self.is_saved("Miso asleep"))


if __name__ == "__main__":
    unittest.main()
