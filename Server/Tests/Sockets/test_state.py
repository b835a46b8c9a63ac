"""The state folder, and what the server says of itself on other addresses."""

import os
import pathlib
import shutil
import socket
import stat
import subprocess
import tempfile
import unittest

from server import PROGRAM, Server, statuses


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class State(unittest.TestCase):
    def test_two_first_starts_at_once(self):
        folder = tempfile.mkdtemp(prefix="catalog-serve-")
        try:
            pathlib.Path(folder, "catalog.json").write_text(
                '{"catalog":{"version":1,"reader":1,"generator":"test","written":"2024-01-01T00:00:00Z"},"scanned":[],"photos":[]}')
            programs = [subprocess.Popen([PROGRAM, "--listen", "127.0.0.1:0"], cwd=folder, stdout=subprocess.PIPE,
                                         stderr=subprocess.PIPE) for _ in range(4)]
            greetings = [program.stdout.readline() for program in programs]
            up = [program for program, greeting in zip(programs, greetings) if b"#key=" in greeting]
            self.assertEqual(len(up), 1, greetings)
            for program in programs:
                if program is not up[0]:
                    complaint = program.communicate(timeout=20)[1]
                    self.assertEqual(program.returncode, 75, complaint)
                    self.assertIn(b"another catalog serve has ", complaint)
                    self.assertIn(b"--state", complaint)
            up[0].terminate()
            up[0].communicate(timeout=20)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def test_files_are_for_their_owner(self):
        server = Server("--public", "coarse", scanned=True)
        try:
            for folder, _, names in os.walk(f"{server.folder}/.catalog"):
                for name in names:
                    mode = stat.S_IMODE(os.stat(f"{folder}/{name}").st_mode)
                    self.assertEqual(mode & 0o077, 0, (name, oct(mode)))
        finally:
            server.end()

    def test_counts_have_a_host_too(self):
        port = free_port()
        server = Server("--metrics", f"127.0.0.1:{port}", "--host", "cats.example.org", photos=False)
        try:
            def ask(*hosts):
                with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
                    fields = "".join(f"Host: {host}\r\n" for host in hosts)
                    connection.sendall(f"GET /metrics HTTP/1.1\r\n{fields}Connection: close\r\n\r\n".encode())
                    answer = b""
                    while piece := connection.recv(65536):
                        answer += piece
                    return answer

            # The counts have a listener of their own, which comes a moment after the photos'.
            def listens():
                with socket.socket() as probe:
                    return probe.connect_ex(("127.0.0.1", port)) == 0

            server.wait_for(listens)
            self.assertIn(b"catalog_photos", ask(f"127.0.0.1:{port}"))
            self.assertEqual(statuses(ask("cats.example.org")), [200])
            for hosts in [["evil.example"], [], ["localhost", "localhost"]]:
                answer = ask(*hosts)
                self.assertIn(statuses(answer), ([421], [400]), hosts)
                self.assertNotIn(b"catalog_photos", answer)
        finally:
            server.end()

    def test_pictures_are_kept_in_the_state_folder(self):
        server = Server("--state", "elsewhere", photos=False)
        try:
            self.assertTrue(os.path.isdir(f"{server.folder}/elsewhere/previews"))
            # What is hidden is known beside the index: exports of the command line read it there.
            self.assertLessEqual(set(os.listdir(f"{server.folder}/.catalog")), {"hidden.jsonl"})
        finally:
            server.end()


if __name__ == "__main__":
    unittest.main()
