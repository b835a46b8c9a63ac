"""The server's pages in a real browser, on phones first, against a server that answers what each story needs."""

import os
import pathlib
import shutil
import tempfile
import time
import unittest

from fake import FakeServer, identity, photo
from stories import DESK, NARROW, PHONE, ROOT, Story

MINA = {"signedIn": True, "name": "Mina", "role": "keeper", "level": "exact", "signup": "ask", "keeperNeeded": False}
SUNJA = {"signedIn": True, "name": "순자", "role": "member", "level": "exact", "signup": "none", "keeperNeeded": False}
STRANGER = {"signedIn": False, "level": "coarse", "signup": "none"}
ALL = ["tag", "place", "title", "rate", "hide", "remove", "report"]
WHEN = "2024-05-18T02:40:00Z"
MARKUP = "<img src=x onerror=\"document.title='broken'\">"


def cats():
    return [photo(1, 37.5665, 126.978, tags=["cats/Miso"], own=True, can=ALL, owner="순자"), photo(2, 37.5668, 126.9785, tags=["cats/Nabi"], can=["tag", "hide", "report"], owner="Jun"),
            photo(3, 37.567, 126.977, tags=["cats/Miso"], can=["tag", "hide", "report"]), photo(4, name="new.jpg", can=ALL, own=True)]


def full_answers():
    """Something in every list, with people's texts that are markup."""
    return {
        ("GET", "/api/v1/people"): {"people": [{"name": name, "role": role, "made": WHEN, "used": WHEN, "photos": 3, "bytes": 31_000_000} for name, role in
                                               [("Mina", "keeper"), ("순자", "member"), (MARKUP, "guest")]]},
        ("GET", "/api/v1/requests"): {"requests": [{"id": "r1", "name": MARKUP, "made": WHEN}]},
        ("GET", "/api/v1/reports"): {"reports": [{"id": "x1", "photo": identity(2), "reason": "door", "words": MARKUP, "name": "순자", "made": WHEN}]},
        ("GET", "/api/v1/invitations"): {"invitations": [{"id": "i1", "role": "member", "made": WHEN, "ends": WHEN}]},
        ("POST", "/api/v1/invitations"): (201, {"id": "i2", "url": "https://cats.example.org/join#Zk3v9QmX2bT7rLw1yNc8uHs4", "role": "member", "ends": WHEN}),
        ("GET", "/api/v1/trash"): {"photos": [{"id": "t1", "name": MARKUP, "removed": WHEN, "by": MARKUP, "ends": WHEN}]},
        ("GET", "/api/v1/changes"): {"changes": [{"id": "c1", "when": WHEN, "who": MARKUP, "what": "tagged", "photo": identity(1), "words": MARKUP, "undone": False},
                                                 {"id": "c2", "when": WHEN, "what": "placed", "photo": identity(2), "undone": True}], "next": None},
        ("GET", "/api/v1/sessions"): {"sessions": [{"id": "s1", "device": "Safari on iPhone", "made": WHEN, "used": WHEN, "current": True}, {"id": "s2", "device": MARKUP, "made": WHEN, "used": WHEN, "current": False}]},
        ("GET", "/api/v1/tokens"): {"tokens": [{"id": "k1", "name": MARKUP, "made": WHEN, "used": None}]},
        ("GET", "/api/v1/invitations/TOKEN"): {"role": "member", "ends": WHEN, "keeper": MARKUP, "title": MARKUP},
        ("GET", "/api/v1/tags/cats/Miso"): {"name": "cats/Miso", "photos": 17, "best": identity(1), "first": {"day": "2023-03-04", "finder": MARKUP}, "last": {"day": "2024-05-03", "latitude": 37.567, "longitude": 126.977}, "unseenDays": 41,
                                            "timeline": [{"month": "2023-03", "photos": 2}, {"month": "2024-05", "photos": 9}], "hours": [0] * 17 + [5] + [0] * 6,
                                            "companions": [{"name": MARKUP, "photos": 3}], "range": {"hectares": 1.73}},
    }


