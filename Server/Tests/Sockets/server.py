"""A running catalog-serve over photos of its own, and raw connections to it."""

import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = os.environ.get("CATALOG_SERVE", str(ROOT / ".build-server" / "debug" / "catalog-serve"))


class Server:
    """Starts on a free port, over a copy of Samples/photos, and ends with the test."""

    def __init__(self, *options, photos=True, scanned=False, environment=None):
        self.folder = tempfile.mkdtemp(prefix="catalog-serve-")
        self.start(options, photos, environment)
        if scanned:
            # The index was empty when the state was made: now that it is not, begin with a new state.
            self.stop()
            shutil.rmtree(f"{self.folder}/.catalog")
            self.start(options, False, environment)
            self.wait_for(lambda: self.get("/healthz").json()["status"] == "ok")

    def start(self, options, photos, environment):
        if photos:
            shutil.copytree(ROOT / "Samples" / "photos", f"{self.folder}/photos")
        index = {"catalog": {"version": 1, "reader": 1, "generator": "test", "written": "2024-01-01T00:00:00Z"},
                 "scanned": ["photos"], "photos": []}
        if not os.path.exists(f"{self.folder}/catalog.json"):
            pathlib.Path(self.folder, "catalog.json").write_text(json.dumps(index))
        self.log = open(f"{self.folder}/log", "wb+")
        self.process = subprocess.Popen(
            [PROGRAM, "--listen", "127.0.0.1:0", *options], cwd=self.folder, stdout=subprocess.PIPE, stderr=self.log,
            env={**os.environ, **(environment or {})})
        line = self.process.stdout.readline().decode()
        found = re.search(r"://[^:]+:(\d+)/#key=(\S+)", line)
        if not found:
            self.process.wait()
            raise AssertionError(f"the server did not start: {line} {self.log_text()}")
        self.port = int(found.group(1))
        self.key = found.group(2)
        self.cookie = None
        if photos:
            self.wait_for(lambda: self.sign_in() and self.get("/api/v1/photos").json().get("total", 0) >= 10)

    def log_text(self):
        self.log.flush()
        return pathlib.Path(self.folder, "log").read_text(errors="replace")

    def wait_for(self, condition, seconds=20):
        """Asks until something is so; how long it took."""
        start = time.monotonic()
        while not condition():
            if time.monotonic() - start > seconds:
                raise AssertionError("it never became so\n" + self.log_text()[-2000:])
            time.sleep(0.05)
        return time.monotonic() - start

    def sign_in(self):
        if not self.cookie:
            answer = self.request("POST", "/api/v1/session", body=json.dumps({"key": self.key}))
            assert answer.status == 201, answer.text
            self.cookie = answer.headers["set-cookie"].split(";")[0]
        return True

    def get(self, path, **headers):
        return self.request("GET", path, headers=headers)

    def request(self, method, path, headers=None, body=None, timeout=20):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            own = {"Cookie": self.cookie} if self.cookie else {}
            connection.request(method, path, body=body, headers={**own, **(headers or {})})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def send(self, data, until_closed=True):
        """What the server says to some bytes, up to the end of the connection."""
        with self.connect() as connection:
            try:
                connection.sendall(data)
            except (BrokenPipeError, ConnectionResetError):
                pass
            return read_all(connection) if until_closed else connection.recv(65536)

    def memory(self):
        """Resident megabytes."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) / 1024

    def is_up(self):
        return self.process.poll() is None and self.get("/healthz").status == 200

    def end(self):
        """Ends the server and removes its folder; how long it took, and its exit code."""
        ending = self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        return ending

    def stop(self):
        """Ends the server; how long it took, and its exit code."""
        start = time.monotonic()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self.process.stdout.close()
        self.log.close()
        return time.monotonic() - start, code


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()
        self.text = self.body.decode("utf-8", "replace")

    def json(self):
        return json.loads(self.body)


def read_all(connection):
    data = b""
    while True:
        try:
            piece = connection.recv(65536)
        except ConnectionResetError:
            return data
        if not piece:
            return data
        data += piece


def statuses(data):
    return [int(code) for code in re.findall(rb"HTTP/1\.1 (\d+)", data)]
