#!/usr/bin/env python3
"""Reads a library of photos on many machines with Spark, and makes one index.

    spark-submit scale/spark/index.py --catalog /usr/local/bin/catalog --base /library --output /library/catalog.json /library/photos

Every machine has the program at the same absolute path, and the library mounted at the same place. Photos are spread by their folders, so that sidecars
stay with their photos. Each part is what one `catalog extract` wrote, sorted; a worker that is killed leaves no part, and its photos are read
again. `catalog merge` makes the index of the parts: the bytes are those of `catalog scan`, whatever the number of parts.
"""

import argparse
import base64
import json
import os
import shlex
import subprocess
import sys
import tempfile
import zlib

from pyspark.sql import SparkSession


def arguments():
    parser = argparse.ArgumentParser(description="Makes an index of a library on many machines.")
    parser.add_argument("folder", nargs="+", help="what to read: folders as every machine sees them, or with --mount a URI such as s3a://bucket/photos")
    parser.add_argument("--catalog", required=True, help="the program, an absolute path: workers have no PATH")
    parser.add_argument("--base", required=True, help="paths below this folder are relative to it: the folder of the index")
    parser.add_argument("--output", required=True, help="the index")
    parser.add_argument("--parts", help="where the parts go, a folder that all machines share (default: a temporary one of this machine)")
    parser.add_argument("--partitions", type=int, help="how many parts; 100,000 photos each is a good measure (default: two a core)")
    parser.add_argument("--mount", help="where the folder of the URI is mounted; it is listed by its connector, and read from there")
    parser.add_argument("--exclude", action="append", default=[], help="pass over files like this; can be repeated")
    parser.add_argument("--written", help="the time that the index says it was written")
    options = parser.parse_args()
    if not os.path.isabs(options.catalog):
        parser.error("--catalog has to be an absolute path: workers have no PATH")
    return options


def names_of_folders(options):
    """The names of photos, as a scan would read them."""
    command = [options.catalog, "extract", "--base", options.base]
    command += [word for folder in options.folder for word in ("--list", folder)]
    command += [word for pattern in options.exclude for word in ("--exclude", pattern)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.decode().splitlines()


# Names that a scan takes for those of photos and videos (PhotoExtensions.swift).
EXTENSIONS = """
    jpg jpeg jpe jfif jfi jif mpo insp jps thm heic heics heif heifs hif avci avif avifs jxl png webp tif tiff
    3fr arw cr2 cr3 crw dcr dcs dng erf fff gpr iiq k25 kdc mef mos mrw nef nrw orf ori pef raf raw rw2 rwl sr2 srf srw x3f
    mov mp4 m4v 3gp 3g2 3gpp 3gp2 qt mqv 360 insv lrv mp""".split()


def names_of_store(spark, options):
    """The names of photos in an object store or HDFS, by its own listing, which is thousands of names a call. It has neither patterns in
    folders nor links; hidden names are passed over."""
    hadoop = spark.sparkContext._jvm.org.apache.hadoop.fs
    for folder in options.folder:
        root = hadoop.Path(folder)
        files = root.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())
        prefix = files.makeQualified(root).toUri().getPath().rstrip("/") + "/"
        found = files.listFiles(root, True)
        while found.hasNext():
            name = found.next().getPath().toUri().getPath()[len(prefix):]
            if any(part.startswith(".") for part in name.split("/")) or name.rpartition(".")[2].lower() not in EXTENSIONS:
                continue
            path = os.path.relpath(os.path.join(options.mount, name), options.base)
            yield json.dumps({"path": path}, ensure_ascii=False)


def folder_of(line):
    """What photos are spread by. Not Python's hash, which is another one in each process."""
    name = json.loads(line)
    path = base64.b64decode(name["pathBytes"]) if "pathBytes" in name else name["path"].encode()
    return zlib.crc32(os.path.dirname(path))


def sorted_part(lines):
    """A part with its head first and its end last. Where Spark had no names to pipe there is no part."""
    lines = list(lines)
    return [lines[0], *sorted(lines[1:-1]), lines[-1]] if lines else []


def main():
    options = arguments()
    spark = SparkSession.builder.appName("catalog").getOrCreate()
    context = spark.sparkContext
    count = options.partitions or 2 * context.defaultParallelism
    lines = list(names_of_store(spark, options) if options.mount else names_of_folders(options))
    names = context.parallelize(lines, max(1, min(count, len(lines)))).map(lambda line: (folder_of(line), line))
    extract = shlex.join([options.catalog, "extract", "--base", options.base])
    # In the order of their folders, so that each is listed once. Without checkCode an extract that was killed would count as done.
    parts = names.repartitionAndSortWithinPartitions(count, lambda key: key % count).values().pipe(extract, checkCode=True).mapPartitions(sorted_part)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.parts or os.path.join(temporary, "parts")
        # What a task writes gets its name when the task is done: half a part is none.
        parts.saveAsTextFile("file://" + folder)
        files = sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.startswith("part-"))
        merge = [options.catalog, "merge", *(file for file in files if os.path.getsize(file)), "--output", options.output]
        for where in [options.mount] if options.mount else options.folder:
            merge += ["--scanned", where]
        for pattern in options.exclude:
            merge += ["--exclude", pattern]
        if options.written:
            merge += ["--written", options.written]
        code = subprocess.run(merge).returncode
    spark.stop()
    return code


if __name__ == "__main__":
    sys.exit(main())
