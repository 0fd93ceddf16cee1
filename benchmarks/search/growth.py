"""How search engines grow: a library of many reports, asked in a browser; README.md says how it is made.

python -m benchmarks.search.growth [ours pagefind minisearch] [--copies 1 10 100] [--queries 4] [--docs docs]
"""

from __future__ import annotations

import argparse
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import Error as BrowserError

from benchmarks.search.judge import split_address
from benchmarks.search.library import Library
from benchmarks.search.library_sites import BUILDERS, Built
from benchmarks.search.measure import Measured, Reader, chromium, context_of, folder_size, time_last_key
from benchmarks.search.passages import HAN, holds, normalise, read_text
from benchmarks.search.server import serving
from benchmarks.search.sites import ROOT, Unavailable
from duizhao.document.editions import editions
from duizhao.project import Project

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@dataclass(frozen=True, slots=True)
class Asked:
    """A query to the library and its class; `begins`: its last word may go on."""

    kind: str
    text: str
    begins: bool = False


@dataclass
class Row:
    """What one engine did with one library in one language: bytes as sent, and milliseconds from key to results.

    `opened`: fetched when the search is opened; `fetched`: from there to the answer of the first query; `cold` and
    `warm`: for a query asked for the first and the second time.
    """

    opened: list[int] = field(default_factory=list)
    fetched: list[tuple[int, str]] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    asked: int = 0


HEAD = (
    "engine", "reports", "language", "built in", "index", "fetched on opening", "by a query, median", "most",
    "key to results, first time", "second time", "first is right", "wrong",
)  # fmt: skip


def main() -> None:
    """Builds the libraries, asks them and prints a table."""
    parser = argparse.ArgumentParser(description="How search engines grow with the text.")
    parser.add_argument("engines", nargs="*", metavar="ENGINE", help=f"which of {', '.join(BUILDERS)} (default: all)")
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 10, 100], help="how many reports")
    parser.add_argument("--queries", type=int, default=4, help="of each class and language (default: 4)")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="the edition's folder (default: docs)")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="what `duizhao site` built (default: site)")
    options = parser.parse_args()
    if unknown := set(options.engines) - set(BUILDERS):
        parser.error(f"no such engine: {', '.join(sorted(unknown))}; there are {', '.join(BUILDERS)}")
    texts = [read_text(edition) for edition in editions(Project(options.docs.resolve().parent))]
    print("| " + " | ".join(HEAD) + " |\n" + "|---" * len(HEAD) + "|", flush=True)
    with chromium() as browser:
        for copies in options.copies:
            library = Library(options.docs, copies)
            queries = {code: draw(library, code, options.queries) for code in library.languages}
            for name in options.engines or BUILDERS:
                begin = time.monotonic()
                try:
                    built = BUILDERS[name](options.docs, texts, options.site, library)
                except Unavailable as reason:
                    print(f"| {name} | {copies} | left out: {reason} |", flush=True)
                    continue
                seconds, size = time.monotonic() - begin, folder_size(built.index)
                for code in library.languages:
                    row = ask_all(browser, built, library, code, queries[code])
                    print(line(name, copies, code, seconds, size, row), flush=True)


def line(name: str, copies: int, code: str, seconds: float, size: int, row: Row) -> str:
    """A row of the table."""
    cells = [name, str(copies), code, f"{seconds:.0f} s", f"{size / 1e6:.1f} MB"]
    if row.fetched:
        sizes = [size for size, _ in row.fetched]
        cells += [f"{value / 1000:.0f} kB" for value in (median(row.opened), median(sizes))]
        cells.append(f"{max(sizes) / 1000:.0f} kB ({max(row.fetched)[1]})")
    else:
        cells += ["–"] * 3
    cells += [f"{median(times):.0f} ms, at most {max(times):.0f}" if times else "–" for times in (row.cold, row.warm)]
    cells += [f"{row.asked - len(row.wrong)} of {row.asked}", "; ".join(row.wrong)]
    return "| " + " | ".join(cells) + " |"


