"""The query set of an edition, made from its text by rule; README.md says what each class is.

python -m benchmarks.search.queries [--docs docs] [--per-class 12] [--seed 1] [--write FILE]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection, Sequence
from itertools import islice
from pathlib import Path
from random import Random

from benchmarks.search import classes, variants
from benchmarks.search.classes import Maker, Material, Query
from benchmarks.search.passages import Text, read_text
from benchmarks.search.whole_phrases import whole_phrase
from duizhao.compare.glossary.load import load_glossary
from duizhao.compare.glossary.model import Glossary
from duizhao.document.editions import editions
from duizhao.project import Project

ROOT = Path(__file__).resolve().parents[2]

#: What stands in the text, however it is written: the goal is that all of it is found.
EXACT: dict[str, Maker] = {
    "term-rare": classes.band("rare"),
    "term-middle": classes.band("middle"),
    "term-frequent": classes.band("frequent"),
    "phrase": classes.phrase,
    "piece": classes.piece,
    "name": classes.name,
    "heading": classes.heading,
    "aside": classes.aside,
    "latin-word": variants.latin_word,
    "number": variants.number,
    "number-separators": variants.number_separators,
    "quantity": variants.quantity,
    "half-typed": classes.half_typed,
    "single-character": classes.single_character,
    "width": variants.width,
    "case": variants.case,
    "diacritics": variants.diacritics,
    "inflection": classes.inflection,
}
#: What asks for more than finding a string; and what is not there.
FURTHER: dict[str, Maker] = {
    "several-words": classes.several_words,
    "whole-phrase": whole_phrase,
    "other-language": classes.other_language,
    "typo": variants.typo,
    "absent": variants.absent,
}
KINDS = {**EXACT, **FURTHER}
#: Where taking another query that the page suggests counts as an answer.
WITH_A_SLIP = frozenset({"whole-phrase", "typo"})
#: A maker that finds nothing new in so many tries has no more.
_TRIES = 400


def make_queries(
    texts: Sequence[Text],
    glossary: Glossary,
    *,
    per_class: int = 12,
    seed: int = 1,
    kinds: Collection[str] = KINDS,
) -> list[Query]:
    """Up to `per_class` queries of each class, or of those named, in each language.

    The same text, glossary and seed give the same queries; a class draws alike whatever the others do.
    """
    queries: list[Query] = []
    for text in texts:
        other = next((o for o in texts if o.language != text.language), None)
        material = Material(text, other, glossary)
        for kind, maker in KINDS.items():
            if kind in kinds:
                queries += _draw(maker, material, Random(f"{seed}/{text.language}/{kind}"), per_class)
    return queries


def _draw(maker: Maker, material: Material, random: Random, number: int) -> list[Query]:
    drawn: dict[str, Query] = {}
    for query in islice(maker(material, random), _TRIES):
        # A query without an answer is one of the class made to have none.
        if query.text.strip() and (query.right or query.kind == "absent"):
            drawn.setdefault(query.text, query)
        if len(drawn) == number:
            break
    return list(drawn.values())


def edition_queries(
    docs: Path, *, per_class: int, seed: int, kinds: Collection[str] = KINDS
) -> tuple[list[Text], list[Query]]:
    """The texts of the edition in `docs` and its queries; the glossary is that of the folder `docs` is in."""
    texts = [read_text(edition) for edition in editions(Project(docs.resolve().parent))]
    glossary = load_glossary(docs.resolve().parent)
    return texts, make_queries(texts, glossary, per_class=per_class, seed=seed, kinds=kinds)


def as_lines(queries: Sequence[Query]) -> str:
    """The queries as a file to review: one a line, tab-separated."""
    rows = [("language", "class", "query", "made from", "passages", "first of them")]
    for q in queries:
        rows.append((q.language, q.kind, q.text, q.made_from, str(len(q.right)), " ".join(q.right[:3])))
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)


def main() -> None:
    """Prints the query set or writes it to a file."""
    parser = argparse.ArgumentParser(description="The query set of an edition, made by rule.")
    add_options(parser)
    parser.add_argument("--write", type=Path, metavar="FILE", help="where to write it (.json: with all right answers)")
    options = parser.parse_args()
    _, queries = edition_queries(options.docs, per_class=options.per_class, seed=options.seed, kinds=options.classes)
    if options.write and options.write.suffix == ".json":
        content = json.dumps([query_as_dict(q) for q in queries], ensure_ascii=False, indent=1) + "\n"
    else:
        content = as_lines(queries)
    if options.write:
        options.write.write_text(content, encoding="utf-8")
        print(f"{len(queries)} queries in {options.write}", file=sys.stderr)
    else:
        sys.stdout.write(content)


def query_as_dict(query: Query) -> dict[str, object]:
    """A query for JSON."""
    return {
        "language": query.language,
        "class": query.kind,
        "query": query.text,
        "made_from": query.made_from,
        "right": list(query.right),
    }


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options that say which queries."""
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="the edition's folder (default: docs)")
    parser.add_argument("--per-class", type=int, default=12, help="queries of each class and language (default: 12)")
    parser.add_argument("--classes", nargs="+", choices=KINDS, default=list(KINDS), help="which (default: all)")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other queries (default: 1)")


if __name__ == "__main__":
    main()
