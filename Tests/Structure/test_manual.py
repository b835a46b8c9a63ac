"""The manual's pages of the server say what the server says: `make man` writes them from its settings and its help."""

import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))
import manual  # noqa: E402


class Manual(unittest.TestCase):
    def page(self, name):
        return (ROOT / "packaging" / "man" / f"catalog-{name}.1").read_text(encoding="utf-8")

    def test_each_setting_is_on_the_page_of_serve(self):
        options = re.findall(r"or `--([a-z-]+) ", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"))
        self.assertGreater(len(options), 20)
        page = self.page("serve").replace("\\-", "-")
        for option in options + ["config", "check", "backup"]:
            self.assertIn(f".It Fl -{option}", page)

    def test_both_pages_are_as_make_man_writes_them(self):
        for name, lines in [("serve", manual.serve_options()), ("people", manual.people_options())]:
            self.assertIn("\n".join(lines), self.page(name), f"run make man: {name}")


if __name__ == "__main__":
    unittest.main()
