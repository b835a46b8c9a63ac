"""People over sockets: a first keeper, an invitation from the command line, an archive that other programs read, and a page that ends when another process removes its person."""

import http.client
import io
import json
import subprocess
import time
import unittest
import zipfile

from server import PROGRAM, ROOT, Server


class Browser:
    """Cookies of one browser."""

    def __init__(self, server):
        self.server = server
        self.cookies = {}

    def request(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        answer = self.send(connection, method, path, body, headers)
        answer.body = answer.read()
        connection.close()
        return answer

    def send(self, connection, method, path, body=None, headers=None):
        own = {"Origin": f"http://127.0.0.1:{self.server.port}"}
        if self.cookies:
            own["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, None if body is None else json.dumps(body), {**own, **(headers or {})})
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, stored = value.split(";")[0].partition("=")
                self.cookies[cookie] = stored
        return answer


class PeopleTest(unittest.TestCase):
    def setUp(self):
        self.server = Server("--signup", "ask")
        self.addCleanup(self.server.end)

    def people(self, *words, code=0):
        done = subprocess.run([PROGRAM, "people", *words], cwd=self.server.folder, capture_output=True, text=True, timeout=30)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout if code == 0 else done.stderr

    def keeper(self):
        browser = Browser(self.server)
        browser.cookies = dict([self.server.cookie.split("=", 1)])
        made = browser.request("POST", "/api/v1/keeper", {"name": "Keeper", "password": "three grey cats"})
        self.assertEqual(made.status, 201, made.body)
        return browser

    def join(self, name, role):
        token = self.people("invite", "--role", role).split("#")[1].split()[0]
        browser = Browser(self.server)
        joined = browser.request(
            "POST", f"/api/v1/invitations/{token}", {"name": name, "password": "four black cats", "agrees": True})
        self.assertEqual(joined.status, 201, joined.body)
        return browser

    def test_a_page_ends_when_another_process_removes_its_person(self):
        self.keeper()
        mina = self.join("Mina", "member")
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        stream = mina.send(connection, "GET", "/api/v1/events")
        self.assertEqual(stream.status, 200)
        self.assertEqual(stream.readline(), b": listening\n")
        self.assertEqual(self.people("role", "mina", "guest"), "Mina is a guest now.\n")
        start = time.monotonic()
        rest = stream.read()
        self.assertLess(time.monotonic() - start, 5)
        self.assertNotIn(b"event:", rest)
        connection.close()
        self.assertEqual(mina.request("GET", "/api/v1/sessions").status, 200)
        self.people("remove", "Mina")
        self.assertEqual(mina.request("GET", "/api/v1/sessions").status, 401)

    def send(self, browser, number):
        """A photo of somebody's own, each another."""
        photo = (ROOT / "Samples" / "photos" / "miso" / "IMG_0042.jpg").read_bytes()
        end = photo.rindex(b"\xff\xd9")
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        connection.request("POST", f"/api/v1/photos?name={number}.jpg", photo[:end] + b"\x55" * (1000 + number) + photo[end:], {
            "Origin": f"http://127.0.0.1:{self.server.port}", "Cookie": "; ".join(f"{name}={value}" for name, value in browser.cookies.items())})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        self.assertEqual(answer.status, 201, body)
        return json.loads(body)["photo"]["id"]

    def test_whoever_removes_somebody_says_what_becomes_of_their_photos(self):
        keeper = self.keeper()
        mina, jun, lee = self.join("Mina", "member"), self.join("Jun", "member"), self.join("Lee", "member")
        own = [self.send(mina, 1), self.send(mina, 2), self.send(jun, 3)]
        asked = self.people("remove", "Mina", code=64)
        self.assertIn("Mina has 2 photos: say --photos keep or --photos trash", asked)
        self.assertEqual(mina.request("GET", "/api/v1/sessions").status, 200)
        self.assertIn("--photos is keep or trash", self.people("remove", "Mina", "--photos", "burn", code=64))
        self.assertIn("--photos belongs to remove", self.people("list", "--photos", "keep", code=64))
        self.assertEqual(self.people("remove", "Mina", "--photos", "trash"), "Mina is removed, and 2 photos went into the trash.\n")
        self.assertEqual(mina.request("GET", "/api/v1/sessions").status, 401)
        # The server takes the index over as it does after any other program.
        for photo in own[:2]:
            self.server.wait_for(lambda: keeper.request("GET", f"/api/v1/photos/{photo}").status == 404)
        trash = json.loads(keeper.request("GET", "/api/v1/trash").body)["photos"]
        self.assertEqual(sorted(photo["name"] for photo in trash), ["1.jpg", "2.jpg"])
        self.assertEqual(keeper.request("POST", f"/api/v1/trash/{trash[0]['id']}").status, 201)
        self.assertEqual(self.people("remove", "--photos=keep", "Jun"), "Jun is removed. 1 photo stayed, without a name.\n")
        self.assertEqual(keeper.request("GET", f"/api/v1/photos/{own[2]}").status, 200)
        self.assertEqual(self.people("remove", "Lee"), "Lee is removed.\n")
        self.assertEqual(lee.request("GET", "/api/v1/sessions").status, 401)

    def test_the_command_line_says_what_is_wrong(self):
        self.assertIn("Nobody has an account", self.people("list"))
        self.keeper()
        listed = self.people("list").splitlines()
        self.assertEqual(listed[0].split(), ["ROLE", "PHOTOS", "SINCE", "LAST", "HERE", "NAME"])
        self.assertTrue(listed[1].startswith("keeper") and listed[1].endswith("  Keeper"))
        self.assertEqual(json.loads(self.people("list", "--format", "json"))[0]["name"], "Keeper")
        self.assertIn("only keeper", self.people("remove", "keeper", code=65))
        self.assertIn("nobody is called", self.people("reset", "Nobody", code=66))
        self.assertIn("list, invite, reset, role or remove", self.people("lisst", code=64))
        self.assertIn("a role is keeper, member or guest", self.people("role", "Keeper", "king", code=64))
        reset = self.people("reset", "Keeper")
        token = reset.split("#")[1].split()[0]
        browser = Browser(self.server)
        self.assertEqual(browser.request("POST", "/api/v1/session", {"reset": token, "password": "five white cats"}).status, 201)
        self.assertEqual(browser.request("GET", "/api/v1/people").status, 200)

    def test_no_key_is_printed_once_there_is_a_keeper(self):
        self.keeper()
        self.server.process.terminate()
        self.server.process.wait(20)
        self.server.process.stdout.close()
        again = subprocess.Popen([PROGRAM, "--listen", "127.0.0.1:0"], cwd=self.server.folder, stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL, text=True)
        line = again.stdout.readline()
        again.terminate()
        again.wait(20)
        again.stdout.close()
        self.assertIn("sign in with your name", line)
        self.assertNotIn("#key", line)

    def test_answers_to_signing_in_take_the_same_time(self):
        self.keeper()
        times = {}
        for name, password in [("Keeper", "three grey cats"), ("Keeper", "wrong password"), ("Nobody", "wrong password")]:
            start = time.monotonic()
            Browser(self.server).request("POST", "/api/v1/session", {"name": name, "password": password})
            times[name, password] = time.monotonic() - start
        # Each is a multiple of 600 ms, by how long the machine needs for the work.
        for passed in times.values():
            self.assertGreaterEqual(passed, 0.6)

    def test_own_data_are_an_archive_that_others_read(self):
        self.keeper()
        mina = self.join("Mina", "member")
        answer = mina.request("GET", "/api/v1/account/data")
        self.assertEqual(answer.status, 200)
        with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
            self.assertIsNone(archive.testzip())
            self.assertEqual(json.loads(archive.read("account.json"))["name"], "Mina")
            self.assertEqual(archive.getinfo("account.json").date_time[0], time.gmtime().tm_year)


if __name__ == "__main__":
    unittest.main()
