"""A server that is killed at each of its system calls while it takes a photo or writes a name: all of it is there, or nothing."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import time
import unittest

from test_uploads import UploadServer, padded

# What changes something on the disk.
CALLS = ["openat", "write", "pwrite64", "fsync", "fdatasync", "rename", "unlink", "mkdir", "ftruncate"]
# Seconds that one of the tests may take.
PATIENCE = float(os.environ.get("CATALOG_KILL_SECONDS", "40"))


@unittest.skipUnless(shutil.which("strace"), "there is no strace")
class Kills(unittest.TestCase):
    def setUp(self):
        self.server = UploadServer()
        self.addCleanup(self.server.end)
        self.photo = self.server.upload(padded(60_000)).json()["photo"]["id"]

    def kill_at(self, call, number, action):
        """Whether the server was killed at its so many-th call of that name in one of its threads."""
        tracer = subprocess.Popen(
            ["strace", "-f", "-qq", "-o", "/dev/null", "-p", str(self.server.process.pid), "-e", f"trace={call}",
             "-e", f"inject={call}:signal=KILL:when={number}"], stderr=subprocess.PIPE)
        try:
            self.wait_until_traced()
            try:
                action()
            except OSError:
                pass
            except Exception as error:  # http.client's own, where the answer is cut off
                if "http" not in type(error).__module__:
                    raise
            time.sleep(0.05)
            try:
                self.server.process.wait(0.5)
                return True
            except subprocess.TimeoutExpired:
                return False
        finally:
            if tracer.poll() is None:
                tracer.send_signal(signal.SIGINT)
            tracer.wait(10)
            tracer.stderr.close()

    def wait_until_traced(self):
        status = pathlib.Path(f"/proc/{self.server.process.pid}/task")
        end = time.monotonic() + 5
        while time.monotonic() < end:
            traced = [("TracerPid:\t0" not in (task / "status").read_text()) for task in status.iterdir()]
            if all(traced):
                return
            time.sleep(0.01)
        self.skipTest("the server cannot be traced here")

    def restart(self):
        if self.server.process.poll() is None:
            self.server.stop()
        else:
            self.server.process.stdout.close()
            self.server.log.close()
        self.server.start(["--public", "coarse", "--watch", "no", "--rescan", "never"], False, None)
        self.server.wait_for(lambda: self.server.sign_in() and self.server.get("/api/v1/photos").status == 200)
        # What was left is brought in order beside the answers.
        self.server.wait_for(lambda: not [name for name in self.server.files() if name.endswith(".part")], 5)

    def everywhere(self, action, check):
        end = time.monotonic() + PATIENCE
        kills = 0
        for call in CALLS:
            number = 1
            while time.monotonic() < end and number <= 12 and self.kill_at(call, number, lambda: action(kills)):
                kills += 1
                self.restart()
                check(f"{call} {number}")
                number += 1
        self.assertGreater(kills, 5)
        print(f"killed {kills} times")

    def test_an_upload(self):
        sent = {}

        def action(number):
            # Another one each time, also after a step at which nothing was killed.
            data = padded(70_000 + len(sent))
            sent[len(data)] = data
            answer = self.server.upload(data)
            self.assertEqual(answer.status, 201)

        def check(where):
            def is_settled():
                photos = [pathlib.Path(self.server.folder, name).stat().st_size for name in self.server.files()]
                return len(photos) == self.server.total()
            self.server.wait_for(is_settled, 10)
            for name in self.server.files():
                data = pathlib.Path(self.server.folder, name).read_bytes()
                self.assertEqual(data, sent.get(len(data), padded(60_000)), f"{where}: {name}")
            # Whoever sends it again has it once.
            for data in sent.values():
                self.assertIn(self.server.upload(data).status, (200, 201), where)
            self.assertEqual(self.server.total(), 1 + len(sent), where)
            self.assertEqual(len(self.server.files()), 1 + len(sent), where)

        self.everywhere(action, check)

    def test_a_name(self):
        names = ["none"]

        def action(number):
            names.append(f"cats/N{len(names)}")
            body = {"tags": {"add": [names[-1]], "remove": names[-2:-1]}}
            self.assertEqual(self.server.patch(self.photo, json.dumps(body)).status, 200)

        def check(where):
            self.server.wait_for(lambda: self.server.total() == 1, 5)
            tags = self.server.get(f"/api/v1/photos/{self.photo}").json().get("tags", [])
            # The sidecar is the old one or the new one; what the index says of it a scan mends.
            sidecars = [name for name in self.server.files() if name.endswith(".xmp")]
            text = "".join(pathlib.Path(self.server.folder, name).read_text() for name in sidecars)
            written = [name for name in names if f">{name}<" in text]
            self.assertLessEqual(len(written), 1, where)
            self.assertIn((written or ["none"])[0], names[-2:], where)
            self.assertLessEqual(len(tags), 1, where)
            if not written:
                self.assertEqual(tags, [], where)
            # As the next change finds it.
            names.append(f"cats/M{len(names)}")
            body = {"tags": {"add": [names[-1]], "remove": tags + written}}
            answer = self.server.patch(self.photo, json.dumps(body))
            self.assertEqual(answer.json().get("tags"), [names[-1]], where)

        self.everywhere(action, check)


if __name__ == "__main__":
    unittest.main()
