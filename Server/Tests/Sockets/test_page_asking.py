"""The page of very many photos, which holds none of them and asks the server for what is seen: in a real browser, at both levels."""

import json
import pathlib
import random
import shutil
import sys
import unittest

from server import ROOT, Server
from stories import DESK, Story

sys.path.insert(0, str(ROOT / "Tests" / "Browser"))
import pmtiles  # noqa: E402

PHOTOS = 24_000
#: Where more than half of them are.
CITY = (37.5665, 126.978)
#: One name is the beginning of another.
MODELS = ["iPhone 13", "iPhone 13 Pro", "X-T5"]


def index():
    """Photos in one city, all over the world, and without a place; the newest is one of Miso, in a place of her own."""
    chance, cats = random.Random(3), ["Nabi", "Dubu", "Hodu", "Boksil"]
    photos = []
    for number in range(PHOTOS - 1):
        latitude, longitude = (chance.gauss(CITY[0], 0.02), chance.gauss(CITY[1], 0.02)) if number % 5 < 3 else (chance.uniform(-60, 70), chance.uniform(-180, 180))
        place = {"latitude": round(latitude, 7), "longitude": round(longitude, 7)} if number % 50 else {"problem": "no position"}
        photos.append({"path": f"photos/IMG_{number:06}.JPG", **place, "taken": f"{2019 + number % 6}-{1 + number % 12:02}-{1 + number % 28:02}T{number % 24:02}:07:09+09:00",
                       "make": "Apple", "model": MODELS[number % 3], **({"rating": number % 5 + 1} if number % 7 == 0 else {}), "tags": [f"cats/{cats[number % 4]}"], "format": "jpeg", "size": 1000 + number, "modified": "2025-01-01T00:00:00.000000000Z"})
    photos.append({"path": "photos/IMG_MISO.JPG", "latitude": -45.0312957, "longitude": 168.6627419, "taken": "2025-03-04T05:06:07+13:00", "tags": ["cats/Miso"], "title": "On the pier",
                   "format": "jpeg", "size": 7, "modified": "2025-03-05T00:00:00.000000000Z"})
    return {"catalog": {"version": 1, "reader": 1, "generator": "test", "written": "2025-01-01T00:00:00Z"}, "scanned": ["photos"], "photos": photos}


