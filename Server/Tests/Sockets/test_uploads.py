"""Photos that come over a real connection: cut off, too large, in pieces, while the disk is full or the database is held."""

import os
import pathlib
import sqlite3
import subprocess
import tempfile
import time
import unittest

from server import ROOT, Server, read_all, statuses

PHOTO = ROOT / "Samples" / "photos" / "miso" / "IMG_0042.jpg"


def padded(size):
    """A photo of that many bytes, and another picture for each size: it is longer before its end."""
    photo = PHOTO.read_bytes()
    end = photo.rindex(b"\xff\xd9")
    return photo[:end] + b"\x55" * (size - len(photo)) + photo[end:]


class UploadServer(Server):
    """A server that neither scans nor watches, so that only uploads change anything."""

    def __init__(self, *options, **more):
        super().__init__("--public", "coarse", "--watch", "no", "--rescan", "never", *options, photos=False, **more)
        self.wait_for(lambda: self.sign_in() and self.get("/api/v1/photos").status == 200)

    def upload(self, data, name="x.jpg"):
        return self.request("POST", f"/api/v1/photos?name={name}", {"Sec-Fetch-Site": "same-origin"}, data)

    def patch(self, photo, json):
        headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}
        return self.request("PATCH", f"/api/v1/photos/{photo}", headers, json)

    def head(self, *fields):
        lines = ["POST /api/v1/photos?name=x.jpg HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Cookie: {self.cookie}",
                 "Sec-Fetch-Site: same-origin", *fields]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def files(self):
        return sorted(str(path.relative_to(self.folder)) for path in pathlib.Path(self.folder, "uploads").rglob("*")
                      if path.is_file())

    def total(self):
        return self.get("/api/v1/photos").json()["total"]


