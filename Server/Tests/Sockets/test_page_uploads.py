"""Uploads in a real browser: the pin, the network that goes away, the share sheet."""

import time
import unittest

from fake import identity
from fake_story import SUNJA, FakeStory
from stories import DESK


class Uploads(FakeStory):
    def test_an_upload_without_its_place_and_the_pin(self):
        server = self.serve(SUNJA)
        self.open(f"{server.address}/")
        self.run_script("showView({ x: worldX(126.98), y: worldY(37.57), zoom: 15 })")
        self.choose_files(self.sample(), self.sample("IMG_7002.jpg"), selector="#server input[type=file]")
        self.says("사진 2장을 받았습니다. 위치 없는 사진이 2장 있습니다.")
        self.says("카메라가 저장한 원본")
        self.picture("two-uploads")
        self.press("어디인지 알려 주기 (2장)")
        self.wait("document.querySelector('#pin-panel h1')")
        self.browser.settle()
        self.assert_accessible("pin")
        self.picture("two-pins")
        # The newest place of one's own is where the pin begins; the map moves under it.
        self.run_script("showView({ ...view, x: worldX(126.9781), y: worldY(37.5666) })")
        self.press("여기예요")
        self.says("2장 중 2번째")
        self.press("앞 사진과 같은 곳")
        self.press("여기예요")
        self.says("고맙습니다.")
        first, second = [server.asked_for("PATCH", f"/api/v1/photos/{identity(number)}") for number in (5, 6)]
        self.assertEqual(first, second)
        self.assertAlmostEqual(first[0]["position"]["latitude"], 37.5666, 4)
        self.assertAlmostEqual(first[0]["position"]["longitude"], 126.9781, 4)
        self.assertNotIn("accuracy", first[0]["position"])
        self.assert_quiet("/api/v1/events")

    def test_a_pin_can_be_put_by_keys_and_by_taps(self):
        server = self.serve(SUNJA)
        self.open(f"{server.address}/", DESK, "en-GB")
        self.run_script("openPhoto(photoAt(0))")
        self.press("Move the pin")
        self.wait("document.querySelector('#pin-panel h1')")
        x = self.run_script("view.x")
        self.browser.key("ArrowRight", 39)
        self.wait(f"Math.abs((view.x - {x}) * worldSize() - 20) < 0.5")
        left, top, width, height = self.run_script("(b => [b.x, b.y, b.width, b.height])(map.getBoundingClientRect())")
        self.browser.click(left + width / 2 + 100, top + height / 2)
        self.wait(f"Math.abs((view.x - {x}) * worldSize() - 120) < 0.5")
        self.browser.key("Escape", 27)
        self.wait("!document.querySelector('#pin-panel') && selected")
        self.assertEqual([path for method, path, _ in server.asked if method == "PATCH"], [])

    def test_the_phones_own_position_comes_with_its_accuracy(self):
        server = self.serve(SUNJA)
        self.open(f"{server.address}/")
        self.browser.call("Browser.grantPermissions", session=None, origin=server.address, permissions=["geolocation"])
        self.browser.call("Emulation.setGeolocationOverride", latitude=37.55, longitude=126.92, accuracy=12)
        self.choose_files(self.sample(), selector="#server input[type=file]")
        self.press("어디인지 알려 주기")
        self.press("지금 내가 있는 곳")
        self.says("오차는 약 12m")
        self.press("여기예요")
        self.says("고맙습니다.")
        self.assertEqual(server.asked_for("PATCH", f"/api/v1/photos/{identity(5)}"), [{"position": {"latitude": 37.55, "longitude": 126.92, "accuracy": 12}}])

    def test_a_network_that_goes_away_loses_nothing(self):
        server = self.serve(SUNJA)
        self.open(f"{server.address}/")
        port = server.port
        server.answers["POST", "/api/v1/photos"] = lambda *_: time.sleep(0.4) or (503, {"detail": "busy"}, {"Retry-After": "600"})
        self.choose_files(self.sample(), self.sample("IMG_7002.jpg"), selector="#server input[type=file]")
        self.says("서버가 바빠서 곧 다시 보냅니다")
        self.set_offline(True)
        self.says("사진 2장이 인터넷 연결을 기다립니다.")
        self.picture("offline")
        self.set_offline(False)
        # The page goes and comes back: what was chosen is still there, and goes once the server takes it.
        del server.answers["POST", "/api/v1/photos"]
        self.assertEqual(server.port, port)
        self.open(f"{server.address}/")
        self.wait("document.querySelector('#server .waiting')?.textContent.includes('2장')")
        self.browser.run("dispatchEvent(new Event('online'))")
        self.wait("document.querySelector('#server .waiting')?.textContent.includes('위치 없는 사진이 2장')")
        names = [item["name"] for item in server.photos.values()]
        self.assertEqual(sorted(names[-2:]), ["IMG_7001.jpg", "IMG_7002.jpg"])
        bodies = server.asked_for("POST", "/api/v1/photos")
        self.assertEqual({len(body) for body in bodies}, {self.sample().stat().st_size})

    def set_offline(self, is_offline):
        self.browser.call("Network.emulateNetworkConditions", offline=is_offline, latency=0, downloadThroughput=-1, uploadThroughput=-1)

    def test_who_signs_out_while_photos_wait_is_asked_first(self):
        server = self.serve(SUNJA)
        server.answers["POST", "/api/v1/photos"] = (503, {"detail": "busy"}, {"Retry-After": "600"})
        self.open(f"{server.address}/")
        self.choose_files(self.sample(), selector="#server input[type=file]")
        self.says("서버가 바빠서")
        self.open(f"{server.address}/account")
        self.press("로그아웃")
        self.says("아직 보내지 못한 사진 1장이 있습니다.")
        self.press("남아서 먼저 보내기")
        self.assertEqual(server.asked_for("DELETE", "/api/v1/session"), [])
        self.press("로그아웃")
        self.press("그래도 로그아웃")
        self.wait("location.pathname === '/'")
        self.assertEqual(len(server.asked_for("DELETE", "/api/v1/session")), 1)

    def test_what_the_server_does_not_take_says_why_and_is_not_sent_again(self):
        server = self.serve(SUNJA)
        server.answers["POST", "/api/v1/photos"] = (415, {"detail": "no"})
        self.open(f"{server.address}/")
        self.choose_files(self.sample("a.zip"), selector="#server input[type=file]")
        self.says("보여 줄 수 있는 사진이 아닙니다.")
        self.assertEqual(len(server.asked_for("POST", "/api/v1/photos")), 1)

    def test_photos_from_the_share_sheet_wait_in_the_page(self):
        server = self.serve(SUNJA)
        # A page that sends nothing by itself.
        self.open(f"{server.address}/trash")
        self.wait("navigator.serviceWorker.controller")
        self.run_script("""(async () => { const form = new FormData(); form.append('photos', new File(['one'], 'shared.jpg', { type: 'image/jpeg' })); form.append('photos', new File([], 'empty.jpg'));
          await fetch('/share', { method: 'POST', body: form }); })()""")
        self.open(f"{server.address}/add")
        # A form of another site comes here too: nothing is sent unasked.
        self.says("다른 앱에서 온 사진 1장을 보낼까요?")
        self.assertEqual(server.asked_for("POST", "/api/v1/photos"), [])
        self.press("보내기")
        self.says("shared.jpg")
        self.wait("document.querySelector('[data-state=unplaced]')")
        self.assertEqual(server.asked_for("POST", "/api/v1/photos"), [b"one"])
        # Without a network the page is there all the same.
        self.set_offline(True)
        server.offline = True
        self.browser.call("Page.navigate", url=f"{server.address}/people")
        self.says("사진 고르기")


if __name__ == "__main__":
    unittest.main()
