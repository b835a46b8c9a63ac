"""The page in a real browser, from a real server: the key, a visitor, a phone, and what changes while it is open."""

import os
import pathlib
import unittest

from server import ROOT, Server
from stories import Story


class Page(Story):
    def test_the_keeper_sees_photos_come(self):
        # Whoever opens the printed address first has the key, so that this server's is left for the browser.
        server = Server("--title", "Neighbours", photos=False)
        try:
            os.makedirs(f"{server.folder}/photos")
            samples = ROOT / "Samples" / "photos"
            first = (samples / "miso" / "IMG_0042.jpg").read_bytes()
            pathlib.Path(server.folder, "photos", "a.jpg").write_bytes(first)
            self.open(f"http://127.0.0.1:{server.port}/#key={server.key}")
            self.wait(f"location.hash !== '#key={server.key}' && document.querySelector('#server, main.filled')")
            self.assertNotIn(server.key, self.run_script("location.href"))
            # Whoever has no name yet is asked for one first.
            self.open(f"http://127.0.0.1:{server.port}/")
            self.wait("typeof columns !== 'undefined' && columns.count === 1")
            pathlib.Path(server.folder, "photos", "b.jpg").write_bytes(first + b"\0")
            self.wait("typeof columns !== 'undefined' && columns.count === 2", 8)
            self.picture("keeper")
            self.assert_quiet()
        finally:
            server.end()

    def test_a_visitor_on_a_phone_sees_cells(self):
        server = Server("--public", "coarse", scanned=True)
        try:
            server.cookie = None
            total = server.get("/api/v1/photos").json()["total"]
            self.assertGreater(total, 10)
            self.open(f"http://localhost:{server.port}/")
            self.wait("isReady")
            self.assertEqual(self.run_script("columns.count"), total)
            text = self.run_script("document.documentElement.outerHTML")
            for word in ["IMG_", "iPhone", "miso/"]:
                self.assertNotIn(word, text)
            self.picture("visitor-phone")
        finally:
            server.end()


if __name__ == "__main__":
    unittest.main()
