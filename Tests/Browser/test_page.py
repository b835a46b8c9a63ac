"""The page that `catalog export html` writes, in a real browser: what a reader sees, clicks, types and touches."""

import base64
import hashlib
import http.server
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import zlib

import blocks
import pmtiles
from chromium import Chromium

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CATALOG = os.environ.get("CATALOG", os.path.join(ROOT, ".build/debug/catalog"))
PREVIEW = os.environ.get("CATALOG_PREVIEW", os.path.join(ROOT, ".build/catalog-preview"))


def photo(path, latitude=None, longitude=None, **more):
    """A photo as an index holds it."""
    place = {"latitude": latitude, "longitude": longitude} if latitude is not None else {"problem": "no position"}
    return {"path": path, **place, "size": 1, "modified": "2024-01-01T00:00:00.000000000Z", **more}


def rows_everywhere(count):
    """Photos on all continents and, half of them, in one city."""
    place = random.Random(1)
    for number in range(count):
        latitude, longitude = (place.gauss(37.5665, 0.05), place.gauss(126.978, 0.06)) if number % 2 else \
            (place.uniform(-60, 72), place.uniform(-180, 180))
        yield {"path": f"photos/{number % 300}/IMG_{number:06}.JPG", "latitude": latitude, "longitude": longitude,
               "taken": f"{2005 + number % 20}-05-{1 + number % 28:02}T12:00:00+09:00", "camera": "Apple iPhone 13 mini",
               "altitude": 20, "heading": number % 360, "accuracy": 4.7}


class PageTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="catalog-page-")
        cls.browser = Chromium()
        shutil.copytree(os.path.join(ROOT, "Samples/photos"), os.path.join(cls.folder, "photos"))
        cls.catalog("scan", "photos", fails=True)
        cls.samples = os.path.join(cls.folder, "samples.html")
        # Without pictures of their own: tests put others into the page.
        cls.catalog("export", "html", "-o", cls.samples, "--pictures", "none")

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        shutil.rmtree(cls.folder)

    @classmethod
    def catalog(cls, *arguments, fails=False):
        done = subprocess.run([CATALOG, *arguments], cwd=cls.folder, capture_output=True, text=True)
        assert done.returncode == (1 if fails else 0), done.stderr

    def page_of(self, photos, name="made", *options):
        """A page of photos that need not exist."""
        index = os.path.join(self.folder, name + ".json")
        with open(index, "w") as file:
            json.dump({"catalog": {"version": 1, "reader": 1}, "scanned": ["photos"], "photos": list(photos)}, file)
        page = os.path.join(self.folder, name + ".html")
        self.catalog("export", "html", "--index", index, "-o", page, *options)
        return page

    def page_of_rows(self, photos, pictures=(), settings=None):
        """The samples' page with other photos in it, and pictures: writing a hundred thousand photos is what other tests are for."""
        with open(self.samples) as file:
            page = file.read()
        page = re.sub('<script type="text/plain" class="photos".*?</script>\n', lambda _: blocks.photos_blocks(photos), page, count=1, flags=re.S)
        if settings is not None:
            page = re.sub(r'\{"photos":""[^}]*\}', lambda _: json.dumps(settings), page, count=1)
        some = "".join(blocks.pictures_block([picture]) for picture in pictures)
        page = page.replace("<noscript>", some + "<noscript>")
        path = os.path.join(self.folder, "rows.html")
        with open(path, "w") as file:
            file.write(page)
        return path

    def open(self, page, everything=True, **how):
        """Opens a page and, as a reader does with "All", shows all of its photos."""
        self.browser.open(page, **how)
        self.browser.run("var photos = columns.count > 1000 ? [] : Array.from(byTime, photoAt), listedPhotos = () => Array.from(list.rows, photoAt)")
        if everything:
            self.browser.run("showAll()")
            self.browser.settle()
        return self.browser.run

    def text(self, selector):
        return self.browser.run(f"document.querySelector({json.dumps(selector)})?.textContent ?? null")

    def click(self, selector):
        box = self.browser.run(f"(b => [b.x + b.width / 2, b.y + b.height / 2])(document.querySelector({json.dumps(selector)}).getBoundingClientRect())")
        self.browser.click(*box)
        self.browser.settle()

    def place_of(self, cluster):
        """Where a cluster is on the screen."""
        x, y = self.browser.run(f"(at => {{ eachCopy({cluster}, (x, y) => at.push([x, y]), 0); return at[0]; }})([])")
        left, top = self.browser.run("(box => [box.x, box.y])(map.getBoundingClientRect())")
        return left + x, top + y

    def assertQuiet(self, missing_photos=False):
        """Nothing went wrong, and nothing but files was asked for."""
        wrong = [line for line in self.browser.complaints() if not (missing_photos and "ERR_FILE_NOT_FOUND" in line)]
        self.assertEqual(wrong, [])
        for address in self.browser.requests():
            self.assertTrue(address.startswith(("file:///", "data:", "blob:")), address)

    # --- What is seen

    def test_it_shows_the_photos_of_the_index_and_asks_nobody(self):
        self.open(self.samples)
        self.assertEqual(self.text("#total"), "16 photos")
        self.assertEqual(self.text("#list-title"), "14 photos in view")
        self.assertEqual(self.text("#unplaced"), "2 photos without a place")
        self.assertEqual(self.browser.run("clusters.map(cluster => cluster.count).sort()"), [1, 1, 12])
        self.browser.wait("[...document.querySelectorAll('.thumb img')].filter(image => image.naturalWidth).length > 5")
        self.assertQuiet()

    def test_it_opens_where_most_photos_are_and_all_shows_all(self):
        run = self.open(self.samples, everything=False)
        self.assertEqual(self.text("#list-title"), "7 photos in view")
        self.assertLess(run("visibleRegion().width * metresPerWorld(view.y)"), 5000)
        self.click("#zoom-all")
        self.assertEqual(self.text("#list-title"), "14 photos in view")

    def test_a_mark_is_on_a_photo_that_is_in_it(self):
        run = self.open(self.page_of_rows(rows_everywhere(2000)))
        self.assertGreater(run("clusters.filter(cluster => cluster.count > 1).length"), 10)
        self.assertEqual(run("clusters.filter(({ x, y, row }) => Math.abs(wrapped(x - columns.x[row])) > 1e-12 || y !== columns.y[row]).length"), 0)

    def test_circles_of_blurred_places_are_seen_whole_at_first(self):
        run = self.open(self.page_of_rows([{"path": "a.jpg", "latitude": 60, "longitude": 25, "uncertainty": 5000}]), everything=False)
        edges = run("(r => [toScreen(photos[0].x - r, photos[0].y - r), toScreen(photos[0].x + r, photos[0].y + r)].flat())(5000 / metresPerWorld(photos[0].y))")
        width, height = run("[view.width, view.height]")
        self.assertTrue(edges[0] >= 0 and edges[1] >= 0 and edges[2] <= width and edges[3] <= height, edges)
        self.assertGreater(edges[3] - edges[1], height / 2)

    def test_it_speaks_korean_to_korean_readers(self):
        self.open(self.samples, language="ko-KR")
        self.assertEqual(self.text("#list-title"), "지도에 보이는 사진 14장")
        self.assertEqual(self.browser.run("document.documentElement.lang"), "ko")
        korean = self.browser.run("Object.keys(words)")
        self.assertEqual(korean, self.open(self.samples)("Object.keys(words)"))

    def test_times_are_shown_as_the_cameras_clock_had_them(self):
        page = self.page_of([photo("a.jpg", 1, 1, taken="2024-11-23T17:40:31-03:00"), photo("b.jpg", 2, 2, taken="2024-11-23T17:40:31")])
        run = self.open(page)
        for name, zone in [("a.jpg", "UTC-03:00"), ("b.jpg", "time zone unknown")]:
            run(f"openPhoto(photos.find(photo => photo.name === '{name}'))")
            self.assertEqual(self.text("dd bdi"), "Saturday, 23 November 2024 at 17:40:31")
            self.assertEqual(self.text("dd small"), zone)

    def test_a_blurred_place_is_called_approximate_and_has_a_circle(self):
        page = self.page_of_rows([{"path": "a.jpg", "latitude": 37.5, "longitude": 127, "taken": "2024-01-01", "uncertainty": 500}])
        run = self.open(page)
        run("openPhoto(photos[0])")
        self.assertIn("approximate, within 500\u00a0m", self.text("dl").replace(" m", "\u00a0m"))
        # 400 metres off the mark the sea has the circle's colour, 600 metres off it has its own.
        at = "(metres => pen.getImageData(Math.round(view.width / 2), Math.round(view.height / 2 - metres / metresPerWorld(view.y) * worldSize()) - 3, 1, 1).data.join())"
        run("showView({ x: photos[0].x, y: photos[0].y, zoom: 15.2 })")
        self.browser.settle()
        self.assertNotEqual(run(f"{at}(400)"), run(f"{at}(600)"))

    def test_other_maps_are_links_that_show_the_same_place_and_are_not_asked(self):
        page = self.page_of([photo("고양이, 50%/a&b.jpg", -33.8586, 151.214)], name="other")
        run = self.open(page)
        run("openPhoto(photos[0])")
        self.click(".maps summary")
        links = run("[...document.querySelectorAll('.maps a')].map(link => [link.textContent, link.href, link.rel, link.target])")
        self.assertEqual([name for name, *_ in links], ["OpenStreetMap", "Google", "Kakao", "Naver", "Apple"])
        for name, address, rel, target in links:
            self.assertEqual((rel, target), ("noopener noreferrer", "_blank"))
            # The program reads what people paste from these maps.
            done = subprocess.run([CATALOG, "near", address, "--index", "other.json", "--radius", "1m", "--format", "paths"],
                                  cwd=self.folder, capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stdout), (0, "고양이, 50%/a&b.jpg\n"), f"{name}: {done.stderr}")
        self.assertQuiet(missing_photos=True)

    # --- Pictures that the page carries

    def pictures_of(self, *rows, large=True):
        for row in rows:
            yield row, 96, "image/png", 96, 64, 0, blocks.png(96, 64, (200, 40 * row % 255, 90))
        if large:
            for row in rows:
                yield row, 480, "image/png", 480, 320, 90, blocks.png(480, 320, (20, 40 * row % 255, 190))

    def test_pictures_of_the_page_are_the_marks_and_their_files_are_not_asked_for(self):
        photos = [{"path": f"{n}.heic", "latitude": 37.5 + n / 100, "longitude": 127, "tags": ["cats/Nabi"]} for n in range(4)]
        run = self.open(self.page_of_rows(photos, self.pictures_of(0, 1, 2)))
        self.browser.wait("[...document.querySelectorAll('.mark img')].filter(image => image.naturalWidth === 96).length === 3")
        self.assertEqual(run("document.querySelectorAll('.mark.single').length"), 1)
        self.assertTrue(run("[...document.querySelectorAll('.mark img, .row img')].every(image => image.src.startsWith('blob:'))"))
        run("openPhoto(photoAt(0))")
        self.browser.wait("document.querySelector('.picture img')?.naturalWidth === 480")
        # It is turned by the page, and has the place of a picture that stands.
        self.assertEqual(run("document.querySelector('.picture img').style.rotate"), "90deg")
        width, height = run("(b => [b.width, b.height])(document.querySelector('.picture').getBoundingClientRect())")
        self.assertLess(width, height * 1.5)
        # Only the photo without a picture is looked for where its file is.
        self.assertTrue(all(line.endswith("/3.heic") for line in self.browser.requests() if line.endswith(".heic")))

    def test_a_page_that_is_handed_on_leads_to_no_file(self):
        photos = [{"latitude": 37.5, "longitude": 127 + n / 10, "taken": "2024-05-01", "uncertainty": 700} for n in range(2)]
        run = self.open(self.page_of_rows(photos, self.pictures_of(0), settings={"photos": None}))
        self.assertEqual(run("nameOf(photoAt(1))"), "Photo 2")
        run("openPhoto(photoAt(1))")
        self.assertEqual(run("document.querySelectorAll('#details .primary, #details a[href^=file]').length"), 0)
        self.assertEqual(self.text(".picture p"), "No preview")
        # What is shown of a place has no more digits than its circle leaves certain.
        self.assertIn("37.5, 127.1", self.text("dl"))

    def test_a_photo_fills_the_window_and_is_gone_through_by_key_swipe_and_button(self):
        photos = [{"path": f"{n}.jpg", "latitude": 37.5, "longitude": 127 + n / 100, "taken": f"2024-05-0{3 - n}"} for n in range(3)]
        run = self.open(self.page_of_rows(photos, self.pictures_of(0, 1, 2, large=False), settings={"photos": None}))
        run("openPhoto(photoAt(0))")
        self.click(".picture")
        self.browser.wait("stage.querySelector('img')?.naturalWidth === 96")
        self.assertTrue(run("viewer.open"))
        width = run("stage.querySelector('img').getBoundingClientRect().width")
        self.assertGreater(width, 1000)
        self.browser.key("ArrowRight", 39)
        self.assertEqual(run("selected.number"), 2)
        self.click("#viewer-next")
        self.assertEqual(run("[selected.number, find('viewer-next').disabled]"), [3, True])
        for kind, at in [("mousePressed", 300), ("mouseMoved", 400), ("mouseReleased", 500)]:
            self.browser.call("Input.dispatchMouseEvent", type=kind, x=at, y=300, button="left", buttons=1, clickCount=1)
        self.assertEqual(run("selected.number"), 2)
        self.browser.wait("stage.querySelector('img')?.naturalWidth === 96")
        width = run("stage.querySelector('img').getBoundingClientRect().width")
        self.click("#viewer-in")
        self.assertAlmostEqual(run("stage.querySelector('img').getBoundingClientRect().width") / width, 1.5, delta=0.01)
        self.assertEqual(self.hash(), "#photo=2")
        self.browser.key("Escape", 27)
        self.browser.wait("!viewer.open")
        self.assertEqual(run("selected.number"), 2)
        self.assertQuiet()

    # --- The address bar

    def hash(self):
        return self.browser.run("location.hash")

    def test_the_address_follows_the_map_and_brings_it_back(self):
        run = self.open(self.samples)
        run("showView({ x: worldX(126.978), y: worldY(37.5665), zoom: 15 })")
        self.browser.settle()
        self.assertEqual(self.hash(), "#37.5665,126.978,15z")
        run = self.open(self.samples + "#-33.8586,151.214,16.5z", everything=False)
        self.assertEqual(self.text("#list-title"), "1 photo in view")
        self.assertAlmostEqual(run("view.zoom"), 16.5)

    def test_a_photo_has_an_address_and_back_and_forward_lead_through_photos(self):
        run = self.open(self.samples)
        view = self.hash()
        run("listElement.focus()")
        first, second = run("[0, 1].map(position => photoAt(list.rows[position]).name)")
        self.browser.key("Enter", 13)
        number = run("selected.number")
        self.assertEqual(self.hash(), f"#photo={number}")
        self.click("nav button:last-child")
        self.assertEqual(self.text("#details-name"), second)
        for step, name, address in [(-1, None, view), (1, second, None)]:
            run(f"history.go({step})")
            self.browser.wait(f"(document.getElementById('details-name')?.textContent ?? null) === {json.dumps(name)}")
            self.assertEqual(self.hash(), address or f"#photo={run('selected.number')}")
        self.open(f"{self.samples}#photo={number}", everything=False)
        self.assertEqual(self.text("#details-name"), first)
        self.assertTrue(run("!hasPlace(selected.row) || isInside(visibleRegion(), selected)"))
        self.browser.key("Escape", 27)
        self.assertIsNone(self.text("#details-name"))
        self.assertRegex(self.hash(), r"^#-?[\d.]+,-?[\d.]+,[\d.]+z$")
        self.assertQuiet()

    def test_the_link_to_a_photo_is_copied(self):
        run = self.open(self.samples)
        run("navigator.clipboard.writeText = async text => { copied = text; }")
        run("openPhoto(photos[2])")
        run("[...document.querySelectorAll('.actions button')].find(button => button.textContent === words.copyLink).click()")
        self.browser.wait("typeof copied !== 'undefined'")
        self.assertEqual(run("copied"), f"file://{self.samples}#photo={run('photos[2].number')}")

    def test_an_address_that_asks_for_nothing_shows_what_is_shown_without(self):
        for odd in ["#photo=999", "#photo=0", "#1,2", "#91,0,3z", "#0,181,3z", "#%3Cimg%3E", "#__proto__"]:
            run = self.open(self.samples + odd, everything=False)
            self.assertEqual(self.text("#list-title"), "7 photos in view", odd)
            self.assertQuiet()

    def test_photos_across_the_date_line_are_shown_together(self):
        run = self.open(self.page_of([photo("fiji.jpg", -17.8, 179.2), photo("samoa.jpg", -13.8, -171.8)]))
        self.assertGreater(run("view.zoom"), 4)
        self.assertEqual(self.text("#list-title"), "2 photos in view")

    def test_the_bar_says_how_large_and_that_there_are_no_streets(self):
        run = self.open(self.page_of([]))
        for zoom, bar, streets in [(10, "10 km", False), (17, "100 m", True)]:
            run(f"showView({{ x: worldX(151.21), y: worldY(-33.86), zoom: {zoom} }})")
            self.browser.settle()
            line, remark = run("[...find('scale').children].map(part => part.textContent)")
            self.assertEqual(line.replace("\u00a0", " "), bar)
            self.assertEqual("no streets on this map" in remark, streets)
            metres = float(bar.split()[0]) * (1000 if "km" in bar else 1)
            self.assertAlmostEqual(run("find('scale').children[0].getBoundingClientRect().width * metresPerWorld(view.y) / worldSize()"), metres, delta=metres / 100)

    # --- The ground

    def ground_at(self, run, latitude, longitude, zoom):
        """The colour of the ground at a place, names left out."""
        run(f"placeLabels = () => []; showView({{ x: worldX({longitude}), y: worldY({latitude}), zoom: {zoom} }})")
        self.browser.settle()
        return run("ground.brush.getImageData(Math.round(ground.canvas.width / 2 + 3), Math.round(ground.canvas.height / 2 + 3), 1, 1).data.join()")

    def test_land_and_sea_are_where_they_are(self):
        run = self.open(self.page_of([photo("seoul.jpg", 37.5665, 126.978)]))
        places = [(-24.3, 133.1, True), (37.1, 100.3, True), (62.1, 101.3, True), (-10.3, -55.1, True), (42.3, 51.1, False),
                  (40.3, -40.1, False), (-30.1, 88.3, False), (20.3, -158.9, False)]
        for zoom in [2.4, 4.3, 7.3]:
            seen = [self.ground_at(run, latitude, longitude, zoom) for latitude, longitude, _ in places]
            sea, land = seen[-1], seen[0]
            self.assertNotEqual(sea, land)
            self.assertEqual([pixel == land for pixel in seen], [is_land for *_, is_land in places], zoom)

    def test_coasts_are_within_a_kilometre_where_the_photos_are(self):
        run = self.open(self.page_of([photo("incheon.jpg", 37.4563, 126.7052)]))
        # On both sides of the coast at Gangneung, which is straight: 3 km at sea, and inland.
        sea = self.ground_at(run, 37.0, 130.5, 11)
        self.assertEqual([self.ground_at(run, 37.77, longitude, 11) == sea for longitude in [128.98, 128.80]], [True, False])

    def test_streets_of_a_map_in_one_file_are_shown_where_the_photos_are(self):
        column, row = pmtiles.tile_of(14, 37.5665, 126.978)
        path = os.path.join(self.folder, "town.pmtiles")
        with open(path, "wb") as file:
            file.write(pmtiles.pmtiles({(14, column + i, row + j): pmtiles.town(column + i, row + j) for i in range(-4, 5) for j in range(-4, 5)}))
        photos = [photo("a.jpg", 37.5665, 126.978), photo("b.jpg", 37.567, 126.979)]
        run = self.open(self.page_of(photos, "town", "--map", path))
        self.assertEqual(self.text("#attribution"), "© OpenStreetMap contributors · Places: GeoNames, CC BY 4.0")
        tiles = set(run("[...worldTiles.keys()].filter(key => key.startsWith('streets/'))"))
        self.assertIn(f"streets/14/{column}/{row}", tiles)
        # A kilometre around the photos, and no more.
        self.assertNotIn(f"streets/14/{column + 3}/{row}", tiles)
        run(f"showView({{ x: ({column} + 0.5) / 2 ** 14, y: ({row} + 0.5) / 2 ** 14, zoom: 16.4 }})")
        self.browser.settle()
        self.assertGreater(len({label for label in run("ground.labels.map(label => label.text)") if label.startswith(("Street", "Lane", "Avenue", "Quarter"))}), 3)
        colours = run("""(() => {
          const { data } = ground.brush.getImageData(0, 0, ground.canvas.width, ground.canvas.height), seen = new Map();
          for (let i = 0; i < data.length; i += 4) { const key = data.slice(i, i + 3).join(); seen.set(key, (seen.get(key) ?? 0) + 1); }
          return [...seen].filter(([, count]) => count > 2000).map(([key]) => key);
        })()""")
        # Land, park, water, houses and roads.
        self.assertGreaterEqual(len(colours), 5)
        # Below exact the cell counts: all of it is there, wherever in it the photos are.
        blurred = set(self.open(self.page_of(photos, "town", "--map", path, "--blur", "2km"))("[...worldTiles.keys()].filter(key => key.startsWith('streets/'))"))
        self.assertGreater(len(blurred), len(tiles))

    def words_of(self, photos, *options):
        """The exit code of an export of a page, and what it says of a map."""
        self.page_of(photos)
        done = subprocess.run([CATALOG, "export", "html", "--index", "made.json", "-o", "map.html", "--pictures", "none", *options],
                              cwd=self.folder, capture_output=True, text=True)
        return done.returncode, [line for line in done.stderr.splitlines() if "map" in line and "made.json" not in line]

    def test_a_map_that_is_missing_damaged_or_elsewhere_is_said(self):
        column, row = pmtiles.tile_of(14, 37.5665, 126.978)
        here, tiles = [photo("a.jpg", 37.5665, 126.978)], {(14, column + i, row + j): pmtiles.town(column + i, row + j) for i in range(-1, 2) for j in range(-1, 2)}
        whole = pmtiles.pmtiles(tiles)
        cut = {**tiles, (14, column, row): tiles[14, column, row][:-7]}
        for data, photos, status, words in [
                (None, here, 66, "catalog: the map town.pmtiles cannot be read: No such file or directory"),
                (b"PK", here, 65, "catalog: the map town.pmtiles cannot be used: it is no PMTiles file; an extract of a city can be made with "
                                  "`pmtiles extract`, from protomaps.com/downloads"),
                (whole, here, 0, None),
                (whole, [photo("b.jpg", 1, 1)], 0, "catalog: the page has no streets: the map town.pmtiles has none where the photos are"),
                (whole[:600], here, 0, "catalog: the page has no streets: the map town.pmtiles is damaged where the photos are"),
                (pmtiles.pmtiles(cut), here, 0, "catalog: streets are missing: 1 tile of the map town.pmtiles cannot be read")]:
            path = os.path.join(self.folder, "town.pmtiles")
            if data is None:
                if os.path.exists(path):
                    os.remove(path)
            else:
                with open(path, "wb") as file:
                    file.write(data)
            self.assertEqual(self.words_of(photos, "--map", "town.pmtiles"), (status, [words] if words else []))

    def test_pictures_of_a_map_in_one_file_are_shown_too(self):
        column, row = pmtiles.tile_of(15, 37.5665, 126.978)
        path = os.path.join(self.folder, "raster.pmtiles")
        with open(path, "wb") as file:
            file.write(pmtiles.pmtiles({(15, column + i, row + j): blocks.png(256, 256, (10, 200, 30)) for i in range(-2, 3) for j in range(-2, 3)}, kind=2, zooms=(0, 15)))
        run = self.open(self.page_of([photo("a.jpg", 37.5665, 126.978)], "raster", "--map", path))
        self.assertEqual(self.ground_at(run, 37.5665, 126.978, 16), "10,200,30,255")
        self.assertQuiet(missing_photos=True)

    def test_names_are_in_the_readers_language_and_none_is_over_another(self):
        page = self.page_of([photo("seoul.jpg", 37.5665, 126.978), photo("tokyo.jpg", 35.68, 139.77)])
        for language, country in [("en-GB", "Japan"), ("ko-KR", "일본")]:
            run = self.open(page, language=language)
            for zoom in [3, 5, 8, 11]:
                run(f"showView({{ x: worldX(139), y: worldY(36), zoom: {zoom} }})")
                self.browser.settle()
                boxes = run("ground.labels.map(label => label.box)")
                self.assertGreater(len(boxes), 0, zoom)
                over = [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1:] if a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]]
                self.assertEqual(over, [])
                if zoom == 5:
                    self.assertIn(country, run("ground.labels.map(label => label.text)"))

    def test_towns_are_the_gazetteers_which_is_credited_in_korean_where_that_is_asked_for(self):
        for options, towns in [([], {"Daejeon", "Gwangju"}), (["--language", "ko"], {"대전", "광주"})]:
            run = self.open(self.page_of([photo("seoul.jpg", 37.5665, 126.978)], "towns", *options))
            run("showView({ x: worldX(127.4), y: worldY(36.3), zoom: 8 })")
            self.browser.settle()
            self.assertLessEqual(towns, set(run("ground.labels.map(label => label.text)")))
            self.assertEqual(self.text("#attribution"), "Places: GeoNames, CC BY 4.0")

    def test_the_credit_is_not_covered_on_a_phone(self):
        run = self.open(self.page_of([photo("seoul.jpg", 37.5665, 126.978)]), width=390, height=844)
        self.assertTrue(run("find('attribution').textContent"))
        self.assertLessEqual(run("find('attribution').getBoundingClientRect().bottom"), run("browse.getBoundingClientRect().top"))

    def test_an_empty_index_makes_an_empty_page(self):
        self.open(self.page_of([]))
        self.assertEqual(self.text("#total"), "0 photos")
        self.assertEqual(self.browser.run("view.x"), 0.5)
        self.assertQuiet()

    def test_photos_without_a_place_are_listedPhotoswith_the_reason(self):
        self.open(self.samples)
        self.click("#unplaced")
        self.assertEqual(self.text("#list-title"), "2 photos without a place")
        self.assertIn("no position", self.text(".row"))
        self.browser.key("Escape", 27)
        self.browser.settle()
        self.assertEqual(self.text("#list-title"), "14 photos in view")

    # --- Mouse, keyboard, touch

    def test_clicking_a_cluster_looks_closer_and_clicking_a_single_mark_opens_its_photo(self):
        run = self.open(self.samples, still=False)
        before = run("view.zoom")
        self.browser.click(*self.place_of("clusters.find(cluster => cluster.count === 12)"))
        self.browser.settle()
        self.assertGreater(run("view.zoom"), before + 5)
        self.assertEqual(self.text("#list-title"), "12 photos in view")
        name = run("photoAt(clusters.find(cluster => cluster.count === 1).row).name")
        self.browser.click(*self.place_of("clusters.find(cluster => cluster.count === 1)"))
        self.assertEqual(self.text("#details-name"), name)
        self.browser.wait("document.querySelector('.picture img')?.naturalWidth > 0")
        self.assertEqual(run("document.querySelector('.primary').href"), f"file://{self.folder}/" + run("encodeURI(selected.folder + selected.name)"))
        self.assertQuiet()

    def move(self, x, y):
        self.browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def test_a_card_shows_at_the_mouse_stays_under_it_and_opens_its_photo(self):
        run = self.open(self.samples, everything=False)
        x, y = self.place_of("reachable.find(mark => mark.cluster.count === 1).cluster")
        self.move(x, y)
        self.browser.wait("!card.hidden && document.querySelector('#card img')?.naturalWidth > 0")
        name = run("photoAt(carded.row).name")
        self.assertEqual(self.text("#card bdi"), name)
        self.assertRegex(self.text("#card small:last-child"), r"^[\d.]+\s?k?m from the centre$")
        box = run("(b => [b.left, b.top, b.right, b.bottom])(card.getBoundingClientRect())")
        self.assertTrue(box[0] >= 0 and box[1] >= 0 and box[2] <= run("view.width") and box[3] <= run("view.height"), box)
        # Content on hover: hoverable, persistent, dismissible (WCAG 1.4.13).
        self.move((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        run("new Promise(done => setTimeout(done, 500))")
        self.assertFalse(run("card.hidden"))
        self.browser.key("Escape", 27)
        self.assertTrue(run("card.hidden"))
        self.move(x + 1, y)
        self.browser.wait("!card.hidden")
        self.move(5, 790)
        self.browser.wait("card.hidden")
        self.move(x, y)
        self.browser.wait("!card.hidden")
        self.click("#card")
        self.assertEqual(self.text("#details-name"), name)

    def test_a_card_of_several_says_how_many_and_goes_when_they_part(self):
        run = self.open(self.samples)
        self.move(*self.place_of("clusters.find(cluster => cluster.count === 12)"))
        self.browser.wait("!card.hidden")
        self.assertEqual(self.text("#card strong"), "12 photos")
        run("showAll().then(() => zoomBy(9))")
        self.browser.settle()
        self.assertTrue(run("card.hidden"))

    def test_arrow_keys_lead_through_the_marks_and_each_has_a_name(self):
        run = self.open(self.samples, everything=False)
        self.browser.key("Tab", 9)
        self.browser.key("Tab", 9)
        self.assertTrue(run("document.activeElement.matches('.mark')"))
        self.browser.wait("!card.hidden")
        labels = {run("document.activeElement.ariaLabel")}
        for key, code in [("ArrowUp", 38), ("ArrowLeft", 37), ("ArrowDown", 40), ("ArrowRight", 39)] * 3:
            for _ in range(8):
                self.browser.key(key, code)
                labels.add(run("document.activeElement.ariaLabel"))
                self.assertEqual(run("carded === reached.cluster"), True)
        self.assertEqual(len(labels), 7)
        tree = self.browser.call("Accessibility.getFullAXTree")["nodes"]
        names = {node["name"]["value"] for node in tree if node.get("role", {}).get("value") == "button" and not node["ignored"]}
        self.assertTrue(labels <= names, labels - names)
        self.assertIn("IMG_0042.jpg, 8 Apr 2023, 16:21", labels)
        self.assertEqual(run("[...document.querySelectorAll('.mark')].filter(e => e.offsetWidth < 24 || e.offsetHeight < 24).length"), 0)
        self.assertEqual(run("document.querySelectorAll(\".mark[tabindex='0']\").length"), 1)
        photo = run("photoAt(reached.cluster.row).name")
        self.browser.key("Enter", 13, "\r")
        self.assertEqual(self.text("#details-name"), photo)

    def test_the_keyboard_stays_with_its_photo_while_the_map_moves(self):
        run = self.open(self.samples, everything=False)
        run("reachable[3].button.focus()")
        photo = run("photoAt(reached.cluster.row).name")
        self.browser.key("+", 187)
        self.browser.settle()
        self.assertEqual(run("document.activeElement === reached.button"), True)
        run("showView({ x: photos.find(photo => photo.name === 'sydney-rocks.jpg').x, y: worldY(-33.8586), zoom: 9 })")
        self.browser.settle()
        self.assertEqual(run("document.activeElement.ariaLabel"), "sydney-rocks.jpg, 6 Jan 2025, 09:45")

    def test_dragging_and_the_wheel_move_the_map(self):
        run = self.open(self.samples)
        x, zoom = run("view.x"), run("view.zoom")
        for kind, at in [("mousePressed", 400), ("mouseMoved", 350), ("mouseMoved", 300), ("mouseReleased", 300)]:
            self.browser.call("Input.dispatchMouseEvent", type=kind, x=at, y=300, button="left", buttons=1, clickCount=1)
        self.browser.settle()
        self.assertAlmostEqual((run("view.x") - x) * run("worldSize()"), 100, delta=1)
        self.browser.call("Input.dispatchMouseEvent", type="mouseWheel", x=300, y=300, deltaX=0, deltaY=-300)
        self.browser.settle()
        self.assertGreater(run("view.zoom"), zoom + 0.5)

    def test_the_keyboard_reaches_and_opens_everything(self):
        run = self.open(self.samples)
        run("find('filters').open = true; find('today').hidden = true")
        focus = "document.activeElement.id || document.activeElement.classList[0] || document.activeElement.tagName"
        reached = []
        while len(reached) < 40 and reached[-1:] != ["list"]:
            self.browser.key("Tab", 9)
            reached.append(run(focus))
        self.assertEqual([name for name in reached if name != "BUTTON"],
                         ["map", "mark", "zoom-in", "zoom-out", "zoom-all", "pan-name", "search", "filters-name", "play", "INPUT", "INPUT",
                          "INPUT", "INPUT", "folder", "camera", "colouring", "unplaced", "list"])
        self.browser.key("ArrowRight", 39)
        second = run("photoAt(list.rows[1]).name")
        self.assertEqual(run("document.querySelector('[aria-selected=true] bdi').textContent"), second)
        self.browser.key("ArrowDown", 40)
        self.assertEqual(run("list.active"), 1 + run("list.across"))
        self.browser.key("ArrowUp", 38)
        self.browser.key("Enter", 13)
        self.assertEqual(self.text("#details-name"), second)
        self.browser.key("Escape", 27)
        self.assertEqual(run(focus), "list")
        self.assertEqual(run("photoAt(list.rows[list.active]).name"), second)

    def test_the_keyboard_moves_the_map(self):
        run = self.open(self.samples)
        run("map.focus()")
        zoom, x = run("view.zoom"), run("view.x")
        for key, code in [("+", 187), ("ArrowRight", 39)]:
            self.browser.key(key, code)
            self.browser.settle()
        self.assertAlmostEqual(run("view.zoom"), zoom + 1)
        self.assertNotAlmostEqual(run("view.x"), x)
        self.browser.key("0", 48)
        self.browser.settle()
        self.assertAlmostEqual(run("view.zoom"), zoom)
        run("showView({ ...view, x: photos.find(photo => photo.name === 'sydney-rocks.jpg').x, y: worldY(-33.8586), zoom: 9 })")
        self.browser.settle()
        self.browser.key("Enter", 13)
        self.assertEqual(self.text("#details-name"), "sydney-rocks.jpg")

    def test_photos_of_one_place_are_listedPhotoswhere_zooming_cannot_tell_them_apart(self):
        run = self.open(self.page_of([photo(f"{n}.jpg", 37.5665, 126.978) for n in range(40)] + [photo("far.jpg", 1, 1)]))
        run("openCluster(clusters.find(cluster => cluster.count === 40))")
        self.assertEqual(self.text("#list-title"), "40 photos at this place")
        self.click("#list-back")
        self.assertEqual(self.text("#list-title"), "41 photos in view")

    def test_a_cluster_of_two_is_zoomed_into_and_opens_neither(self):
        run = self.open(self.page_of([photo("a.jpg", 37.5, 127), photo("b.jpg", 37.5001, 127), photo("far.jpg", -33.9, 151)]))
        zoom = run("view.zoom")
        self.browser.click(*self.place_of("clusters.find(cluster => cluster.count === 2)"))
        self.browser.settle()
        self.assertIsNone(self.text("#details-name"))
        self.assertGreater(run("view.zoom"), zoom + 5)
        self.assertEqual(run("clusters.map(cluster => cluster.count)"), [1, 1])

    def test_a_year_is_switched_on_and_off(self):
        run = self.open(self.samples)
        all_photos = run("list.rows.length")
        self.click("#years button")
        self.assertLess(run("list.rows.length"), all_photos)
        self.click("#years button")
        self.assertEqual(run("document.querySelector('#years button').ariaPressed"), "false")
        self.assertEqual(run("list.rows.length"), all_photos)

    def test_search_and_years_choose_the_photos_of_list_and_map(self):
        run = self.open(self.samples)
        run("find('search').focus()")
        self.browser.call("Input.insertText", text="NABI 고양")
        self.browser.wait("list.rows.length === 1")
        self.assertEqual(run("photoAt(list.rows[0]).name.normalize()"), "골목-고양이.jpg")
        self.browser.settle()
        self.assertEqual(run("clusters.reduce((sum, cluster) => sum + cluster.count, 0)"), 1)
        self.browser.call("Input.insertText", text=" nothing")
        self.browser.wait("!find('empty').hidden")
        self.click("#empty button")
        self.assertEqual(self.text("#list-title"), "14 photos in view")
        self.click("#years button")
        self.assertEqual(run("listedPhotos().every(photo => photo.taken.startsWith('2025'))"), True)
        self.assertEqual(run("document.querySelector('#years button').ariaPressed"), "true")

    def test_months_are_chosen_by_a_slider_with_two_ends(self):
        run = self.open(self.samples)
        run("find('filters').open = true")
        last = run("histogram.counts.length - 1")
        self.assertEqual(run("document.querySelectorAll('#months .bars i').length"), last + 1)
        run("monthSlider.ends[0].focus()")
        for _ in range(3):
            self.browser.key("ArrowRight", 39)
        self.browser.wait("list.rows.length < 14")
        self.assertEqual(run("monthSlider.values()"), [3, last])
        self.assertTrue(run("listedPhotos().every(photo => columns.month[photo.row] >= histogram.first + 3)"))
        self.assertEqual(run("monthSlider.ends[0].ariaValueText"), run("monthText(histogram.first + 3)"))
        # One end stops at the other.
        run("monthSlider.ends[1].focus()")
        self.browser.key("Home", 36)
        self.assertEqual(run("monthSlider.values()"), [3, 3])
        # A click does what dragging does (WCAG 2.5.7).
        box = run("(b => [b.x, b.y, b.width, b.height])(document.querySelector('#months .bars').getBoundingClientRect())")
        self.browser.click(box[0] + box[2] - 2, box[1] + box[3] / 2)
        self.assertEqual(run("monthSlider.values()"), [3, last])
        run("clearFilters()")
        self.browser.wait("list.rows.length === 14")

    def test_hours_of_the_day_choose_photos(self):
        run = self.open(self.samples)
        run("find('filters').open = true; hourSlider.set(0, 11); hourSlider.ends[1].oninput()")
        self.browser.wait("list.rows.length < 14")
        self.assertTrue(run("list.rows.length > 0 && Array.from(list.rows).every(row => hourOf(row) >= 0 && hourOf(row) < 12)"))

    def test_this_day_in_other_years(self):
        run = self.open(self.page_of_rows([
            {"path": f"{year}.jpg", "latitude": 1, "longitude": 1, "taken": f"{year}-01-01"} for year in (2020, 2021)] + [
            {"path": "other.jpg", "latitude": 1, "longitude": 1, "taken": "2021-02-03"}]))
        # The clock of the test may show any day.
        run("(() => { columns.yearDay.forEach((day, row) => { if (day === 1) columns.yearDay[row] = new Date().getMonth() * 32 + new Date().getDate(); }); return choicesOf(columns).then(makeToday).then(() => { find('filters').open = true; }); })()")
        self.assertEqual(self.text("#today"), "On this day (2)")
        self.click("#today")
        self.browser.wait("list.rows.length === 2")
        self.click("#today")
        self.browser.wait("list.rows.length === 3")

    def test_playing_moves_through_the_months_until_it_is_paused(self):
        run = self.open(self.samples)
        run("find('filters').open = true")
        self.click("#play")
        self.assertEqual(run("find('play').ariaLabel"), "Pause")
        self.browser.wait("monthSlider.values()[0] >= 2")
        self.click("#play")
        at = run("monthSlider.values()")
        run("new Promise(done => setTimeout(done, 900))")
        self.assertEqual([run("monthSlider.values()"), run("find('play').ariaLabel")], [at, "Play"])

    def test_a_folder_and_a_camera_choose_photos(self):
        run = self.open(self.samples)
        for field in ["folder", "camera"]:
            value = run(f"(select => {{ select.selectedIndex = 1; select.onchange(); return Number(select.value); }})(find('{field}'))")
            self.browser.wait("list.rows.length < 14")
            self.assertTrue(run(f"list.rows.length > 0 && Array.from(list.rows).every(row => columns.{field}[row] === {value})"))
            run("clearFilters()")
            self.browser.wait("list.rows.length === 14")

    CATS = [{"path": f"{name}{n}.jpg", "latitude": 37.5 + n / 500 * spread, "longitude": 127 + (n * n % 7) / 400 * spread,
             "taken": f"20{20 + n % 3}-0{1 + n % 9}-11T10:00:00", "tags": [f"cats/{name}"], "rating": n % 6}
            for name, spread in (("Nabi", 1), ("Miso", 2)) for n in range(9)]

    def test_a_cat_is_chosen_by_her_name_and_has_a_trail_and_a_range(self):
        run = self.open(self.page_of_rows(self.CATS))
        self.assertEqual(run("[...find('tags').children].map(button => button.textContent).sort()"), ["Miso", "Nabi"])
        self.assertTrue(run("find('story').hidden"))
        before = run("ground.canvas.toDataURL().length")
        run("[...find('tags').children].find(button => button.textContent === 'Nabi').click()")
        self.browser.wait("list.rows.length === 9")
        self.assertTrue(run("listedPhotos().every(photo => nameOf(photo) === 'Nabi')"))
        self.assertEqual(run("story.places.map(place => place.latitude)"),
                         run("Array.from(byTime).reverse().filter(row => columns.shown[row]).map(row => columns.latitude[row] / 1e6)"))
        self.assertRegex(self.text("#show-range"), r"^Range [\d.,]+ ha$")
        self.browser.settle()
        with_both = run("ground.canvas.toDataURL().length")
        self.assertNotEqual(before, with_both)
        self.click("#show-range")
        self.assertEqual(run("find('show-range').ariaPressed"), "false")
        self.browser.settle()
        self.assertNotEqual(run("ground.canvas.toDataURL().length"), with_both)
        run("clearFilters()")
        self.browser.wait("find('story').hidden")

    def test_the_map_goes_to_the_cat_that_is_chosen_unless_all_of_her_is_seen(self):
        away = [{"path": f"Dubu{n}.jpg", "latitude": 35.1 + n / 100, "longitude": 129, "tags": ["cats/Dubu"]} for n in range(2)]
        run = self.open(self.page_of_rows(self.CATS + away), everything=False)
        choose = "[...find('tags').children].find(button => button.textContent === '{}').click()"
        seen = "clusters.filter(({{ x, y }}) => isInside(visibleRegion(), {{ x, y }})).reduce((sum, {{ count }}) => sum + count, 0) === {}"
        run(choose.format("Dubu"))
        self.browser.wait(seen.format(2))
        run(choose.format("Dubu"))
        self.browser.settle()
        # Without a cat the map stays, and so it does for one who is seen.
        self.browser.wait(seen.format(2))
        run("showAll()")
        self.browser.settle()
        before = run("JSON.stringify(view)")
        run(choose.format("Nabi"))
        self.browser.wait("story.tag > 0")
        self.browser.settle()
        self.assertEqual(run("JSON.stringify(view)"), before)
        # Below the buttons she is not seen.
        run("showView({ ...view, x: columns.x[story.tag ? byTime.find(row => columns.shown[row]) : 0] + (view.width / 2 - 40) / worldSize() })")
        run(choose.format("Nabi"))
        self.browser.settle()
        run(choose.format("Nabi"))
        self.browser.wait(seen.format(9))
        self.browser.settle()
        self.assertGreater(run("Math.min(...reachable.map(({ x }) => x))"), 68)

    def test_photos_without_a_cat_are_in_the_legend_too(self):
        others = "[...document.querySelectorAll('#tags .others')].map(other => [other.textContent, other.style.getPropertyValue('--colour')])"
        for photos, expected in [(self.CATS, []), (self.CATS + [{"path": "x.jpg", "latitude": 37.5, "longitude": 127}], [["Others", "var(--c8)"]])]:
            run = self.open(self.page_of_rows(photos))
            run("setColouring('tag')")
            self.browser.settle()
            self.assertEqual(run(others), expected)
            run("setColouring('tag').then(() => setColouring('year'))")
            self.browser.settle()
            self.assertEqual(run(others), [])

    def test_colours_have_a_legend_that_is_the_filter(self):
        run = self.open(self.page_of_rows(self.CATS))
        run("find('filters').open = true; find('colouring').value = 'tag'; find('colouring').onchange({ target: find('colouring') })")
        self.browser.settle()
        self.assertEqual(run("[...find('tags').children].map(button => button.matches('.coloured'))"), [True, True])
        self.assertEqual(run("document.querySelectorAll('#years .coloured').length"), 0)
        several = run("clusters.filter(cluster => cluster.count > 1).map(cluster => cluster.colour)")
        self.assertTrue(all(colour.startswith(("conic-gradient", "var(--c")) for colour in several), several)
        # Each single mark has the colour that the button of its cat has.
        self.assertTrue(run("""clusters.filter(cluster => cluster.count === 1).every(cluster => {
          const button = [...find('tags').children].find(button => button.textContent === nameOf(photoAt(cluster.row)));
          return button.style.getPropertyValue('--colour') === cluster.colour;
        })"""))

    def test_a_rating_is_a_least_one(self):
        run = self.open(self.page_of_rows(self.CATS))
        run("find('rating').value = '4'; find('rating').onchange()")
        self.browser.wait("list.rows.length === 4")
        self.assertTrue(run("listedPhotos().every(photo => photo.rating >= 4)"))

    def test_nothing_is_wider_than_its_column(self):
        for width, height in [(320, 568), (390, 844), (720, 800), (1280, 800), (2560, 1440)]:
            run = self.open(self.samples, width=width, height=height)
            run("find('filters').open = true")
            wide = "[...document.querySelectorAll('aside *')].filter(e => e.offsetParent && !e.closest('#years, .about')).filter(e => e.getBoundingClientRect().right > innerWidth + 0.5).map(e => e.id || e.className)"
            self.assertEqual(run(wide), [], width)
            run("openPhoto(photos[0]); document.querySelector('.maps').open = true")
            self.assertEqual(run(wide), [], width)

    def test_a_phone_has_room_for_fingers(self):
        run = self.open(self.samples, width=360, height=740, scale=2, touch=True)
        self.assertEqual(run("document.documentElement.scrollWidth"), 360)
        self.browser.tap(*self.place_of("clusters.find(cluster => cluster.count === 12)"))
        self.browser.settle()
        self.assertEqual(self.text("#list-title"), "12 photos in view")
        small = "[...document.querySelectorAll('button, input, a.wide, .row')].filter(e => e.offsetParent && !e.matches('.mark')).map(e => e.getBoundingClientRect()).filter(b => b.width < 44 || b.height < 44).length"
        self.assertEqual(run(small), 0)
        x, y = self.place_of("clusters.find(cluster => cluster.count === 1)")
        self.browser.tap(x + 12, y + 12)
        self.assertIsNone(self.text("#details-name"))
        self.assertEqual(run("carded.count"), 1)
        self.assertEqual(run(small), 0)
        box = run("(b => [b.x + b.width / 2, b.y + b.height / 2])(card.getBoundingClientRect())")
        self.browser.tap(*box)
        self.assertIsNotNone(self.text("#details-name"))
        self.assertEqual(run(small), 0)
        self.assertEqual(run("document.documentElement.scrollWidth"), 360)

    def test_two_fingers_zoom(self):
        run = self.open(self.samples, width=390, height=844, touch=True)
        zoom = run("view.zoom")
        for kind, reach in [("touchStart", 20), ("touchMove", 30), ("touchMove", 80), ("touchEnd", None)]:
            points = [] if reach is None else [{"x": 195 - reach, "y": 200, "id": 0}, {"x": 195 + reach, "y": 200, "id": 1}]
            self.browser.call("Input.dispatchTouchEvent", type=kind, touchPoints=points)
        self.browser.settle()
        self.assertAlmostEqual(run("view.zoom"), zoom + 2, delta=0.3)

    # --- Names that mean harm, and strangers

    HOSTILE = [
        "</script><script>alert(1)</script>.jpg", "<img src=x onerror=alert(2)>.jpg", "\"'><svg onload=alert(3)>.jpg",
        "<!--<script>.jpg", "photo\u202egpj.exe", "line\nbreak\ttab\u0007bell.jpg", "javascript:alert(4)", "{{script}}.jpg",
        "//example.invalid/x.jpg", "..%2f?#&amp;.jpg", "\u2028\u2029.jpg", "__proto__",
    ]

    def test_hostile_names_do_nothing(self):
        photos = [photo(f"photos/x/{name}", 37 + n / 100, 127, make=name, taken="2024-01-01T00:00:00") for n, name in enumerate(self.HOSTILE)]
        photos += [photo(name) for name in self.HOSTILE]
        run = self.open(self.page_of(photos, name="hostile"))
        self.assertEqual(self.text("#total"), "24 photos")
        elements = run("document.querySelectorAll('script, svg, style, iframe').length")
        self.assertEqual(run("document.querySelectorAll('script:not([type]), svg, style, iframe').length"), 2)
        for number in range(24):
            run(f"openPhoto(photos[{number}])")
            for address in run("[...document.querySelectorAll('#details a')].map(link => link.protocol)"):
                self.assertIn(address, ["file:", "https:"])
        self.browser.settle()
        self.assertEqual(run("document.querySelectorAll('script, svg, style, iframe').length"), elements)
        self.assertQuiet(missing_photos=True)

    def test_what_cannot_be_seen_in_a_name_is_made_visible(self):
        run = self.open(self.page_of([photo("photo\u202egpj.exe\n\u0007", 1, 1)]))
        self.assertEqual(self.text(".row bdi"), "photo\\u{202E}gpj.exe\\n\\u{7}")

    def test_names_of_all_kinds_lead_to_their_files(self):
        names = [b"percent%20 and space.jpg", b"question?.jpg", b"hash#.jpg", b"colon:.jpg", b"quote'\".jpg", "한글.jpg".encode()]
        # A Mac's file system takes no names that are not UTF-8.
        names += [] if sys.platform == "darwin" else [b"latin-\xe9.jpg"]
        odd = os.path.join(os.fsencode(self.folder), b"odd")
        os.makedirs(odd)
        for name in names:
            shutil.copy(os.path.join(self.folder, "photos/miso/IMG_0042.jpg"), os.path.join(odd, name))
        self.catalog("scan", "odd", "--index", "odd.json")
        os.makedirs(os.path.join(self.folder, "pages/deep"))
        page = os.path.join(self.folder, "pages/deep/odd.html")
        self.catalog("export", "html", "--index", "odd.json", "-o", page)
        run = self.open(page)
        load = """Promise.all(photos.map(photo => new Promise(done => {
          const image = makePicture(photo, 96); image.onload = () => done(1); image.onerror = () => done(0); })))"""
        self.assertEqual(run(load), [1] * len(names))

    def test_the_policy_lets_nothing_else_run(self):
        run = self.open(self.samples)
        run("blocked = []; document.addEventListener('securitypolicyviolation', event => blocked.push(event.effectiveDirective))")
        run("document.body.insertAdjacentHTML('beforeend', '<img src=none.jpg onerror=\"window.ran = 1\">')")
        run("document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 2' }))")
        run("fetch('https://example.invalid/').catch(() => {})")
        run("new Promise(done => { const image = new Image(); image.onerror = done; image.src = 'https://example.invalid/x.png'; })")
        self.assertIsNone(run("window.ran ?? null"))
        self.browser.wait("blocked.length >= 4")
        self.assertEqual(run("blocked.sort()"), ["connect-src", "img-src", "script-src-attr", "script-src-elem"])

    def test_tiles_come_from_their_server_alone(self):
        with open(self.samples) as file:
            page = file.read()
        asked = []

        class Tiles(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_response(404)
                self.end_headers()

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        origin = f"http://127.0.0.1:{server.server_port}"
        page = page.replace("img-src 'self'", f"img-src 'self' {origin}")
        tiles = json.dumps({"photos": "", "tiles": {
            "address": origin + "/{z}/{x}/{y}.png", "attribution": "© Somebody", "maxZoom": 19}})
        page, count = re.subn(r'\{"photos":""[^}]*\}', lambda _: tiles, page)
        self.assertEqual(count, 1)
        path = os.path.join(self.folder, "tiles.html")
        with open(path, "w") as file:
            file.write(page)
        try:
            self.open(path)
            self.browser.wait("tiles.size >= 12 && [...tiles.values()].every(tile => tile.complete)")
        finally:
            server.shutdown()
            server.server_close()
        self.assertEqual(self.text("#attribution"), "© Somebody")
        for path in asked:
            level, column, row = map(int, re.fullmatch(r"/(\d+)/(\d+)/(\d+)\.png", path).groups())
            self.assertTrue(level <= 19 and column < 2 ** level and row < 2 ** level, path)
        self.assertIn("/3/6/3.png", asked)

    # --- Sharing

    def unpacked(self, page):
        """The file's bytes, and what each of its blocks comes to but those of the ground, which has names of its own."""
        with open(page, "rb") as file:
            data = file.read()
        parts = [data]
        for kind, text in re.findall(rb'<script type="text/plain" class="(\w+)" data-about="[^"]*">([^<]*)</script>', data):
            block = base64.b64decode(text)
            if kind == b"world":
                continue
            parts.append(block if kind == b"pictures" else zlib.decompress(block, -15))
        return parts

    def test_a_blurred_page_holds_nothing_exact_and_leads_to_no_file(self):
        photos = [photo(f"photos/anna kim/garden-{n}/IMG_77{n}.jpg", 37.5 + n * 0.0123456, 126.9 + n * 0.0076543, altitude=31.7, heading=87.25,
                        taken=f"2024-05-0{n + 1}T17:43:2{n}+09:00", make="Apple", model="Secret Phone", tags=["people/Anna", "cats/Nabi"],
                        title="At Anna's", description="Door code 4711", rating=4) for n in range(5)]
        photos += [photo("photos/anna kim/scan.jpg")]
        for options in [["--blur", "1km"], ["--blur", "1km", "--anonymous"]]:
            page = self.page_of(photos, "shared", *options)
            for part in self.unpacked(page):
                for number in range(5):
                    path = photos[number]["path"].encode()
                    for end in [7, 12, 17, 25, 33, len(path)]:
                        self.assertNotIn(path[:end], part)
                    # The exact digits; what the columns hold is asked below.
                    for degrees in [photos[number]["latitude"], photos[number]["longitude"]]:
                        self.assertNotIn(f"{degrees:.4f}".encode(), part)
                    self.assertNotIn(f"17:43:2{number}".encode(), part)
                for word in [b"Secret", b"Anna", b"4711", b"IMG_", b"scan.jpg"]:
                    self.assertNotIn(word, part)
            run = self.open(page)
            exact = {round(photo[axis] * 1e6) for photo in photos[:5] for axis in ["latitude", "longitude"]}
            self.assertFalse(exact & set(run("[...columns.latitude, ...columns.longitude]")))
            self.assertEqual(run("columns.second.every(second => second === 0)"), True)
            self.assertEqual(run("[columns.count, columns.precision.every(precision => precision === 3), settings.photos]"), [5, True, None])
            self.assertEqual(run("photos.every(photo => photo.uncertainty > 500 && !photo.heading && !photo.altitude && !photo.camera && !photo.name)"), True)
            self.assertEqual(run("[...new Set(photos.flatMap(photo => photo.tags))]"), ["cats/Nabi"])
            # The order is that of what is handed on.
            order = run("Array.from(columns.latitude, (latitude, row) => [latitude, columns.longitude[row], columns.day[row]])")
            self.assertEqual(len(set(map(tuple, order))), 5)
            with open(page) as file:
                policy = re.search('Content-Security-Policy" content="([^"]*)"', file.read())[1]
            self.assertIn("img-src data: blob:;", policy)
            self.assertQuiet()

    @unittest.skipUnless(os.access(PREVIEW, os.X_OK), "catalog-preview is not built: make preview")
    def test_a_shared_page_has_no_picture_of_another_page_and_no_picture_s_hash(self):
        pages, known = {}, []
        for name, options in {"exact": [], "shared": ["--blur", "1km"], "coarser": ["--blur", "5km"],
                              "anonymous": ["--blur", "1km", "--anonymous"]}.items():
            page = os.path.join(self.folder, f"{name}-pictures.html")
            subprocess.run([CATALOG, "export", "html", "-o", page, "--pictures", "all", *options], cwd=self.folder, capture_output=True,
                           check=True, env={**os.environ, "CATALOG_PREVIEW": PREVIEW})
            with open(page, "rb") as file:
                data = file.read()
            pictures = set()
            for about, text in re.findall(rb'<script type="text/plain" class="pictures" data-about="([^"]*)">([^<]*)</script>', data):
                block, start = base64.b64decode(text), 0
                for length in [int(entry.split()[-1]) for entry in about.split(b";")]:
                    pictures.add(block[start:start + length])
                    start += length
            self.assertGreater(len(pictures), 20, name)
            self.assertFalse(pictures & set().union(*pages.values()), name)
            pages[name] = pictures
        for parent, _, names in os.walk(os.path.join(self.folder, "photos")):
            for name in names:
                with open(os.path.join(parent, name), "rb") as file:
                    known.append(file.read())
        hashes = [hash for data in [*known, *set().union(*pages.values())] for make in [hashlib.md5, hashlib.sha1, hashlib.sha256]
                  for digest in [make(data).digest()] for hash in [digest, digest.hex().encode(), base64.b64encode(digest)[:-2]]]
        for name in ["shared", "coarser", "anonymous"]:
            whole = b"\n".join(self.unpacked(os.path.join(self.folder, f"{name}-pictures.html")))
            self.assertFalse([hash for hash in hashes if hash in whole], name)

    def test_photos_without_a_place_are_handed_on_only_where_that_is_asked_for(self):
        photos = [photo("a.jpg", 37.5, 127), photo("b.jpg")]
        for options, count in [(["--blur", "1km"], 1), (["--blur", "1km", "--unlocated"], 1), ([], 2)]:
            self.assertEqual(self.open(self.page_of(photos, "some", *options))("columns.count"), count, options)

    def test_two_exports_of_one_cell_are_the_same_wherever_in_it_the_photos_are(self):
        pages = []
        for shift in [0, 0.001]:
            page = self.page_of([photo(f"{n}.jpg", 37.5000 + shift * n / 3, 127.0001 + shift * (2 - n) / 3, taken=f"2024-05-0{n + 1}T10:00:0{n}") for n in range(3)],
                                "cell", "--blur", "5km")
            with open(page, "rb") as file:
                pages.append(file.read())
        self.assertEqual(pages[0], pages[1])

    # --- Everybody

    def test_axe_finds_nothing(self):
        axe = next((path for path in [os.path.join(folder, "axe_core_python/axe.min.js") for folder in sys.path] if os.path.exists(path)), None)
        if axe is None:
            if os.environ.get("CATALOG_REQUIRE_PEERS"):
                self.fail("axe is not installed: make setup-tests installs it")
            self.skipTest("axe is not installed")
        with open(axe) as file:
            script = file.read()
        for dark in [False, True]:
            for state in ["0", "find('filters').open = true; setColouring('tag')", "openPhoto(photoAt(0))", "openPhoto(photoAt(0)); openViewer()",
                          "showCard(reachable[0].cluster)", "listOnly('unplaced')"]:
                run = self.open(self.page_of_rows(self.CATS, self.pictures_of(0, 1)), dark=dark)
                run(state)
                self.browser.settle()
                run(script + "; 0")
                found = run("axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations.map(({ id, nodes }) => [id, nodes.map(node => node.html.slice(0, 200))]))")
                self.assertEqual(found, [], f"{state}, dark: {dark}")

    def test_marks_can_be_told_from_every_ground(self):
        luminance = """colour => { const c = document.createElement('canvas').getContext('2d'); c.fillStyle = colour; c.fillRect(0, 0, 1, 1);
          const [r, g, b] = [...c.getImageData(0, 0, 1, 1).data].map(value => value / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b; }"""
        for dark in [False, True]:
            run = self.open(self.samples, dark=dark)
            ratio = lambda a, b: run(f"(look => {{ const [x, y] = [look(rootStyle.getPropertyValue('--{a}')), look(rootStyle.getPropertyValue('--{b}'))].sort((a, b) => b - a); return (x + 0.05) / (y + 0.05); }})({luminance})")
            for ground in ["land", "sea"]:
                for mark in ["accent", *(f"c{n}" for n in range(9))]:
                    self.assertGreaterEqual(ratio(mark, ground), 3, f"{mark} on {ground}, dark: {dark}")
                self.assertGreaterEqual(ratio("label", ground), 4.5, f"names on {ground}, dark: {dark}")

    def test_a_button_does_what_dragging_does(self):
        run = self.open(self.samples, everything=False)
        self.click("#pan-name")
        for way, axis, sign in [("east", "x", 1), ("west", "x", -1), ("south", "y", 1), ("north", "y", -1)]:
            before = run(f"view.{axis}")
            self.click(f"#pan-{way}")
            self.assertGreater((run(f"view.{axis}") - before) * sign, 0, way)

    def test_without_scripts_a_list_of_photos_with_places_remains(self):
        self.browser.open(self.samples)
        self.browser.call("Emulation.setScriptExecutionDisabled", value=True)
        self.browser.call("Page.reload")
        time.sleep(1)
        try:
            root = self.browser.call("DOM.getDocument", depth=-1)["root"]
            text = json.dumps(self.browser.call("DOM.getOuterHTML", nodeId=root["nodeId"])["outerHTML"], ensure_ascii=False)
            self.assertIn("<li><bdi>photos/travel/sydney-rocks.jpg · -33.8586, 151.214 · 2025-01-06</bdi></li>", text)
            shown = self.browser.call("Page.getLayoutMetrics")["cssContentSize"]["height"]
            self.assertGreater(shown, 300)
        finally:
            self.browser.call("Emulation.setScriptExecutionDisabled", value=False)

    def test_it_prints_and_bears_the_browsers_zoom_and_names_from_right_to_left(self):
        cats = [{"path": "قطة.jpg", "latitude": 37.5, "longitude": 127, "tags": ["cats/قطة"]}, {"path": "b.jpg", "latitude": 37.51, "longitude": 127}]
        run = self.open(self.page_of_rows(cats, self.pictures_of(0, 1)))
        self.assertEqual(run("[...document.querySelectorAll('.row bdi')].map(name => name.textContent).sort()"), ["b.jpg", "قطة"])
        self.browser.call("Emulation.setEmulatedMedia", media="print")
        self.assertEqual(run("[find('zoom'), find('search')].map(e => getComputedStyle(e).display)"), ["none", "none"])
        self.assertGreater(len(self.browser.call("Page.printToPDF")["data"]), 1000)
        for size in [(320, 568), (2560, 1440)]:
            run = self.open(self.page_of_rows(cats), width=size[0], height=size[1])
            self.assertLessEqual(run("document.documentElement.scrollWidth"), size[0])
            self.assertGreater(run("view.height"), size[1] * 0.3)

    # --- Screens of all sizes

    SCREENS = [(320, 568), (390, 844), (844, 390), (1280, 800)]
    #: What of the page's head is seen as a row, from the top.
    ROWS = """[...document.querySelectorAll('header > *')].filter(row => row.offsetParent).map(row => row.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom])"""

    def test_no_row_of_the_head_is_crushed_or_over_another(self):
        page = self.page_of_rows(self.CATS)
        for width, height in self.SCREENS:
            run = self.open(page, width=width, height=height)
            run("find('tags').children[0].click()")
            self.browser.wait("!find('story').hidden")
            for isOpen in ["false", "true"]:
                run(f"find('filters').open = {isOpen}")
                self.browser.settle()
                self.assertGreaterEqual(run("Math.min(...[...document.querySelectorAll('.chips')].filter(row => row.offsetParent).map(row => row.clientHeight))"), 44, (width, height))
                rows = sorted(run(self.ROWS))
                for (_, bottom), (top, next_bottom) in zip(rows, rows[1:]):
                    # Of two columns, both are in one row.
                    self.assertTrue(top >= bottom - 0.5 or next_bottom - top >= 20 and top < bottom, (width, height, rows))
                chips = run("[...document.querySelectorAll('.chips')].filter(row => row.offsetParent).map(row => row.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom])")
                for (_, bottom), (top, _) in zip(chips, chips[1:]):
                    self.assertGreaterEqual(top, bottom, (width, height))

    def test_a_low_screen_has_room_for_photos_and_the_years_are_among_the_filters(self):
        page = self.page_of_rows(self.CATS, self.pictures_of(*range(18)))
        for width, height in [(320, 568), (844, 390)]:
            run = self.open(page, width=width, height=height)
            self.assertGreaterEqual(run("listElement.clientHeight"), 80, (width, height))
            self.assertIsNone(run("find('years').offsetParent?.id ?? null"))
            run("find('filters').open = true")
            self.browser.settle()
            # What was opened is seen, and not what comes before it.
            self.assertTrue(run("(head => find('play').getBoundingClientRect().bottom <= head.bottom && find('filters').getBoundingClientRect().top >= head.top - 1)(document.querySelector('header').getBoundingClientRect())"), (width, height))
            self.assertEqual(run("find('years').clientHeight"), 44)
            run("find('years').children[0].click(); find('filters').open = false")
            self.browser.settle()
            # A year that is chosen can be seen.
            self.assertEqual(run("find('years').clientHeight"), 44)
        run = self.open(page, width=390, height=844)
        self.assertEqual(run("find('years').clientHeight"), 44)

    def test_next_to_no_room_is_a_page_that_scrolls(self):
        run = self.open(self.page_of_rows(self.CATS, self.pictures_of(*range(18))), width=320, height=256)
        self.assertEqual(run("[map.clientWidth, document.querySelector('aside').clientWidth, document.body.scrollWidth]"), [320, 320, 320])
        self.assertGreater(run("listElement.clientHeight"), 80)
        run("document.scrollingElement.scrollTop = 10000")
        self.assertLessEqual(run("listElement.getBoundingClientRect().bottom"), 256.5)

    def test_what_the_map_opens_with_is_beside_the_buttons_and_above_the_scale(self):
        page = self.page_of_rows(self.CATS, self.pictures_of(*range(18)))
        for width, height in self.SCREENS:
            run = self.open(page, width=width, height=height)
            over = run("""(boxes => reachable.filter(({ button }) => {
              const mark = button.querySelector('.face').getBoundingClientRect();
              return boxes.some(box => mark.left < box.right && mark.right > box.left && mark.top < box.bottom && mark.bottom > box.top);
            }).length)([find('zoom'), find('scale'), browse].map(element => element.getBoundingClientRect()))""")
            self.assertGreater(run("reachable.length"), 2)
            self.assertEqual(over, 0, (width, height))

    def test_the_length_of_the_bar_is_written_inside_it(self):
        for language in ["en-GB", "ko-KR"]:
            run = self.open(self.samples, language=language)
            for zoom in [2 + 0.41 * step for step in range(24)]:
                run(f"showView({{ ...view, zoom: {zoom} }})")
                self.browser.settle()
                self.assertLessEqual(run("(bar => bar.scrollWidth - bar.clientWidth)(find('scale').children[0])"), 0, (language, zoom, self.text("#scale")))

    def test_a_phones_card_leaves_its_mark_free_and_stays_on_the_map(self):
        page = self.page_of_rows(self.CATS, self.pictures_of(*range(18)))
        for width, height in [(320, 568), (390, 844), (844, 390)]:
            run = self.open(page, width=width, height=height, touch=True)
            for number in range(run("reachable.length")):
                run(f"showCard(reachable[{number}].cluster)")
                covered, below = run(f"""((card, mark) => [card.left < mark.right && card.right > mark.left && card.top < mark.bottom && card.bottom > mark.top, card.bottom > Math.min(innerHeight, browse.offsetTop || Infinity)])
                  (card.getBoundingClientRect(), reachable[{number}].button.querySelector('.face').getBoundingClientRect())""")
                self.assertEqual([covered, below and width < height], [False, False], (width, height, number))
                run("hideCard()")

    def test_the_name_of_a_photo_is_seen_below_its_picture_on_a_phone(self):
        page = self.page_of_rows([photo(f"{n}.jpg", 37.5, 127, tags=["cats/Nabi"]) for n in range(2)],
                                 [(row, 480, "image/png", 320, 480, 0, blocks.png(320, 480, (20, 40, 190))) for row in range(2)])
        for width, height in [(320, 568), (390, 844)]:
            run = self.open(page, width=width, height=height, touch=True)
            run("openPhoto(photoAt(0))")
            self.browser.wait("details.querySelector('.picture img')?.naturalWidth")
            self.assertGreater(run("details.querySelector('.picture img').clientHeight"), 140)
            self.assertLessEqual(run("find('details-name').getBoundingClientRect().bottom"), height)

    # --- Many photos

    def test_a_hundred_thousand_photos_are_clusters_and_a_few_rows(self):
        run = self.open(self.page_of_rows(rows_everywhere(100_000)))
        self.assertEqual(self.text("#list-title"), "100,000 photos in view")
        self.assertEqual(run("clustersIn(space, { left: 0, width: 1, top: 0, bottom: 1 }, 2).then(some => some.reduce((sum, cluster) => sum + cluster.count, 0))"), 100_000)
        self.assertLess(run("clusters.length"), 400)
        self.assertLess(run("document.querySelectorAll('.row').length"), 40)
        run("listElement.scrollTop = 3_000_000")
        self.browser.wait("document.querySelector('.row').ariaPosInSet > 44000")
        self.assertLess(run("document.querySelectorAll('.row').length"), 40)
        # The list is what asking each photo in turn gives.
        region = "{ left: 0.7, width: 0.6, top: 0.2, bottom: 0.45 }"
        run("columns.shown.fill(0, 20_000, 45_000)")
        self.assertTrue(run(f"rowsIn({region}).then(rows => rows.length > 10_000 && rows.join() === byTime.filter(row => columns.shown[row] && isInside({region}, {{ x: columns.x[row], y: columns.y[row] }})).join())"))
        run("columns.shown.fill(1)")
        # Clusters keep apart: no two centres are nearer than half of what makes them one.
        self.assertEqual(run("""clusters.filter((a, i) => clusters.some((b, j) => i < j && apart(a, b) * TILE * 2 ** clustersLevel <= NEAR)).length"""), 0)


if __name__ == "__main__":
    unittest.main()
