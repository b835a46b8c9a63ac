"""What people do with photos in a real browser: names, rights, several at once, cats, strangers, a session that ends."""

import time
import unittest

from fake import identity, photo
from fake_story import STRANGER, SUNJA, cats, full_answers, FakeStory


class Photos(FakeStory):
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
