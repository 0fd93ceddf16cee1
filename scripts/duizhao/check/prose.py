"""A block's text as it reads, each character with its place in the file.

The rules on typography look at what a reader reads, not at Markdown; what they find has to be shown, and perhaps
mended, in the file.
"""

import re
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from duizhao.check.model import Edit, Place
from duizhao.document.model import Block, Page
from duizhao.languages.typography import OPAQUE
from duizhao.patterns import lazily

_OPENED = {")": "(", "]": "["}
#: A formula in TeX's signs.
_FORMULA = lazily(r"(\$\$?)(?=[^$\n]*[\\^_={}])[^$\n]+\1")
#: What stands in programs and in no prose; a paragraph of one has so many, no further from each other than that.
_CODE = lazily(r"\w\(\w*[,)=]|\);|[;{}](?=\s|$)|\w_\w|[=!<>]=|[a-z]\.\w+\(|(?<!:)//|\s[=+*/] ?[\w(]|\[\w+\]\.")
_FEWEST, _APART = 3, 30
#: One line of a program: what only closes or opens, a definition, a call and no word beside.
_LINE = lazily(
    r"[(){}\[\];, ]+|(?:.*[=<].*|(?:class|def|fun|function|interface)\b.*)[({]|.*\)[ ]?\{|.*\w\(\w+: ?[\w<].*"
    r"|(?:\w+ )?(?:\w+ = )?\w+(?:\.\w+)*\([^ ]*\)(?:\.\w+\(.*\))*;?"
)
#: Of these each of them has one.
_SIGNS = "(;{}_=/+*["
_BARE = lazily(r"(?:https?|ftp)://[!-;=?-~]+")


class Prose(Struct, frozen=True, dict=True):
    """A block's text. `shape`: the same with `OPAQUE` for what is no prose."""

    page: Page
    block: Block
    text: str
    shape: str

    @cached_property
    def at(self) -> tuple[tuple[int, int, int], ...]:
        """For each character its line and its first and last column there (from 0, the last not included); made when
        something is found in the block."""
        return tuple(_places(self.block))

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
    blocks = (*page.blocks, *page.notes.values())
    return tuple(_prose(page, block) for block in blocks if block.kind not in ("other", "code", "rule"))


def _prose(page: Page, block: Block) -> Prose:
    addresses = [
        mark for mark in block.marks if mark.kind == "code" or mark.address == block.text[mark.start : mark.end]
    ]
    spans = [(mark.start, mark.end) for mark in addresses]
    spans += [_bare(match) for match in _BARE.finditer(block.text)]
    spans += [match.span() for match in _FORMULA.finditer(block.text)]
    # What parts the cells of a table is no prose either.
    spans += [(left[1], right[0]) for row in block.rows for left, right in pairwise(row)]
    if block.kind == "paragraph" and _reads_as_code(block.text):
        spans.append((0, len(block.text)))
    if not spans:
        return Prose(page, block, block.text, block.text)
    shape = list(block.text)
    for start, end in spans:
        shape[start:end] = OPAQUE * (end - start)
    return Prose(page, block, block.text, "".join(shape))


def _reads_as_code(text: str) -> bool:
    """Whether a paragraph is most likely a piece of a program: it has signs of one all along."""
    if not any(sign in text for sign in "(){}"):  # as in most
        return False
    if _LINE.fullmatch(text):
        return True
    count = len(_CODE.findall(text))
    return count >= _FEWEST and len(text) < _APART * count


def _bare(match: re.Match[str]) -> tuple[int, int]:
    """Where a bare address stands: it ends before a bracket that is closed around it."""
    opened = ""
    for offset, char in enumerate(match[0]):
        if char in _OPENED.values():
            opened += char
        elif char in _OPENED:
            if not opened.endswith(_OPENED[char]):
                return match.start(), match.start() + offset
            opened = opened[:-1]
    return match.span()


def _places(block: Block) -> list[tuple[int, int, int]]:
    """For each character of a block's text its line, and its first and last column."""
    places: list[tuple[int, int, int]] = []
    for start, length, line, column, width in block.source_map:
        # What the file does not have stands in front of what comes next.
        places += [(line, max(column - 1, 0), column)] * (start - len(places))
        if width == length:
            places += [(line, at, at + 1) for at in range(column, column + length)]
        else:
            places += [(line, column, column + width)] * length
    return places + (places[-1:] or [(block.line, 0, 0)]) * (len(block.text) - len(places))
