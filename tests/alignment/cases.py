"""Reads the case files of this folder; README.md says what they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from duizhao.compare.alignment.units import Link, Unit

HERE = Path(__file__).parent

#: Beads by number from 1, as in the files.
Pairs = list[tuple[tuple[int, ...], tuple[int, ...]]]

_UNIT = re.compile(r"(\d+) (?:\[([\w-]+)\] )?(.*)")
_ADDRESS = re.compile(r"\s*<(http[^>]*)>")


@dataclass(frozen=True, slots=True)
class UnitCase:
    """Units of two sides and what should come of them."""

    title: str
    left: tuple[Unit, ...]
    right: tuple[Unit, ...]
    links: tuple[Link, ...]
    expected: Pairs
    moves: list[tuple[int, int]]
    of_sentences: bool


@dataclass(frozen=True, slots=True)
class SentenceCase:
    """A text and its sentences."""

    title: str
    text: str
    sentences: list[str]


def unit_cases() -> list[UnitCase]:
    """All cases of the folder `units`."""
    return [case for path in sorted((HERE / "units").glob("*.txt")) for case in _unit_cases(path)]


def _unit_cases(path: Path) -> Iterator[UnitCase]:
    for block in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, *lines = block.strip().split("\n")
        sides: dict[str, list[Unit]] = {"zh": [], "en": []}
        side, links, expected, moves, of_sentences = "zh", (), Pairs(), list[tuple[int, int]](), False
        given: tuple[Link, ...] = links
        for line in lines:
            if line in sides:
                side = line
            elif line.startswith("settled "):
                given = tuple(Link(_keys(a), _keys(b)) for a, b in pairs(line[8:]))
            elif line.startswith("moved "):
                moves = [(int(a), int(b)) for a, b in (move.split("~") for move in line[6:].split())]
            elif line.startswith(("= ", "sentences ")):
                of_sentences = line.startswith("sentences")
                expected = pairs(line.split(" ", 1)[1])
            else:
                sides[side].append(_unit(line))
        yield UnitCase(title, tuple(sides["zh"]), tuple(sides["en"]), given, expected, moves, of_sentences)


def _unit(line: str) -> Unit:
    match = _UNIT.fullmatch(line)
    assert match, f"not a unit: {line}"
    number, kind, text = match.groups()
    return Unit(number, kind or "paragraph", _ADDRESS.sub("", text), frozenset(_ADDRESS.findall(text)))


def _keys(numbers: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(str(number) for number in numbers)


def pairs(line: str) -> Pairs:
    """Beads from `1=1 2,3=2 4=-`."""
    sides = [bead.split("=") for bead in line.split()]
    return [(_numbers(left), _numbers(right)) for left, right in sides]


def _numbers(side: str) -> tuple[int, ...]:
    return () if side == "-" else tuple(int(number) for number in side.split(","))


def sentence_cases(language: str) -> list[SentenceCase]:
    """All cases of one language's file in the folder `sentences`."""
    cases = []
    for block in (HERE / "sentences" / f"{language}.txt").read_text(encoding="utf-8").strip().split("\n\n"):
        title, *lines = block.split("\n")
        text = ""
        for line in lines:
            glued = line.startswith("+") or language == "zh" or not text
            text += line.removeprefix("+") if glued else f" {line}"
        cases.append(SentenceCase(title.removeprefix("# "), text, [line.removeprefix("+") for line in lines]))
    return cases


def known() -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """The known text's paragraphs on both sides."""
    blocks = (HERE / "known.txt").read_text(encoding="utf-8").strip().split("\n\n")
    sides = [[_unit(line) for line in block.split("\n")] for block in blocks]
    return tuple(left for left, _ in sides), tuple(right for _, right in sides)
