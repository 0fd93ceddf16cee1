"""The query set of the search benchmark: what is drawn from a text, what holds it, and when a result is right.

`docs/` is the text, `sources/` its glossary, `expected.txt` the queries made of them: two of each class. Where a change
of the rules is meant, this writes it anew:

    python -m benchmarks.search.queries --docs tests/search_queries/docs --per-class 2 \\
        --write tests/search_queries/expected.txt
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.search.judge import Places, judge
from benchmarks.search.library import Library
from benchmarks.search.passages import holds, normalise, read_text
from benchmarks.search.queries import EXACT, as_lines, edition_queries
from tests.reading import read_editions

HERE = Path(__file__).parent
DOCS = HERE / "docs"


def cases(name: str) -> list[tuple[str, ...]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "query", "answer"), cases("holds.txt"))
def test_whether_a_text_holds_a_query(text: str, query: str, answer: str) -> None:
    assert holds(normalise(text), normalise(query)) == (answer == "yes")


def test_queries_of_a_small_text() -> None:
    _, queries = edition_queries(DOCS, per_class=2, seed=1)
    assert as_lines(queries) == (HERE / "expected.txt").read_text(encoding="utf-8")


def test_other_seeds_draw_other_queries() -> None:
    drawn = {as_lines(edition_queries(DOCS, per_class=2, seed=seed)[1]) for seed in (1, 2)}
    assert len(drawn) == 2


def test_right_answers_are_all_passages_that_hold_the_query() -> None:
    texts, queries = edition_queries(DOCS, per_class=50, seed=3)
    written = {"half-typed", "inflection"}  # their answers hold other forms
    for text in texts:
        for query in (q for q in queries if q.language == text.language and q.kind in EXACT.keys() - written):
            held = normalise(query.made_from or query.text)
            assert query.right == tuple(p.name for p in text.passages if holds(p.plain, held)), query


def test_what_is_absent_is_nowhere() -> None:
    texts, queries = edition_queries(DOCS, per_class=50, seed=4)
    for text in texts:
        everything = normalise("\n".join(p.text for p in text.passages))
        absent = [q.text for q in queries if q.language == text.language and q.kind == "absent"]
        assert len(absent) == 50
        assert [query for query in absent if normalise(query) in everything] == []


@pytest.mark.parametrize(("results", "right", "ranks"), cases("results.txt"))
def test_when_a_result_is_right(results: str, right: str, ranks: str) -> None:
    (text,) = (read_text(e) for e in read_editions(DOCS) if e.language == "zh")
    addresses = [f"http://host/{result}" for result in results.split()]
    found = judge(addresses, "http://host/", Places(text), right.split())
    assert f"{found.section} {found.passage} {found.count}" == ranks


def test_a_library_is_the_edition_and_reports_like_it() -> None:
    library = Library(DOCS, copies=3)
    documents = list(library)
    assert [d.url for d in documents] == [
        *("index.html", "en/index.html", "r1/index.html", "en/r1/index.html", "r2/index.html", "en/r2/index.html")
    ]
    assert [d.key for d in documents[2:4]] == ["r1/index.html"] * 2
    assert list(library) == documents
    assert list(library.report(2)) == documents[4:]
    edition, first, second = (documents[i].passages for i in (1, 3, 5))
    assert [p.id for p in edition] == [p.id for p in first] == [p.id for p in second]
    assert first != second
    # Its words are the edition's but for those that are invented; its numbers are others.
    known = set(re.findall(r"\w+", " ".join(p.text for p in edition)))
    words = re.findall(r"[A-Za-z]+", " ".join(p.text for p in first))
    assert 0.5 < sum(word in known for word in words) / len(words) < 1
