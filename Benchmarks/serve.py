"""Measures `catalog serve` over a million photos, and against nginx: `make bench-serve`. Prints the rows of docs/serve.md.

Whoever asks is this program and wrk, on the same machine: they take their share of the cores.
"""

from __future__ import annotations

import argparse
import atexit
import hashlib
import http.client
import json
import os
import random
import re
import shutil
import signal
import socket
import statistics
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import indexes
import machine

ROOT = Path(__file__).resolve().parents[1]
PHOTOS = 1_000_000


def program(name, otherwise):
    return os.environ.get(name, str(ROOT / otherwise))


SERVE = program("CATALOG_SERVE", ".build-server/release/catalog-serve")
CATALOG = program("CATALOG", ".build/release/catalog")
PREVIEW = program("CATALOG_PREVIEW", ".build/catalog-preview")


class Server:
    """catalog-serve in a folder, on a free port; `cookie` is a keeper's."""

    def __init__(self, folder, *options, cookie=None):
        self.start = time.monotonic()
        self.log = open(folder / "log", "ab")
        self.process = subprocess.Popen(
            [SERVE, "--listen", "127.0.0.1:0", "--log-level", "warning", *options], cwd=folder, stdout=subprocess.PIPE, stderr=self.log)
        # Also where a measurement fails half-way.
        atexit.register(self.process.kill)
        found = re.search(r":(\d+)/#key=(\S+)", self.process.stdout.readline().decode())
        if not found:
            raise SystemExit("catalog-serve did not start: " + (folder / "log").read_text()[-500:])
        self.port, key = int(found.group(1)), found.group(2)
        self.cookie = cookie
        if not cookie:
            connection = self.connection()
            connection.request("POST", "/api/v1/session", json.dumps({"key": key}))
            answer = connection.getresponse()
            answer.read()
            self.cookie = answer.headers["Set-Cookie"].split(";")[0]

    def connection(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        connection.connect()
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def ask(self, path, connection=None, cookie=True):
        connection = connection or self.connection()
        connection.request("GET", path, headers={"Cookie": self.cookie} if cookie else {})
        answer = connection.getresponse()
        return answer.status, answer.read()

    def wait(self, path="/api/v1/photos?limit=1", cookie=True):
        """Seconds from the program's start to the first answer."""
        while self.ask(path, cookie=cookie)[0] == 503:
            time.sleep(0.005)
        return time.monotonic() - self.start

    def memory(self, what="VmRSS"):
        """Megabytes."""
        return int(re.search(rf"{what}:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text()).group(1)) / 1024

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        self.process.stdout.close()
        self.log.close()


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def paced(server, paths, rate, seconds, hear=lambda path, asked, body: None, threads=8):
    """Asks at a fixed rate, whatever the answers take; milliseconds from when each was due. What is answered goes to `hear`."""
    times, begin = [], time.monotonic() + 0.2
    lock, count, total = threading.Lock(), [0], int(rate * seconds)
    wrong = []

    def work():
        connection = server.connection()
        while True:
            with lock:
                number = count[0]
                count[0] += 1
            if number >= total:
                connection.close()
                return
            due = begin + number / rate
            wait = due - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            path, asked = paths[number % len(paths)], time.monotonic()
            status, body = server.ask(path, connection)
            times.append((time.monotonic() - due) * 1000)
            if status != 200:
                wrong.append(f"{status} for {path}")
            hear(path, asked, body)

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if wrong:
        raise SystemExit(f"{len(wrong)} wrong answers, such as: {wrong[0]}")
    return times


def row(job, figure, target=""):
    print(f"| {job} | {figure} | {target} |", flush=True)


def views(seed=1):
    """Views of the map as people open them: the world, a country, a town, a street."""
    generator = random.Random(seed)
    boxes = ["box=-85,-180,85,180&zoom=1", "box=-85,-180,85,180&zoom=3"]
    for zoom, height in [(5, 20), (8, 4), (11, 0.5), (14, 0.06), (17, 0.01)]:
        for _ in range(6):
            latitude, longitude = generator.uniform(-60, 60), generator.uniform(-170, 170)
            if generator.random() < 0.5:
                latitude, longitude = indexes.LATITUDE, indexes.LONGITUDE
            west, east = [(edge + 180) % 360 - 180 for edge in (longitude - height, longitude + height)]
            boxes.append(f"box={latitude - height:.4f},{west:.4f},{latitude + height:.4f},{east:.4f}&zoom={zoom}")
    return [f"/api/v1/map?{box}" for box in boxes]


def places(seed=2):
    generator = random.Random(seed)
    paths = []
    for _ in range(50):
        latitude, longitude = generator.uniform(-60, 60), generator.uniform(-170, 170)
        if generator.random() < 0.5:
            latitude, longitude = indexes.LATITUDE + generator.uniform(-1, 1) / 100, indexes.LONGITUDE
        radius = generator.choice(["&radius=1km", "&radius=50km", ""])
        paths.append(f"/api/v1/photos?near={latitude:.5f},{longitude:.5f}{radius}")
    return paths


def million(folder, seconds):
    """Everything that is asked over a million photos."""
    index = indexes.index(folder, makeindex(folder), PHOTOS)
    work = Path(tempfile.mkdtemp(prefix="serve-", dir=folder))
    os.link(index.path, work / "catalog.json")
    quiet = ["--rescan", "never", "--watch", "no"]
    try:
        server = Server(work, *quiet)
        row("first start of all, 1,000,000 photos: to the first answer", f"{server.wait():.2f} s")
        row("first start: peak memory", f"{server.memory('VmHWM'):.0f} MB")
        cookie = server.cookie
        while not (work / ".catalog" / "table").exists():
            time.sleep(0.5)
        time.sleep(1)
        server.end()

        starts, sizes, peaks = [], [], []
        for _ in range(5):
            server = Server(work, *quiet, cookie=cookie)
            starts.append(server.wait())
            time.sleep(1)
            sizes.append(server.memory())
            peaks.append(server.memory("VmHWM"))
            server.end()
        row("start, 1,000,000 photos: to the first answer", f"{statistics.median(starts):.2f} s ({min(starts):.2f}–{max(starts):.2f})", "≤ 1 s")
        row("memory after the start", f"{statistics.median(sizes):.0f} MB, at most {max(peaks):.0f} MB", "≤ 250 MB")

        starts, later, sizes, peaks = [], [], [], []
        for number in range(4):
            server = Server(work, *quiet, "--public", "coarse", cookie=cookie)
            first, shared = server.wait(), server.wait(cookie=False)
            time.sleep(1)
            # The first of them makes the batch.
            if number > 0:
                starts.append(first)
                later.append(shared)
                sizes.append(server.memory())
                peaks.append(server.memory("VmHWM"))
            if number < 3:
                server.end()
        row("the same with public = coarse: to the keeper's, a visitor's first answer",
            f"{statistics.median(starts):.2f} s, {statistics.median(later):.2f} s", "≤ 1 s")
        row("memory with public = coarse", f"{statistics.median(sizes):.0f} MB, at most {max(peaks):.0f} MB", "≤ 250 MB")

        for path in views() + places():
            server.ask(path)
        for name, paths, target in [("map", views(), 20), ("photos?near=", places(), 10)]:
            rounds = [paced(server, paths, 100, seconds) for _ in range(3)]
            lasts = [percentile(times, 0.99) for times in rounds]
            middle = statistics.median(percentile(times, 0.5) for times in rounds)
            row(f"`{name}` at 100 a second: p50, p99", f"{middle:.1f} ms, {statistics.median(lasts):.1f} ms ({min(lasts):.1f}–{max(lasts):.1f})",
                f"≤ {target} ms")
        world = [paced(server, views()[:2], 100, seconds) for _ in range(3)]
        lasts = [percentile(times, 0.99) for times in world]
        row("`map` of the whole world only at 100 a second: p99", f"{statistics.median(lasts):.1f} ms ({min(lasts):.1f}–{max(lasts):.1f})", "≤ 20 ms")
        swap(server, work, index)
        streams(server)
        server.end()
    finally:
        shutil.rmtree(work, ignore_errors=True)


def essence(body):
    """An answer without its cursor, which is sealed anew each time."""
    return hashlib.sha256(re.sub(rb'"next":"[^"]*"', b"", body)).digest()


def swap(server, work, index):
    """Another index takes the place of the first while it is asked about. Each answer has to be that of the first or that of the second, and once one is of
    the second, none is of the first."""
    lines = index.path.read_bytes()
    # One photo less, so that the answers tell which index they are of.
    part = work / "part.json"
    begin = lines.index(b"\n{\"geohash\"") + 1
    end = lines.rindex(b"\n],")
    rows = lines[begin:end].split(b",\n")
    gone = json.loads(rows.pop(next(number for number, row in enumerate(rows) if b'"latitude"' in row)))
    part.write_bytes(lines[:begin] + b",\n".join(rows) + lines[end:])
    del lines, rows
    subprocess.run([CATALOG, "merge", "-o", str(work / "next.json"), str(part)], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    part.unlink()
    count = "/api/v1/photos?limit=1&sort=id"
    total = json.loads(server.ask(count)[1])["total"]
    here = f"/api/v1/photos?near={gone['latitude']},{gone['longitude']}&limit=5"
    paths = [*views()[:8], *places()[:4], here, "/api/v1/map?box=-90,-180,90,180&zoom=0"]
    first = {path: essence(server.ask(path)[1]) for path in paths}
    heard = []
    mover = threading.Timer(3, lambda: os.replace(work / "next.json", work / "catalog.json"))
    mover.start()
    times = paced(server, paths, 50, 30, hear=lambda path, asked, body: heard.append((asked, time.monotonic(), path, essence(body))))
    if json.loads(server.ask(count)[1])["total"] != total - 1:
        raise SystemExit("the new index was not taken over")
    second = {path: essence(server.ask(path)[1]) for path in paths}
    if second[here] == first[here]:
        raise SystemExit("the two indexes answer alike, so that nothing was tested")
    taken = None
    for asked, ended, path, body in sorted(heard):
        if body not in (first[path], second[path]):
            raise SystemExit(f"an answer to {path} is of neither index")
        if first[path] == second[path]:
            continue
        if body == second[path]:
            taken = min(taken or ended, ended)
        elif taken and asked > taken:
            raise SystemExit(f"an answer to {path} is of the first index, after one of the second")
    row("an index of 1,000,000 photos is replaced under 50 questions a second: slowest answer", f"{max(times):.0f} ms", "≤ 200 ms")
    row("the same: p99; wrong answers", f"{percentile(times, 0.99):.1f} ms; none of {len(heard):,}")


def streams(server):
    before = server.memory()
    connections = []
    for number in range(1000):
        connection = socket.create_connection(("127.0.0.1", server.port), source_address=(f"127.0.1.{1 + number // 60}", 0))
        connection.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nCookie: {server.cookie}\r\n\r\n".encode())
        connections.append(connection)
    for connection in connections:
        if b" 200 " not in connection.recv(4096):
            raise SystemExit("an event stream was refused")
    row("1,000 open event streams", f"{server.memory() - before:.1f} MB more")
    for connection in connections:
        connection.close()


def wrk(port, path, seconds):
    """Requests a second."""
    text = subprocess.run(["wrk", "-t", "1", "-c", "32", "-d", f"{seconds}s", f"http://127.0.0.1:{port}{path}"],
                          stdout=subprocess.PIPE, text=True, check=True).stdout
    if "Non-2xx" in text or "Socket errors" in text:
        raise SystemExit(f"wrk got wrong answers: {text}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))


def thumbnail(folder, seconds):
    """A picture that is made already, and nginx with the same bytes."""
    if not shutil.which("wrk") or not shutil.which("nginx"):
        print("(wrk or nginx is missing: no row of thumbnails)")
        return
    work = Path(tempfile.mkdtemp(prefix="serve-", dir=folder))
    # nginx reads it as somebody else.
    os.chmod(work, 0o755)
    shutil.copytree(ROOT / "Samples" / "photos", work / "photos")
    subprocess.run([CATALOG, "scan", "photos"], cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = Server(work, "--public", "coarse", "--preview-program", PREVIEW)
    nginx = None
    try:
        server.wait(cookie=False)
        photos = json.loads(server.ask("/api/v1/photos?limit=1000", cookie=False)[1])["photos"]
        found = None
        for photo in photos:
            path = f"/api/v1/photos/{photo['id']}/thumbnail"
            status, body = server.ask(path, cookie=False)
            if status == 200:
                found = (path, body)
        if not found:
            raise SystemExit("no photo has a thumbnail")
        path, body = found
        (work / "thumbnail.jpg").write_bytes(body)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        kinds = " ".join(f"{kind}_temp_path {work};" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
        (work / "nginx.conf").write_text(f"""
            worker_processes {len(os.sched_getaffinity(0))}; daemon off; pid {work}/pid; error_log {work}/error.log;
            events {{}}
            http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=10; {kinds}
              server {{ listen 127.0.0.1:{port}; root {work}; }} }}""")
        nginx = subprocess.Popen(["nginx", "-c", str(work / "nginx.conf"), "-e", str(work / "error.log")])
        time.sleep(1)
        wrk(port, "/thumbnail.jpg", 1), wrk(server.port, path, 1)
        ratios, own, others = [], [], []
        for _ in range(5):
            others.append(wrk(port, "/thumbnail.jpg", seconds))
            own.append(wrk(server.port, path, seconds))
            ratios.append(own[-1] / others[-1])
        row(f"cached thumbnail of {len(body) / 1000:.0f} KB, nginx with the same file",
            f"{statistics.median(own):,.0f}/s, {statistics.median(others):,.0f}/s: {statistics.median(ratios):.2f} × "
            f"({min(ratios):.2f}–{max(ratios):.2f})", "≥ 0.5 ×")
    finally:
        if nginx:
            nginx.terminate()
            nginx.wait()
        server.end()
        shutil.rmtree(work, ignore_errors=True)


def makeindex(folder):
    built = folder / "makeindex"
    subprocess.run(["cc", "-O2", "-o", built, ROOT / "Benchmarks" / "makeindex.c", "-lz", "-lm"], check=True)
    return built


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="shorter rounds")
    parser.add_argument("--only", choices=["thumbnail", "million"])
    arguments = parser.parse_args()
    folder = Path(os.environ.get("BENCH_DIR", ROOT / ".build-bench"))
    folder.mkdir(parents=True, exist_ok=True)
    print(f"{machine.words()}; load before: {os.getloadavg()[0]:.1f}\n\n| job | measured | asked |\n| --- | --- | --- |")
    if arguments.only != "million":
        thumbnail(folder, 2 if arguments.quick else 5)
    if arguments.only != "thumbnail":
        million(folder, 5 if arguments.quick else 20)


if __name__ == "__main__":
    main()
