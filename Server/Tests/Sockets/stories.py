"""What stories of people in a real browser share: opening pages, pressing what is labelled, filling in, choosing files, axe."""

import json
import os
import pathlib
import sys
import time
import unittest

from server import ROOT

sys.path.insert(0, str(ROOT / "Tests" / "Browser"))
from chromium import PROGRAM, Chromium  # noqa: E402

PHONE, DESK, NARROW = (390, 844), (1280, 800), (320, 640)
# How many times as long as usual everything may take: for a machine that is busy with other things.
PATIENCE = float(os.environ.get("CATALOG_PATIENCE", "1"))
AXE = next((path for path in [os.path.join(folder, "axe_core_python/axe.min.js") for folder in sys.path] if os.path.exists(path)), None)


@unittest.skipUnless(PROGRAM, "there is no Chromium")
class Story(unittest.TestCase):
    """Each test has a browser profile's worth of state of its own: storage is cleared before it."""

    #: Whether pages run without their policy, so that a test sees what would happen if it did not hold.
    without_policy = False

    @classmethod
    def setUpClass(cls):
        cls.browser = Chromium()
        cls.screenshots = os.environ.get("CATALOG_SCREENSHOTS")
        cls.axe = pathlib.Path(AXE).read_text() if AXE else None

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()

    def open(self, address, size=PHONE, language="ko-KR", dark=False, is_map=True):
        """Opens an address in a page of its own, and waits until the server's script has done its part."""
        browser = self.browser
        if browser.session:
            browser.call("Target.closeTarget", session=None, targetId=browser.target)
        browser.target = browser.call("Target.createTarget", session=None, url="about:blank")["targetId"]
        browser.session = browser.call("Target.attachToTarget", session=None, targetId=browser.target, flatten=True)["sessionId"]
        browser.events = []
        for domain in ["Page", "Runtime", "Network", "Log", "DOM"]:
            browser.call(f"{domain}.enable")
        browser.call("Page.setBypassCSP", enabled=self.without_policy)
        self.resize(*size)
        browser.call("Emulation.setTouchEmulationEnabled", enabled=size[0] < 700)
        browser.call("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}, {"name": "prefers-reduced-motion", "value": "reduce"}])
        agent = browser.call("Browser.getVersion", session=None)["userAgent"]
        browser.call("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=language)
        browser.call("Page.navigate", url=address)
        self.wait("document.querySelector('#server, main.filled, #session:not([hidden])')")

    def resize(self, width, height):
        self.browser.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 700)

    def wait(self, condition, seconds=20):
        """Waits until an expression is true, also while one page gives way to another."""
        end = time.monotonic() + seconds * PATIENCE
        while True:
            try:
                return self.browser.wait(condition, end - time.monotonic())
            except RuntimeError as error:
                if "navigated" not in str(error) and "Cannot find" not in str(error):
                    raise

    def run_script(self, script):
        return self.browser.run(script)

    def forget(self, address):
        """Removes what earlier stories left in the browser."""
        self.browser.call("Storage.clearDataForOrigin", session=None if not self.browser.session else self.browser.session, origin=address, storageTypes="all")

    def press(self, label, within="body"):
        """Presses the button or link with this text or label that is seen, as a finger would."""
        find = f"""(() => {{ const all = [...document.querySelectorAll({json.dumps(within)} + ' :is(button, a, summary, label)')].filter(e => e.checkVisibility() && (e.textContent.trim() === {json.dumps(label)} || e.ariaLabel === {json.dumps(label)}));
          const top = document.querySelector('dialog[open]:last-of-type'); return all.filter(e => !top || top.contains(e)).at(-1); }})()"""
        self.wait(find)
        self.run_script(f"{find}.scrollIntoView({{ block: 'center' }})")
        box = self.run_script(f"(b => [b.x + b.width / 2, b.y + b.height / 2])({find}.getBoundingClientRect())")
        self.browser.click(*box)

    def fill(self, name, value, within="body"):
        """Types into a field, as a keyboard would."""
        field = f"document.querySelector({json.dumps(f'{within} [name={name}]')})"
        self.wait(field)
        self.run_script(f"{field}.focus()")
        self.browser.call("Input.insertText", text=value)

    def tick(self, name):
        self.run_script(f"document.querySelector('[name={name}]').click()")

    def choose_files(self, *paths, selector="input[type=file]"):
        node = self.browser.call("Runtime.evaluate", expression=f"document.querySelector({json.dumps(selector)})")["result"]["objectId"]
        self.browser.call("DOM.setFileInputFiles", files=[str(path) for path in paths], objectId=node)

    def says(self, text, seconds=10):
        self.wait(f"document.body?.textContent.includes({json.dumps(text)})", seconds)

    def picture(self, name):
        if self.screenshots:
            self.browser.screenshot(str(pathlib.Path(self.screenshots, f"{name}.png")))

    def assert_quiet(self, *but):
        """Nothing went wrong by the browser's own account, but for what a story is about."""
        self.assertEqual([wrong for wrong in self.browser.complaints() if not any(part in wrong for part in but)], [])

    def assert_fits(self, what=""):
        """Nothing is wider than the screen, and nothing that can be pressed is smaller than 24 pixels, or than 44 where it is one of the server's buttons."""
        wide, small = self.run_script("""(() => {
          const seen = [...document.querySelectorAll('body *')].filter(e => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
          const inScroller = e => { for (let p = e.parentElement; p; p = p.parentElement) if (/auto|scroll|hidden/.test(getComputedStyle(p).overflowX)) return true; return false; };
          const wide = seen.filter(e => { const b = e.getBoundingClientRect(); return b.width && (b.right > innerWidth + 1 || b.left < -1) && !inScroller(e); });
          const boxes = [...document.querySelectorAll('dialog[open], #pin-panel, aside, main')].filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'hidden');
          const small = seen.filter(e => e.matches('button, a, input:not([type=file]), select, summary')).filter(e => {
            const b = e.getBoundingClientRect(), least = e.matches('.big') ? 44 : e.matches('input[type=checkbox], input[type=radio]') ? 24 : 24;
            const inText = e.matches('p a:not(.big), li a:not(.big)') && getComputedStyle(e).display === 'inline';
            return b.width && !inText && (b.width < least || b.height < least); });
          const name = e => e.outerHTML.slice(0, 120);
          return [[...wide, ...boxes].map(name), small.map(name)]; })()""")
        self.assertEqual((wide, small), ([], []), what)

    def assert_accessible(self, what=""):
        if self.axe is None:
            if os.environ.get("CATALOG_REQUIRE_PEERS"):
                self.fail("axe is not installed: make setup-tests installs it")
            return
        self.run_script(self.axe + "; 0")
        found = self.run_script("axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations.map(({ id, nodes }) => [id, nodes.map(node => node.html.slice(0, 200))]))")
        self.assertEqual(found, [], what)
