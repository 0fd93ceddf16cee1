"""The measurements as Markdown tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import median, quantiles

from benchmarks.search.classes import Query
from benchmarks.search.judge import Ranks
from benchmarks.search.keys import WAYS
from benchmarks.search.measure import Measured, key_of
from benchmarks.search.queries import EXACT, KINDS

Rows = list[list[str]]


def tables(found: Sequence[Measured], queries: Sequence[Query]) -> str:
    """All tables."""
    parts = [_summary(found, queries), _costs(found), _ways(found)]
    parts += [_classes(found, queries, language) for language in _languages(queries)]
    return "\n".join(parts)


def _languages(queries: Iterable[Query]) -> list[str]:
    return sorted({query.language for query in queries}, reverse=True)


def first(ranks: Ranks) -> bool:
    """The first result leads to a section that holds the query."""
    return ranks.section == 1


def five(ranks: Ranks) -> bool:
    """One of the first five does."""
    return 0 < ranks.section <= 5


def paragraph(ranks: Ranks) -> bool:
    """The first result names the paragraph that holds the query."""
    return ranks.passage == 1


def nothing(ranks: Ranks) -> bool:
    """Nothing is found, and said so."""
    return ranks.count == 0


def share(measured: Measured, queries: Sequence[Query], right: Callable[[Ranks], bool]) -> str:
    """The share of the queries answered right."""
    if not queries:
        return "–"
    return f"{sum(right(measured.ranks[key_of(q)]) for q in queries) / len(queries) * 100:.0f}%"


def _summary(found: Sequence[Measured], queries: Sequence[Query]) -> str:
    languages = _languages(queries)
    head = ["engine"]
    for language in languages:
        head += [f"{language} first", f"{language} five", f"{language} paragraph"]
    head += ["absent", "several words", "other language", "typo", "whole phrase: paragraph"]
    rows: Rows = []
    for measured in found:
        row = [measured.engine]
        for language in languages:
            exact = [q for q in queries if q.language == language and q.kind in EXACT]
            row += [share(measured, exact, right) for right in (first, five, paragraph)]
        row.append(share(measured, _of(queries, "absent"), nothing))
        row += [share(measured, _of(queries, kind), first) for kind in ("several-words", "other-language", "typo")]
        row.append(share(measured, _of(queries, "whole-phrase"), paragraph))
        rows.append(row)
    return _table("What is found", head, rows)


def _of(queries: Iterable[Query], kind: str, language: str = "") -> list[Query]:
    return [query for query in queries if query.kind == kind and language in ("", query.language)]


def _costs(found: Sequence[Measured]) -> str:
    head = ["engine", "language", "before: page", "before: search", "first query", "all queries after"]
    head += ["key to results: median", "95th in 100", "from `file://`", "other hosts asked"]
    rows: Rows = []
    for measured in found:
        for language, costs in sorted(measured.costs.items(), reverse=True):
            sizes = (costs.page_before, costs.search_before, costs.first_query, costs.later_queries)
            times = costs.milliseconds
            slow = quantiles(times, n=20)[-1] if len(times) > 1 else 0.0
            rows.append([measured.engine, language, *(f"{size / 1000:.0f} kB" for size in sizes)])
            rows[-1] += [f"{median(times):.0f} ms", f"{slow:.0f} ms"] if times else ["–", "–"]
            rows[-1] += [_percent(measured.file), " ".join(sorted(measured.elsewhere)) or "none"]
    return _table("What it costs", head, rows)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value * 100:.0f}%"


def _ways(found: Sequence[Measured]) -> str:
    rows = [[measured.engine, *(_percent(measured.ways.get(way)) for way in WAYS)] for measured in found]
    return _table("However it was entered: right section first", ["engine", *WAYS], rows)


def _classes(found: Sequence[Measured], queries: Sequence[Query], language: str) -> str:
    head = ["class", "queries", *(measured.engine for measured in found)]
    rows: Rows = []
    for kind in KINDS:
        mine = _of(queries, kind, language)
        if mine and kind == "absent":
            rows.append([kind, str(len(mine)), *(share(measured, mine, nothing) for measured in found)])
        elif mine:
            cells = [f"{share(m, mine, first)} / {share(m, mine, five)}" for m in found]
            rows.append([kind, str(len(mine)), *cells])
    return _table(f"By class, {language}: first / among the first five", head, rows)


def _table(title: str, head: Sequence[str], rows: Rows) -> str:
    lines = [f"**{title}**", "", "| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows), ""])
