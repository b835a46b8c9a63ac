#!/usr/bin/env python3
"""Takes the pictures of the page that the docs show: packaging/screenshots.py CATALOG, into docs/map*.png.

The photos are the samples, with their cats' names as tags in a copy of them, and for the last picture a hundred thousand made ones.
"""

import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[:0] = [os.path.join(ROOT, "Tests/Browser"), os.path.join(ROOT, "Benchmarks")]

import page as benchmark
from chromium import Chromium

KOREA = "showView({ x: worldX(127.4), y: worldY(36.9), zoom: 7.6 })"


def main():
    catalog = os.path.abspath(sys.argv[1])
    browser = Chromium()
    with tempfile.TemporaryDirectory() as folder:
        def run(*arguments):
            subprocess.run([catalog, *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        def shoot(name, page, script=None, **how):
            browser.open(os.path.join(folder, page), **how)
            if script:
                browser.run(script + "; 0")
                browser.settle()
            browser.run("new Promise(done => setTimeout(done, 600))")
            browser.screenshot(os.path.join(ROOT, "docs", name))

        shutil.copytree(os.path.join(ROOT, "Samples/photos"), os.path.join(folder, "photos"))
        run("scan", "photos")
        run("export", "html", "-o", "samples.html", "--title", "Cats of our street")
        shoot("map.png", "samples.html")
        for cat in sorted(os.listdir(os.path.join(folder, "photos"))):
            place = os.path.join(folder, "photos", cat)
            if os.path.isdir(place) and cat != "travel":
                run("tag", f"cats/{cat.capitalize()}", *(os.path.join("photos", cat, name) for name in sorted(os.listdir(place)) if not name.endswith(".xmp")))
        run("export", "html", "-o", "cats.html", "--title", "Cats of our street")
        run("export", "html", "-o", "blurred.html", "--title", "Cats of our street", "--blur", "2km")
        shoot("map-phone.png", "cats.html", "showCard(reachable.find(mark => mark.y > 280 && mark.x > 100).cluster)", width=390, height=844, touch=True)
        shoot("map-dark.png", "cats.html", KOREA, dark=True)
        shoot("map-cat.png", "cats.html", "setColouring('tag').then(() => openPhoto(photoAt(list.rows[0])))")
        shoot("map-blurred.png", "blurred.html")
        files = [os.path.join(place, name) for place, _, names in os.walk(os.path.join(ROOT, "Samples/photos")) for name in sorted(names) if name != "broken.jpg"]
        contents = [open(name, "rb").read() for name in files]
        benchmark.write(os.path.join(folder, "samples.html"), 100_000, 850, os.path.join(folder, "many.html"),
                        lambda number: ("image/jpeg", 480, 360, contents[number % len(contents)]))
        shoot("map-many.png", "many.html", "showView({ x: worldX(127.0), y: worldY(37.56), zoom: 10.6 }); setColouring('year')")
    browser.close()


if __name__ == "__main__":
    main()