class Pages(Story):
    def setUp(self):
        self.server = None
        self.folder = tempfile.mkdtemp(prefix="catalog-page-")

    def tearDown(self):
        if self.server:
            self.server.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def serve(self, session=None, photos=None, **answers):
        self.server = FakeServer(cats() if photos is None else photos, session)
        return self.server

    def sample(self, name="IMG_7001.jpg"):
        path = pathlib.Path(self.folder, name)
        path.write_bytes((ROOT / "Samples" / "photos" / "miso" / "IMG_0042.jpg").read_bytes())
        return path

    # --- Every page: for everybody

    def states(self):
        """Each state of the pages: who is signed in, the address, and what is pressed there."""
        care = "openPhoto(photoAt(0)); await new Promise(done => setTimeout(done, 400))"
        return [
            ("welcome", {**STRANGER, "level": "none", "signup": "ask"}, "/", ""), ("sign-in", STRANGER, "/sign-in", "document.querySelector('form .primary').click()"), ("join", STRANGER, "/join#TOKEN", "document.querySelector('[name=isYoung]').click()"),
            ("ask", {**STRANGER, "signup": "ask"}, "/join", ""), ("reset", STRANGER, "/reset#TOKEN", ""), ("keeper", {**MINA, "name": None, "keeperNeeded": True}, "/keeper", ""), ("account", MINA, "/account", "document.querySelectorAll('details').forEach(d => { d.open = true; })"),
            ("people", MINA, "/people", "document.querySelectorAll('details').forEach(d => { d.open = true; }); [...document.querySelectorAll('section .primary')].at(-1).click()"), ("trash", MINA, "/trash", ""), ("changes", MINA, "/changes", ""), ("add", SUNJA, "/add", ""),
            ("map", SUNJA, "/", ""), ("stranger", STRANGER, "/", ""), ("menu", MINA, "/", "document.querySelector('#server .own').click()"), ("care", SUNJA, "/", care),
            ("naming", SUNJA, "/", f"{care}; document.querySelector('.care .ways .big').click()"), ("pin", SUNJA, "/", f"{care}; document.querySelectorAll('.care .ways .big')[1].click()"),
            ("report", SUNJA, "/", f"{care}; document.querySelectorAll('.care .ways .big')[4].click()"), ("remove", SUNJA, "/", f"{care}; [...document.querySelectorAll('.care .ways .big')].at(-1).click()"),
            ("cat", SUNJA, "/", f"{care}; document.querySelector('.care .names .big').click()"), ("picking", SUNJA, "/", "document.querySelector('.pick').click(); document.querySelector('#row-0').click()"),
        ]

    def each_state(self, size, language, dark=False, only=None):
        for name, session, path, act in self.states():
            if only and name not in only:
                continue
            self.server.session, self.server.welcome = session, name == "welcome"
            if path == "/join":
                self.run_script("sessionStorage.clear()")
            self.open(self.server.address + path, size, language, dark)
            if act:
                self.run_script(f"(async () => {{ {act}; }})()")
            time.sleep(0.45)
            if self.run_script("typeof isReady !== 'undefined'"):
                self.browser.settle()
            yield name

    def test_each_page_fits_a_narrow_phone_and_axe_finds_nothing(self):
        self.serve().answers.update(full_answers())
        for name in self.each_state(NARROW, "ko-KR"):
            with self.subTest(name):
                self.assert_fits(name)
                self.assert_accessible(name)
                self.picture(f"narrow-{name}")

    def test_each_page_in_english_on_a_phone_in_the_dark(self):
        self.serve().answers.update(full_answers())
        for name in self.each_state(PHONE, "en-GB", dark=True):
            with self.subTest(name):
                self.assert_fits(name)
                self.assert_accessible(name)
                self.picture(f"dark-{name}")

    def test_each_page_on_a_desk_shows_what_people_wrote_as_text(self):
        hostile = photo(5, 37.5665, 126.978, name=MARKUP.replace("/", ""), tags=[f"cats/{MARKUP}"], title=MARKUP, description=MARKUP, camera=MARKUP, own=True, can=ALL, owner=MARKUP)
        self.serve(photos=[hostile, *cats()]).answers.update(full_answers())
        self.server.answers["GET", f"/api/v1/tags/cats/{MARKUP}"] = self.server.answers["GET", "/api/v1/tags/cats/Miso"]
        # The policy would stop it too; here it has to be stopped without.
        self.without_policy = True
        for name in self.each_state(DESK, "en-GB"):
            with self.subTest(name):
                self.assert_fits(name)
                self.assertNotEqual(self.run_script("document.title"), "broken")
                self.assertEqual(self.run_script("document.querySelectorAll('[onerror], [src=x]').length"), 0)
                self.assert_quiet("favicon", "404")
                self.picture(f"desk-{name}")

    # --- Coming in

    def test_a_wrong_password_is_said_and_too_many_are_slowed_down(self):
        server = self.serve(STRANGER)
        self.open(f"{server.address}/sign-in")
        server.answers["POST", "/api/v1/session"] = (401, {"detail": "No."})
        self.fill("name", "순자")
        self.fill("password", "고양이 세 마리 산책")
        self.press("비밀번호 보기")
        self.assertEqual(self.run_script("document.querySelector('[name=password]').type"), "text")
        self.press("로그인")
        self.says("이름이나 비밀번호가 맞지 않습니다.")
        server.answers["POST", "/api/v1/session"] = (429, {"detail": "No."}, {"Retry-After": "180"})
        self.press("로그인")
        self.says("너무 여러 번 시도했습니다. 3분 뒤에 다시 해 보세요.")
        self.assertEqual(self.run_script("document.querySelector('[name=name]').value"), "순자")
        server.answers["POST", "/api/v1/session"] = lambda *_: self.become(SUNJA)
        self.press("로그인")
        self.wait("document.querySelector('#server .own')?.textContent === '순자'")
        self.assertEqual(server.asked_for("POST", "/api/v1/session")[-1], {"name": "순자", "password": "고양이 세 마리 산책"})

    def become(self, session):
        self.server.session = session
        return 201, session

    def test_the_printed_key_leads_to_a_name_and_a_password(self):
        server = self.serve(STRANGER)
        server.welcome = True
        server.answers["POST", "/api/v1/session"] = lambda *_: self.become({**MINA, "name": None, "keeperNeeded": True})
        self.open(f"{server.address}/sign-in")
        self.browser.call("Page.navigate", url=f"{server.address}/#key=abcdef")
        self.says("관리자로 시작합니다")
        self.assertEqual(server.asked_for("POST", "/api/v1/session"), [{"key": "abcdef"}])
        self.assertNotIn("abcdef", self.run_script("location.href"))
        self.fill("name", "Mina")
        self.fill("password", "short")
        self.press("저장")
        self.says("열 글자 이상이어야")
        self.assertEqual(server.asked_for("POST", "/api/v1/keeper"), [])
        self.fill("password", " but now long enough")
        server.answers["POST", "/api/v1/keeper"] = lambda *_: self.become(MINA)
        self.press("저장")
        self.says("초대하기")
        self.assertEqual(server.asked_for("POST", "/api/v1/keeper"), [{"name": "Mina", "password": "short but now long enough"}])

    def test_an_invitation_says_what_is_kept_and_asks_for_consent(self):
        server = self.serve(STRANGER)
        server.answers["GET", "/api/v1/invitations/SECRET"] = {"role": "member", "ends": WHEN, "keeper": "Mina, mina@example.org", "title": "연남동 고양이"}
        self.open(f"{server.address}/join#SECRET")
        for text in ["연남동 고양이에 함께하기", "Mina, mina@example.org", "30일", "탈퇴"]:
            self.says(text)
        self.assertNotIn("SECRET", self.run_script("location.href + document.documentElement.outerHTML"))
        self.fill("name", "순자")
        self.fill("password", "고양이 세 마리 산책")
        self.press("함께하기")
        self.says("여기에 표시해 주세요")
        self.tick("agrees")
        self.tick("isYoung")
        self.press("함께하기")
        self.says("여기에 표시해 주세요")
        self.assertEqual(server.asked_for("POST", "/api/v1/invitations/SECRET"), [])
        self.tick("parentAgrees")
        server.answers["POST", "/api/v1/invitations/SECRET"] = (409, {"detail": "taken"})
        self.press("함께하기")
        self.says("이미 있는 이름입니다")
        self.assertEqual(self.run_script("document.activeElement.name"), "name")
        server.answers["POST", "/api/v1/invitations/SECRET"] = lambda *_: self.become(SUNJA)
        self.press("함께하기")
        self.says("순자 님, 환영합니다.")
        self.assertNotIn("SECRET", self.run_script("JSON.stringify({ ...sessionStorage, ...localStorage })"))
        self.assertEqual(server.asked_for("POST", "/api/v1/invitations/SECRET")[-1], {"name": "순자", "password": "고양이 세 마리 산책", "agrees": True, "parentAgrees": True})

    def test_a_link_from_the_keeper_takes_nothing_but_a_new_password(self):
        server = self.serve(STRANGER)
        server.answers["POST", "/api/v1/session"] = lambda *_: self.become(SUNJA)
        self.open(f"{server.address}/reset#TOKEN2", language="en-GB")
        self.assertEqual(self.run_script("document.querySelectorAll('input').length"), 1)
        self.fill("password", "three words again")
        self.press("Save")
        self.says("Your new password holds.")
        self.assertEqual(server.asked_for("POST", "/api/v1/session"), [{"reset": "TOKEN2", "password": "three words again"}])

    # --- Uploads

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
        self.says("shared.jpg")
        self.wait("document.querySelector('[data-state=unplaced]')")
        self.assertEqual(server.asked_for("POST", "/api/v1/photos"), [b"one"])
        # Without a network the page is there all the same.
        self.set_offline(True)
        server.offline = True
        self.browser.call("Page.navigate", url=f"{server.address}/people")
        self.says("사진 고르기")

    # --- Photos

    def test_a_cat_gets_its_name_from_those_nearby_or_a_new_one(self):
        server = self.serve(SUNJA)
        self.open(f"{server.address}/")
        self.run_script("openPhoto(photoAt(1))")
        self.press("이름 바꾸기")
        self.press("Miso")
        self.says("이름은 Miso입니다.")
        self.fill("cat", "나비야")
        self.press("이름 저장")
        self.says("이름은 나비야입니다.")
        self.assertEqual(server.asked_for("PATCH", f"/api/v1/photos/{identity(2)}"), [{"tags": {"add": ["cats/Miso"]}}, {"tags": {"add": ["cats/나비야"]}}])
        self.press("Miso 빼기")
        self.says("Miso 이름을 뺐습니다.")
        self.assertEqual(server.photos[identity(2)]["tags"], ["cats/Nabi", "cats/나비야"])

    def test_a_cats_page_leads_to_where_she_was_last_and_to_her_trail(self):
        server = self.serve(SUNJA)
        server.answers.update(full_answers())
        self.open(f"{server.address}/", language="en-GB")
        self.run_script("openPhoto(photoAt(0))")
        self.press("About Miso")
        for said in ["Not seen for 41 days", "4 March 2023", "3 May 2024", "1.7 ha", "Seen together with"]:
            self.says(said)
        self.assertEqual(self.run_script("[...document.querySelectorAll('[role=img]')].map(e => e.ariaLabel)"), ["Seen from Mar 2023 to May 2024", "Mostly seen around 17:00"])
        self.press("Where she was last")
        self.wait("!document.querySelector('dialog[open]') && Math.abs(view.x - worldX(126.977)) < 1e-6")
        self.press("About Miso")
        self.press("Trail and range on the map")
        self.wait("story.tag > 0 && columns.tags.texts[story.tag] === 'cats/Miso'")
        # Beside trail and range stands what is known of her.
        self.press("About this cat")
        self.says("Not seen for 41 days")

    def test_rights_are_those_of_the_answer(self):
        server = self.serve(SUNJA)
        self.open(f"{server.address}/", language="en-GB")
        self.run_script("openPhoto(photoAt(1))")
        self.wait("document.querySelector('.care')")
        self.assertEqual(self.run_script("[...document.querySelectorAll('.care .ways .big')].map(b => b.textContent)"), ["Change the name", "Hide from visitors", "Report"])
        self.press("Report")
        self.run_script("document.querySelector('[value=door]').click()")
        self.fill("words", "that is our door")
        self.press("Tell the keeper")
        self.says("The keeper was told.")
        self.assertEqual(server.asked_for("POST", f"/api/v1/photos/{identity(2)}/report"), [{"reason": "door", "words": "that is our door"}])
        self.press("Hide from visitors")
        self.says("Visitors no longer see it.")
        self.assertEqual(server.photos[identity(2)]["hidden"], True)

    def test_several_photos_get_one_name(self):
        server = self.serve(SUNJA)
        self.open(f"{server.address}/", language="en-GB")
        self.press("Select")
        self.run_script("document.querySelector('#row-0').click(); document.querySelector('#row-2').click()")
        self.says("2 photos selected")
        self.assertTrue(self.run_script("details.hidden"))
        self.press("Name the cat")
        self.press("Nabi")
        self.says("Nabi: 2 photos.")
        self.assertEqual(sum(1 for method, path, _ in server.asked if method == "PATCH"), 2)

    def test_a_stranger_looks_and_is_offered_nothing_else(self):
        server = self.serve(STRANGER, [photo(1, 37.56, 126.97, name="photo.jpg", uncertainty=700)])
        self.open(f"{server.address}/")
        self.assertNotIn("photo.jpg", self.run_script("document.querySelector('#list').textContent"))
        self.run_script("openPhoto(photoAt(0))")
        time.sleep(0.3)
        self.assertEqual(self.run_script("[document.querySelector('.care'), document.querySelector('.pick'), document.querySelector('#server input')]"), [None, None, None])
        self.assertEqual([path for _, path, _ in server.asked if path.startswith("/api/v1/photos/")], [])

    def test_who_is_removed_while_the_page_is_open_sees_no_more(self):
        server = self.serve(SUNJA)
        self.open(f"{server.address}/")
        self.wait("document.querySelector('#server .own')")
        self.wait_asked(server, "/api/v1/events")
        server.session, server.welcome = {"signedIn": False, "level": "none", "signup": "none"}, True
        server.refuses_events = True
        server.events.append("end")
        self.says("로그아웃되었습니다.")
        self.assertEqual(self.run_script("document.querySelectorAll('#map, canvas').length"), 0)

    def wait_asked(self, server, path, seconds=5):
        end = time.monotonic() + seconds
        while not any(where == path for _, where, _ in server.asked):
            self.assertLess(time.monotonic(), end, f"{path} was not asked for")
            time.sleep(0.02)

    def test_links_to_a_photo_name_it_by_its_id(self):
        server = self.serve(SUNJA)
        self.open(f"{server.address}/#photo={identity(3)}")
        self.wait("typeof selected !== 'undefined' && selected")
        self.assertEqual(self.run_script("[idOf(selected), linkToPhoto(selected)]"), [identity(3), f"{server.address}/#photo={identity(3)}"])

    def test_old_photos_are_paler(self):
        server = self.serve(SUNJA, [photo(1, 37.5, 127, taken="2019-01-01T10:00:00"), photo(2, 37.6, 127.2, taken=time.strftime("%Y-%m-%dT00:00:00"))])
        server.fade = "180"
        self.open(f"{server.address}/")
        self.run_script("showAll()")
        self.wait("document.querySelectorAll('.mark').length === 2")
        self.wait("document.querySelectorAll('.mark.faded').length === 1")


if __name__ == "__main__":
    unittest.main()
