"""Where in an editor's file a change stands that was found in the text as it is read."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from duizhao.check.context import Context
from duizhao.check.prose import Prose
from duizhao.compare.difference import pieces
from duizhao.document.model import Page
from duizhao.revise.fidelity.model import Unit
from duizhao.revise.fidelity.passages import REFERENCE
from duizhao.revise.fidelity.units import insertions

#: A stretch of the file: line, first and last column (from 0, the last not included).
Stretch = tuple[int, int, int]


def changed_span(before: str, after: str, gone: str = "") -> tuple[int, int]:
    """The first stretch of `after` that `before` does not have; an empty one where something of `before` is missing.

    `gone`: what is missing, if it matters where that was.
    """
    parts = pieces(before, after)
    wanted = next((i for i, part in enumerate(parts) if part.kind == "deleted" and gone and gone in part.text), -1)
    if wanted < 0:
        wanted = next((i for i, part in enumerate(parts) if part.kind != "same"), len(parts))
    start = sum(len(part.text) for part in parts[:wanted] if part.kind != "deleted")
    some = next((part.text for part in parts[wanted : wanted + 2] if part.kind == "inserted"), "")
    # A space beside the words, which came or went with them, is nothing to point at.
    inner = some.strip() or some
    return start + some.index(inner), start + some.index(inner) + len(inner)


def changed_spans(before: str, after: str) -> Iterator[tuple[int, int]]:
    """All stretches of `after` that `before` does not have; empty ones where something is missing."""
    at = 0
    parts = pieces(before, after)
    for index, part in enumerate(parts):
        instead = next((p.text for p in parts[index + 1 : index + 2] if p.kind == "inserted"), "")
        # A footnote mark may have given way to its number.
        gone = REFERENCE.sub("[1]", part.text)
        if part.kind == "deleted" and instead and len(gone) <= len(instead) + 1:
            continue  # something else stands there
        if part.kind == "inserted":
            # What stands beside new words came with them.
            inner = re.search(r"\w(?:.*\w)?", part.text, re.DOTALL) or re.search(r"\S(?:.*\S)?", part.text)
            yield (at + inner.start(), at + inner.end()) if inner else (at, at + len(part.text))
        elif part.kind == "deleted":
            yield at, at
        at += len(part.text) * (part.kind != "deleted")


def source_span(context: Context, unit: Unit, span: tuple[int, int]) -> Stretch | None:
    """Where characters `span` of a unit's text stand in its file: what of them is in their first line. An empty span is
    an empty stretch. None if that cannot be told."""
    page = next((page for page in context.pages() if page.file == unit.file), None)
    if not page:
        return None
    if not unit.anchor:
        return _in_front(page, unit, span)
    prose = next((p for p in context.prose(page) if p.block.line == unit.line and _anchor(p) == unit.anchor), None)
    if not prose or prose.text != prose.block.text:
        return None
    places = list(_places(prose))
    return _joined(places, span) if len(places) == len(unit.text) else None


def _anchor(prose: Prose) -> str:
    return f"fn:{prose.block.id}" if prose.block.kind == "note" else prose.block.id


def _in_front(page: Page, unit: Unit, span: tuple[int, int]) -> Stretch | None:
    """The page's name in the front matter."""
    for number, line in enumerate(page.content.split("\n"), 1):
        if line.startswith("title:") and unit.text in line:
            start = line.index(unit.text)
            return number, start + span[0], start + span[1]
        if number > 1 and line.rstrip() == "---":
            break
    return None


def _places(prose: Prose) -> Iterator[Stretch]:
    """For each character of the block's text as it is read, marks among them, its place in the file."""
    done = 0
    for offset, found in groupby(insertions(prose.block), key=lambda insert: insert[0]):
        yield from prose.at[done:offset]
        yield from _of_marks(prose, offset, [piece for _, piece in found])
        done = offset
    yield from prose.at[done:]


def _of_marks(prose: Prose, offset: int, marks: Sequence[str]) -> Iterator[Stretch]:
    """The places of marks between two characters of the text. One that the file has in other signs (a link's address,
    `_` for emphasis) stands somewhere in what is between the two."""
    lines = prose.page.content.split("\n")
    if offset:
        line, _, start = prose.at[offset - 1]
    else:
        line, start = (prose.at[0][0] if prose.at else prose.block.line), 0
    text = lines[line - 1]
    behind = prose.at[offset] if offset < len(prose.at) else None
    end = behind[1] if behind and behind[0] == line else len(text)
    for mark in marks:
        written = mark.strip(" <>")
        at = text.find(written, start, end)
        if at < 0:
            yield from [(line, start, end)] * len(mark)
        else:
            yield from [(line, at, at + len(written))] * len(mark)
            start = at + len(written)


def _joined(places: Sequence[Stretch], span: tuple[int, int]) -> Stretch | None:
    start, end = span
    if start < end:
        line, first, last = places[start]
        return line, first, max([last, *(column for other, _, column in places[start:end] if other == line)])
    if start:
        line, _, last = places[start - 1]
        return line, last, last
    return (places[0][0], places[0][1], places[0][1]) if places else None
