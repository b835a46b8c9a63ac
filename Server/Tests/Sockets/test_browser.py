"""The page in a real browser, from a real server: the key, a visitor, a phone, and what changes while it is open."""

import os
import pathlib
import sys
import time
import unittest

from server import ROOT, Server

sys.path.insert(0, str(ROOT / "Tests" / "Browser"))
from chromium import PROGRAM, Chromium  # noqa: E402


@unittest.skipUnless(PROGRAM, "there is no Chromium")
class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = Chromium()
        cls.screenshots = os.environ.get("CATALOG_SCREENSHOTS")

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()

    def wait(self, condition, seconds=20):
        """Waits until an expression is true, also while the page loads anew."""
        end = time.monotonic() + seconds
        while True:
            try:
                return self.browser.wait(condition, end - time.monotonic())
            except RuntimeError as error:
                if "navigated" not in str(error):
                    raise

    def picture(self, name):
        if self.screenshots:
            self.browser.screenshot(str(pathlib.Path(self.screenshots, name)))

    def test_the_keeper_sees_photos_come(self):
        # Whoever opens the printed address first has the key, so that this server's is left for the browser.
        server = Server("--title", "Neighbours", photos=False)
        try:
            os.makedirs(f"{server.folder}/photos")
            samples = ROOT / "Samples" / "photos"
            first = (samples / "miso" / "IMG_0042.jpg").read_bytes()
            pathlib.Path(server.folder, "photos", "a.jpg").write_bytes(first)
            try:
                self.browser.open(f"http://127.0.0.1:{server.port}/#key={server.key}")
            except RuntimeError as error:
                # The page loads itself anew where photos came meanwhile.
                self.assertIn("navigated", str(error))
            self.wait("document.body?.textContent.includes('Neighbours')")
            self.wait("typeof columns !== 'undefined' && columns.count === 1")
            self.assertNotIn("key", self.browser.run("location.href"))
            pathlib.Path(server.folder, "photos", "b.jpg").write_bytes(first + b"\0")
            self.wait("typeof columns !== 'undefined' && columns.count === 2", 8)
            self.picture("keeper.png")
            self.assertEqual([wrong for wrong in self.browser.complaints() if "favicon" not in wrong], [])
        finally:
            server.end()

    def test_a_visitor_on_a_phone_sees_cells(self):
        server = Server("--public", "coarse", scanned=True)
        try:
            server.cookie = None
            total = server.get("/api/v1/photos").json()["total"]
            self.assertGreater(total, 10)
            self.browser.open(f"http://localhost:{server.port}/", width=390, height=844, touch=True)
            self.assertEqual(self.browser.run("columns.count"), total)
            text = self.browser.run("document.documentElement.outerHTML")
            for word in ["IMG_", "iPhone", "miso/"]:
                self.assertNotIn(word, text)
            self.picture("visitor-phone.png")
        finally:
            server.end()


if __name__ == "__main__":
    unittest.main()
