"""What stands on a page of a PDF, in points from its upper left corner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field

#: A raised letter is so much smaller than its line, and so much higher, by the size.
_SMALL, _RAISED = 0.87, 0.1
#: From here on letters have no spaces between words.
HAN = "\u2e80"


class Letter(NamedTuple):
    """A character: from left to right, its base line, its size. `space`: white space stands before it; `jump`: only as
    a gap, without a character. `content`: the number of the marked content it is in, -1 if there is none. `fixed`: all
    letters of its font are as wide."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    space: bool = False
    jump: bool = False
    address: str = ""
    content: int = -1
    fixed: bool = False


class Area(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, x: float, y: float, slack: float = 0) -> bool:
        """Whether a point is in it, or so near."""
        return self.left - slack <= x <= self.right + slack and self.top - slack <= y <= self.bottom + slack

    def meets(self, other: Area, slack: float = 0) -> bool:
        """Whether the two have a part in common, or are so near."""
        return (
            self.left <= other.right + slack
            and other.left <= self.right + slack
            and self.top <= other.bottom + slack
            and other.top <= self.bottom + slack
        )


class Picture(NamedTuple):
    """An image on the page, and its name among those of the file; what it is described by, and its caption.

    `content`: the number of the marked content it is in, -1 if there is none."""

    area: Area
    name: str
    content: int = -1
    description: str = ""
    caption: Paragraph | None = None


class Line(Struct, frozen=True):
    """Letters on one base line, without a wide gap between them. `page`: counted from 0."""

    letters: tuple[Letter, ...]
    page: int
    left: float
    right: float
    base: float
    size: float
    bold: bool

    @property
    def top(self) -> float:
        """Where ordinary letters of it end above."""
        return self.base - 0.8 * self.size

    @property
    def bottom(self) -> float:
        """Where ordinary letters of it end below."""
        return self.base + 0.2 * self.size

    @property
    def plain(self) -> str:
        """What it reads."""
        return plain_of(self.letters)

    @property
    def code(self) -> bool:
        """Whether it may be one of a listing: it begins with a letter of a fixed width, and most that are none of Han
        are so."""
        own = [each for each in self.letters if each.text < HAN]
        return self.letters[0].fixed and sum(each.fixed for each in own) > 0.9 * max(len(own), len(self.letters) / 2)

    @property
    def unmarked(self) -> str:
        """What it reads without what is raised at its end: marks of notes."""
        end = len(self.letters)
        while end and is_raised(self.letters[end - 1], self):
            end -= 1
        return plain_of(self.letters[:end])

    @property
    def area(self) -> Area:
        """The place it takes."""
        return Area(self.left, self.top, self.right, self.bottom)


class Placed(Struct, frozen=True):
    """A line in its column, which reaches from `left` to `right`. `dotted`: an item's mark is drawn before it."""

    line: Line
    left: float
    right: float
    column: tuple[int, int]
    dotted: bool = False

    @property
    def area(self) -> Area:
        """The place it takes."""
        return self.line.area

    @property
    def inset(self) -> float:
        """How far from the column's edge it begins."""
        return self.line.left - self.left


class Paragraph(Struct):
    """Lines that are one block. `marker`: how many of the first letters are an item's mark; `depth`: how deep the list
    is nested it is in; `level`: that of a heading, from 1; `code`: its lines are a listing's."""

    lines: list[Placed] = field(default_factory=list)
    marker: int = 0
    mark: str = ""
    depth: int = 0
    quoted: bool = False
    level: int = 0
    code: bool = False

    @property
    def first(self) -> Line:
        """The first line."""
        return self.lines[0].line

    @property
    def plain(self) -> str:
        """What it reads, lines parted by spaces."""
        return " ".join(each.line.plain for each in self.lines)


#: The cells of a row, each of them lines.
Row = tuple[tuple[Line, ...], ...]


class Grid(Struct, frozen=True):
    """A table: for each row its cells, each of them lines. `page`: counted from 0. `merged`: a cell seems to take
    several places; `signs`: those it is known to take, by row and column."""

    area: Area
    page: int
    rows: tuple[Row, ...]
    merged: bool = False
    signs: Mapping[tuple[int, int], str] = field(default_factory=dict)


class Frame(Struct, frozen=True):
    """A box: what is in it, in reading order."""

    area: Area
    elements: tuple[Element | Block, ...]


#: What stands on a page; and the same with lines as paragraphs.
Element = Placed | Grid | Picture | Frame
Block = Paragraph | Grid | Picture | Frame


class Page(Struct):
    """A page: letters in the order of the file, rules (thin lines), shaded or framed areas, dots, pictures.

    `turned`: the letters that do not stand upright.
    """

    number: int
    width: float
    height: float
    letters: list[Letter] = field(default_factory=list)
    turned: list[Letter] = field(default_factory=list)
    rules: list[Area] = field(default_factory=list)
    shades: list[Area] = field(default_factory=list)
    dots: list[Area] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


def is_raised(letter: Letter, line: Line) -> bool:
    """Whether a letter stands higher than its line and is smaller."""
    return letter.size < _SMALL * line.size and letter.base < line.base - _RAISED * line.size


def plain_of(letters: Iterable[Letter]) -> str:
    """What letters read, with the spaces between words."""
    return "".join(f" {each.text}" if each.space else each.text for each in letters).strip()


def lines_in(element: Element | Block) -> Iterator[Line]:
    """All lines of what stands on a page."""
    match element:
        case Placed():
            yield element.line
        case Paragraph():
            yield from (placed.line for placed in element.lines)
        case Grid():
            yield from (line for row in element.rows for cell in row for line in cell)
        case Frame():
            for each in element.elements:
                yield from lines_in(each)


def around(areas: Sequence[Area]) -> Area:
    """The least area that holds all of some."""
    return Area(
        min(each.left for each in areas),
        min(each.top for each in areas),
        max(each.right for each in areas),
        max(each.bottom for each in areas),
    )
