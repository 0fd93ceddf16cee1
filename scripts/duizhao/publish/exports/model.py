"""The aligned corpus: what a row of the edition says in each language, whatever the format it is written in."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct

Level = Literal["paragraph", "sentence"]
LEVELS: tuple[Level, ...] = ("paragraph", "sentence")

Kind = Literal[
    "title", "heading", "paragraph", "table", "box-title", "figure-caption", "table-caption", "note", "other"
]

#: Offsets in a text: the first character's, and the one behind the last.
Span = tuple[int, int]

#: Gives the sentences of counterpart texts, one a language, that belong together, in order, as spans in each; an empty
#: span where a side has nothing. White space between sentences belongs to none.
Aligner = Callable[..., Sequence[tuple[Span, ...]]]

#: What a table has of an entry: a text, several, or nothing.
Cell = str | tuple[str, ...] | None


class Side(Struct, frozen=True):
    """What one language has: the text, and the ids (of a note: the label) of the blocks it is made of.

    Where that is more than one block, a line break stands between their texts.
    """

    text: str
    blocks: tuple[str, ...]


class Segment(Struct, frozen=True):
    """A piece of a unit, as its spans in the unit's texts; None where that side has nothing."""

    id: str
    spans: tuple[Span | None, ...]


class Unit(Struct, frozen=True):
    """A translation unit: a paragraph, heading, title, caption or note in the languages that have it.

    `id`: unique in the corpus, and an XML name token. `page`: the page's path below the language's folder. `box`: the
    id of the fact box or figure a paragraph stands in. `sides`: by the corpus's languages. `segments`: in order; at
    paragraph level only one.
    """

    id: str
    page: str
    kind: Kind
    box: str
    sides: tuple[Side | None, ...]
    segments: tuple[Segment, ...]


class Entry(Struct, frozen=True):
    """A segment with its unit and its texts, None where that language has nothing: a row of a table."""

    id: str
    unit: Unit
    texts: tuple[str | None, ...]


class CorpusPage(Struct, frozen=True):
    """A page's units in reading order; a note follows the unit that refers to it first."""

    path: str
    units: tuple[Unit, ...]


class Notice(Struct, frozen=True):
    """What a reader has to know of a corpus, in one language: what it is, whose, and how it was aligned.

    `title` and `publisher` are names, empty if not known; the rest are sentences, and `text` is all of it as such.
    """

    language: str
    title: str
    publisher: str
    rights: str
    alignment: str
    text: str

    def facts(self) -> Iterator[tuple[str, str]]:
        """The parts that are known, by name."""
        parts = {
            "title": self.title,
            "publisher": self.publisher,
            "rights": self.rights,
            "alignment": self.alignment,
        }
        return ((name, part) for name, part in parts.items() if part)


class Corpus(Struct, frozen=True):
    """An edition's languages, aligned at one level.

    `languages`: their codes, the source's first one first. `source`: the file the edition was made from. `date`: when
    the corpus was made, if that is to be said.
    """

    edition: str
    level: Level
    languages: tuple[str, ...]
    source: str
    notices: tuple[Notice, ...]
    pages: tuple[CorpusPage, ...]
    date: datetime | None = None

    def units(self) -> Iterator[Unit]:
        """Every unit in reading order."""
        for page in self.pages:
            yield from page.units

    def entries(self) -> Iterator[Entry]:
        """Every segment in reading order."""
        for unit in self.units():
            for segment in unit.segments:
                sides = zip(unit.sides, segment.spans, strict=True)
                texts = tuple(side.text[slice(*span)] if side and span else None for side, span in sides)
                yield Entry(segment.id, unit, texts)

    def gap(self, entry: Entry) -> str:
        """The languages that have nothing for the entry, with a space between them; empty if each has something."""
        found = zip(self.languages, entry.texts, strict=True)
        return " ".join(language for language, text in found if text is None)

    def row(self, entry: Entry) -> dict[str, Cell]:
        """The entry as a row of a table, by the names of its columns."""
        unit = entry.unit
        row: dict[str, Cell] = {"id": entry.id, "paragraph": unit.id, "page": unit.page, "kind": unit.kind}
        row |= {"box": unit.box or None, "gap": self.gap(entry) or None}
        row |= {f"text_{code}": text for code, text in zip(self.languages, entry.texts, strict=True)}
        blocks = (side.blocks if side else () for side in unit.sides)
        return row | {f"blocks_{code}": ids for code, ids in zip(self.languages, blocks, strict=True)}
