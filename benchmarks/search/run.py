"""Compares search engines on one query set, in a real browser; README.md says what is measured and how.

python -m benchmarks.search.run [ENGINE …] [--docs docs] [--per-class 12] [--seed 1] [--json FILE] [--misses FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.search import queries as query_set
from benchmarks.search.classes import Query
from benchmarks.search.engines import all_engines
from benchmarks.search.measure import Measured, chromium, key_of, measure, version
from benchmarks.search.sites import ROOT, Unavailable
from benchmarks.search.tables import tables


def main() -> None:
    """Measures the engines and prints the tables."""
    parser = argparse.ArgumentParser(description="Search engines compared, in a real browser.")
    parser.add_argument("engines", nargs="*", metavar="ENGINE", help="which (default: all)")
    query_set.add_options(parser)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="what `duizhao site` built (default: site)")
    parser.add_argument("--timed", type=int, default=30, help="keys timed in each language (default: 30)")
    parser.add_argument("--ways", type=int, default=20, help="queries for each way of entering (default: 20)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where to write all ranks and costs")
    parser.add_argument("--misses", type=Path, metavar="FILE", help="where to list the queries not answered first")
    options = parser.parse_args()
    texts, queries = query_set.edition_queries(
        options.docs, per_class=options.per_class, seed=options.seed, kinds=options.classes
    )
    engines = all_engines(options.docs, texts, options.site)
    if unknown := set(options.engines) - set(engines):
        parser.error(f"no such engine: {', '.join(sorted(unknown))}; there are {', '.join(engines)}")
    found: list[Measured] = []
    with chromium() as browser:
        for name in options.engines or engines:
            begin = time.monotonic()
            try:
                found.append(measure(browser, engines[name], texts, queries, timed=options.timed, ways=options.ways))
            except Unavailable as reason:
                print(f"{name}: left out: {reason}", file=sys.stderr)
            else:
                print(f"{name}: measured in {time.monotonic() - begin:.0f} s", file=sys.stderr)
                # After each, so that a long run may be broken off.
                if options.json:
                    content = json.dumps([as_dict(m) for m in found], ensure_ascii=False, indent=1)
                    options.json.write_text(content, encoding="utf-8")
                if options.misses:
                    options.misses.write_text(misses(found, queries), encoding="utf-8")
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{len(queries)} queries, {version()}, {time.strftime('%Y-%m-%d')}, load {load} on {os.cpu_count()} cores\n")
    print(tables(found, queries))


def as_dict(measured: Measured) -> dict[str, Any]:
    """All that was measured, for JSON."""
    return {
        "engine": measured.engine,
        "ranks": [[*key, r.section, r.passage, r.count] for key, r in measured.ranks.items()],
        "costs": {language: vars(costs) for language, costs in measured.costs.items()},
        "ways": measured.ways,
        "file": measured.file,
        "elsewhere": sorted(measured.elsewhere),
        "trouble": measured.trouble,
    }


def misses(found: Sequence[Measured], queries: Sequence[Query]) -> str:
    """For each engine the queries whose first result is not right, one a line."""
    lines: list[str] = []
    for measured in found:
        for query in queries:
            ranks = measured.ranks[key_of(query)]
            if ranks.count != 0 if query.kind == "absent" else ranks.section != 1:
                cells = (measured.engine, *key_of(query), f"rank {ranks.section} of {ranks.count}", *query.right[:3])
                lines.append("\t".join(" ".join(cell.split()) for cell in cells) + "\n")
    return "".join(lines)


if __name__ == "__main__":
    main()
