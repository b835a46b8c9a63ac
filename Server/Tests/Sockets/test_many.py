"""Very many clients at once, and helpers that die: the server stays up, small, and ends when it is told to."""

import os
import pathlib
import resource
import select
import shutil
import signal
import socket
import threading
import time
import unittest

from server import ROOT, Server, statuses

PREVIEW = os.environ.get("CATALOG_PREVIEW", str(ROOT / ".build" / "catalog-preview"))


def files(count):
    """Whether this process may have so many files open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count if hard == resource.RLIM_INFINITY else min(count, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted >= count


class Many(unittest.TestCase):
    def setUp(self):
        self.server = Server()
        self.server.sign_in()
        self.connections = []

    def tearDown(self):
        for connection in self.connections:
            connection.close()
        self.server.end()

    def connect(self, number, per_address=60):
        """A connection from one of many addresses of this machine."""
        connection = socket.create_connection(("127.0.0.1", self.server.port), timeout=20,
                                              source_address=(f"127.0.{1 + number // per_address // 250}.{1 + number // per_address % 250}", 0))
        self.connections.append(connection)
        return connection

    def request(self, path):
        return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {self.server.cookie}\r\n\r\n".encode()

    def answers(self):
        try:
            return self.server.get("/healthz").status == 200
        except OSError:
            return False

    @unittest.skipUnless(files(11_000), "no 10,000 files may be open here")
    def test_ten_thousand_connections(self):
        before = self.server.memory()
        open_at_once = 0
        start = time.monotonic()
        for number in range(10_000):
            try:
                self.connect(number)
                open_at_once += 1
            except OSError:
                pass
        self.assertLess(time.monotonic() - start, 120)
        self.assertGreater(open_at_once, 2000)
        # Those beyond the limit are closed; the others are waited for.
        time.sleep(1)
        poll = select.poll()
        for connection in self.connections:
            connection.setblocking(False)
            poll.register(connection, select.POLLIN)
        closed = len(poll.poll(0))
        self.assertGreaterEqual(closed, len(self.connections) - 2000)
        self.assertIsNone(self.server.process.poll())
        self.assertLess(self.server.memory() - before, 150)
        for connection in self.connections:
            connection.close()
        self.server.wait_for(self.answers)

    def test_a_hundred_readers_that_stop(self):
        large = pathlib.Path(self.server.folder, "photos", "large.jpg")
        with open(large, "wb") as file:
            file.write(pathlib.Path(self.server.folder, "photos", "miso", "IMG_0042.jpg").read_bytes())
            file.truncate(200 << 20)
        self.server.wait_for(lambda: "large.jpg" in self.server.get("/api/v1/photos?limit=1000").text)
        photos = self.server.get("/api/v1/photos?limit=1000").json()["photos"]
        photo = next(photo["id"] for photo in photos if photo["name"] == "large.jpg")
        before = self.server.memory()
        for number in range(100):
            self.connect(number, per_address=40).sendall(self.request(f"/api/v1/photos/{photo}/original"))
        answers = [statuses(connection.recv(100))[0] for connection in self.connections]
        self.assertEqual((answers.count(200), answers.count(503)), (32, 68))
        time.sleep(3)
        self.assertLess(self.server.memory() - before, 100)
        self.assertTrue(self.answers())

    @unittest.skipUnless(files(3000), "no 1,000 files may be open here")
    def test_a_thousand_pages_that_listen(self):
        before = self.server.memory()
        for number in range(1000):
            self.connect(number).sendall(self.request("/api/v1/events"))
        for connection in self.connections:
            self.assertEqual(statuses(connection.recv(4096)), [200])
        self.assertLess(self.server.memory() - before, 100)
        photo = pathlib.Path(self.server.folder, "photos", "miso", "IMG_0042.jpg").read_bytes()
        start = time.monotonic()
        pathlib.Path(self.server.folder, "photos", "new.jpg").write_bytes(photo + b"\0")
        for connection in self.connections:
            text = b""
            while b"event: photos" not in text:
                piece = connection.recv(4096)
                self.assertTrue(piece)
                text += piece
        self.assertLess(time.monotonic() - start, 15)
        seconds, code = self.server.stop()
        self.assertEqual(code, 0)
        self.assertLess(seconds, 12)

    def test_readers_do_not_keep_it_from_ending(self):
        large = pathlib.Path(self.server.folder, "photos", "large.jpg")
        with open(large, "wb") as file:
            file.write(pathlib.Path(self.server.folder, "photos", "miso", "IMG_0042.jpg").read_bytes())
            file.truncate(100 << 20)
        self.server.wait_for(lambda: "large.jpg" in self.server.get("/api/v1/photos?limit=1000").text)
        photos = self.server.get("/api/v1/photos?limit=1000").json()["photos"]
        photo = next(photo["id"] for photo in photos if photo["name"] == "large.jpg")
        # One that stopped reading, one in the middle of a head, one in the middle of a body, one that waits.
        self.connect(0).sendall(self.request(f"/api/v1/photos/{photo}/original"))
        self.connect(1).sendall(b"GET /healthz HTTP/1.1\r\nHost: loc")
        self.connect(2).sendall(b"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
        self.connect(3)
        time.sleep(0.5)
        seconds, _ = self.server.stop()
        self.assertLess(seconds, 12)


@unittest.skipUnless(os.access(PREVIEW, os.X_OK), "there is no catalog-preview: make preview")
class Pictures(unittest.TestCase):
    def children(self, server):
        return [int(pid) for pid in pathlib.Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()] + [
            int(pid) for task in os.listdir(f"/proc/{server.process.pid}/task")
            for pid in pathlib.Path(f"/proc/{server.process.pid}/task/{task}/children").read_text().split()]

    def test_a_decoder_that_is_killed_again_and_again(self):
        server = Server("--preview-program", PREVIEW)
        ending = threading.Event()
        killed = [0]

        def kill():
            while not ending.wait(0.01):
                for pid in self.children(server):
                    try:
                        os.kill(pid, signal.SIGKILL)
                        killed[0] += 1
                    except OSError:
                        pass

        try:
            photos = server.get("/api/v1/photos?limit=1000").json()["photos"]
            killer = threading.Thread(target=kill)
            killer.start()
            answers = []
            end = time.monotonic() + 8
            while time.monotonic() < end:
                for photo in photos:
                    answers.append(server.get(f"/api/v1/photos/{photo['id']}/thumbnail").status)
                    answers.append(server.get(f"/api/v1/photos/{photo['id']}/preview").status)
            ending.set()
            killer.join()
            self.assertGreater(killed[0], 5)
            self.assertLessEqual(set(answers), {200, 404, 503})
            self.assertTrue(server.is_up())
            # What a decoder could not finish is not held against the photo.
            again = {photo["name"]: server.get(f"/api/v1/photos/{photo['id']}/thumbnail").status for photo in photos}
            shutil.rmtree(f"{server.folder}/.catalog/previews")
            server.stop()
            server.start(["--preview-program", PREVIEW], False, None)
            server.cookie = None
            server.sign_in()
            server.wait_for(lambda: server.get("/api/v1/photos").status == 200)
            fresh = {photo["name"]: server.get(f"/api/v1/photos/{photo['id']}/thumbnail").status for photo in photos}
            self.assertIn(200, fresh.values())
            self.assertEqual(again, fresh)
        finally:
            ending.set()
            server.end()


if __name__ == "__main__":
    unittest.main()
