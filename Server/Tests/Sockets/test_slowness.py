"""Slow and stubborn clients, many of them; and the server's own end."""

import os
import pathlib
import socket
import threading
import time
import unittest

from server import Server, read_all, statuses


class Slowness(unittest.TestCase):
    def setUp(self):
        self.server = Server("--public", "coarse")

    def tearDown(self):
        self.server.end()

    def test_a_head_that_never_ends(self):
        with self.server.connect() as connection:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n")
            start = time.monotonic()
            answer = read_all(connection)
            self.assertEqual(statuses(answer), [408])
            self.assertLess(time.monotonic() - start, 20)
        self.assertTrue(self.server.is_up())

    def test_connections_of_one_address(self):
        connections = [self.server.connect() for _ in range(300)]
        try:
            time.sleep(0.5)
            alive = 0
            for connection in connections:
                try:
                    connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    connection.settimeout(2)
                    alive += bool(statuses(connection.recv(4096)))
                except (ConnectionError, socket.timeout):
                    pass
            self.assertEqual(alive, 64)
        finally:
            for connection in connections:
                connection.close()
        self.server.wait_for(lambda: self.is_answering())

    def is_answering(self):
        try:
            return self.server.is_up()
        except OSError:
            return False

    def test_readers_that_stop_cost_little(self):
        large = pathlib.Path(self.server.folder, "photos", "large.jpg")
        small = pathlib.Path(self.server.folder, "photos", "miso", "IMG_0042.jpg").read_bytes()
        with open(large, "wb") as file:
            file.write(small)
            file.truncate(200 << 20)
        self.server.wait_for(lambda: self.server.get("/api/v1/photos?sort=-taken&limit=1000").text.count("large.jpg") > 0)
        photos = self.server.get("/api/v1/photos?limit=1000").json()["photos"]
        photo = next(photo["id"] for photo in photos if photo["name"] == "large.jpg")
        before = self.server.memory()
        connections = [self.server.connect() for _ in range(60)]
        request = f"GET /api/v1/photos/{photo}/original HTTP/1.1\r\nHost: localhost\r\nCookie: {self.server.cookie}\r\n\r\n"
        try:
            answers = []
            for connection in connections:
                connection.sendall(request.encode())
            for connection in connections:
                answers += statuses(connection.recv(100))
            self.assertEqual(sorted(set(answers)), [200, 503])
            self.assertEqual(answers.count(200), 32)
            time.sleep(3)
            self.assertLess(self.server.memory() - before, 100)
        finally:
            for connection in connections:
                connection.close()
        self.assertTrue(self.server.is_up())

    def test_event_streams_end_with_the_server(self):
        connections = []
        for _ in range(20):
            connection = self.server.connect()
            connection.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nCookie: {self.server.cookie}\r\n\r\n".encode())
            self.assertEqual(statuses(connection.recv(4096)), [200])
            connections.append(connection)
        seconds, code = self.server.end()
        self.assertEqual(code, 0)
        self.assertLess(seconds, 12)
        for connection in connections:
            connection.close()

    def test_a_photo_that_is_copied_is_told_within_five_seconds(self):
        with self.server.connect() as connection:
            connection.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nCookie: {self.server.cookie}\r\n\r\n".encode())
            connection.settimeout(10)
            connection.recv(4096)
            photo = pathlib.Path(self.server.folder, "photos", "miso", "IMG_0042.jpg").read_bytes()
            start = time.monotonic()
            pathlib.Path(self.server.folder, "photos", "new.jpg").write_bytes(photo + b"\0")
            text = b""
            while b"event: photos" not in text:
                text += connection.recv(4096)
            self.assertLess(time.monotonic() - start, 5)
            self.assertIn(b'"added":["', text)

    def test_who_signs_out_is_sent_nothing_more(self):
        with self.server.connect() as connection:
            connection.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nCookie: {self.server.cookie}\r\n\r\n".encode())
            connection.settimeout(10)
            connection.recv(4096)
            answer = self.server.request("DELETE", "/api/v1/session", headers={"Origin": f"http://127.0.0.1:{self.server.port}"})
            self.assertEqual(answer.status, 204)
            photo = pathlib.Path(self.server.folder, "photos", "miso", "IMG_0042.jpg").read_bytes()
            pathlib.Path(self.server.folder, "photos", "new.jpg").write_bytes(photo + b"\0")
            text, more = b"", b"x"
            while more and b"0\r\n\r\n" not in text:
                more = connection.recv(4096)
                text += more
            self.assertNotIn(b"event:", text)

    def test_an_index_that_becomes_garbage(self):
        total = self.server.get("/api/v1/photos").json()["total"]
        index = pathlib.Path(self.server.folder, "catalog.json")
        good = index.read_bytes()
        index.write_bytes(os.urandom(5000))
        self.server.wait_for(lambda: self.server.get("/healthz").json()["status"] == "old index")
        self.assertEqual(self.server.get("/api/v1/photos").json()["total"], total)
        self.assertIn("the index cannot be read", self.server.log_text())
        index.write_bytes(good)
        self.server.wait_for(lambda: self.server.get("/healthz").json()["status"] == "ok")

    def test_a_photo_that_vanishes(self):
        photos = self.server.get("/api/v1/photos?limit=1000").json()["photos"]
        photo = next(photo for photo in photos if photo["path"].endswith(".jpg"))
        os.remove(pathlib.Path(self.server.folder, photo["path"]))
        answer = self.server.get(f"/api/v1/photos/{photo['id']}/original")
        self.assertIn(answer.status, (410, 404))

    def test_threads_ask_at_once(self):
        results = []

        def ask():
            for _ in range(20):
                results.append(self.server.get("/api/v1/map?box=-90,-180,90,180&zoom=3").status)

        threads = [threading.Thread(target=ask) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(set(results), {200})


if __name__ == "__main__":
    unittest.main()
