"""Reads what reading the report says, and the report itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from duizhao.compare.alignment.units import Unit
from duizhao.document.boxes import BY_NAME
from duizhao.document.editions import edition
from duizhao.document.model import Block, Page
from duizhao.languages.sentences import split_sentences
from duizhao.project import Project

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

#: The report's languages, left and right.
LANGUAGES = ("zh", "en")

#: Beads by index from 0.
Bead = tuple[tuple[int, ...], tuple[int, ...]]

_BEAD = re.compile(r"([\d,-]+)=([\d,-]+)\s+(.*)")


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Counterpart texts, the addresses they cite (offset, address), and which sentences belong together."""

    id: str
    texts: tuple[str, str]
    citations: tuple[tuple[tuple[int, str], ...], tuple[tuple[int, str], ...]]
    beads: frozenset[Bead]


@dataclass(frozen=True, slots=True)
class Named:
    """A unit and the ids of what it holds."""

    unit: Unit
    ids: tuple[str, ...]


def report() -> tuple[dict[str, tuple[Page, Block]], dict[str, tuple[Page, Block]]]:
    """Each language's blocks by id, in reading order."""
    editions = [edition(Project(ROOT), language) for language in LANGUAGES]
    left, right = ({b.id: (page, b) for page in e.pages for b in page.blocks} for e in editions)
    return left, right


def gold_sentences() -> list[Paragraphs]:
    """The blocks of `sentences.txt` that still fit the report."""
    blocks = report()
    return [found for block in _blocks("sentences.txt") if (found := _paragraphs(block, blocks))]


def _blocks(name: str) -> Iterator[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    content = "\n".join(line for line in lines if not line.startswith("#"))
    return (block.split("\n") for block in content.strip().split("\n\n"))


def _paragraphs(lines: list[str], blocks: Sequence[dict[str, tuple[Page, Block]]]) -> Paragraphs | None:
    ids = [side.split() for side in lines[0].split("=")]
    texts, citations = zip(*(_side(side, blocks[n]) for n, side in enumerate(ids)), strict=True)
    sentences = [[s.text for s in split_sentences(text, LANGUAGES[n])] for n, text in enumerate(texts)]
    beads = set()
    for line in lines[1:]:
        match = _BEAD.fullmatch(line.strip())
        assert match, f"not a bead: {line}"
        bead = _numbers(match[1]), _numbers(match[2])
        for side, (numbers, words) in enumerate(zip(bead, match[3].split("｜"), strict=True)):
            if numbers and not (numbers[-1] < len(sentences[side]) and sentences[side][numbers[0]].startswith(words)):
                print(f"{lines[0]}: the text is no longer the one that was read ({words})")
                return None
        beads.add(bead)
    return Paragraphs(ids[0][0], texts, citations, frozenset(beads))


def _side(ids: Sequence[str], blocks: dict[str, tuple[Page, Block]]) -> tuple[str, tuple[tuple[int, str], ...]]:
    text, citations = "", []
    for id_ in ids:
        page, block = blocks[id_]
        text += "\n" if text else ""
        for ref in block.refs:
            note = page.notes.get(ref.label)
            citations += [(len(text) + ref.offset, address) for address in (note.addresses if note else ())]
        text += block.text
    return text, tuple(citations)


def _numbers(side: str) -> tuple[int, ...]:
    return () if side == "-" else tuple(int(number) - 1 for number in side.split(","))


def units(side: int, *, structure: bool = True) -> list[Named]:
    """The report as one sequence of units. Without `structure` there are only paragraphs, and all of one kind."""
    found = []
    for page, block in report()[side].values():
        framed = block.kind in ("title", "heading", *BY_NAME)
        if framed and not structure:
            continue
        kind = block.kind if framed else "box-paragraph" if block.box and structure else "paragraph"
        notes = [page.notes[ref.label] for ref in block.refs if ref.label in page.notes]
        addresses = frozenset(address for note in notes for address in note.addresses)
        found.append(Named(Unit(block.id, kind, block.text, addresses), (block.id,)))
    return found


def gold_units(left: Sequence[Named], right: Sequence[Named]) -> frozenset[Bead]:
    """Which of the given units belong together, by `paragraphs.txt`; they may hold parts of its blocks or several."""
    groups: dict[str, str] = {}
    for line in (line for block in _blocks("paragraphs.txt") for line in block):
        ids = line.split("    ")[0].replace("=", " ").split()
        for side, names in enumerate(line.split("    ")[0].split("=")):
            groups.update({f"{side}{name}": ids[0] for name in names.split()})
    joined = {group: group for group in groups.values()}

    def root(group: str) -> str:
        while joined[group] != group:
            group = joined[group]
        return group

    for side, sequence in enumerate((left, right)):
        for named in sequence:
            for other in named.ids[1:]:
                joined[root(groups[f"{side}{other}"])] = root(groups[f"{side}{named.ids[0]}"])
    beads: dict[str, tuple[list[int], list[int]]] = {}
    for side, sequence in enumerate((left, right)):
        for index, named in enumerate(sequence):
            beads.setdefault(root(groups[f"{side}{named.ids[0]}"]), ([], []))[side].append(index)
    whole = [(tuple(a), tuple(b)) for a, b in beads.values() if a and b]
    alone = [((i,), ()) for a, b in beads.values() if not b for i in a]
    alone_right = [((), (j,)) for a, b in beads.values() if not a for j in b]
    return frozenset([*whole, *alone, *alone_right])
