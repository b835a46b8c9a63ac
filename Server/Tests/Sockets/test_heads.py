"""What requests say of themselves, right and wrong."""

import pathlib
import subprocess
import unittest

from server import PROGRAM, Server, statuses


class Heads(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server("--public", "coarse")

    @classmethod
    def tearDownClass(cls):
        cls.server.end()

    def tearDown(self):
        self.assertTrue(self.server.is_up())

    def status(self, text):
        answer = self.server.send(text.replace("\n", "\r\n").encode())
        found = statuses(answer)
        self.assertEqual(len(found), 1, answer)
        return found[0]

    def test_hosts(self):
        self.assertEqual(self.status("GET /healthz HTTP/1.1\nHost: localhost\nConnection: close\n\n"), 200)
        self.assertEqual(self.status("GET /healthz HTTP/1.1\nConnection: close\n\n"), 400)
        self.assertEqual(self.status("GET /healthz HTTP/1.1\nHost: localhost\nHost: localhost\n\n"), 400)
        self.assertEqual(self.status("GET /healthz HTTP/1.1\nHost: evil.example\nConnection: close\n\n"), 421)
        self.assertEqual(self.status("GET http://localhost/healthz HTTP/1.1\nHost: localhost\nConnection: close\n\n"), 200)

    def test_a_host_in_the_target_counts(self):
        # It would count more than the header, so that both have to be the same.
        for target in ["http://evil.example/healthz", "http://evil.example:80/healthz", "http://localhost@evil.example/healthz",
                       "HTTP://evil.example", "http://evil.example?localhost", "http://localhost.evil.example/healthz"]:
            self.assertEqual(self.status(f"GET {target} HTTP/1.1\nHost: localhost\nConnection: close\n\n"), 400, target)

    def test_versions(self):
        answer = self.server.send(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
        self.assertEqual(statuses(answer), [200])
        self.assertIn(b'"status"', answer)
        self.assertEqual(self.status("GET /healthz HTTP/1.0\n\n"), 400)

    def test_nobody_can_send_the_servers_own_field(self):
        self.assertEqual(
            self.status("GET /healthz HTTP/1.1\nHost: localhost\nCatalog-Refusal: version\nConnection: close\n\n"), 200)

    def test_pipelined(self):
        request = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
        last = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        self.assertEqual(statuses(self.server.send(request * 20 + last)), [200] * 21)

    def test_other_protocols_are_answered_in_this_one(self):
        # As Java's client and curl ask for HTTP/2. `send` reads to the end of the connection, which is good for no other request.
        for protocol in ["h2c", "websocket", "TLS/1.0, HTTP/2.0"]:
            answer = self.server.send(
                f"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: {protocol}\r\nHTTP2-Settings: AAAA\r\n\r\n"
                .encode() + b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            self.assertEqual(statuses(answer), [200], answer)

    def test_too_large(self):
        self.assertEqual(self.status("GET /healthz HTTP/1.1\nHost: localhost\nX: " + "x" * 1_000_000 + "\n\n"), 431)
        self.assertEqual(self.status("GET /" + "x" * 1_000_000 + " HTTP/1.1\nHost: localhost\n\n"), 431)

    def test_methods(self):
        for method in ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "NONSENSE"]:
            for path in ["/", "/api/v1/photos", "/api/v1/map", "/healthz", "/nothing"]:
                target = "localhost:80" if method == "CONNECT" else path
                answer = self.server.send(
                    f"{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
                self.assertIn(statuses(answer)[:1], ([400], [401], [404], [405], [403]), (method, path, answer))
        head = self.server.send(b"HEAD /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        self.assertTrue(head.endswith(b"\r\n\r\n"), head)

    def test_paths(self):
        for path in ["/../etc/passwd", "/%2e%2e/etc/passwd", "/photos/..%2f..%2fetc%2fpasswd", "/api/v1/photos/%00", "/\\..\\x",
                     "/.catalog/people.sqlite", "/catalog.json", "/photos/miso/IMG_0042.jpg", "//healthz", "/healthz/",
                     "/api/v1/photos/%c0%ae", "/%"]:
            answer = self.server.send(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            self.assertIn(statuses(answer), ([400], [404], [401]), (path, answer))
            self.assertNotIn(b"root:", answer)

    def test_what_the_server_keeps_is_at_no_address_for_anybody(self):
        self.server.sign_in()
        kept = [str(path.relative_to(self.server.folder)) for path in pathlib.Path(self.server.folder).rglob("*") if path.is_file()]
        self.assertIn(".catalog/people.sqlite", kept)
        self.assertIn(".catalog/secret", kept)
        backup = pathlib.Path(self.server.folder, "backup")
        done = subprocess.run([PROGRAM, "--backup", "backup"], cwd=self.server.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        kept += [str(path.relative_to(self.server.folder)) for path in backup.rglob("*") if path.is_file()]
        self.assertIn("backup/.catalog/people.sqlite", kept)
        for path in kept + ["catalog.toml", ".catalog/", ".catalog/trash/", "backup/", ".git/config"]:
            for cookie in ["", f"Cookie: {self.server.cookie}\r\n"]:
                for begin in ["/", "/./", "/photos/../", "/api/v1/photos/../../../"]:
                    answer = self.server.send(f"GET {begin}{path} HTTP/1.1\r\nHost: localhost\r\n{cookie}Connection: close\r\n\r\n".encode())
                    self.assertIn(statuses(answer), ([400], [404], [401]), (path, answer[:300]))

    def test_no_answer_leads_to_another_server(self):
        for path in ["//evil.example/", "/%2f%2fevil.example/", "/\\evil.example", "/sign-in?next=//evil.example", "/sign-in//evil.example", "/?then=https://evil.example",
                     "/@evil.example", "/join", "/reset", "/people", "/account"]:
            answer = self.server.send(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            self.assertIn(statuses(answer), ([200], [400], [404]), (path, answer[:300]))
            for word in [b"location:", b"refresh:", b"evil.example"]:
                self.assertNotIn(word, answer.lower(), path)

    def test_smuggling(self):
        second = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        for fields in [b"Content-Length: 5\r\nTransfer-Encoding: chunked", b"Content-Length: 5\r\nContent-Length: 6",
                       b"Content-Length: +5", b"Content-Length: 5, 5", b"Transfer-Encoding: xchunked", b"Content-Length : 5",
                       b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"]:
            answer = self.server.send(
                b"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\n" + fields + b"\r\n\r\n0\r\n\r\n" + second)
            self.assertLessEqual(len(statuses(answer)), 1, (fields, answer))
            self.assertNotIn(200, statuses(answer), (fields, answer))

    def test_bodies(self):
        begin = b"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\n"
        # Refused before any of it comes.
        answer = self.server.send(begin + b"Content-Length: 100000000\r\n\r\n" + b"x" * 1000)
        self.assertEqual(statuses(answer), [413])
        answer = self.server.send(begin + b"Content-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n")
        self.assertEqual(statuses(answer), [413])
        # One that a photo could be is asked for before its address is looked at, and refused then.
        answer = self.server.send(begin + b"Content-Length: 100000000\r\nExpect: 100-continue\r\n\r\n")
        self.assertEqual(statuses(answer)[-1:], [413])
        answer = self.server.send(begin + b"Content-Length: 11\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n{\"key\":\"x\"}")
        self.assertEqual(statuses(answer), [100, 401])
        self.assertEqual(self.status("GET /healthz HTTP/1.1\nHost: localhost\nExpect: tea\n\n"), 417)
        answer = self.server.send(begin + b"Transfer-Encoding: chunked\r\n\r\n" + b"40000\r\n" + b"x" * 0x40000 + b"\r\n0\r\n\r\n")
        self.assertEqual(statuses(answer), [413])
        answer = self.server.send(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello")
        self.assertEqual(statuses(answer), [413])

    def test_nothing_of_it_is_logged(self):
        self.server.send(b"GET /api/v1/photos?near=12.3456,65.4321&tag=Somebody HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        self.server.send(b"GET /Some%0abody HTTP/1.1\r\nHost: localhost\r\nUser-Agent: a\x01b\r\nConnection: close\r\n\r\n")
        log = self.server.log_text()
        self.assertIn("route=/api/v1/photos ", log)
        for word in ["12.34", "65.43", "Somebody", "Some%0abody"]:
            self.assertNotIn(word, log)


if __name__ == "__main__":
    unittest.main()
