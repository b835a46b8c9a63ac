"""What the stories with a server that answers as they need have in common: people, cats, and texts that are markup."""

import pathlib
import shutil
import tempfile

from fake import FakeServer, identity, photo
from stories import ROOT, Story

MINA = {"signedIn": True, "name": "Mina", "role": "keeper", "level": "exact", "signup": "ask", "keeperNeeded": False}
SUNJA = {"signedIn": True, "name": "순자", "role": "member", "level": "exact", "signup": "none", "keeperNeeded": False}
STRANGER = {"signedIn": False, "level": "coarse", "signup": "none"}
ALL = ["tag", "place", "title", "rate", "hide", "remove", "report"]
WHEN = "2024-05-18T02:40:00Z"
MARKUP = "<img src=x onerror=\"document.title='broken'\">"


def cats():
    return [photo(1, 37.5665, 126.978, tags=["cats/Miso"], own=True, can=ALL, owner="순자"), photo(2, 37.5668, 126.9785, tags=["cats/Nabi"], can=["tag", "hide", "report"], owner="Jun"),
            photo(3, 37.567, 126.977, tags=["cats/Miso"], can=["tag", "hide", "report"]), photo(4, name="new.jpg", can=ALL, own=True)]


def full_answers():
    """Something in every list, with people's texts that are markup."""
    return {
        ("GET", "/api/v1/people"): {"people": [{"name": name, "role": role, "made": WHEN, "used": WHEN, "photos": 3, "bytes": 31_000_000} for name, role in
                                               [("Mina", "keeper"), ("순자", "member"), (MARKUP, "guest")]]},
        ("GET", "/api/v1/requests"): {"requests": [{"id": "r1", "name": MARKUP, "made": WHEN}]},
        ("GET", "/api/v1/reports"): {"reports": [{"id": "x1", "photo": identity(2), "reason": "door", "words": MARKUP, "name": "순자", "made": WHEN}]},
        ("GET", "/api/v1/invitations"): {"invitations": [{"id": "i1", "role": "member", "made": WHEN, "ends": WHEN}]},
        ("POST", "/api/v1/invitations"): (201, {"id": "i2", "url": "https://cats.example.org/join#Zk3v9QmX2bT7rLw1yNc8uHs4", "role": "member", "ends": WHEN}),
        ("GET", "/api/v1/trash"): {"photos": [{"id": "t1", "name": MARKUP, "removed": WHEN, "by": MARKUP, "ends": WHEN}]},
        ("GET", "/api/v1/changes"): {"changes": [{"id": "c1", "when": WHEN, "who": MARKUP, "what": "tagged", "photo": identity(1), "words": MARKUP, "undone": False},
                                                 {"id": "c2", "when": WHEN, "what": "placed", "photo": identity(2), "undone": True}], "next": None},
        ("GET", "/api/v1/sessions"): {"sessions": [{"id": "s1", "device": "Safari on iPhone", "made": WHEN, "used": WHEN, "current": True}, {"id": "s2", "device": MARKUP, "made": WHEN, "used": WHEN, "current": False}]},
        ("GET", "/api/v1/tokens"): {"tokens": [{"id": "k1", "name": MARKUP, "made": WHEN, "used": None}]},
        ("GET", "/api/v1/invitations/TOKEN"): {"role": "member", "ends": WHEN, "keeper": MARKUP, "title": MARKUP},
        ("GET", "/api/v1/tags/cats/Miso"): {"name": "cats/Miso", "photos": 17, "best": identity(1), "first": {"day": "2023-03-04", "finder": MARKUP}, "last": {"day": "2024-05-03", "latitude": 37.567, "longitude": 126.977}, "unseenDays": 41,
                                            "timeline": [{"month": "2023-03", "photos": 2}, {"month": "2024-05", "photos": 9}], "hours": [0] * 17 + [5] + [0] * 6,
                                            "companions": [{"name": MARKUP, "photos": 3}], "range": {"hectares": 1.73}},
    }


class FakeStory(Story):
    """A story with a `FakeServer` of its own."""

    def setUp(self):
        self.server = None
        self.folder = tempfile.mkdtemp(prefix="catalog-page-")

    def tearDown(self):
        if self.server:
            self.server.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def serve(self, session=None, photos=None):
        self.server = FakeServer(cats() if photos is None else photos, session)
        return self.server

    def sample(self, name="IMG_7001.jpg"):
        path = pathlib.Path(self.folder, name)
        path.write_bytes((ROOT / "Samples" / "photos" / "miso" / "IMG_0042.jpg").read_bytes())
        return path

    def become(self, session):
        self.server.session = session
        return 201, session