class Asking(Story):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = Server("--public", "coarse", photos=False)
        pathlib.Path(cls.server.folder, "catalog.json").write_text(json.dumps(index()))
        cls.server.stop()
        # What may be shared is another batch than that of the empty index.
        shutil.rmtree(f"{cls.server.folder}/.catalog")
        town = pathlib.Path(cls.server.folder, "town.pmtiles")
        column, row = pmtiles.tile_of(14, *CITY)
        places = [(14, column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1)] + [(14, 0, 0)]
        town.write_bytes(pmtiles.pmtiles({place: pmtiles.town(*place[1:]) for place in places}))
        cls.server.start(("--public", "coarse", "--map", str(town)), False, None)
        cls.server.sign_in()
        cls.server.wait_for(lambda: cls.server.get("/api/v1/photos?limit=1").json().get("total") == PHOTOS, 300)
        cls.server.wait_for(lambda: cls.server.request("GET", "/api/v1/photos?limit=1", headers={"Cookie": ""}).status == 200, 300)

    @classmethod
    def tearDownClass(cls):
        cls.server.end()
        super().tearDownClass()

    def show(self, hash="", exact=True, **how):
        self.browser.call("Network.clearBrowserCookies") if self.browser.session else None
        if exact:
            if not self.browser.session:
                self.open(f"http://127.0.0.1:{self.server.port}/sign-in")
            name, value = self.server.cookie.split("=", 1)
            self.browser.call("Network.setCookie", name=name, value=value, url=f"http://127.0.0.1:{self.server.port}/")
        self.open(f"http://127.0.0.1:{self.server.port}/{hash}", language="en-GB", **{"size": DESK, **how})
        self.wait("typeof isReady !== 'undefined' && isReady")
        self.browser.settle()

    def settled(self, script):
        self.run_script(script)
        self.browser.settle()

    def titles(self):
        return self.run_script("find('list-title').textContent")

    def asked(self, part):
        return [address for address in self.browser.requests() if part in address]

    def test_the_page_carries_the_streets_around_photos_that_it_does_not_hold(self):
        for cookie in self.server.cookie, "":
            page = self.server.get("/", Cookie=cookie)
            self.assertNotIn('class="photos"', page.text)
            # The tile of the city's middle is there, the one in which no photo is is not.
            self.assertEqual(page.text.count('class="streets"'), 9)
            self.assertNotIn('data-about="14 0 0"', page.text)

    def test_the_page_is_small_and_opens_on_the_densest_half(self):
        page = self.server.get("/")
        self.assertEqual((page.status, len(page.body) // 700_000), (200, 0), len(page.body))
        self.assertNotIn('class="photos"', page.text)
        self.show()
        self.assertEqual(self.run_script("[settings.asking.total, find('total').textContent]"), [PHOTOS, f"{PHOTOS:,} photos"])
        latitude, longitude, width = self.run_script("[latitudeAt(view.y), view.x * 360 - 180, visibleRegion().width * metresPerWorld(view.y)]")
        self.assertLess(abs(latitude - CITY[0]) + abs(longitude - CITY[1]), 0.2)
        self.assertLess(width, 60_000)
        self.assertEqual(self.run_script("space"), None)
        # Marks, one page of the list, and what filters need: nothing is asked for twice.
        self.assertEqual(len(self.asked("/api/v1/map")), 1)
        self.assertEqual(len(self.asked("box=")), 2)
        self.picture("asking")

    def test_marks_stand_for_all_photos_of_a_view(self):
        self.show()
        self.settled("showAll()")
        placed = sum(1 for number in range(PHOTOS) if number % 50)
        self.assertEqual(self.run_script("clusters.reduce((sum, { count }) => sum + count, 0)"), placed)
        self.assertLess(self.run_script("clusters.length"), 500)
        self.settled("showView({ x: worldX(168.662), y: worldY(-45.031), zoom: 16 })")
        self.assertEqual(self.run_script("clusters.filter(({ x, y }) => isInside(visibleRegion(), { x, y })).map(({ count }) => count)"), [1])
        self.assertEqual(self.titles(), "1 photo in view")

    def test_the_list_goes_on_where_it_ends(self):
        self.show()
        self.assertEqual(self.run_script("list.rows.length"), 200)
        total = self.run_script("list.total")
        self.assertIn(f"{total:,} photos in view", self.titles())
        self.run_script("listElement.scrollTop = listElement.scrollHeight")
        self.wait("list.rows.length === 400")
        self.run_script("listElement.scrollTop = listElement.scrollHeight")
        self.wait("list.rows.length === 600")
        self.assertEqual(self.run_script("new Set(list.rows).size"), 600)
        times = self.run_script("Array.from(list.rows, row => photoAt(row).time)")
        self.assertEqual(times, sorted(times, reverse=True))

    def test_a_photo_is_asked_for_when_it_is_looked_at(self):
        self.show("#-45.031,168.662,16z")
        self.run_script("showCard(clusters.find(({ x, y }) => isInside(visibleRegion(), { x, y })))")
        self.wait("card.textContent.includes('Miso')")
        self.settled("card.onclick()")
        self.assertEqual(self.run_script("[selected.title, selected.tags, selected.name]"), ["On the pier", ["cats/Miso"], "IMG_MISO.JPG"])
        address = self.run_script("location.hash")
        self.assertRegex(address, r"^#photo=[0-9a-f]{24}$")
        # A link to it needs nothing but its id.
        self.show(address)
        self.wait("selected?.title === 'On the pier'")
        self.assertLess(abs(self.run_script("latitudeAt(view.y)") + 45.031), 0.01)

    def test_a_stack_is_looked_into(self):
        self.show()
        self.settled("showAll()")
        before = self.run_script("view.zoom")
        self.settled("openCluster(clusters[0])")
        self.wait(f"view.zoom >= {before} + 1")
        self.browser.settle()
        self.assertTrue(self.run_script(f"isInside(visibleRegion(), {{ x: worldX({CITY[1]}), y: worldY({CITY[0]}) }})"))

    def test_a_cat_a_year_and_months_choose_photos_and_a_cat_has_a_trail(self):
        self.show()
        self.assertEqual(self.run_script("[...find('tags').children].map(b => b.textContent).sort()"), ["Boksil", "Dubu", "Hodu", "Miso", "Nabi"])
        self.assertEqual(self.run_script("[...find('years').children].map(b => b.textContent)"), [str(year) for year in range(2025, 2018, -1)])
        self.assertEqual(self.run_script("['folder', 'unplaced'].filter(id => !find(id).hidden)"), [])
        self.settled("showAll()")
        expected = sum(1 for number in range(PHOTOS - 1) if number % 4 == 1 and number % 50)
        self.settled("[...find('tags').children].find(b => b.textContent === 'Dubu').click()")
        self.wait("story.tag > 0")
        self.browser.settle()
        self.assertEqual(self.run_script("clusters.reduce((sum, { count }) => sum + count, 0)"), expected)
        # One cat at a time.
        self.settled("[...find('tags').children].find(b => b.textContent === 'Hodu').click()")
        self.assertEqual(self.run_script("[chosen.tags.size, document.querySelectorAll('#tags [aria-pressed=true]').length]"), [1, 1])
        self.settled("[...find('years').children].find(b => b.textContent === '2020').click()")
        some = [number for number in range(PHOTOS - 1) if number % 4 == 2 and number % 6 == 1]
        self.wait(f"clusters.reduce((sum, {{ count }}) => sum + count, 0) === {sum(1 for number in some if number % 50)}")
        self.settled("clearFilters()")
        self.wait(f"clusters.reduce((sum, {{ count }}) => sum + count, 0) === {sum(1 for number in range(PHOTOS) if number % 50)}")

    def shown(self, count):
        self.wait(f"clusters.reduce((sum, {{ count }}) => sum + count, 0) === {count}")

    def test_hours_a_camera_stars_and_this_day_choose_photos(self):
        self.show()
        self.settled("showAll()")
        placed = [number for number in range(PHOTOS - 1) if number % 50]
        # Months have their bars, hours theirs.
        self.assertEqual(self.run_script("histogram.counts.reduce((sum, some) => sum + some)"), PHOTOS)
        self.assertEqual(self.run_script("document.querySelectorAll('#hours .bars i').length"), 24)
        self.settled("{ const [from, to] = hourSlider.ends; from.value = 8; to.value = 9; from.oninput(); to.oninput(); }")
        self.shown(sum(1 for number in placed if number % 24 in (8, 9)))
        self.settled("clearFilters()")
        self.shown(len(placed) + 1)
        options = self.run_script("[...find('camera').options].map(({ text }) => text)")
        self.assertEqual(sorted(options[1:]), [f"Apple {model} ({sum(1 for number in range(PHOTOS - 1) if MODELS[number % 3] == model):,})" for model in sorted(MODELS)])
        for model in MODELS:
            self.settled(f"find('camera').value = [...find('camera').options].find(({{ text }}) => text.startsWith('Apple {model} (')).value; find('camera').onchange()")
            self.shown(sum(1 for number in placed if MODELS[number % 3] == model))
        self.settled("clearFilters()")
        self.settled("find('rating').value = '4'; find('rating').onchange()")
        self.shown(sum(1 for number in placed if number % 7 == 0 and number % 5 + 1 >= 4))
        self.settled("clearFilters()")
        month, day = self.run_script("[new Date().getMonth() + 1, new Date().getDate()]")
        today = [number for number in range(PHOTOS - 1) if (1 + number % 12, 1 + number % 28) == (month, day)]
        self.assertEqual(self.run_script("find('today').hidden"), not today)
        if today:
            self.settled("find('today').click()")
            self.shown(sum(1 for number in today if number % 50))

    def test_marks_are_coloured_by_cat_and_by_year(self):
        self.show()
        self.settled("showAll()")
        for kind in "year", "tag":
            self.settled(f"find('colouring').value = '{kind}'; find('colouring').onchange({{ target: find('colouring') }})")
            self.wait("clusters.every(({ colour }) => colour)")
            self.assertTrue(self.run_script("clusters.some(({ colour }) => colour.startsWith('conic-gradient'))"))
            # Miso is on one photo only, far from all others.
            self.settled("showView({ x: worldX(168.662), y: worldY(-45.031), zoom: 16 })")
            self.wait("clusters.length === 1 && clusters[0].colour")
            place = "[...find('tags').children].findIndex(b => b.textContent === 'Miso')" if kind == "tag" else "[...find('years').children].findIndex(b => b.textContent === '2025')"
            self.assertEqual(self.run_script("clusters[0].colour"), f"var(--c{self.run_script(place)})")
            self.settled("showAll()")
        self.picture("asking-colours")

    def test_no_answer_is_said_and_the_next_move_asks_again(self):
        self.show()
        count = self.run_script("clusters.length")
        self.browser.call("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=-1, uploadThroughput=-1)
        self.run_script("showView({ ...view, zoom: view.zoom - 3 })")
        self.says("The server does not answer.")
        self.assertEqual(self.run_script("clusters.length"), count)
        self.browser.call("Network.emulateNetworkConditions", offline=False, latency=0, downloadThroughput=-1, uploadThroughput=-1)
        self.run_script("showView({ ...view, zoom: view.zoom - 1 })")
        self.wait("find('list-title').textContent.includes('in view')")

    def offline(self, is_offline):
        self.browser.call("Network.emulateNetworkConditions", offline=is_offline, latency=0, downloadThroughput=-1, uploadThroughput=-1)

    def test_what_was_chosen_without_an_answer_is_shown_after_the_next_move(self):
        self.show("#-45.031,168.662,5z")
        miso = "[...find('tags').children].find(b => b.textContent === 'Miso')"
        self.offline(True)
        self.run_script(f"{miso}.click()")
        self.says("The server does not answer.")
        self.offline(False)
        self.run_script("showView({ ...view, zoom: view.zoom - 0.1 })")
        self.shown(1)
        self.assertEqual(self.run_script("list.total"), 1)

    def test_a_story_without_an_answer_leaves_marks_and_list_alike(self):
        self.show("#-45.031,168.662,5z")
        self.browser.call("Network.setBlockedURLs", urls=["*limit=1000*"])
        self.run_script("[...find('tags').children].find(b => b.textContent === 'Miso').click()")
        self.shown(1)
        self.wait("list.total === 1")
        self.browser.call("Network.setBlockedURLs", urls=[])

    def test_filters_that_could_not_be_asked_for_come_with_the_next_move(self):
        self.show()
        self.run_script("""(async () => {
          const { choices } = source;
          source.choices = async () => { throw new Error('no answer'); };
          find('tags').replaceChildren();
          await makeFilters();
          source.choices = choices;
        })()""")
        self.says("The server does not answer.")
        self.assertEqual(self.run_script("find('tags').children.length"), 0)
        self.run_script("showView({ ...view, zoom: view.zoom - 0.1 })")
        self.wait("find('tags').children.length === 5")

    def test_colours_that_follow_each_other_leave_one_legend_and_a_search_that_works(self):
        self.show()
        others = "document.querySelectorAll('.others').length"
        self.settled("['tag', 'year', 'tag'].map(setColouring)")
        self.wait(f"{others} === 1")
        self.run_script("searchNames('Du')")
        self.assertEqual(self.run_script("[...find('tags').querySelectorAll('button')].filter(b => !b.hidden).map(b => b.textContent)"), ["Dubu", "Hodu"])
        self.settled("['tag', 'none'].map(setColouring)")
        self.assertEqual(self.run_script(others), 0)

    def test_below_the_exact_level_everything_is_cells_and_days(self):
        self.show(exact=False)
        self.settled("showAll()")
        self.settled("showView({ x: worldX(168.662), y: worldY(-45.031), zoom: 13 })")
        self.settled("openRow(list.rows[0])")
        photo = self.run_script("({ ...selected, x: 0 })")
        self.assertEqual([photo["precision"], photo["taken"], photo["name"], photo["title"]], [3, "2025-03-04", "photo.jpg", ""])
        self.assertGreater(photo["uncertainty"], 400)
        text = self.run_script("document.documentElement.outerHTML + JSON.stringify(columns.blocks) + columns.folders.texts.join()")
        for word in ["IMG_", "iPhone", "pier", "168.66274", "45.03129", "05:06"]:
            self.assertNotIn(word, text)
        self.assertEqual(self.run_script("['hours', 'camera', 'rating'].filter(id => !find(id).hidden)"), [])
        opening = self.run_script("settings.asking")
        cells = {round(value, 7) for value in opening["opening"] + opening["whole"]}
        known = set()
        for sort in ["id"]:
            path, cursor = f"/api/v1/photos?sort={sort}&limit=1000", ""
            while True:
                answer = self.server.request("GET", path + cursor, headers={"Cookie": ""}).json()
                for one in answer["photos"]:
                    if "latitude" in one:
                        known |= {round(one["latitude"], 7), round(one["longitude"], 7)}
                if not answer.get("next"):
                    break
                cursor = f"&cursor={answer['next']}"
        # What the map opens with ends at middles of cells, which everybody knows.
        self.assertEqual(cells - known, set())

    def test_a_phone_has_all_of_it(self):
        for size in [(390, 844), (320, 568)]:
            self.show(size=size)
            self.assert_fits(f"{size}")
            self.picture(f"asking-{size[0]}")


if __name__ == "__main__":
    unittest.main()
