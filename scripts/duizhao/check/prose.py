"""A block's text as it reads, each character with its place in the file.

The rules on typography look at what a reader reads, not at Markdown; what they find has to be shown, and perhaps
mended, in the file. So marks are taken away here and each character that is left remembers where it stands.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import pairwise

from duizhao.check.model import Edit, Place
from duizhao.document.boxes import BY_NAME
from duizhao.document.inline import ESCAPED, unescaped
from duizhao.document.model import BETWEEN_CELLS, Block, Page
from duizhao.document.normalize_markup import as_meant
from duizhao.languages.typography import OPAQUE

_TOKENS = re.compile(
    r"""
    (?P<escape>\\[!-/:-@\[-`{-~])
  | (?P<auto><https?://[^<>\s]+>)
  | (?P<ref>\[\^[^\]\s]+\])
  | (?P<code>`+[^`]+`+)
  | (?P<open>!?\[(?=[^\[\]\n]*\]\([^()\n]*\)))
  | (?P<close>\]\([^()\n]*\))
  | (?P<html></?[A-Za-z][^<>\n]*>|<!--.*?-->)
  | (?P<entity>&(?:\#\d+|\#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);)
  | (?P<bare>(?:https?|ftp)://[!-;=?-~]+)
  | (?P<emphasis>\*{1,3}|(?<![A-Za-z0-9_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![A-Za-z0-9_]))
    """,
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTES = re.compile(r"(?:^|(?<=[ \n]))\{:?[ ]*[^{}\n]*?[ ]*\}[ ]*\Z")
_LEAD = re.compile(r"[ \t]*(?:>[ ]?)*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S))?")
_NOTE = re.compile(r"[ \t]*\[\^[^\]\s]*\]:[ \t]*")
_HEADING = re.compile(r"[ \t]*#{1,6}(?:[ \t]+|\Z)")
#: What parts the cells of a table, unless a backslash stands before it.
_STROKE = re.compile(r"(?<!\\)\|")
_TITLE = re.compile(r'[ \t]*!!![ \t]*[\w-]*[ \t]*"(.*)"[ \t]*\Z')


@dataclass(frozen=True, slots=True)
class Prose:
    """A block's text. `shape`: the same with `OPAQUE` for what is no prose. `at`: for each character its line and its
    first and last column there (from 0, the last not included)."""

    page: Page
    block: Block
    text: str
    shape: str
    at: tuple[tuple[int, int, int], ...]

    def place(self, start: int, end: int) -> Place:
        """Characters `start` to `end` as a place; one that goes over several lines is cut at the first one's end."""
        page, block = self.page, self.block
        id_ = f"fn:{block.id}" if block.kind == "note" else block.id
        if start >= len(self.at):
            line, columns = (self.at[-1][0], (self.at[-1][2], self.at[-1][2])) if self.at else (block.line, None)
            return Place(page.language, page.file, line, id_, self.text, (start, end), columns)
        line, first, last = self.at[start]
        for other, _, column in self.at[start:end]:
            if other == line:
                last = column
        return Place(page.language, page.file, line, id_, self.text, (start, end), (first, last))

    def edit(self, start: int, end: int, new: str) -> tuple[Edit, ...]:
        """The change of characters `start` to `end` to `new`; none if they do not stand together in one line."""
        places = self.at[start:end]
        if not places:
            return ()
        line, first, last = places[0][0], places[0][1], places[-1][2]
        old = self.text[start:end]
        if any(place[0] != line for place in places) or last - first != len(old):
            return ()
        return (Edit(self.page.file, line, first, last, old, new),)


def prose_of(page: Page) -> tuple[Prose, ...]:
    """The text of every block of a page that has one, its notes among them."""
    lines = page.content.split("\n")
    meant = as_meant(page.content).split("\n")
    blocks = (*page.blocks, *page.notes.values())
    return tuple(prose for block in blocks if (prose := _prose(page, block, lines, meant)))


def _prose(page: Page, block: Block, lines: list[str], meant: list[str]) -> Prose | None:
    """The block's text with its places; `meant`: the lines with the marks they should begin with."""
    if block.kind == "other":
        return None
    if block.kind == "table":
        return _table(page, block, meant)
    raw: list[tuple[int, int, str]] = []  # line, column of the first character, characters
    if block.kind in BY_NAME:
        if match := _TITLE.match(_line(lines, block.line)):
            raw.append((block.line, match.start(1), match[1]))
    else:
        for number in range(block.line, max(block.last, block.line) + 1):
            line = _line(lines, number)
            first = number == block.line
            lead = (_NOTE if block.kind == "note" else _HEADING if block.level else _LEAD) if first else _LEAD
            right = _line(meant, number)
            start = len(line) - len(right) + match.end() if (match := lead.match(right)) else 0
            if block.kind == "note" and not line.strip():
                continue  # between the paragraphs of a note
            raw.append((number, start, line[start:].rstrip() if block.level else line[start:]))
    joined = "\n".join(text for _, _, text in raw)
    if match := _ATTRIBUTES.search(joined):
        joined = joined[: match.start()].rstrip()
    places = [
        (number, start + offset)
        for index, (number, start, text) in enumerate(raw)
        for offset in range(len(text) + (index < len(raw) - 1))
    ]
    return _read(page, block, joined, places)


def _table(page: Page, block: Block, lines: list[str]) -> Prose:
    """A table's text: what stands between its cells is no prose, and has the place of the stroke in the file."""
    text, shape = "", ""
    at: list[tuple[int, int, int]] = []
    numbers = [number for number in range(block.line, block.last + 1) if number != block.line + 1]  # a line of dashes
    for index, (number, row) in enumerate(zip(numbers, block.rows, strict=False)):
        line = _line(lines, number)
        cells = _cells(line)[: len(row)]
        cells += [(len(line), len(line))] * (len(row) - len(cells))
        for place, (start, end) in enumerate(cells):
            between = BETWEEN_CELLS if place else "\n" if index else ""
            cell = _read(page, block, line[start:end], [(number, column) for column in range(start, end)])
            text += between + cell.text
            shape += (OPAQUE * len(between) if place else between) + cell.shape
            at += [(number, max(start - 1, 0), start)] * len(between) + list(cell.at)
    return Prose(page, block, text, shape, tuple(at))


def _cells(line: str) -> list[tuple[int, int]]:
    """Where the cells of a table's row stand in its line, without the space around them."""
    strokes = [match.start() for match in _STROKE.finditer(line)]
    edges = [-1, *strokes, len(line)]
    cells = []
    for left, right in pairwise(edges):
        inner = line[left + 1 : right]
        start = left + 1 + len(inner) - len(inner.lstrip())
        cells.append((start, max(start, left + 1 + len(inner.rstrip()))))
    # A stroke at either end of the line parts nothing.
    if strokes and not line[: strokes[0]].strip():
        cells = cells[1:]
    if strokes and not line[strokes[-1] + 1 :].strip():
        cells = cells[:-1]
    return cells


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _read(page: Page, block: Block, raw: str, places: list[tuple[int, int]]) -> Prose:
    text: list[str] = []
    shape: list[str] = []
    at: list[tuple[int, int, int]] = []

    def keep(start: int, end: int, opaque: bool) -> None:
        text.append(raw[start:end])
        shape.append(OPAQUE * (end - start) if opaque else raw[start:end])
        at.extend([(line, column, column + 1) for line, column in places[start:end]])

    done = 0
    for match in _TOKENS.finditer(raw):
        keep(done, match.start(), False)
        done = match.end()
        kind, (start, end) = match.lastgroup, match.span()
        if kind == "escape":
            keep(start + 1, end, False)
            line, column = places[start]
            at[-1] = (line, column, column + 2)
        elif kind == "auto":
            begin = start + 1
            for escaped in ESCAPED.finditer(raw, start + 1, end - 1):
                keep(begin, escaped.start(), True)
                line, column = places[escaped.start()]
                text.append(unescaped(escaped))
                shape.append(OPAQUE)
                at.append((line, column, column + len(escaped[0])))
                begin = escaped.end()
            keep(begin, end - 1, True)
        elif kind == "code":
            ticks = len(match[0]) - len(match[0].lstrip("`"))
            keep(start + ticks, end - ticks, True)
        elif kind == "bare":
            keep(start, end, True)
        elif kind == "entity":
            said = html.unescape(match[0])
            line, column = places[start]
            text.append(said)
            shape.append(said if len(said) == 1 else OPAQUE)
            at.append((line, column, column + len(match[0])))
    keep(done, len(raw), False)
    return Prose(page, block, "".join(text), "".join(shape), tuple(at))
