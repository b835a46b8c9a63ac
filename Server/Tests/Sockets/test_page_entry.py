"""How people come in, in a real browser: sign-in, the printed key, invitations, links for a new password."""

import unittest

from fake_story import MINA, STRANGER, SUNJA, WHEN, FakeStory


class Entry(FakeStory):
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
        self.says("이미 있거나 비슷하게 보이는 이름입니다")
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


if __name__ == "__main__":
    unittest.main()
