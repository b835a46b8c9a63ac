"""Scans and questions at the same time: one scan writes, and whoever asks gets a whole answer."""

import concurrent.futures
import os
import threading
import unittest

from faults import FaultTest, needs_strace
from photos import jpeg

SCAN = "scan", "photos", "--jobs", "1"


class TwoScansTests(FaultTest):
    def setUp(self):
        super().setUp()
        for number in range(20):
            self.write(f"photos/{number}.jpg", jpeg(37.5, 127 + number / 100))

    @needs_strace
    def test_the_second_is_told_who_holds_the_index_wherever_the_first_one_is(self):
        for old in False, True:
            for call, number in [("flock", 1), ("pwrite64", 1), ("getdents64", 3), ("pread64", 1), ("fchmod", 1), ("write", 1), ("fsync", 1),
                                 ("rename", 1), ("fsync", 2)]:
                if old:
                    self.write("photos/0.jpg", jpeg(1, 2 + number, padding=len(call)))
                elif os.path.exists(self.path("catalog.json")):
                    os.remove(self.path("catalog.json"))
                with self.subTest(call=call, number=number, old=old):
                    first = self.held(call, number, *SCAN)
                    second = self.catalog(*SCAN)
                    self.assertSentence(second, [75])
                    self.assertIn("another scan is writing", second.errors)
                    # It writes its name once it has the lock.
                    if call != "flock":
                        self.assertRegex(second.errors, rf": process {first.process} on {os.uname().nodename} since \d{{4}}-.*Z\.")
                    self.assertEqual(first.go().status, 0)
                    self.assertEqual(len(self.index().photos), 20)
                    self.assertTidy()

    def test_of_many_that_begin_together_each_ends_well_or_is_sent_away(self):
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            for round in range(30):
                self.write("photos/new.jpg", jpeg(1, 2, padding=round))
                results = list(pool.map(lambda _: self.catalog("scan", "photos"), range(8)))
                self.assertLessEqual({result.status for result in results}, {0, 75})
                self.assertIn(0, {result.status for result in results})
                self.assertEqual(self.index().photos["photos/new.jpg"]["size"], len(self.read("photos/new.jpg")))
                self.assertTidy()


class AskingWhileScanningTests(FaultTest):
    """A hundred scans, and a thousand questions meanwhile."""

    def setUp(self):
        super().setUp()
        # Two catalogues: with the cats of one street, and with those of another, more than is ever read as a whole.
        for street in range(2):
            for number in range(1500):
                self.write(f"street{street}/{number}.jpg", jpeg(37.5 + street, 127 + number * 1e-5))

    def move_to(self, street):
        if os.path.exists(self.path("photos")):
            os.rename(self.path("photos"), self.path(f"street{1 - street}"))
        os.rename(self.path(f"street{street}"), self.path("photos"))
        self.scan("photos", "--prune", "--full")

    def ask(self, number):
        command = [("near", "37.5", "127", "--radius", "500km", "--format", "json", "--limit", "0"), ("export", "json"),
                   ("near", "37.5", "127", "--nearest", "3"), ("list", "--format", "json", "--limit", "0")][number % 4]
        return command, self.catalog(*command)

    def test_every_answer_is_of_the_old_index_or_of_the_new_one(self):
        wanted = {}
        for street in range(2):
            self.move_to(street)
            for number in range(4):
                command, result = self.ask(number)
                self.assertEqual(result.status, 0)
                wanted.setdefault(command, set()).add(result.output)
        self.assertTrue(all(len(answers) == 2 for answers in wanted.values()))
        done = threading.Event()

        def scan():
            try:
                for number in range(100):
                    self.move_to(number % 2)
            finally:
                done.set()

        asked, seen = 0, set()
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            scans = pool.submit(scan)
            while not done.is_set() or asked < 1000:
                for command, result in pool.map(self.ask, range(asked, asked + 8)):
                    self.assertEqual(result.status, 0, result.errors)
                    self.assertLessEqual(len(result.errors.splitlines()), command[0] == "export", result.errors)
                    self.assertIn(result.output, wanted[command], command)
                    seen.add((command, result.output))
                asked += 8
            scans.result()
        self.assertEqual(len(seen), 8)
        self.assertEqual(len(self.index().photos), 1500)


if __name__ == "__main__":
    unittest.main()
