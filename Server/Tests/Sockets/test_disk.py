"""A disk that is full: the server answers what it can, and says of the rest why not."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from server import Server


@unittest.skipUnless(os.geteuid() == 0, "only root can mount a small disk")
class FullDisk(unittest.TestCase):
    def setUp(self):
        self.disk = tempfile.mkdtemp(prefix="catalog-disk-")
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", self.disk], stderr=subprocess.PIPE)
        if mounted.returncode != 0:
            os.rmdir(self.disk)
            self.skipTest("nothing can be mounted here")

    def tearDown(self):
        subprocess.run(["umount", self.disk], check=True)
        os.rmdir(self.disk)

    def fill(self):
        file = os.open(f"{self.disk}/filler", os.O_WRONLY | os.O_CREAT)
        for size in [1 << 16, 4096, 1]:
            try:
                while True:
                    os.write(file, b"x" * size)
            except OSError:
                pass
        os.close(file)

    def test_answers_go_on(self):
        server = Server("--state", f"{self.disk}/state", "--public", "coarse", photos=False)
        try:
            server.wait_for(lambda: server.get("/api/v1/photos").status == 200)
            self.fill()
            answer = server.request("POST", "/api/v1/session", body=json.dumps({"key": server.key}))
            self.assertIn(answer.status, (500, 507))
            self.assertEqual(answer.headers["content-type"], "application/problem+json")
            self.assertEqual(server.get("/api/v1/photos").status, 200)
            self.assertEqual(server.get("/healthz").status, 200)
            self.assertIn("request failed", server.log_text())
            # The key was not used up.
            os.remove(f"{self.disk}/filler")
            self.assertTrue(server.sign_in())
        finally:
            server.end()


if __name__ == "__main__":
    unittest.main()
