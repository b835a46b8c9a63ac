"""Whole stories in a real browser, with the real server: the keeper's first hour, an invitation, an upload and its pin, a removal."""

import json
import pathlib
import shutil
import tempfile
import time
import unittest

from server import Server
from stories import DESK, ROOT, Story


class Neighbours(Story):
    """One server, on which the stories follow each other as in a neighbourhood; each test tells one from its beginning."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="catalog-story-")
        self.server = None

    def tearDown(self):
        if self.server:
            self.server.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def serve(self, *options):
        self.server = Server("--title", "연남동 고양이", "--keeper", "Mina, mina@example.org", *options, scanned=True)
        self.address = f"http://127.0.0.1:{self.server.port}"
        return self.server

    def unplaced(self, name="IMG_9001.jpg"):
        """A JPEG as phones send it: without anything about it, and each another."""
        source = (ROOT / "Samples" / "photos").rglob("*.jpg")
        data = next(bytes_ for bytes_ in (path.read_bytes() for path in sorted(source)) if bytes_[:2] == b"\xff\xd8")
        kept, at = bytearray(data[:2]), 2
        while data[at] == 0xff and data[at + 1] != 0xda:
            length = int.from_bytes(data[at + 2:at + 4], "big") + 2
            if not 0xe1 <= data[at + 1] <= 0xef:
                kept += data[at:at + length]
            at += length
        # A comment, so that no two are the same bytes, and a byte of the picture, so that no two are the same picture.
        comment = name.encode()
        kept += b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
        picture = bytearray(data[at:])
        picture[-40 - len(name) % 7] ^= 1 + sum(comment) % 7
        path = pathlib.Path(self.folder, name)
        path.write_bytes(bytes(kept) + bytes(picture))
        return path

    def key_address(self):
        return f"{self.address}/#key={self.server.key}"

    def enter_as_keeper(self, name="Mina", password="three words walking"):
        self.open(f"{self.address}/sign-in")
        self.browser.call("Page.navigate", url=self.key_address())
        self.says("관리자로 시작합니다")
        self.fill("name", name)
        self.fill("password", password)
        self.press("저장")
        self.wait("location.pathname === '/people' && document.querySelector('main.filled')")

    def invite(self):
        self.press("초대 만들기")
        self.wait("document.querySelector('.qr')")
        return self.run_script("document.querySelector('.link').value")

    def join(self, link, name, password="고양이 세 마리 산책"):
        self.browser.call("Network.clearBrowserCookies")
        self.open(link)
        self.says("연남동 고양이")
        self.fill("name", name)
        self.fill("password", password)
        self.tick("agrees")
        self.press("함께하기")
        self.says(f"{name} 님, 환영합니다.")
        self.wait("document.querySelector('#server .own')")

    def cookies(self):
        return self.browser.call("Network.getCookies", urls=[self.address])["cookies"]

    def become(self, cookies):
        self.browser.call("Network.clearBrowserCookies")
        for cookie in cookies:
            self.browser.call("Network.setCookie", url=self.address, name=cookie["name"], value=cookie["value"], httpOnly=True, sameSite="Lax")

    def ask(self, path):
        """What the API answers to whoever the browser is."""
        return self.run_script(f"fetch('/api/v1/{path}').then(answer => answer.json())")

    def send(self, *paths):
        self.wait("document.querySelector('#server input[type=file]')")
        self.choose_files(*paths, selector="#server input[type=file]")

    # --- Stories

    def test_the_keepers_first_hour(self):
        self.serve()
        self.enter_as_keeper()
        self.assertNotIn(self.server.key, self.run_script("location.href"))
        self.assert_accessible("people")
        link = self.invite()
        self.assertRegex(link, r"^http://127\.0\.0\.1:\d+/join#")
        self.picture("story-keeper-invites")
        self.join(link, "순자")
        self.assertEqual(self.ask("session")["role"], "member")
        # The link was good once.
        self.browser.call("Network.clearBrowserCookies")
        self.open(link)
        self.says("쓸 수 없는 초대입니다")
        self.assertEqual(self.ask("session")["signedIn"], False)
        # The keeper comes back by name and password, and sees who is there.
        self.open(f"{self.address}/sign-in")
        self.fill("name", "mina")
        self.fill("password", "three words walking")
        self.press("로그인")
        self.wait("document.querySelector('#server .own')")
        self.open(f"{self.address}/people", DESK, "en-GB")
        self.says("순자")
        self.says("Member")
        self.assert_fits("people")
        self.picture("story-people")
        self.assert_quiet("401", "404")

    def test_an_upload_without_its_place_gets_a_pin_and_a_name(self):
        self.serve()
        self.enter_as_keeper()
        self.join(self.invite(), "순자")
        before = self.ask("photos")["total"]
        self.send(self.unplaced())
        self.says("위치 없는 사진이 1장 있습니다")
        self.picture("story-upload")
        self.press("어디인지 알려 주기")
        self.wait("document.querySelector('#pin-panel h1')")
        self.run_script("showView({ x: worldX(126.92503), y: worldY(37.56217), zoom: 18 })")
        self.browser.settle()
        self.picture("story-pin")
        self.press("여기예요")
        self.says("고맙습니다")
        self.wait("typeof columns !== 'undefined' && columns.count === %d" % (before + 1))
        mine = self.ask("photos?mine=true")["photos"]
        self.assertEqual(len(mine), 1)
        self.assertAlmostEqual(mine[0]["latitude"], 37.56217, 4)
        self.assertAlmostEqual(mine[0]["longitude"], 126.92503, 4)
        # The pin and the name stand in a sidecar that other programs read.
        self.open(f"{self.address}/#photo={mine[0]['id']}")
        self.press("이름 붙이기")
        self.fill("cat", "나비")
        self.press("이름 저장")
        self.says("이름은 나비입니다")
        self.wait(f"fetch('/api/v1/tags/' + encodeURIComponent('cats/나비')).then(answer => answer.ok)")
        sidecars = [path.read_text() for path in pathlib.Path(self.server.folder).rglob("uploads/**/*.xmp")]
        self.assertTrue(any("나비" in text and "MANUAL" in text for text in sidecars), sidecars)
        self.picture("story-named")

    def test_a_stranger_looks_at_cells_and_can_ask_to_join(self):
        self.serve("--public", "coarse", "--signup", "ask")
        self.browser_cookies_gone()
        self.open(f"{self.address}/")
        self.wait("typeof columns !== 'undefined' && columns.count > 10")
        self.assertIsNone(self.run_script("document.querySelector('#server input, .pick')"))
        self.picture("story-stranger")
        self.press("로그인")
        self.press("가입 신청")
        self.says("관리자가 신청을 보고 승인합니다")
        self.fill("name", "영희")
        self.fill("password", "고양이 세 마리 산책")
        self.tick("agrees")
        self.press("신청하기")
        self.says("신청했습니다")
        self.enter_as_keeper()
        self.says("영희")
        self.press("회원으로 승인")
        self.says("영희 님: 처리했습니다")
        self.assertIn("영희", [person["name"] for person in self.ask("people")["people"]])

    def browser_cookies_gone(self):
        if self.browser.session:
            self.browser.call("Network.clearBrowserCookies")

    def test_a_member_who_is_removed_sees_no_more_at_once(self):
        self.serve()
        self.enter_as_keeper()
        keeper = self.cookies()
        self.join(self.invite(), "순자")
        self.wait("document.querySelector('#server .own')")
        time.sleep(1.5)
        # The keeper removes her on another device.
        cookie = "; ".join(f"{item['name']}={item['value']}" for item in keeper)
        self.server.cookie = cookie
        answer = self.server.request("DELETE", "/api/v1/people/%EC%88%9C%EC%9E%90", body=json.dumps({"photos": "keep"}),
                                     headers={"Content-Type": "application/json", "Origin": f"http://127.0.0.1:{self.server.port}", "Cookie": cookie})
        self.assertEqual(answer.status, 204, answer.text)
        self.says("로그아웃되었습니다", 20)
        self.assertEqual(self.run_script("document.querySelectorAll('#map, canvas').length"), 0)
        self.picture("story-removed")

    def test_a_member_who_is_removed_where_visitors_may_look_keeps_nothing_either(self):
        self.serve("--public", "coarse")
        self.enter_as_keeper()
        keeper = "; ".join(f"{item['name']}={item['value']}" for item in self.cookies())
        self.join(self.invite(), "순자")
        self.wait("typeof columns !== 'undefined' && columns.count > 10")
        self.server.cookie = keeper
        answer = self.server.request("DELETE", "/api/v1/people/%EC%88%9C%EC%9E%90", body=json.dumps({"photos": "keep"}),
                                     headers={"Content-Type": "application/json", "Origin": self.address, "Cookie": keeper})
        self.assertEqual(answer.status, 204, answer.text)
        # Her stream begins anew as a visitor's: the page notices that it is no longer hers.
        self.says("로그아웃되었습니다", 20)
        self.wait("typeof columns !== 'undefined' && columns.count > 10 && !document.querySelector('#server .own')")
        self.assertEqual(self.ask("session")["level"], "coarse")

    def test_a_network_that_goes_away_in_an_upload_loses_nothing(self):
        self.serve()
        self.enter_as_keeper()
        self.join(self.invite(), "순자")
        before = self.ask("photos")["total"]
        self.browser.call("Network.emulateNetworkConditions", offline=False, latency=20, downloadThroughput=-1, uploadThroughput=60000)
        self.send(self.unplaced(), self.unplaced("IMG_9002.jpg"))
        self.says("보내는 중")
        self.browser.call("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=-1, uploadThroughput=-1)
        self.says("인터넷 연결을 기다립니다")
        self.picture("story-no-network")
        self.browser.call("Network.emulateNetworkConditions", offline=False, latency=0, downloadThroughput=-1, uploadThroughput=-1)
        self.says("사진 2장을 받았습니다", 30)
        self.wait("fetch('/api/v1/photos').then(answer => answer.json()).then(({ total }) => total === %d)" % (before + 2), 30)
        self.assertEqual(len(self.ask("photos?mine=true")["photos"]), 2)

    def test_the_pages_files_are_what_a_phone_installs(self):
        self.serve()
        self.open(f"{self.address}/sign-in")
        self.wait("navigator.serviceWorker.controller")
        manifest = self.browser.call("Page.getAppManifest")
        self.assertEqual(manifest["errors"], [])
        self.assertEqual(json.loads(manifest["data"])["name"], "연남동 고양이")
        self.assertEqual(self.browser.call("Page.getInstallabilityErrors")["installabilityErrors"], [])


if __name__ == "__main__":
    unittest.main()
