"""A headless Chromium, driven through the DevTools protocol over a pair of pipes: the standard library is enough."""

import json
import os
import select
import shutil
import subprocess
import tempfile
import time

PROGRAM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None) or next(
    filter(os.path.exists, ["/Applications/Chromium.app/Contents/MacOS/Chromium",
                            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]), None)


class Chromium:
    """One browser with one page at a time."""

    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="catalog-browser-")
        to_browser, self.output = os.pipe()
        self.input, from_browser = os.pipe()

        def as_three_and_four():
            # Over copies, since either end may already be descriptor 3 or 4.
            ends = [os.dup(os.dup(os.dup(to_browser))), os.dup(os.dup(os.dup(from_browser)))]
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)

        arguments = ["--headless=new", "--remote-debugging-pipe", f"--user-data-dir={self.profile}", "--no-first-run",
                     "--disable-gpu", "--disable-extensions", "--disable-background-networking", "--disable-sync",
                     "--disable-component-update", "--hide-scrollbars", "--disable-dev-shm-usage"]
        # Root may not use the sandbox, and it is only our own pages that are opened.
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")
        self.process = subprocess.Popen([PROGRAM, *arguments, "about:blank"], preexec_fn=as_three_and_four,
                                        close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.received = b""
        self.number = 0
        self.session = None
        self.events = []

    def close(self):
        try:
            self.call("Browser.close", session=None)
            self.process.wait(10)
        except (OSError, TimeoutError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        os.close(self.output)
        os.close(self.input)
        shutil.rmtree(self.profile, ignore_errors=True)

    def receive(self, timeout=30):
        while b"\0" not in self.received:
            if not select.select([self.input], [], [], timeout)[0]:
                raise TimeoutError("the browser does not answer")
            data = os.read(self.input, 1 << 20)
            if not data:
                raise OSError("the browser ended")
            self.received += data
        message, self.received = self.received.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, session="", **parameters):
        """Calls a method of the protocol; events that come meanwhile are kept in `events`."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        session = self.session if session == "" else session
        if session:
            message["sessionId"] = session
        os.write(self.output, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def open(self, path, width=1280, height=800, scale=1, touch=False, dark=False, language="en-GB", still=True):
        """Opens a file in a new page and waits until the list of photos has settled."""
        if self.session:
            self.call("Target.closeTarget", session=None, targetId=self.target)
        self.target = self.call("Target.createTarget", session=None, url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", session=None, targetId=self.target, flatten=True)["sessionId"]
        self.events = []
        for domain in ["Page", "Runtime", "Network", "Log"]:
            self.call(f"{domain}.enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=touch)
        self.call("Emulation.setTouchEmulationEnabled", enabled=touch)
        self.call("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce" if still else "no-preference"}])
        agent = self.call("Browser.getVersion", session=None)["userAgent"]
        self.call("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=language)
        self.call("Page.navigate", url=path if "://" in path else "file://" + path)
        self.wait("typeof isReady !== 'undefined' && isReady")
        self.settle()

    def run(self, script):
        """The value of an expression in the page; a promise is waited for."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def wait(self, condition, seconds=20):
        """Waits until an expression is true."""
        end = time.monotonic() + seconds
        while True:
            try:
                if self.run(f"Boolean({condition})"):
                    return
            except RuntimeError as error:
                # Between two documents there is nothing to ask.
                if "context" not in str(error):
                    raise
            if time.monotonic() > end:
                raise TimeoutError(f"not within {seconds} s: {condition}")
            time.sleep(0.02)

    def settle(self):
        """Waits until the map rests and the list has followed."""
        self.run("""new Promise(done => {
          let quiet = 0;
          const look = () => { quiet = glide || isDrawRequested || restTimer || isReading() ? 0 : quiet + 1; quiet > 3 ? setTimeout(done, 120) : setTimeout(look, 16); };
          look();
        })""")

    def key(self, key, code=0, text=None):
        """Presses a key. What it changes comes in steps: `settle` waits for it."""
        shared = {"key": key, "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown", **shared, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **shared)

    def click(self, x, y):
        for kind in ["mousePressed", "mouseReleased"]:
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=1, clickCount=1)

    def tap(self, x, y):
        self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def screenshot(self, path):
        import base64
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def requests(self):
        """Every address that the page asked for, its own included."""
        return [event["params"]["request"]["url"] for event in self.events if event.get("method") == "Network.requestWillBeSent"]

    def complaints(self):
        """What went wrong by the browser's own account: exceptions, errors on the console, dialogs."""
        wrong = []
        for event in self.events:
            method, data = event.get("method"), event.get("params", {})
            if method == "Runtime.exceptionThrown":
                wrong.append(data["exceptionDetails"].get("exception", {}).get("description") or str(data))
            elif method == "Log.entryAdded" and data["entry"]["level"] == "error":
                wrong.append(data["entry"]["text"] + " " + data["entry"].get("url", ""))
            elif method == "Runtime.consoleAPICalled" and data["type"] in ("error", "warning", "assert"):
                wrong.append(str(data["args"]))
            elif method == "Page.javascriptDialogOpening":
                wrong.append("dialog: " + data["message"])
        return wrong


if __name__ == "__main__":
    raise SystemExit(0 if PROGRAM else 1)
