"""Behind other servers, as people set them up: whoever comes without a session is shown nothing."""

import http.client
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
import unittest

from server import Answer, Server

# Each route of a catalogue that is shown to nobody.
CLOSED = ["/api/v1/photos", "/api/v1/photos?near=37.5,127&radius=5km", "/api/v1/map?box=-90,-180,90,180&zoom=3", "/api/v1/tags",
          "/api/v1/tags/cats", "/api/v1/events", "/api/v1/photos/{id}", "/api/v1/photos/{id}/thumbnail", "/api/v1/photos/{id}/preview",
          "/api/v1/photos/{id}/original", "/photos/{id}/IMG_0042.jpg"]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Proxied:
    """A server with another one in front."""

    name = None

    @classmethod
    def setUpClass(cls):
        if not shutil.which(cls.name):
            raise unittest.SkipTest(f"there is no {cls.name}")
        cls.server = Server("--title", "Neighbours")
        cls.server.sign_in()
        cls.photos = cls.server.get("/api/v1/photos?limit=1000").json()["photos"]
        cls.folder = tempfile.mkdtemp(prefix="catalog-proxy-")
        # A proxy that began as root reads its folder as somebody else.
        os.chmod(cls.folder, 0o755)
        cls.port = free_port()
        cls.proxy = subprocess.Popen(cls.command(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=cls.folder)
        cls.wait_for_proxy()

    @classmethod
    def wait_for_proxy(cls):
        end = time.monotonic() + 20
        while time.monotonic() < end and cls.proxy.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", cls.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        cls.tearDownClass()
        raise AssertionError(f"{cls.name} did not start")

    @classmethod
    def tearDownClass(cls):
        cls.proxy.terminate()
        cls.proxy.communicate(timeout=20)
        cls.server.end()
        shutil.rmtree(cls.folder, ignore_errors=True)

    def ask(self, path, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path, headers=headers)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def words(self):
        """What must not be told: names, makers, and places to a tenth of a kilometre."""
        words = {"IMG_", "cats/"}
        for photo in self.photos:
            words |= {photo[key] for key in ["name", "path", "make", "model", "id"] if key in photo}
            if "latitude" in photo:
                words.add(f"{photo['latitude']:.3f}")
        return words

    def test_nothing_is_shown_without_a_session(self):
        words = self.words()
        self.assertGreater(len(words), 20)
        # What a stranger may write, whatever the proxy makes of it.
        for headers in [{}, {"X-Forwarded-For": "127.0.0.1"}, {"X-Forwarded-For": "127.0.0.1, 127.0.0.1", "X-Forwarded-Proto": "https"},
                        {"Forwarded": "for=127.0.0.1;host=localhost"}, {"X-Real-IP": "127.0.0.1"}, {"X-Forwarded-Host": "localhost"},
                        {"Cookie": "catalog_session=x"}, {"Authorization": "Bearer x"}]:
            for path in CLOSED:
                answer = self.ask(path.replace("{id}", self.photos[0]["id"]), **headers)
                self.assertEqual(answer.status, 401, (path, headers, answer.text[:200]))
                self.assertEqual([word for word in words if word in answer.text], [], (path, headers))
        for path in ["/", "/privacy", "/healthz", "/openapi.json", "/serve.js", "/robots.txt", "/api/v1/session"]:
            answer = self.ask(path)
            self.assertEqual(answer.status, 200, path)
            # The API's description has an example of a place.
            told = {word for word in words - {"IMG_", "cats/"} if path != "/openapi.json" or not word.startswith("37.")}
            self.assertEqual([word for word in told if word in answer.text], [], path)
        self.assertIn("Neighbours", self.ask("/").text)

    def test_who_has_a_session_is_answered(self):
        answer = self.ask("/api/v1/photos?limit=1000", Cookie=self.server.cookie)
        self.assertEqual(answer.json()["total"], len(self.photos))
        original = self.ask(f"/api/v1/photos/{self.photos[0]['id']}/original", Cookie=self.server.cookie)
        path = pathlib.Path(self.server.folder, self.photos[0]["path"])
        self.assertEqual(original.body, path.read_bytes())


class Nginx(Proxied, unittest.TestCase):
    """The plainest configuration that there is: one proxy_pass, and nothing said of headers or addresses."""

    name = "nginx"

    @classmethod
    def command(cls):
        configuration = pathlib.Path(cls.folder, "nginx.conf")
        kinds = " ".join(f"{kind}_temp_path {cls.folder};" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
        configuration.write_text(f"""
            daemon off; pid {cls.folder}/pid; error_log {cls.folder}/error.log;
            events {{}}
            http {{
                access_log off; {kinds}
                server {{ listen 127.0.0.1:{cls.port}; location / {{ proxy_pass http://127.0.0.1:{cls.server.port}; }} }}
            }}""")
        return ["nginx", "-c", str(configuration), "-p", cls.folder, "-e", f"{cls.folder}/error.log"]


class DocumentedNginx(Nginx):
    """The configuration of docs/serve.md, without encryption, and with the names of this test."""

    @classmethod
    def command(cls):
        command = super().command()
        documented = (pathlib.Path(__file__).parents[3] / "docs" / "serve.md").read_text().split("**nginx**:")[1]
        lines = [line.strip() for line in documented.split("and in `catalog.toml`")[0].splitlines()]
        kept = [line for line in lines if not line.startswith(("#", "ssl_certificate"))]
        text = "\n".join(kept).replace("listen 443 ssl;", f"listen 127.0.0.1:{cls.port};")
        text = text.replace("127.0.0.1:8080", f"127.0.0.1:{cls.server.port}").replace("cats.example.org", "localhost")
        text = text.replace("/var/log/nginx/cats.log", f"{cls.folder}/access.log")
        configuration = pathlib.Path(cls.folder, "nginx.conf")
        before = configuration.read_text()
        start = before.index("server {")
        configuration.write_text(before[:start].replace("access_log off;", "") + text + "\n}")
        return command

    def test_its_log_has_no_query(self):
        self.ask("/api/v1/photos?near=12.3456,65.4321&tag=Somebody")
        log = pathlib.Path(self.folder, "access.log")
        end = time.monotonic() + 10
        while time.monotonic() < end and "/api/v1/photos" not in log.read_text():
            time.sleep(0.05)
        self.assertIn("GET /api/v1/photos", log.read_text())
        for word in ["12.34", "65.43", "Somebody"]:
            self.assertNotIn(word, log.read_text())


class Caddy(Proxied, unittest.TestCase):
    """What docs/serve.md says, on a port without encryption."""

    name = "caddy"

    @classmethod
    def command(cls):
        configuration = pathlib.Path(cls.folder, "Caddyfile")
        configuration.write_text(f"""
            {{
                admin off
                auto_https off
            }}
            http://127.0.0.1:{cls.port} {{
                reverse_proxy 127.0.0.1:{cls.server.port}
            }}""")
        return ["env", f"HOME={cls.folder}", f"XDG_DATA_HOME={cls.folder}", f"XDG_CONFIG_HOME={cls.folder}", "caddy", "run", "--config", str(configuration),
                "--adapter", "caddyfile"]


if __name__ == "__main__":
    unittest.main()
