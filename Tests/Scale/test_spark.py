"""scale/spark/index.py: the index of a scan, byte for byte, whatever the partitions, and where a worker is killed."""

import json
import os
import re
import stat
import subprocess
import sys
import unittest

from catalogue import CATALOG, ROOT, ScaleTest

sys.path.insert(0, os.path.join(ROOT, "Tests/Faults"))
from photos import jpeg, xmp  # noqa: E402

try:
    import pyspark
except ImportError:
    if os.environ.get("CATALOG_REQUIRE_PEERS"):
        raise
    pyspark = None

JOB = os.path.join(ROOT, "scale/spark/index.py")

# Writes half of what it has to, and takes the worker with it, the first time that it is called; then it is catalog.
KILLER = """#!/usr/bin/env python3
import os, signal, subprocess, sys
try:
    os.close(os.open({mark!r}, os.O_CREAT | os.O_EXCL))
except FileExistsError:
    os.execv({catalog!r}, [{catalog!r}, *sys.argv[1:]])
lines = subprocess.run([{catalog!r}, *sys.argv[1:]], stdin=sys.stdin, stdout=subprocess.PIPE).stdout
sys.stdout.buffer.write(lines[:len(lines) // 2])
sys.stdout.flush()
process = os.getppid()
while True:
    with open(f"/proc/{{process}}/stat") as file:
        name, parent = file.read().partition("(")[2].rpartition(")")[::2]
    if name == "java":
        os.kill(process, signal.SIGKILL)
        break
    process = int(parent.split()[1])
"""


@unittest.skipIf(pyspark is None, "PySpark is not installed")
class SparkTests(ScaleTest):
    def setUp(self):
        super().setUp()
        for number in range(600):
            folder = self.path("photos", f"{number % 40}", "deep" if number % 3 else "")
            os.makedirs(folder, exist_ok=True)
            name = os.path.join(folder, f"{number}.jpg")
            with open(name, "wb") as file:
                file.write(jpeg((number * 7) % 170 - 85, (number * 13) % 350 - 175, make=f"maker {number % 5}"))
            if number % 11 == 0:
                with open(name + ".xmp", "wb") as file:
                    file.write(xmp(number % 80, number % 170))
        self.write(b"photos/3/b\xff \n.jpg", jpeg(1, 2))
        self.write(b"photos/4/broken.jpg", jpeg(3, 4)[:60])
        self.write(b"photos/4/.hidden.jpg", jpeg(3, 4))
        self.write(b"photos/5/notes.txt", b"no photo")
        self.write(b"photos/6/left out.png", b"\x89PNG")
        self.catalog("scan", "photos", "--exclude", "*.png", status=1)
        with open(self.path("catalog.json"), "rb") as file:
            self.expected = file.read()
        self.written = re.search(rb'"written":"([^"]*)"', self.expected)[1].decode()
        self.assertEqual(json.loads(self.expected)["summary"]["photos"], 602)

    def write(self, name, data):
        with open(os.path.join(os.fsencode(self.folder), name), "wb") as file:
            file.write(data)

    def run_job(self, master, *options, catalog=CATALOG, folder=None):
        command = [os.path.join(os.path.dirname(sys.executable), "spark-submit"), "--master", master, "--conf", "spark.ui.enabled=false",
                   "--conf", f"spark.local.dir={self.path('spark')}", "--driver-memory", "1g", JOB,
                   "--catalog", catalog, "--base", self.folder, "--output", self.path("spark.json"), "--written", self.written, *options]
        command.append(folder or self.path("photos"))
        done = subprocess.run(command, capture_output=True, text=True, cwd=self.folder,
                              env={**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"})
        self.assertEqual(done.returncode, 0, done.stderr[-3000:])
        with open(self.path("spark.json"), "rb") as file:
            return file.read(), done.stderr

    def test_the_index_is_that_of_a_scan_whatever_the_partitions(self):
        for partitions in 1, 2, 8:
            index, _ = self.run_job("local[2]", "--partitions", str(partitions), "--exclude", "*.png")
            self.assertEqual(index, self.expected, partitions)
            os.remove(self.path("spark.json"))

    def test_a_cluster_of_two_workers_of_which_one_is_killed(self):
        mark = self.path("killed")
        killer = self.path("catalog-killer")
        with open(killer, "w") as file:
            file.write(KILLER.format(mark=mark, catalog=CATALOG))
        # The driver lists names by it too, which is not what is to be killed.
        with open(killer, "r+") as file:
            text = file.read().replace("try:\n", f"if '--list' in sys.argv:\n    os.execv({CATALOG!r}, [{CATALOG!r}, *sys.argv[1:]])\ntry:\n", 1)
            file.seek(0)
            file.write(text)
        os.chmod(killer, stat.S_IRWXU)
        index, words = self.run_job("local-cluster[2,1,1024]", "--partitions", "8", "--exclude", "*.png", catalog=killer)
        self.assertTrue(os.path.exists(mark))
        self.assertRegex(words, "Lost executor|Remote RPC client disassociated|worker lost")
        self.assertEqual(index, self.expected)

    def test_a_program_that_fails_fails_the_job(self):
        failing = self.path("catalog-failing")
        with open(failing, "w") as file:
            file.write(f'#!/bin/sh\ncase "$*" in *--list*) exec {CATALOG} "$@";; esac\n{CATALOG} "$@" | head -c 2000\nexit 70\n')
        os.chmod(failing, stat.S_IRWXU)
        with self.assertRaises(AssertionError):
            self.run_job("local[2]", "--partitions", "2", "--exclude", "*.png", catalog=failing)
        self.assertFalse(os.path.exists(self.path("spark.json")))

    def test_names_by_the_listing_of_a_store(self):
        # Hadoop's connectors have names in UTF-8 only.
        os.remove(os.path.join(os.fsencode(self.folder), b"photos/3/b\xff \n.jpg"))
        os.remove(self.path("photos/6/left out.png"))
        os.remove(self.path("catalog.json"))
        self.catalog("scan", "photos", status=1)
        with open(self.path("catalog.json"), "rb") as file:
            self.expected = file.read()
        self.written = re.search(rb'"written":"([^"]*)"', self.expected)[1].decode()
        index, _ = self.run_job("local[2]", "--mount", self.path("photos"), folder="file://" + self.path("photos"))
        self.assertEqual(index, self.expected)

    def test_the_job_knows_the_extensions_of_a_scan(self):
        with open(os.path.join(ROOT, "Sources/CatalogKit/Extract/PhotoExtensions.swift")) as file:
            swift = re.search(r"extensions: Set<String> = \[(.*?)\n  \]", file.read(), re.S)[1]
        with open(JOB) as file:
            job = re.search(r'EXTENSIONS = """(.*?)"""', file.read(), re.S)[1]
        self.assertEqual(sorted(job.split()), sorted(re.findall(r'"(\w+)"', swift)))


if __name__ == "__main__":
    unittest.main()
