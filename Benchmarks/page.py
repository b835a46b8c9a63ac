#!/usr/bin/env python3
"""Measures the page of `export html` in Chromium: how long until the first picture, and the longest task while it loads, zooms and filters, at
full speed and with the processor slowed down fourfold; and how long a million photos take to load.

    Benchmarks/page.py PAGE
        PAGE is any page that `catalog export html` wrote; its photos are replaced by made ones.
"""

import json
import os
import random
import re
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "Tests/Browser"))

import blocks
from chromium import Chromium

WATCH = """
  window.seen = {};
  document.addEventListener('load', event => { if (event.target.tagName === 'IMG') seen.picture ??= performance.now(); }, true);
"""


CATS = "Nabi Miso Dubu Hodu Boksil Kkami Choco Coco Bori Mango Tori Luna Leo Simba Mimi Nuri Byeol Dal Gureum Kong".split()


def photos(count):
    """As an index gives them: along a curve through cells, half of them in one city."""
    place = random.Random(1)
    made = []
    for number in range(count):
        latitude, longitude = (place.gauss(37.5665, 0.05), place.gauss(126.978, 0.06)) if number % 2 else \
            (place.uniform(-60, 72), place.uniform(-180, 180))
        made.append({"path": f"photos/{number % 300}/IMG_{place.randrange(10 ** 6):06}.JPG", "latitude": latitude, "longitude": longitude,
                     "taken": f"{2005 + place.randrange(20)}-{place.randrange(1, 13):02}-{place.randrange(1, 29):02}T{place.randrange(24):02}:{place.randrange(60):02}:{place.randrange(60):02}+09:00",
                     "camera": place.choice(["Apple iPhone 13 mini", "samsung SM-S911N", "Google Pixel 8"]), "altitude": place.randrange(300),
                     "heading": place.randrange(360), "accuracy": place.randrange(30, 90) / 10, "tags": [f"cats/{place.choice(CATS)}"]})
    return sorted(made, key=geohash)


def geohash(photo):
    """A number in the order of geohashes, which is that of an index."""
    def spread(value):
        for shift, mask in (16, 0x0000FFFF0000FFFF), (8, 0x00FF00FF00FF00FF), (4, 0x0F0F0F0F0F0F0F0F), (2, 0x3333333333333333), (1, 0x5555555555555555):
            value = (value | value << shift) & mask
        return value
    return spread(int((photo["longitude"] + 180) / 360 * 2 ** 30)) << 1 | spread(int((photo["latitude"] + 90) / 180 * 2 ** 30))


def made_picture(number):
    return "image/png", 96, 64, blocks.png(96, 64, (number % 255, number * 7 % 255, number * 13 % 255))


def write(template, count, pictures, path, picture=made_picture):
    with open(template) as file:
        page = file.read()
    some = "".join(blocks.pictures_block([(row * count // max(1, pictures), 96, kind, width, height, 0, data)
                                           for row in range(start, min(start + 25, pictures)) for kind, width, height, data in [picture(row)]])
                   for start in range(0, pictures, 25))
    data = blocks.photos_blocks(photos(count)) + some
    # A page of the samples may have blocks of its own.
    page = re.sub(r'<script type="text/plain" class="(photos|pictures)".*?</script>\n', "", page, flags=re.S)
    start = page.index('<script type="text/plain"')
    with open(path, "w") as file:
        file.write(page[:start] + data + page[start:])


def long_tasks(browser, act):
    """Runs `act` under Chromium's tracing; the processor's milliseconds of each task of the page's main thread over 50, longest first."""
    browser.events = []
    browser.call("Tracing.start", session=None, transferMode="ReportEvents", traceConfig={"includedCategories": ["toplevel", "__metadata", "blink.user_timing"]})
    act()
    # Pages of the browser's own have processes too.
    browser.run("performance.mark('measured')")
    browser.call("Tracing.end", session=None)
    while not any(event.get("method") == "Tracing.tracingComplete" for event in browser.events):
        browser.events.append(browser.receive())
    events = [event for message in browser.events if message.get("method") == "Tracing.dataCollected" for event in message["params"]["value"]]
    ours = {event["pid"] for event in events if event.get("name") == "measured"}
    main = {(event["pid"], event["tid"]) for event in events
            if event["pid"] in ours and event.get("name") == "thread_name" and event["args"]["name"] == "CrRendererMain"}
    return sorted((round(event["tdur"] / 1000) for event in events
                   if (event["pid"], event["tid"]) in main and event["name"] == "ThreadControllerImpl::RunTask" and event.get("tdur", 0) > 50_000), reverse=True)


def measure(browser, path, slower):
    call = browser.call
    if browser.session:
        call("Target.closeTarget", session=None, targetId=browser.target)
    browser.target = call("Target.createTarget", session=None, url="about:blank")["targetId"]
    browser.session = call("Target.attachToTarget", session=None, targetId=browser.target, flatten=True)["sessionId"]
    for domain in ["Page", "Runtime"]:
        call(f"{domain}.enable")
    call("Emulation.setDeviceMetricsOverride", width=1280, height=800, deviceScaleFactor=1, mobile=False)
    call("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
    call("Emulation.setCPUThrottlingRate", rate=slower)
    result = {}

    def load():
        call("Page.navigate", url="file://" + path)
        browser.wait("typeof isReady !== 'undefined' && isReady", seconds=120)
        result["ready"] = round(browser.run("performance.now()"))
        browser.run("new Promise(done => setTimeout(done, 1000))")
    result["load"] = long_tasks(browser, load)
    result["picture"] = browser.run("Math.round(seen.picture ?? -1)")
    for name, script in [("all", "showAll()"), ("zoom", "zoomBy(1)"), ("zoom more", "zoomBy(3)"), ("out", "zoomBy(-4)"),
                         ("year", "find('years').children[1].click()"), ("search", "find('search').value = 'img_0007'; applyFilters()"),
                         ("clear", "clearFilters()"), ("cat", "find('tags').children[0].click()"), ("colours", "setColouring('tag')"), ("clear again", "clearFilters()")]:
        def act():
            # In a task of its own: what the protocol runs is not the page's.
            browser.run(f"setTimeout(() => {{ {script}; }}), 0")
            browser.run("new Promise(done => setTimeout(done, 1200))")
        result[name] = long_tasks(browser, act)
    return result


def main():
    template, browser = sys.argv[1], Chromium()
    counts = [int(count) for count in sys.argv[2:]] or [100_000, 1_000_000]
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "page.html")
            for count in counts:
                write(template, count, 850 if count <= 100_000 else 0, path)
                for slower in [1, 4] if count <= 100_000 else [1]:
                    result = measure(browser, path, slower)
                    print(f"{count} photos, {os.path.getsize(path) / 1e6:.1f} MB, {slower} × slower: ready after {result['ready']} ms, first picture after {result['picture']} ms")
                    for name, tasks in result.items():
                        if isinstance(tasks, list):
                            print(f"    {name}: tasks over 50 ms: {json.dumps(tasks) if tasks else 'none'}")
    finally:
        browser.close()


if __name__ == "__main__":
    main()
