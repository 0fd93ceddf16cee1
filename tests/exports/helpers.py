"""What the tests of the exports share: the sample, a plain splitter, and readers that are not ours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from itertools import zip_longest
from pathlib import Path

from lxml import etree
from translate.storage.tmx import tmxfile
from translate.storage.xliff2 import Xliff2File

from duizhao.compare.pairs import Counterparts, rows_of
from duizhao.document.model import Block, Page
from duizhao.project import Project
from duizhao.publish.exports.build import build_pages
from duizhao.publish.exports.load import Aligned, corpus_of, read_aligned
from duizhao.publish.exports.model import Aligner, Corpus, Level, Notice, Span
from duizhao.source.editions import find_profile

HERE = Path(__file__).parent
SAMPLE = HERE / "sample"
ROOT = HERE.parent.parent

#: The texts of the two languages, None where there is none.
Pair = tuple[str | None, str | None]


def split(text: str) -> list[Span]:
    """Sentences end with a full stop; white space around them belongs to none."""
    spans = [match.span() for match in re.finditer(r"[^.。\s](?:[^.。]*[^.。\s])?[.。]*|[.。]+", text)]
    return spans or ([(0, 0)] if text else [])


def by_order(left: str, right: str) -> list[tuple[Span, Span]]:
    """Pairs the first sentence with the first, and so on."""
    return list(zip_longest(split(left), split(right), fillvalue=(0, 0)))


@cache
def sample_edition() -> Aligned:
    edition = read_aligned(Project(SAMPLE), SAMPLE / "sources" / "wells.yml")
    assert edition
    return edition


@cache
def sample(level: Level) -> Corpus:
    return corpus_of(sample_edition(), level, align=by_order)


@cache
def shipped(level: Level) -> Corpus:
    """The corpus of the edition in this repository, with the program's own sentences."""
    edition = read_aligned(Project(ROOT), find_profile(ROOT, None))
    assert edition
    return corpus_of(edition, level)


def page_of(language: str, blocks: Iterable[Block], notes: Iterable[Block] = (), path: str = "page.md") -> Page:
    return Page(language, path, f"docs/{language}/{path}", {}, tuple(blocks), {note.id: note for note in notes})


def pair_of(
    left: Iterable[Block],
    right: Iterable[Block],
    notes_left: Iterable[Block] = (),
    notes_right: Iterable[Block] = (),
    path: str = "page.md",
) -> Counterparts:
    a, b = page_of("zh", left, notes_left, path), page_of("en", right, notes_right, path)
    return Counterparts((a, b), rows_of((a.blocks, b.blocks)))


def corpus(pairs: Iterable[Counterparts], align: Aligner | None = None, notice: str = "Whose it is.") -> Corpus:
    return Corpus(
        edition="wells",
        level="sentence" if align else "paragraph",
        languages=("zh", "en"),
        source="wells.txt",
        notices=(Notice("en", "", "", notice, "", notice),),
        pages=build_pages(pairs, align),
    )


def pairs_in(corpus: Corpus) -> list[tuple[str, Pair]]:
    return [(entry.id, (entry.texts[0], entry.texts[1])) for entry in corpus.entries()]


def by_toolkit_tmx(content: bytes) -> list[tuple[str, Pair]]:
    """Ids and texts as translate-toolkit reads them; it gives a unit in the second language only as its source."""
    pairs: list[tuple[str, Pair]] = []
    for unit in tmxfile.parsestring(content).units:  # type: ignore[no-untyped-call]
        source, target = unit.source, unit.target
        only_second = unit.xmlelement.get("srclang") == "en"
        texts = (None, str(source)) if only_second else (str(source), str(target) if target is not None else None)
        pairs.append((unit.getid(), texts))
    return pairs


def by_toolkit_xliff(content: bytes) -> list[tuple[str, Pair]]:
    """Ids and texts as translate-toolkit reads them; an empty source stands for none."""
    return [
        (unit.getid(), (str(unit.source) or None, str(unit.target) if unit.target is not None else None))
        for unit in Xliff2File.parsestring(content).units  # type: ignore[no-untyped-call]
    ]


def breaches(grammar: str, content: bytes) -> list[str]:
    """What breaks the grammar (a file in `grammar/`)."""
    schema = etree.RelaxNG(etree.parse(HERE / "grammar" / f"{grammar}.rng"))
    document = etree.fromstring(content, etree.XMLParser(huge_tree=True, resolve_entities=False))
    schema.validate(document)
    return [str(error) for error in schema.error_log]


def records(content: bytes) -> list[dict[str, object]]:
    """The objects of JSON Lines."""
    return [json.loads(line) for line in content.decode().splitlines()]
