"""A whole neighbourhood at once: `make bench-neighbours`. Prints a table.

Over 100,000 photos 50 people send a photo of 5 MB a minute each, while 200 look: 50 of them members, who see what is new at once, and 150 visitors. Everybody who looks opens the page, listens for changes, and
asks for views of the map, what is near, tags and small pictures, on average every three seconds, like somebody who moves a map. Whoever hears of a change asks for the page anew, at most every 30 seconds, as the page does.
Everybody is in this program, on the same machine: it takes its share of the cores.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import tempfile
import threading
import time
from collections import Counter, defaultdict
from pathlib import Path

import indexes
import machine
import serve

PHOTOS, SENDERS, MEMBERS, VISITORS = 100_000, 50, 50, 150
PHOTO_SIZE = 5_000_000
PASSWORD = "four black cats"


class Person:
    """Somebody with an address of their own, a connection that is kept, and a cookie or none."""

    def __init__(self, port, address, cookie=None):
        self.port, self.address, self.cookie = port, address, cookie
        self.connection = None

    def connect(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120, source_address=(self.address, 0))
        connection.connect()
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def ask(self, method, path, body=None, headers=None):
        """Status, headers, body; an idle connection that the server closed is opened anew."""
        own = {"Sec-Fetch-Site": "same-origin", **({"Cookie": self.cookie} if self.cookie else {}), **(headers or {})}
        if self.connection is None:
            self.connection = self.connect()
        try:
            self.connection.request(method, path, body, own)
            answer = self.connection.getresponse()
            data = answer.read()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.connection.close()
            self.connection = self.connect()
            self.connection.request(method, path, body, own)
            answer = self.connection.getresponse()
            data = answer.read()
        if answer.headers.get("Connection") == "close":
            self.connection.close()
            self.connection = None
        return answer.status, answer.headers, data


class Notes:
    """What everybody saw: milliseconds by kind of question, and what went wrong."""

    def __init__(self):
        self.lock = threading.Lock()
        self.times, self.wrong, self.bytes, self.events = defaultdict(list), Counter(), 0, 0
        self.first_wrong = {}

    def add(self, kind, seconds, status, expected, body=b""):
        with self.lock:
            self.times[kind].append(seconds * 1000)
            if status not in expected:
                self.wrong[kind, status] += 1
                self.first_wrong.setdefault((kind, status), body[:300])

    def hear(self):
        with self.lock:
            self.events += 1


def camera_photo(folder):
    """A JPEG of about 5 MB as a camera makes it, and where its scan begins."""
    width = 2400
    for _ in range(6):
        subprocess.run(["vips", "gaussnoise", folder / "noise.v", str(width), str(width * 3 // 4), "--sigma", "40", "--mean", "128"], check=True)
        subprocess.run(["vips", "cast", folder / "noise.v", folder / "grey.v", "uchar"], check=True)
        subprocess.run(["vips", "bandjoin", " ".join([str(folder / "grey.v")] * 3), folder / "colour.v"], check=True)
        subprocess.run(["vips", "copy", folder / "colour.v", f"{folder / 'noise.jpg'}[Q=92,strip]", ], check=True)
        size = (folder / "noise.jpg").stat().st_size
        if abs(size - PHOTO_SIZE) < PHOTO_SIZE // 20:
            break
        width = int(width * (PHOTO_SIZE / size) ** 0.5) // 16 * 16
    return (folder / "noise.jpg").read_bytes()


def exif(latitude, longitude, taken):
    """An Exif block with a position and a time."""
    def entry(tag, kind, count, value):
        return tag.to_bytes(2, "big") + kind.to_bytes(2, "big") + count.to_bytes(4, "big") + value.ljust(4, b"\0")

    def degrees(value):
        value = abs(value)
        whole, minutes = int(value), int(value % 1 * 60)
        seconds = round((value * 3600 - whole * 3600 - minutes * 60) * 10000)
        return b"".join(part.to_bytes(4, "big") + scale.to_bytes(4, "big") for part, scale in [(whole, 1), (minutes, 1), (seconds, 10000)])

    first, gps = 8, 8 + 2 + 2 * 12 + 4
    data = gps + 2 + 4 * 12 + 4
    tail = degrees(latitude) + degrees(longitude) + taken.encode() + b"\0"
    ifd0 = (2).to_bytes(2, "big") + entry(0x0132, 2, 20, (data + 48).to_bytes(4, "big")) + entry(0x8825, 4, 1, gps.to_bytes(4, "big")) + bytes(4)
    ifd1 = ((4).to_bytes(2, "big") + entry(1, 2, 2, b"N" if latitude >= 0 else b"S") + entry(2, 5, 3, data.to_bytes(4, "big"))
            + entry(3, 2, 2, b"E" if longitude >= 0 else b"W") + entry(4, 5, 3, (data + 24).to_bytes(4, "big")) + bytes(4))
    block = b"Exif\0\0MM\0*" + first.to_bytes(4, "big") + ifd0 + ifd1 + tail
    return b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block


def another(photo, generator):
    """The photo with another place, and bytes of its picture changed, the first ones too, as in any two photos: for the server each is another photo."""
    latitude, longitude = indexes.LATITUDE + generator.uniform(-0.02, 0.02), indexes.LONGITUDE + generator.uniform(-0.02, 0.02)
    taken = time.strftime("%Y:%m:%d %H:%M:%S", time.gmtime(1_700_000_000 + generator.randrange(80_000_000)))
    data = bytearray(photo)
    for part in [4000] * 10 + [len(data) - 100] * 10:
        place = generator.randrange(1000, part)
        if 0xFF not in data[place - 1:place + 2]:
            data[place] = generator.randrange(1, 0xF0)
    # One in five comes without its place, as from many phones.
    return bytes(data[:2] + (exif(latitude, longitude, taken) if generator.random() > 0.2 else b"") + data[2:])


def join(server, count):
    """Cookies of so many members, each invited and come in by themselves."""
    keeper = Person(server.port, "127.0.0.1", server.cookie)
    status, headers, body = keeper.ask("POST", "/api/v1/keeper", json.dumps({"name": "Keeper", "password": PASSWORD}), {"Content-Type": "application/json"})
    if status != 201:
        raise SystemExit(f"no keeper: {status} {body[:200]}")
    keeper.cookie = headers["Set-Cookie"].split(";")[0]
    cookies = []
    for number in range(count):
        status, _, body = keeper.ask("POST", "/api/v1/invitations", json.dumps({"role": "member"}), {"Content-Type": "application/json"})
        token = json.loads(body)["url"].split("#")[1]
        newcomer = Person(server.port, f"127.0.2.{1 + number}")
        status, headers, body = newcomer.ask("POST", f"/api/v1/invitations/{token}", json.dumps({"name": f"Person {number}", "password": PASSWORD, "agrees": True}), {"Content-Type": "application/json"})
        if status != 201:
            raise SystemExit(f"nobody came in: {status} {body[:200]}")
        cookies.append(headers["Set-Cookie"].split(";")[0])
        newcomer.connection.close()
    return cookies


def send(server, person, photo, seed, end, notes, sizes):
    generator = random.Random(seed)
    time.sleep(generator.uniform(0, 60))
    number = 0
    while time.monotonic() < end:
        begin = time.monotonic()
        data = another(photo, generator)
        start = time.monotonic()
        status, _, body = person.ask("POST", f"/api/v1/photos?name=IMG_{number:04}.jpg", data, {"Content-Type": "image/jpeg"})
        notes.add("upload of 5 MB", time.monotonic() - start, status, {201}, body)
        sizes.append(len(data))
        number += 1
        time.sleep(max(0, begin + 60 - time.monotonic()))


def listen(person, changed, end, notes):
    """Hears of changes, as the page does."""
    while time.monotonic() < end:
        connection = person.connect()
        try:
            connection.request("GET", "/api/v1/events", headers={"Cookie": person.cookie} if person.cookie else {})
            answer = connection.getresponse()
            if answer.status != 200:
                notes.add("events", 0, answer.status, {200})
                time.sleep(5)
                continue
            connection.sock.settimeout(max(1, end - time.monotonic() + 1))
            while line := answer.readline():
                if line.startswith(b"event:"):
                    notes.hear()
                    changed.set()
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()


def look(person, seed, end, notes):
    generator = random.Random(seed)
    changed = threading.Event()
    time.sleep(generator.uniform(0, 20))
    threading.Thread(target=listen, args=(person, changed, end, notes), daemon=True).start()
    views, near = serve.views(seed), serve.places(seed + 1000)
    pictures, tag, opened = [], None, -1e9
    while time.monotonic() < end:
        if tag is None or (changed.is_set() and time.monotonic() - opened >= 30):
            changed.clear()
            opened = start = time.monotonic()
            status, headers, data = person.ask("GET", "/", headers={"If-None-Match": tag} if tag else {})
            notes.add("the page", time.monotonic() - start, status, {200, 304})
            with notes.lock:
                notes.bytes += len(data)
            tag = headers.get("ETag")
        chance = generator.random()
        if chance < 0.5:
            kind, path = "`map`", generator.choice(views)
        elif chance < 0.75:
            kind, path = "`photos?near=`", generator.choice(near)
        elif chance < 0.8 or not pictures:
            kind, path = "`photos?sort=-taken`", "/api/v1/photos?sort=-taken&limit=40"
        else:
            kind, path = "small picture", f"/api/v1/photos/{generator.choice(pictures)}/thumbnail"
        start = time.monotonic()
        status, _, body = person.ask("GET", path)
        # Of the index's photos there are no files, so that only those that were sent have pictures.
        notes.add(kind, time.monotonic() - start, status, {200, 404} if kind == "small picture" else {200}, body)
        if kind == "`photos?sort=-taken`" and status == 200:
            pictures = [photo["id"] for photo in json.loads(body)["photos"]][:40]
        time.sleep(generator.expovariate(1 / 3))


def run(folder, minutes):
    index = indexes.index(folder, serve.makeindex(folder), PHOTOS)
    work = Path(tempfile.mkdtemp(prefix="neighbours-", dir=folder))
    shutil.copy(index.path, work / "catalog.json")
    server = None
    try:
        photo = camera_photo(work)
        server = serve.Server(work, "--public", "coarse", "--rescan", "never", "--preview-program", serve.PREVIEW, "--space", "100GB")
        server.wait()
        server.wait(cookie=False)
        cookies = join(server, SENDERS + MEMBERS)
        notes, sizes, memory = Notes(), [], [server.memory()]
        rest = memory[0]
        end = time.monotonic() + 60 * minutes
        threads = [threading.Thread(target=send, args=(server, Person(server.port, f"127.0.3.{1 + number}", cookies[number]), photo, number, end, notes, sizes))
                   for number in range(SENDERS)]
        for number in range(MEMBERS + VISITORS):
            cookie = cookies[SENDERS + number] if number < MEMBERS else None
            threads.append(threading.Thread(target=look, args=(Person(server.port, f"127.0.4.{1 + number}", cookie), number, end, notes)))
        before = processor(server)
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            memory.append(server.memory())
            time.sleep(0.5)
        used = processor(server) - before
        report(server, notes, sizes, memory, rest, used, minutes)
    finally:
        if server:
            server.end()
            print((work / "log").read_text()[-2000:], end="")
        shutil.rmtree(work, ignore_errors=True)


def processor(server):
    """Seconds of both cores that the server used."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def report(server, notes, sizes, memory, rest, used, minutes):
    views = [value for kind, values in notes.times.items() if kind not in ("upload of 5 MB", "the page", "events") for value in values]
    everything = sum(map(len, notes.times.values()))
    print(f"\n{machine.words()}; load before: {os.getloadavg()[0]:.1f}\n\n| job | measured | asked |\n| --- | --- | --- |")
    serve.row(f"questions in {minutes:g} minutes, answers that were wrong", f"{everything:,}, {sum(notes.wrong.values())}", "none wrong")
    serve.row("views of all kinds: p50, p99, slowest", times(views), "p99 ≤ 200 ms")
    for kind in sorted(notes.times):
        serve.row(f"{kind}: {len(notes.times[kind]):,} times", times(notes.times[kind]))
    serve.row("sent", f"{len(sizes):,} photos, {sum(sizes) / 1e6:,.0f} MB")
    serve.row("events heard", f"{notes.events:,}")
    serve.row("pages, all together", f"{notes.bytes / 1e6:,.0f} MB")
    serve.row("memory at rest, at most, in the end", f"{rest:.0f}, {server.memory('VmHWM'):.0f}, {memory[-1]:.0f} MB")
    serve.row("the server's share of two cores", f"{used / (minutes * 60 * 2) * 100:.0f} %")
    for (kind, status), count in notes.wrong.items():
        print(f"wrong: {kind} {status}, {count} times, such as {notes.first_wrong[kind, status]!r}")


def times(values):
    if not values:
        return "–"
    return f"{statistics.median(values):.1f} ms, {serve.percentile(values, 0.99):.1f} ms, {max(values):.0f} ms"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--scale", type=float, default=1, help="a part of the people and photos, to try it out")
    arguments = parser.parse_args()
    global PHOTOS, SENDERS, MEMBERS, VISITORS
    PHOTOS, SENDERS, MEMBERS, VISITORS = (max(1, round(count * arguments.scale)) for count in (PHOTOS, SENDERS, MEMBERS, VISITORS))
    folder = Path(os.environ.get("BENCH_DIR", serve.ROOT / ".build-bench"))
    folder.mkdir(parents=True, exist_ok=True)
    run(folder, arguments.minutes)


if __name__ == "__main__":
    main()
