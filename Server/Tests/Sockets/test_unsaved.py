"""Changes of a large catalogue: answered from memory, saved later, and never lost."""

import json
import pathlib
import unittest

from server import Server


class Unsaved(unittest.TestCase):
    # From so many photos on the index follows later.
    PHOTOS = 5_000

    def setUp(self):
        self.server = Server(scanned=True)
        self.addCleanup(self.server.end)
        self.server.stop()
        index = json.loads(self.path.read_text())
        index["photos"] += [
            {"path": f"away/{number:04}.jpg", "size": 1, "modified": "2024-01-01T00:00:00Z", "latitude": 1 + number / 1e6, "longitude": 2}
            for number in range(self.PHOTOS)]
        self.path.write_text(json.dumps(index))
        self.again(*self.QUIET)

    # Nothing but the server itself brings the index up to date.
    QUIET = ("--rescan", "never", "--watch", "no", "--public", "coarse")

    @property
    def path(self):
        return pathlib.Path(self.server.folder, "catalog.json")

    def again(self, *options):
        self.server.start(options, False, None)
        self.server.sign_in()
        self.server.wait_for(lambda: self.server.get("/healthz").json()["status"] == "ok")
        if options == self.QUIET:
            # Answers below the exact level come later.
            self.server.wait_for(lambda: "photos" in self.as_visitor("photos?limit=1"))

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

    def visitors(self, photo):
        """What a visitor sees of a photo."""
        return self.as_visitor(f"photos/{photo}")

    def as_visitor(self, path):
        cookie, self.server.cookie = self.server.cookie, None
        try:
            return self.server.get(f"/api/v1/{path}").json()
        finally:
            self.server.cookie = cookie

    def take_back(self):
        """Takes a photo's place away, of which visitors knew the cell until then."""
        photos = self.server.get("/api/v1/photos?sort=taken&limit=200").json()["photos"]
        found = next(photo for photo in photos if "latitude" in photo and photo["path"].startswith("photos/"))
        photo = found["id"]
        self.assertIn("latitude", self.visitors(photo))
        headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
        answer = self.server.request("PATCH", f"/api/v1/photos/{photo}", headers, json.dumps({"position": None}))
        self.assertEqual(answer.status, 200, answer.text)
        self.assertTookBack(photo)
        return found

    def assertTookBack(self, photo):
        seen = self.visitors(photo)
        self.assertEqual((seen.get("id"), seen.get("latitude")), (photo, None))

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

    def test_what_was_taken_back_stays_so_where_the_server_is_killed(self):
        photo = self.take_back()
        self.server.process.kill()
        self.server.stop()
        self.again(*self.QUIET)
        self.assertTookBack(photo["id"])
        self.assertNotIn("latitude", self.server.get(f"/api/v1/photos/{photo['id']}").json())

    def test_what_was_taken_back_stays_so_where_its_drive_is_away_afterwards(self):
        photo = self.take_back()
        self.server.process.kill()
        self.server.stop()
        folder = pathlib.Path(self.server.folder, photo["path"]).parent
        folder.rename(f"{self.server.folder}/elsewhere")
        self.again(*self.QUIET)
        # Nobody knows whether what the index says of it still holds.
        self.assertEqual(self.visitors(photo["id"])["status"], 404)
        pathlib.Path(self.server.folder, "elsewhere").rename(folder)
        self.give("Nabi is back")
        self.assertTookBack(photo["id"])

    def test_a_folder_that_is_away_keeps_nothing_else_from_being_saved(self):
        photo = self.take_back()
        folder = pathlib.Path(self.server.folder, photo["path"]).parent
        folder.rename(f"{self.server.folder}/elsewhere")
        others = self.server.get("/api/v1/photos?limit=200&sort=taken").json()["photos"]
        other = next(one for one in others if one["path"].startswith("photos/") and pathlib.Path(one["path"]).parent.name != folder.name)
        headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
        self.server.request("PATCH", f"/api/v1/photos/{other['id']}", headers, json.dumps({"title": "Tori elsewhere"}))
        self.server.wait_for(lambda: self.is_saved("Tori elsewhere"))
        saved = next(one for one in json.loads(self.path.read_text())["photos"] if one["path"] == photo["path"])
        self.assertNotIn("latitude", saved)
        self.assertTookBack(photo["id"])

    def test_an_index_that_is_away_while_it_is_saved_follows_later(self):
        photo = self.take_back()
        self.path.rename(f"{self.server.folder}/kept.json")
        self.server.wait_for(lambda: "could not be saved yet" in self.server.log_text())
        pathlib.Path(self.server.folder, "kept.json").rename(self.path)
        self.server.wait_for(lambda: photo["path"].encode() in self.path.read_bytes()
                             and "latitude" not in next(one for one in json.loads(self.path.read_text())["photos"] if one["path"] == photo["path"]),
                             seconds=40)
        self.assertTookBack(photo["id"])


if __name__ == "__main__":
    unittest.main()
