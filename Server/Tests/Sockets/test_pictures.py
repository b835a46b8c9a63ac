"""Pictures as visitors get them: made of what a photo shows, and of nothing that is written into it."""

import http.client
import os
import pathlib
import shutil
import signal
import subprocess
import time
import unittest

from server import Answer, ROOT, Server

PREVIEW = os.environ.get("CATALOG_PREVIEW", str(ROOT / ".build" / "catalog-preview"))


@unittest.skipUnless(os.access(PREVIEW, os.X_OK), "there is no catalog-preview: make preview")
@unittest.skipUnless(shutil.which("exiftool"), "there is no exiftool")
class Pictures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server("--public", "coarse", "--preview-program", PREVIEW)
        # Below the exact level all is as it was at the first batch: begin with a state that has these two.
        photos = pathlib.Path(cls.server.folder, "photos")
        for number, place, words in [(1, "37.5661 126.9771", "Anna"), (2, "37.5669 126.9779", "Bert at home")]:
            # Whole when it comes into the folder, which the server watches.
            path = pathlib.Path(cls.server.folder, f"twin-{number}.jpg")
            shutil.copy(photos / "miso" / "IMG_0042.jpg", path)
            latitude, longitude = place.split()
            subprocess.run(
                ["exiftool", "-q", "-overwrite_original", f"-GPSLatitude={latitude}", f"-GPSLongitude={longitude}", "-GPSLatitudeRef=N",
                 "-GPSLongitudeRef=E", f"-DateTimeOriginal=2024:05:03 1{number}:00:00", f"-Model=Phone of {words}", f"-Comment={words}",
                 f"-XMP:Title={words}", f"-IPTC:Keywords={words}", str(path)], check=True)
            os.replace(path, photos / path.name)
        cls.server.wait_for(lambda: "twin-2" in cls.server.get("/api/v1/photos?limit=1000").text)
        cls.server.stop()
        shutil.rmtree(f"{cls.server.folder}/.catalog")
        cls.server.start(["--public", "coarse", "--preview-program", PREVIEW], False, None)
        cls.server.wait_for(lambda: cls.visit("/api/v1/photos").status == 200 and cls.server.sign_in())
        known = cls.server.get("/api/v1/photos?limit=1000").json()["photos"]
        cls.twins = sorted((photo["name"], photo["id"]) for photo in known if photo["name"].startswith("twin"))
        cls.photos = known

    @classmethod
    def tearDownClass(cls):
        cls.server.end()

    @classmethod
    def visit(cls, path, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", cls.server.port, timeout=30)
        try:
            connection.request("GET", path, headers=headers)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def test_what_is_written_into_a_photo_changes_no_byte(self):
        self.assertEqual(len(self.twins), 2)
        for kind in ["thumbnail", "preview"]:
            answers = [self.visit(f"/api/v1/photos/{photo}/{kind}") for _, photo in self.twins]
            self.assertEqual([answer.status for answer in answers], [200, 200], [answer.text[:200] for answer in answers if answer.status != 200])
            self.assertEqual(answers[0].body, answers[1].body)
            # Neither the mark of the version nor anything else beside the picture.
            for answer in answers:
                answer.headers.pop("date")
            self.assertEqual(answers[0].headers, answers[1].headers)
            for word in [b"Exif", b"GPS", b"Anna", b"Bert", b"http:", b"Photoshop", b"IMG_", b"2024:05:03"]:
                self.assertNotIn(word, answers[0].body)
        originals = [self.server.get(f"/api/v1/photos/{photo}/original").body for _, photo in self.twins]
        self.assertNotEqual(*originals)

    def test_no_picture_brings_metadata_along(self):
        seen = 0
        for photo in self.photos:
            for kind in ["thumbnail", "preview"]:
                answer = self.visit(f"/api/v1/photos/{photo['id']}/{kind}")
                self.assertIn(answer.status, (200, 404), photo["name"])
                if answer.status == 200:
                    seen += 1
                    path = pathlib.Path(self.server.folder, "picture")
                    path.write_bytes(answer.body)
                    told = subprocess.run(["exiftool", "-s", "-G1", "-a", "-u", str(path)], stdout=subprocess.PIPE, text=True).stdout
                    groups = {line.split("]")[0].strip("[ ") for line in told.splitlines()}
                    self.assertLessEqual(groups, {"ExifTool", "System", "File", "RIFF", "Composite", "JFIF"}, told)
        self.assertGreater(seen, 10)

    def test_versions_and_parts(self):
        _, photo = self.twins[0]
        path = f"/api/v1/photos/{photo}/thumbnail"
        whole = self.visit(path)
        self.assertEqual(self.visit(path, **{"If-None-Match": whole.headers["etag"]}).status, 304)
        # Pictures are sent whole; an original, and how long it is, is for the exact level.
        self.assertEqual(self.visit(path, Range="bytes=0-9").body, whole.body)
        for wanted in ["bytes=0-9", "bytes=99999999-", "bytes=-1", "bytes=" + ",".join(f"{n}-{n + 9}" for n in range(1000))]:
            answer = self.visit(f"/api/v1/photos/{photo}/original", Range=wanted)
            self.assertEqual(answer.status, 401)
            self.assertNotIn("content-range", answer.headers)
        # A thousand parts that overlap are the whole file once.
        size = len(self.server.get(f"/api/v1/photos/{photo}/original").body)
        many = self.server.get(f"/api/v1/photos/{photo}/original", Range="bytes=" + ",".join(f"0-{n}" for n in range(1000)))
        self.assertEqual((many.status, len(many.body)), (200, size))

    @unittest.skipUnless(shutil.which("strace"), "there is no strace")
    def test_a_picture_that_many_look_at_costs_a_look_at_its_photo_a_second_and_no_more(self):
        name, photo = self.twins[1]
        path, file = f"/api/v1/photos/{photo}/thumbnail", pathlib.Path(self.server.folder, "photos", name)
        self.assertEqual(self.visit(path).status, 200)
        trace = pathlib.Path(self.server.folder, "trace")
        tracer = subprocess.Popen(
            ["strace", "-f", "-qq", "-e", "trace=openat", "-o", str(trace), "-p", str(self.server.process.pid)], stderr=subprocess.DEVNULL)
        try:
            # What the server saw before is too old then.
            time.sleep(1.2)
            begin = time.monotonic()
            for _ in range(100):
                self.assertEqual(self.visit(path).status, 200)
            seconds = time.monotonic() - begin
        finally:
            tracer.send_signal(signal.SIGINT)
            tracer.wait(10)
        looks = trace.read_text().count(f'"{name}"')
        self.assertGreaterEqual(looks, 1)
        self.assertLessEqual(looks, seconds + 1)
        # Where a photo is gone, its picture is gone a second later.
        file.rename(file.with_suffix(".away"))
        try:
            time.sleep(1.1)
            self.assertEqual(self.visit(path).status, 404)
        finally:
            file.with_suffix(".away").rename(file)

    def test_a_photo_that_vanishes_before_its_picture(self):
        for photo in self.photos:
            if photo["name"] == "IMG_0042.jpg":
                os.remove(pathlib.Path(self.server.folder, photo["path"]))
                for kind in ["thumbnail", "preview", "original"]:
                    self.assertIn(self.server.get(f"/api/v1/photos/{photo['id']}/{kind}").status, (404, 410))
                    self.assertIn(self.visit(f"/api/v1/photos/{photo['id']}/{kind}").status, (401, 404))
        self.assertTrue(self.server.is_up())


if __name__ == "__main__":
    unittest.main()
