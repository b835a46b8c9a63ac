"""The three packages in a clean Debian: they install, serve, and leave nothing but what people made."""

import glob
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMES = ["catalog", "catalog-serve", "catalog-preview"]
PACKAGES = {name: sorted(glob.glob(str(ROOT / ".build" / f"{name}_*.deb")))[-1:] for name in NAMES}


def mirror():
    """The first Debian mirror that apt uses here, and its release."""
    text = ""
    for name in ["/etc/apt/sources.list", *glob.glob("/etc/apt/sources.list.d/*")]:
        text += pathlib.Path(name).read_text() + "\n" if os.path.isfile(name) else ""
    one_line = re.search(r"^deb\s+(?:\[.*?\]\s+)?(http\S*debian/?)\s+(\w+)\s", text, re.M)
    if one_line:
        return one_line.groups()
    stanza = re.search(r"^URIs:\s*(http\S*debian/?)\s*\nSuites:\s*(\w+)", text, re.M)
    return stanza.groups() if stanza else None


def reason():
    if os.geteuid() != 0:
        return "only root can make a root folder for Debian"
    if not shutil.which("debootstrap"):
        return "there is no debootstrap"
    if not all(PACKAGES.values()):
        return "there are no packages: make deb"
    return None if mirror() else "apt has no Debian mirror here"


@unittest.skipIf(reason(), reason())
class Debian(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="catalog-debian-")
        address, release = mirror()
        made = subprocess.run(["debootstrap", "--variant=minbase", release, cls.root, address],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if made.returncode != 0:
            shutil.rmtree(cls.root, ignore_errors=True)
            raise AssertionError("debootstrap failed: " + made.stdout[-2000:])
        # As every system has it: Swift's runtime ends a program that finds itself nowhere.
        subprocess.run(["mount", "-t", "proc", "proc", f"{cls.root}/proc"], check=True)
        # How this machine reaches its mirror, perhaps through a proxy.
        for name in glob.glob("/etc/apt/apt.conf.d/*proxy*"):
            shutil.copy(name, f"{cls.root}/etc/apt/apt.conf.d/")
        shutil.copy("/etc/resolv.conf", f"{cls.root}/etc/resolv.conf")
        for paths in PACKAGES.values():
            shutil.copy(paths[0], f"{cls.root}/root/")
        shutil.copytree(ROOT / "Samples" / "photos", f"{cls.root}/srv/catalog/photos")

    @classmethod
    def tearDownClass(cls):
        subprocess.run(["umount", f"{cls.root}/proc"], check=True)
        shutil.rmtree(cls.root, ignore_errors=True)

    def inside(self, *command, code=0):
        result = subprocess.run(
            ["chroot", self.root, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=900,
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8", "HOME": "/root"})
        self.assertIn(result.returncode, [code] if isinstance(code, int) else code, (command, result.stdout[-3000:]))
        return result.stdout

    def test_install_serve_and_remove(self):
        before = self.inside("dpkg-query", "--show", "--showformat", "${Package}\n").split()
        packages = [f"/root/{os.path.basename(paths[0])}" for paths in PACKAGES.values()]
        # The command line and the server are whole by themselves: nothing else comes with them.
        self.inside("dpkg", "--install", *packages[:2])
        self.assertIn("serve", self.inside("catalog", "--help"))
        self.inside("apt-get", "install", "--yes", "--no-install-recommends", packages[2])
        self.inside("dpkg", "--audit")

        self.inside("sh", "-c", "cd /srv/catalog && catalog scan photos", code=(0, 1))
        self.assertIn("public = none (by default)", self.inside("sh", "-c", "cd /srv/catalog && catalog serve --check"))
        self.serve()
        self.unit()

        # As apt does it: what is under /srv is people's own.
        self.inside("apt-get", "purge", "--yes", *NAMES)
        self.inside("apt-get", "autoremove", "--purge", "--yes")
        self.assertEqual(self.inside("dpkg-query", "--show", "--showformat", "${Package}\n").split(), before)
        left = [name for name in glob.glob(f"{self.root}/usr/**/catalog*", recursive=True)]
        self.assertEqual([name for name in left if re.search(r"/catalog(-serve|-preview)?(\.\w+)*$", name)
                          and "xml" not in name and "perl" not in name and "python" not in name], [])
        self.assertTrue(os.path.exists(f"{self.root}/srv/catalog/.catalog/people.sqlite"))
        self.assertTrue(os.path.exists(f"{self.root}/srv/catalog/catalog.json"))

    def serve(self):
        """The server in the clean root, with the pictures that catalog-preview makes there."""
        process = subprocess.Popen(
            ["chroot", self.root, "sh", "-c", "cd /srv/catalog && exec catalog serve --listen 127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
        try:
            found = re.search(r"://127\.0\.0\.1:(\d+)/#key=(\S+)", process.stdout.readline())
            self.assertTrue(found)
            port, key = found.groups()

            def ask(method, path, body=None, cookie=None):
                connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=60)
                connection.request(method, path, body=body, headers={"Cookie": cookie} if cookie else {})
                answer = connection.getresponse()
                return answer.status, answer.headers, answer.read()

            status, headers, _ = ask("POST", "/api/v1/session", json.dumps({"key": key}))
            self.assertEqual(status, 201)
            cookie = headers["Set-Cookie"].split(";")[0]
            end = time.monotonic() + 60
            photos = []
            while time.monotonic() < end and len(photos) < 10:
                status, _, body = ask("GET", "/api/v1/photos?limit=1000", cookie=cookie)
                photos = json.loads(body).get("photos", [])
                time.sleep(0.2)
            photo = next(photo for photo in photos if photo["name"].endswith(".jpg") and "latitude" in photo)
            status, headers, body = ask("GET", f"/api/v1/photos/{photo['id']}/thumbnail", cookie=cookie)
            self.assertEqual(status, 200, body)
            self.assertIn(headers["Content-Type"], ["image/jpeg", "image/webp"])
            self.assertNotIn(b"Exif", body)
            self.assertEqual(ask("GET", "/api/v1/photos")[0], 401)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stdout.close()
            complaints = process.stderr.read()
            process.stderr.close()
        self.assertEqual(process.returncode, 0, complaints[-2000:])

    def unit(self):
        """What systemd says of the unit, where it is installed here, and how much it takes away from the server."""
        if not shutil.which("systemd-analyze"):
            print("there is no systemd-analyze here: the unit is not looked at")
            return
        name = "catalog-serve.service"
        checked = subprocess.run(["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", f"--root={self.root}", name],
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.assertEqual((checked.returncode, [line for line in checked.stdout.splitlines() if name in line]), (0, []),
                         checked.stdout)
        rated = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--threshold=34", f"--root={self.root}", name],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.assertEqual(rated.returncode, 0, rated.stdout[-1500:])


if __name__ == "__main__":
    unittest.main()
