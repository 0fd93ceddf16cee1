"""Time and memory of the conversion, for the report and for longer ones made of it.

    python benchmarks/conversion/run.py [--copies 1 10 100] [--edition NAME]

A longer report is the report with its chapters repeated: each copy has its chapters and sections numbered on, and the
contents list names them, so that it is one report with that many chapters. Every size runs in a process of its own,
which is what makes the peak of memory its own. `growth` is how much longer one character takes than in the report
itself: 1.0 is linear.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

from msgspec.structs import replace

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

#: How often `duizhao --help` is started; the quickest counts, as the others waited for something else.
STARTS = 5


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="Time and memory of the conversion.")
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 10, 100], help="how often the chapters stand")
    parser.add_argument("--edition", help="the edition's profile (default: the only one in sources/)")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one, options.edition)))
        return
    print(f"duizhao --help    {help_time():.3f} s")
    print()
    print(f"{'copies':>7} {'characters':>12} {'pages':>6} {'seconds':>9} {'MB':>6} {'growth':>7}")
    first = 0.0
    for copies in options.copies:
        command = [sys.executable, __file__, "--one", str(copies)]
        command += ["--edition", options.edition] if options.edition else []
        figures = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        per_character = figures["seconds"] / figures["characters"]
        first = first or per_character
        print(
            f"{copies:>7} {figures['characters']:>12,} {figures['pages']:>6} {figures['seconds']:>9.2f}"
            f" {figures['megabytes']:>6.0f} {per_character / first:>7.2f}"
        )


def help_time() -> float:
    """Seconds from the call to the end of `duizhao --help`."""
    times = []
    for _ in range(STARTS):
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "duizhao", "--help"], cwd=ROOT / "scripts", capture_output=True, check=True
        )
        times.append(time.perf_counter() - begin)
    return min(times)


def measure(copies: int, edition: str | None) -> dict[str, float]:
    """Converts a report of that many copies: seconds of processor time without reading the files, peak of memory."""
    from duizhao.source.conversion import convert_lines
    from duizhao.source.editions import find_profile
    from duizhao.source.model import Source
    from duizhao.source.profile import load_profile
    from duizhao.source.readers.plain_text import LINE_END, read_lines

    path = find_profile(ROOT, edition)
    profile = load_profile(path, path.name)
    text = longer((path.parent / profile.sources[0]).read_text(encoding="utf-8"), path, copies)
    # Numerals of every language end somewhere; behind them the copies go on with digits.
    languages = tuple(
        replace(p, numerals=(*p.numerals, *map(str, range(len(p.numerals) + 1, copies * len(p.numerals) + 1))))
        for p in profile.languages
    )
    profile = replace(profile, languages=languages)
    begin = time.process_time()
    source = Source("report", text, (0, *(match.end() for match in LINE_END.finditer(text))))
    conversion = convert_lines(profile, source, *read_lines(source))
    seconds = time.process_time() - begin
    # Kilobytes on Linux, bytes on macOS.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return {"characters": len(text), "pages": len(conversion.files), "seconds": seconds, "megabytes": peak}


def longer(text: str, path: Path, copies: int) -> str:
    """The report with its chapters standing `copies` times, numbered on."""
    from duizhao.document.text import Span
    from duizhao.source.conversion import convert
    from duizhao.source.model import Heading, Reason

    if copies == 1:
        return text
    report = convert(path, ROOT)
    starts = (*report.report.source.line_starts, len(text))
    lines = [text[a:b] for a, b in pairwise(starts)]
    added: dict[int, list[str]] = {}
    for language, edition in zip(report.profile.languages, report.report.editions, strict=True):
        pages = [page for page in edition.pages if page.kind in ("chapter", "section")]
        behind = next(page for page in edition.pages if page.order > pages[-1].order)
        assert behind.heading is not None
        headings: dict[int, tuple[str, Heading]] = {}
        for page in pages:
            assert page.heading is not None
            headings[report.report.source.line(page.heading.text.start) - 1] = (page.kind, page.heading)
        first, last = min(headings), report.report.source.line(behind.heading.text.start) - 1
        whole = Span(starts[first], starts[last])
        listed = [
            drop.span.start
            for drop in report.report.drops
            if drop.reason is Reason.CONTENTS and drop.span.start < whole.start
        ]
        list_end = report.report.source.line(max(listed))
        chapters = max(int(page.chapter) for page in pages)
        for copy in range(1, copies):
            for index in range(first, last):
                line = lines[index]
                if index in headings:
                    kind, heading = headings[index]
                    number = heading.key.split(".")
                    number[0] = str(int(number[0]) + copy * chapters)
                    old = heading.label.plain.rstrip()
                    numeral = (*language.numerals, *([""] * copies * chapters))[int(number[0]) - 1] or number[0]
                    new = language.chapters[0].replace("{numeral}", numeral) if kind == "chapter" else ".".join(number)
                    line = line.replace(old, new, 1)
                    added.setdefault(list_end, []).append(f"{new} {heading.title.plain}\t1\n")
                added.setdefault(last, []).append(line)
    return "".join("".join(added.get(index, ())) + line for index, line in enumerate(lines))


if __name__ == "__main__":
    main()
