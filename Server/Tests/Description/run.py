"""Asks a running catalog-serve whatever its description allows, and what it forbids, with Schemathesis: `make test-description TIME=1200`.

A visitor, a keeper in a browser and a keeper's script ask in turn. No answer may be a fault of the server (5xx), or one that the description does not have.
Not part of any other target: it takes as long as it is given.
"""

import argparse
import http.client
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "Sockets"))
from server import Server  # noqa: E402

CHECKS = ("not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance,"
          "unsupported_method,allow_header_conformance")
# An answer without end, and what would end the session that asks.
NEVER = ["events"]
ENDS_SESSIONS = ["signOut", "endSession", "leave", "setPassword", "makeKeeper"]


def schemathesis():
    beside = pathlib.Path(sys.executable).parent / "schemathesis"
    found = str(beside) if beside.exists() else shutil.which("schemathesis")
    if not found:
        raise SystemExit("there is no schemathesis: python3 -m pip install schemathesis")
    return found


def ask(who, server, seconds, folder, headers, without):
    """Complaints as Schemathesis writes them; 0 where there is none."""
    command = [
        schemathesis(), "--no-color", "run", f"http://127.0.0.1:{server.port}/openapi.json", "--max-time", str(seconds), "--checks", CHECKS,
        "--continue-on-failure", "--request-timeout", "60", "--generation-database", ":memory:", "--suppress-health-check", "all", "--warnings",
        "off", "--report", "json", "--report-json-path", f"{folder}/{who}.json"]
    for name, value in headers.items():
        command += ["--header", f"{name}: {value}"]
    for operation in NEVER + without:
        command += ["--exclude-operation-id", operation]
    print(f"{who}, {seconds} s", flush=True)
    result = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    pathlib.Path(folder, f"{who}.log").write_text(result.stdout)
    print("\n".join(line for line in result.stdout.splitlines()[-200:]), flush=True)
    return result.returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", type=int, nargs="?", default=1200)
    parser.add_argument("--keep", help="a folder for the reports")
    arguments = parser.parse_args()
    folder = arguments.keep or tempfile.mkdtemp(prefix="catalog-description-")
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    third = max(1, arguments.seconds // 3)
    server = Server("--public", "coarse", "--signup", "ask", "--log-level", "warning")
    try:
        origin = f"http://127.0.0.1:{server.port}"

        def made(path, **members):
            # A password takes its time, more so beside other work.
            answer = server.request("POST", path, {"Origin": origin}, json.dumps(members), timeout=120)
            assert answer.status == 201, answer.text
            return answer

        # Besides the session's there is a cookie that knows the browser again.
        made("/api/v1/keeper", name="Mina", password="correct horse battery")
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        connection.request("POST", "/api/v1/session", json.dumps({"name": "Mina", "password": "correct horse battery"}))
        cookies = connection.getresponse().headers.get_all("Set-Cookie")
        server.cookie = next(cookie.split(";")[0] for cookie in cookies if cookie.startswith("catalog_session="))
        codes = [
            ask("visitor", server, third, folder, {}, []),
            ask("keeper", server, third, folder, {"Cookie": server.cookie, "Origin": origin}, ENDS_SESSIONS),
            # Not made before: whoever asks all that a keeper may also ends tokens.
            ask("script", server, third, folder, {"Authorization": f"Bearer {made('/api/v1/tokens', name='description').json()['token']}"}, []),
        ]
        faults = [line for line in server.log_text().splitlines() if re.search(r"request failed|Fatal", line)]
        print("\n".join(faults[:20]))
        up = server.is_up()
        print(f"the server is {'up' if up else 'down'}, with {len(faults)} faults in its log; reports are in {folder}")
        return 0 if up and not faults and not any(codes) else 1
    finally:
        server.end()


if __name__ == "__main__":
    sys.exit(main())