def ask_all(browser: Browser, built: Built, library: Library, code: str, queries: list[Asked]) -> Row:
    """Asks each query on a fresh page, and once more on the same."""
    row = Row()
    folder = built.engine.folder(code)
    with serving(built.folder) as served:
        for query in queries:
            row.asked += 1
            with context_of(browser) as context:
                reader = Reader(context, built.engine, served.base, code, Measured(built.engine.name))
                try:
                    reader.load()
                    served.take()
                    built.engine.open(reader.page)
                    reader.page.wait_for_load_state("networkidle")
                    row.opened.append(sum(size for _, size in served.take()))
                    cold = time_last_key(reader, query.text)
                    row.fetched.append((sum(size for _, size in served.take()), query.text))
                    found = built.engine.results(reader.page)
                    warm = time_last_key(reader, query.text)
                except BrowserError as error:
                    row.wrong.append(f"{query.kind} {query.text}: {str(error).splitlines()[0]}")
                    continue
            row.cold += [cold] if cold is not None else []
            row.warm += [warm] if warm is not None else []
            if not is_right(query, found, served.base + folder, folder, library):
                row.wrong.append(f"{query.kind} {query.text}")
    return row


def is_right(query: Asked, found: list[str], base: str, folder: str, library: Library) -> bool:
    """Whether the first result holds the query; for what stands nowhere, whether nothing was found."""
    if query.kind == "absent" or not found:
        return query.kind == "absent" and not found
    page, fragment = split_address(found[0], base)
    report = re.match(r"r(\d+)/", page)
    text = library.texts(int(report[1]) if report else 0).get(f"{folder}{page}#{fragment}", "")
    return holds(normalise(text), normalise(query.text), begins=query.begins)


_NUMBER = r"(?<![\d.,])\d+(?:[.,]\d+)*(?![\d.,])"
#: What is drawn from a passage, by class.
HAN_QUERIES = {
    "term": rf"(?<![{HAN}])[{HAN}]{{2,4}}(?![{HAN}])",
    "pair": f"[{HAN}]{{2}}",
    "phrase": f"[{HAN}]{{6,8}}",
    "piece": f"[{HAN}]{{4,9}}，[{HAN}]{{4,9}}",
    "character": f"[{HAN}]",
    "number": _NUMBER,
}
LATIN_QUERIES = {
    "word": r"(?<!\w)[A-Za-z]{5,}(?!\w)",
    "phrase": r"(?<!\w)[a-z]{4,} [a-z]{3,} [a-z]{4,}(?!\w)",
    "piece": r"(?<!\w)(?:[a-z]+ ){6}[a-z]+(?!\w)",
    "half-typed": r"(?<!\w)[a-z]{4}(?=[a-z]{3})",
    "name": r"(?<!\w)[A-Z][a-z]+ [A-Z][a-z]+(?!\w)",
    "number": _NUMBER,
}


def draw(library: Library, code: str, number: int) -> list[Asked]:
    """Queries of each class, each from a report drawn by chance; and words that stand nowhere."""
    random = Random(f"{library.seed}/{library.copies}/{code}/queries")
    language = library.languages[code]
    drawn: list[Asked] = []
    for kind, pattern in (HAN_QUERIES if language.han else LATIN_QUERIES).items():
        found: list[str] = []
        while len(found) < number:
            report = library.report(random.randrange(library.copies))
            passages = [p.text for document in report if document.language == code for p in document.passages]
            places = re.findall(pattern, random.choice(passages))
            found += random.sample(places, min(1, len(places)))
        drawn += [Asked(kind, text, kind == "half-typed") for text in found]
    return drawn + [Asked("absent", "".join(random.choices("bcdfghjkmnpqrstvwxz", k=9))) for _ in range(number)]


if __name__ == "__main__":
    main()
