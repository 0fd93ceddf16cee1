"""What the guesses are about: the rows of a text, and a guess with what it rests on."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

#: How many places of a guess are named.
SHOWN = 3


class Row(Struct, frozen=True):
    """A line of the text that is not empty: its number in the file, whether white space lines stand before it, and
    whether a page ends before it."""

    number: int
    text: str
    gap: bool = True
    page: bool = False


class Guess(Struct, frozen=True):
    """What the report seems to have: `key` of the profile, its value, and where it was seen.

    `value`: as the profile has it. `lines`: the numbers of the lines that speak for it, in order. `because`: the
    name of what else speaks for it. `sure`: from 0 to 1; below `DOUBTFUL` a person should be asked.
    """

    key: str
    value: object
    lines: tuple[int, ...] = ()
    because: str = "seen"
    sure: float = 1.0


#: Below this a guess is told as one.
DOUBTFUL = 0.6


class Heading(Struct, frozen=True):
    """A line that will be a heading: how deep, and its words."""

    level: int
    text: str
    line: int


class Seen(Struct, frozen=True):
    """What was seen of one language: its code, its script as a profile names it, its file and its rows, the guesses by
    the profile's keys, and the outline; `counts`: how many notes, boxes, figures and tables there seem to be."""

    code: str
    han: bool
    script: str
    file: str
    rows: tuple[Row, ...]
    guesses: tuple[Guess, ...] = ()
    outline: tuple[Heading, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)

    def guess(self, key: str) -> Guess | None:
        """The guess of a key of the profile, if there is one."""
        return next((each for each in self.guesses if each.key == key), None)

    def value(self, key: str) -> object:
        """What the profile will say under a key; None if nothing."""
        found = self.guess(key)
        return found.value if found else None

    def told(self, key: str, value: object) -> Seen:
        """The same with an answer of a person."""
        answer = Guess(key, value, because="told")
        kept = tuple(each for each in self.guesses if each.key != key)
        return replace(self, guesses=(*kept, answer))


def squeezed(text: str) -> str:
    """A text without white space and heading marks, in small letters."""
    return "".join(text.lstrip("#＃ ").split()).casefold()
