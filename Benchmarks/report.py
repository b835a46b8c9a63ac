"""docs/benchmarks.md"""

import datetime
import subprocess

import indexes
import machine
import table
from measure import Failure


def markdown(bench, result):
    versions = ", ".join(f"{peer.name} {peer.version}" for peer in bench.peers.values() if peer.is_there)
    notes = "".join(f"\n{note}\n" for note in result.notes)
    missed = [row for row in result.rows if row.target and not row.is_met]
    return f"""# Benchmarks

Written by `make bench`: do not edit. [Benchmarks/README.md](../Benchmarks/README.md) says what each row means and how
fairness is kept.

- Machine: {machine.words()}
- Date: {datetime.date.today().isoformat()}
- Versions: {catalog_version(bench)}, {versions}

{table.markdown(result.rows)}
{notes}
{verdict(result.rows, missed)}

![Time against the number of photos](benchmarks.svg)

Everything is warm: files are in the page cache, and one round before those that count is thrown away. The two sides take
turns, and what is given are medians; the ratio is the median of the ratios of neighbouring runs, with the least and the most
behind it. Where the target is ≥, the ratio says how many times as fast `catalog` is; where it is ≤, how many times as long it
takes, or as much it needs. `catalog scan` runs with two jobs, the peers with one, as they do.

What `sqlite3` is asked, of a table `photo` and an R\\*Tree `place` with the same positions:

```sql
{indexes.SQL.replace(" WHERE", chr(10) + "WHERE").replace(" ORDER", chr(10) + "ORDER")}
```

What `jq` is asked, of the index itself:

```
{indexes.JQ}
```

## Run it

    make bench        # installs what is missing, builds, about ten minutes on two cores, 7 GB of disk; writes this page
    make bench-quick  # fewer photos, about a minute; prints the table and changes nothing
"""


def verdict(rows, missed):
    targets = sum(row.target is not None for row in rows)
    if not missed:
        return f"All {targets} targets are met."
    return f"{targets - len(missed)} of {targets} targets are met."


def catalog_version(bench):
    result = subprocess.run([bench.catalog, "--version"], capture_output=True, text=True)
    if result.returncode != 0:
        raise Failure(f"{bench.catalog} does not run: {result.stderr.strip()}")
    return "catalog " + result.stdout.strip()
