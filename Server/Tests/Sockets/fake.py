"""A server that says what a test wants: the page's own files, and answers of the API as docs/api.md has them, out of a dictionary."""

import http.server
import json
import pathlib
import re
import sys
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "packaging"), str(ROOT / "Tests" / "Browser")]
import blocks  # noqa: E402
import page  # noqa: E402

PICTURE = (ROOT / "Samples" / "photos" / "miso" / "IMG_0042.jpg").read_bytes()
POLICY = ("default-src 'none'; script-src 'self' {script}; style-src 'self' {style}; img-src 'self' data: blob:; connect-src 'self'; "
          "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
FORMS = ["/sign-in", "/keeper", "/join", "/reset", "/add", "/account", "/people", "/trash", "/changes"]


def identity(number):
    return f"{number:024x}"


def photo(number, latitude=None, longitude=None, name=None, tags=(), **more):
    """A photo as the API answers it, and as the page holds it."""
    place = {} if latitude is None else {"latitude": latitude, "longitude": longitude}
    return {"id": identity(number), "name": name or f"IMG_{number:04}.jpg", "tags": list(tags), "taken": "2024-05-03T17:40:00", **place, **more}


class FakeServer:
    """Answers by `answers`, a dictionary of (method, path) to a value, to (status, value), or to a function of path, query and body that gives one of these."""

    def __init__(self, photos=(), session=None, title="Cats of Yeonnam-dong", fade=""):
        self.photos = {item["id"]: dict(item) for item in photos}
        self.session = session or {"signedIn": False, "level": "coarse", "signup": "none"}
        self.title, self.fade, self.welcome = title, fade, False
        self.asked, self.answers, self.events, self.is_slow, self.offline = [], {}, [], 0, False
        self.refuses_events = False
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def handle_one(self):
                outer.handle(self)

            do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = do_HEAD = handle_one

        class Quiet(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, *_):
                pass

        self.server = Quiet(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://localhost:{self.port}"

    def end(self):
        self.offline = True
        self.server.shutdown()
        self.server.server_close()

    def asked_for(self, method, path):
        """The bodies of all requests to an address."""
        return [body for some, where, body in self.asked if (some, where) == (method, path)]

    # --- Answers

    def handle(self, request):
        path, _, query = request.path.partition("?")
        length = int(request.headers.get("Content-Length") or 0)
        body = b""
        while len(body) < length and not self.offline:
            piece = request.rfile.read(min(65536, length - len(body)))
            if not piece:
                break
            body += piece
            time.sleep(self.is_slow)
        if self.offline:
            request.close_connection = True
            request.connection.close()
            return
        is_json = request.headers.get("Content-Type", "").startswith("application/json")
        given = json.loads(body) if is_json and body else body
        path = urllib.parse.unquote(path)
        self.asked.append((request.command, path, given))
        if path == "/api/v1/events" and not self.refuses_events:
            return self.stream(request)
        status, type_, data, headers = self.answer(request.command, path, dict(urllib.parse.parse_qsl(query)), given)
        request.send_response(status)
        for name, value in {"Content-Type": type_, "Content-Length": str(len(data)), "X-Content-Type-Options": "nosniff",
                            "Cache-Control": "no-store", **headers}.items():
            request.send_header(name, value)
        request.end_headers()
        if request.command != "HEAD":
            request.wfile.write(data)

    def answer(self, method, path, query, body):
        found = self.answers.get((method, path))
        if callable(found):
            found = found(path, query, body)
        if found is None and path.startswith("/api/"):
            found = self.standard(method, path[len("/api/v1/"):], query, body)
        if isinstance(found, bytes):
            return 200, "image/jpeg", found, {}
        if found is not None:
            status, value, headers = (found + ({},))[:3] if isinstance(found, tuple) else (200, found, {})
            return status, "application/json" if status < 400 else "application/problem+json", b"" if value is None else json.dumps(value).encode(), headers
        return self.file(path)

    def standard(self, method, path, query, body):
        steps = path.split("/")
        if path == "session":
            if method == "DELETE":
                self.session = {"signedIn": False, "level": "none", "signup": "none"}
                return 204, None
            return (201 if method == "POST" else 200), self.session
        if steps[0] == "names":
            names = sorted({tag for item in self.photos.values() for tag in item["tags"]})
            return {"names": [{"name": name, "photos": 1} for name in names if query.get("prefix", "").lower() in name.lower()]}
        if path == "photos" and method == "GET":
            return {"photos": list(self.photos.values()), "total": len(self.photos), "next": None}
        if path == "photos":
            number = len(self.photos) + 1
            self.photos[identity(number)] = photo(number, name=query["name"])
            return 201, {"photo": {**self.photos[identity(number)], "positionArrived": False}}
        if steps[0] == "photos" and len(steps) == 3 and steps[2] in ("thumbnail", "preview", "original"):
            return PICTURE
        if steps[0] == "photos" and steps[1] in self.photos:
            item = self.photos[steps[1]]
            if method == "DELETE":
                del self.photos[steps[1]]
                return 204, None
            if len(steps) == 3:
                return 202, None
            if method == "PATCH":
                change = dict(body)
                tags = change.pop("tags", {})
                item["tags"] = [tag for tag in item["tags"] if tag not in tags.get("remove", [])] + tags.get("add", [])
                item.update(change.pop("position", None) or {})
                item.update(change)
            return item
        empty = {"people": "people", "requests": "requests", "reports": "reports", "invitations": "invitations", "trash": "photos", "changes": "changes",
                 "sessions": "sessions", "tokens": "tokens"}.get(path)
        if empty and method == "GET":
            return {empty: [], "next": None}
        return 404, {"detail": "There is nothing at this address."}

    def stream(self, request):
        request.send_response(200)
        request.send_header("Content-Type", "text/event-stream")
        request.send_header("Cache-Control", "no-store")
        request.send_header("Connection", "close")
        request.end_headers()
        request.close_connection = True
        sent = len(self.events)
        request.wfile.write(b": listening\nretry: 300\n\n")
        while not self.offline:
            for event in self.events[sent:]:
                request.wfile.write(f"event: {event}\ndata: {{}}\n\n".encode())
            if len(self.events) > sent and self.events[-1] == "end":
                return
            sent = len(self.events)
            request.wfile.flush()
            time.sleep(0.05)

    # --- Files

    def file(self, path):
        served = {
            "/serve.js": ("text/javascript", page.server_script()), "/serve.css": ("text/css", page.server_style()),
            "/worker.js": ("text/javascript", page.read("worker.js", page.SERVER).replace("{{version}}", "test")),
            "/icon.svg": ("image/svg+xml", page.read("icon.svg", page.SERVER)), "/manifest.webmanifest": ("application/manifest+json", json.dumps({"name": self.title, "start_url": "/"})),
        }.get(path)
        if served:
            policy = {"Content-Security-Policy": "default-src 'none'; connect-src 'self'"} if path == "/worker.js" else {}
            return 200, f"{served[0]}; charset=utf-8", served[1].encode(), policy
        if path.startswith("/photos/"):
            return 200, "image/jpeg", PICTURE, {}
        if path in FORMS or path == "/privacy" or (path == "/" and self.welcome):
            return self.html(self.form('<p id="session" hidden></p>' if path == "/" else ""), "", "")
        if path == "/":
            return self.html(self.map(), f"'{page.sha256(page.map_script())}'", f"'{page.sha256(page.read('page.css'))}'")
        return 404, "application/problem+json", b"{}", {}

    def html(self, text, script, style):
        return 200, "text/html; charset=utf-8", text.encode(), {"Content-Security-Policy": POLICY.format(script=script, style=style), "ETag": '"1"'}

    def form(self, more):
        return (f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
                f'<meta name="color-scheme" content="light dark"><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/serve.css"><title>{self.title}</title></head>'
                f'<body class="text"><main><h1>{self.title}</h1>{more}</main><script src="/serve.js" defer></script></body></html>')

    def map(self):
        rows = [{**item, "path": f"photos/{item['id']}/{item['name']}", **({} if "latitude" in item else {"problem": "no position"})} for item in self.photos.values()]
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n', "", page.read("page.html"))
        parts = {"style": page.read("page.css"), "settings": json.dumps({"photos": "/", "title": self.title}), "list": "", "pictures": "",
                 "data": blocks.photos_blocks(rows) if rows else "", "script": page.map_script()}
        text = text.replace("</head>", '<link rel="manifest" href="/manifest.webmanifest">\n<link rel="stylesheet" href="/serve.css">\n</head>')
        text = text.replace("</body>", f"<script src=\"/serve.js\" data-version='\"1\"' data-fade=\"{self.fade}\" defer></script>\n</body>")
        for name, content in parts.items():
            text = text.replace("{{%s}}" % name, content, 1)
        return text
