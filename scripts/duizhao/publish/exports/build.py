"""Builds the corpus from the counterpart pages: every block and note with text, exactly once; with ids
that every format takes: XML name tokens of plain ASCII, each given once."""

import re
from collections.abc import Iterable, Iterator, Sequence

from duizhao.compare.pairs import Counterparts
from duizhao.document.boxes import ASIDES, FIGURE, TABLE
from duizhao.document.model import Block
from duizhao.publish.exports.model import Aligner, CorpusPage, Kind, Segment, Side, Span, Unit

#: What each language has of blocks that belong together.
Row = tuple[tuple[Block, ...], ...]

_KINDS: dict[str, Kind] = {
    "title": "title",
    "heading": "heading",
    "paragraph": "paragraph",
    "table": "table",
    **dict.fromkeys(ASIDES, "box-title"),
    FIGURE: "figure-caption",
    TABLE: "table-caption",
    "note": "note",
    "other": "other",
}

#: The id of the record that says whose the texts are, in the formats that have no place for it elsewhere.
ABOUT = "about"

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


def token(name: str) -> str:
    """The name as an NMTOKEN (XML 1.0, production 7): any character but ASCII letters, digits, `-` and `_` becomes
    `_x` and its code point in hexadecimal and `_`. A full stop, too: it parts a unit's id from a sentence's number."""
    return _UNSAFE.sub(lambda match: f"_x{ord(match[0]):x}_", name)


class Ids:
    """Gives each name once: the second time it gets a number behind it."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)

    def give(self, name: str) -> str:
        """The name as a token, or the first numbered form of it that is free."""
        wanted = given = token(name) or "unit"
        number = 1
        while given in self._taken:
            number += 1
            given = f"{wanted}-{number}"
        self._taken.add(given)
        return given


def build_pages(found: Iterable[Counterparts], align: Aligner | None = None) -> tuple[CorpusPage, ...]:
    """The pages of the corpus. With `align`, a paragraph's segments are its sentences; without, each unit is one.

    Titles, headings, captions and notes are one segment at either level: they are not made of sentences.

    Raises:
        ValueError: the aligner left out text, or gave spans that overlap or stand outside it.
    """
    ids = Ids(ABOUT)
    return tuple(CorpusPage(_path(each), tuple(_units(each, ids, align))) for each in found if any(_texts(each)))


def _path(found: Counterparts) -> str:
    return next((page.path for page in found.pages if page), "")


def _texts(found: Counterparts) -> Iterator[str]:
    """The texts of counterpart pages that are not empty."""
    for page in filter(None, found.pages):
        yield from (block.text for block in (*page.blocks, *page.notes.values()) if block.text.strip())


def _units(found: Counterparts, ids: Ids, align: Aligner | None) -> Iterator[Unit]:
    path = _path(found)
    titles = (id_ for row in found.rows if (id_ := _id(row)) and _blocks(row)[0].kind == "title")
    prefix = next(titles, path.removesuffix(".md").replace("/", "-"))
    for row in _with_notes(found):
        first = _blocks(row)[0]
        sides = tuple(map(_side, row))
        if not any(sides):
            continue
        name = f"{prefix}-{first.id}" if first.kind == "note" else _id(row) or f"{prefix}-{first.kind}"
        id_ = ids.give(name)
        segments = _segments(id_, sides, align if first.kind == "paragraph" else None)
        yield Unit(id_, path, _KINDS.get(first.kind, "other"), first.box, sides, segments)


def _blocks(row: Row) -> list[Block]:
    return [block for side in row for block in side]


def _id(row: Row) -> str:
    """The id the row is known by."""
    return next((block.id for block in _blocks(row) if block.id), "")


def _side(blocks: Sequence[Block]) -> Side | None:
    """What a language has; None without text."""
    written = [block for block in blocks if block.text.strip()]
    if not written:
        return None
    return Side("\n".join(block.text for block in written), tuple(block.id for block in written if block.id))


def _with_notes(found: Counterparts) -> Iterator[Row]:
    """The rows with each note behind the first row that refers to it; notes nothing refers to come last."""
    notes = [dict(page.notes) if page else {} for page in found.pages]

    def take(labels: Iterable[str]) -> Iterator[Row]:
        for label in labels:
            row = tuple((own.pop(label),) if label in own else () for own in notes)
            if any(row):
                yield row
                yield from take(_labels(row))

    for row in found.rows:
        yield row
        yield from take(_labels(row))
    yield from take([label for own in notes for label in own])


def _labels(row: Row) -> list[str]:
    return [ref.label for block in _blocks(row) for ref in block.refs]


def _segments(id_: str, sides: Sequence[Side | None], align: Aligner | None) -> tuple[Segment, ...]:
    if not align:
        return (Segment(id_, tuple((0, len(side.text)) if side else None for side in sides)),)
    texts = [side.text if side else "" for side in sides]
    beads = [bead for bead in align(*texts) if any(end > start for start, end in bead)]
    for number, text in enumerate(texts):
        _verify(text, [bead[number] for bead in beads])
    return tuple(
        Segment(f"{id_}.{number}", tuple(span if span[1] > span[0] else None for span in bead))
        for number, bead in enumerate(beads, 1)
    )


def _verify(text: str, spans: Sequence[Span]) -> None:
    """Refuses spans that do not hold the text's every character but white space once, in order."""
    at = 0
    for start, end in [*(span for span in spans if span[1] > span[0]), (len(text), len(text))]:
        if not at <= start <= end <= len(text):
            raise ValueError(f"sentence {start}-{end} overlaps another or leaves the text")
        if text[at:start].strip():
            raise ValueError(f"no sentence holds {text[at:start].strip()!r}")
        at = end