class Uploads(unittest.TestCase):
    def setUp(self):
        self.server = UploadServer()
        self.addCleanup(self.server.end)

    def wait_for_nothing(self):
        self.server.wait_for(lambda: self.server.files() == [], 5)
        self.assertEqual(self.server.total(), 0)

    def test_a_connection_that_breaks_leaves_nothing(self):
        photo = padded(400_000)
        for count in (0, 1, 1000, 300_000, len(photo) - 1):
            with self.server.connect() as connection:
                connection.sendall(self.server.head(f"Content-Length: {len(photo)}") + photo[:count])
                if count > 1000:
                    self.server.wait_for(lambda: self.server.files() != [], 5)
        self.wait_for_nothing()
        # And one that breaks in the middle of a chunk.
        with self.server.connect() as connection:
            connection.sendall(self.server.head("Transfer-Encoding: chunked") + b"1000\r\n" + photo[:100])
        self.wait_for_nothing()
        self.assertEqual(self.server.upload(photo).status, 201)
        self.assertEqual(self.server.total(), 1)

    def test_a_half_that_is_closed_politely(self):
        photo = padded(400_000)
        with self.server.connect() as connection:
            connection.sendall(self.server.head(f"Content-Length: {len(photo)}") + photo[:200_000])
            connection.shutdown(1)
            read_all(connection)
        self.wait_for_nothing()

    def test_what_is_too_large_is_refused_before_it_comes(self):
        with self.server.connect() as connection:
            connection.sendall(self.server.head(f"Content-Length: {300 << 20}", "Expect: 100-continue"))
            answer = read_all(connection)
        self.assertEqual(statuses(answer), [413])
        self.assertIn(b"connection: close", answer.lower())
        self.wait_for_nothing()

    def test_a_photo_in_chunks(self):
        photo = padded(100_000)
        chunks = b"".join(b"%x\r\n%s\r\n" % (len(photo[start:start + 999]), photo[start:start + 999])
                          for start in range(0, len(photo), 999))
        answer = self.server.send(self.server.head("Transfer-Encoding: chunked", "Connection: close") + chunks + b"0\r\n\r\n")
        self.assertEqual(statuses(answer), [201])
        self.assertEqual(pathlib.Path(self.server.folder, self.server.files()[0]).read_bytes(), photo)

    def test_who_may_not_send_is_refused(self):
        before = self.server.cookie
        self.server.cookie = "catalog_session=" + "x" * 43
        self.assertEqual(self.server.upload(padded(50_000)).status, 401)
        self.server.cookie = before
        answer = self.server.request("POST", "/api/v1/photos?name=x.jpg", {"Origin": "https://evil.example"}, padded(50_000))
        self.assertEqual(answer.status, 403)
        self.wait_for_nothing()

    def test_memory_does_not_grow_with_the_photo(self):
        self.server.upload(padded(100_000))
        before = self.server.memory()
        self.assertEqual(self.server.upload(padded(150_000_000)).status, 201)
        self.assertLess(self.server.memory() - before, 40)

    def test_others_hear_of_it_within_two_seconds(self):
        with self.server.connect() as connection:
            connection.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\n"
                               f"Cookie: {self.server.cookie}\r\n\r\n".encode())
            connection.settimeout(5)
            text = connection.recv(65536)
            start = time.monotonic()
            photo = self.server.upload(padded(60_000)).json()["photo"]["id"]
            while photo.encode() not in text:
                text += connection.recv(65536)
            self.assertLess(time.monotonic() - start, 2)

    def test_a_database_that_is_held(self):
        photo = self.server.upload(padded(60_000)).json()["photo"]["id"]
        holder = sqlite3.connect(f"{self.server.folder}/.catalog/people.sqlite", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        answer = self.server.upload(padded(70_000))
        self.assertEqual(answer.status, 503)
        self.assertIn("busy", answer.json()["detail"])
        self.assertEqual(self.server.patch(photo, '{"title":"x"}').status, 503)
        self.assertEqual(self.server.total(), 1)
        holder.execute("COMMIT")
        holder.close()
        self.assertEqual(len(self.server.files()), 1, self.server.files())
        self.assertNotIn("title", self.server.get(f"/api/v1/photos/{photo}").json())
        self.assertEqual(self.server.upload(padded(70_000)).status, 201)

    def test_an_index_that_is_held(self):
        """A photo that comes while somebody scans is stored, and on the map once the scan is over."""
        holder = subprocess.Popen(["flock", f"{self.server.folder}/.catalog.json.lock", "sleep", "60"])
        try:
            time.sleep(0.3)
            self.assertEqual(self.server.upload(padded(60_000)).status, 201)
            self.assertEqual(self.server.total(), 0)
        finally:
            subprocess.run(["pkill", "-P", str(holder.pid)], check=False)
            holder.wait()
        self.server.wait_for(lambda: self.server.total() == 1, 10)


class FullDisk(unittest.TestCase):
    def setUp(self):
        self.disk = tempfile.mkdtemp(prefix="catalog-disk-")
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", self.disk], capture_output=True)
        if mounted.returncode != 0:
            os.rmdir(self.disk)
            self.skipTest("no right to mount")
        self.addCleanup(self.unmount)

    def unmount(self):
        subprocess.run(["umount", "-l", self.disk], check=False)
        os.rmdir(self.disk)

    def test_a_full_disk_says_so_and_reading_goes_on(self):
        old, tempfile.tempdir = tempfile.tempdir, self.disk
        try:
            server = UploadServer()
        finally:
            tempfile.tempdir = old
        try:
            photo = server.upload(padded(60_000)).json()["photo"]["id"]
            answer = server.upload(padded(8_000_000))
            self.assertEqual(answer.status, 507, answer.text)
            self.assertIn("disk is full", answer.json()["detail"])
            self.assertEqual(len(server.files()), 1, server.files())
            # To the last byte.
            with open(f"{self.disk}/fill", "wb", buffering=0) as file:
                try:
                    while True:
                        file.write(bytes(4096))
                except OSError:
                    pass
            for answer in (server.upload(padded(70_000)), server.patch(photo, '{"title":"x"}')):
                self.assertEqual(answer.status, 507, answer.text)
            self.assertEqual(server.get("/healthz").status, 200)
            self.assertEqual(server.total(), 1)
            self.assertEqual(server.get(f"/api/v1/photos/{photo}").status, 200)
            os.remove(f"{self.disk}/fill")
            self.assertEqual(server.upload(padded(70_000)).status, 201)
            self.assertEqual(server.patch(photo, '{"title":"x"}').json()["title"], "x")
            self.assertEqual(len([name for name in server.files() if not name.endswith(".xmp")]), 2)
        finally:
            server.end()


if __name__ == "__main__":
    unittest.main()
