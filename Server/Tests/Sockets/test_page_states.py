"""Each page of the server in each of its states, in a real browser: it fits, axe finds nothing, and people's texts are text."""

import time
import unittest

from fake import photo
from fake_story import ALL, MARKUP, MINA, STRANGER, SUNJA, cats, full_answers, FakeStory
from stories import DESK, NARROW, PHONE


class States(FakeStory):
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


if __name__ == "__main__":
    unittest.main()
