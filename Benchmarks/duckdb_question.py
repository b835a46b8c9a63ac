"""Asks DuckDB, on two threads, what `catalog` is asked of a whole catalogue: duckdb_question.py QUESTION LINES.jsonl [OUTPUT]

DuckDB gets the lines of `export jsonl`, and of each photo only the columns that the question needs.
"""

import sys

import duckdb

TEXT = "path make model taken format source problem datum status offsetSource gpsTime modified".split()
NUMBERS = "latitude longitude altitude accuracy".split()
INTEGERS = "orientation width height size".split()
CSV = "path latitude longitude altitude accuracy taken make model format width height size problem".split()
ALL = TEXT + NUMBERS + INTEGERS

QUESTIONS = {
    "camera": (
        "path make model",
        "SELECT path FROM photos WHERE lower(make || ' ' || model) LIKE '%apple%' ORDER BY path",
    ),
    "latest": (
        "path taken",
        "SELECT path, taken FROM photos WHERE taken >= '2020' ORDER BY taken, path LIMIT 10",
    ),
    "path": ("path", "SELECT path FROM photos WHERE regexp_matches(path, '(^|/)01/[^/]*$') ORDER BY path"),
    "status": (
        "format make model taken latitude longitude source problem",
        "SELECT format, make, model, source, problem, substr(taken, 1, 4), count(*), min(latitude), max(latitude), "
        "min(longitude), max(longitude), min(taken), max(taken) FROM photos GROUP BY ALL",
    ),
    "csv": (" ".join(CSV), f"SELECT {', '.join(CSV)} FROM photos"),
    "json": (" ".join(ALL), f"SELECT {', '.join(ALL)} FROM photos"),
}


def kind(name):
    return "DOUBLE" if name in NUMBERS else "BIGINT" if name in INTEGERS else "VARCHAR"


def main():
    question, lines = sys.argv[1:3]
    names, select = QUESTIONS[question]
    columns = ", ".join(f"{name}: '{kind(name)}'" for name in names.split())
    database = duckdb.connect()
    database.execute("SET threads = 2")
    database.execute(
        f"CREATE VIEW photos AS SELECT * FROM read_json('{lines}', format = 'newline_delimited', columns = {{{columns}}})"
    )
    if len(sys.argv) > 3:
        database.execute(f"COPY ({select}) TO '{sys.argv[3]}' (FORMAT {question})")
    else:
        sys.stdout.write("".join("|".join(map(str, row)) + "\n" for row in database.execute(select).fetchall()))


if __name__ == "__main__":
    main()
