"""Builds the corpus from the paired pages: every block and note with text, exactly once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from duizhao.compare.pairs import PagePair, Row
from duizhao.document.boxes import ASIDES, FIGURE, TABLE
from duizhao.document.model import Block
from duizhao.publish.exports.ids import Ids
from duizhao.publish.exports.model import Aligner, CorpusPage, Kind, Segment, Side, Span, Unit

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


def build_pages(pairs: Iterable[PagePair], align: Aligner | None = None) -> tuple[CorpusPage, ...]:
    """The pages of the corpus. With `align`, a paragraph's segments are its sentences; without, each unit is one.

    Titles, headings, captions and notes are one segment at either level: they are not made of sentences.

    Raises:
        ValueError: the aligner left out text, or gave spans that overlap or stand outside it.
    """
    ids = Ids(ABOUT)
    return tuple(CorpusPage(_path(pair), tuple(_units(pair, ids, align))) for pair in pairs if any(_texts(pair)))


def _path(pair: PagePair) -> str:
    page = pair.left or pair.right
    return page.path if page else ""


def _texts(pair: PagePair) -> Iterator[str]:
    """The texts of a pair of pages that are not empty."""
    for page in (pair.left, pair.right):
        if page:
            yield from (block.text for block in (*page.blocks, *page.notes.values()) if block.text.strip())


def _units(pair: PagePair, ids: Ids, align: Aligner | None) -> Iterator[Unit]:
    path = _path(pair)
    titles = (row.id for row in pair.rows if row.id and _first(row).kind == "title")
    prefix = next(titles, path.removesuffix(".md").replace("/", "-"))
    for row in _with_notes(pair):
        first = _first(row)
        left, right = _side(row.left), _side(row.right)
        if not (left or right):
            continue
        name = f"{prefix}-{first.id}" if first.kind == "note" else row.id or f"{prefix}-{first.kind}"
        id_ = ids.give(name)
        segments = _segments(id_, left, right, align if first.kind == "paragraph" else None)
        yield Unit(id_, path, _KINDS.get(first.kind, "other"), first.box, left, right, segments)


def _first(row: Row) -> Block:
    return (*row.left, *row.right)[0]


def _side(blocks: Sequence[Block]) -> Side | None:
    """What a language has; None without text."""
    written = [block for block in blocks if block.text.strip()]
    if not written:
        return None
    return Side("\n".join(block.text for block in written), tuple(block.id for block in written if block.id))


def _with_notes(pair: PagePair) -> Iterator[Row]:
    """The rows with each note behind the first row that refers to it; notes nothing refers to come last."""
    left = dict(pair.left.notes) if pair.left else {}
    right = dict(pair.right.notes) if pair.right else {}

    def take(labels: Iterable[str]) -> Iterator[Row]:
        for label in labels:
            note = left.pop(label, None), right.pop(label, None)
            row = Row(*((block,) if block else () for block in note))
            if row.left or row.right:
                yield row
                yield from take(_labels(row))

    for row in pair.rows:
        yield row
        yield from take(_labels(row))
    yield from take([*left, *right])


def _labels(row: Row) -> list[str]:
    return [ref.label for block in (*row.left, *row.right) for ref in block.refs]


def _segments(id_: str, left: Side | None, right: Side | None, align: Aligner | None) -> tuple[Segment, ...]:
    if not align:
        return (Segment(id_, (0, len(left.text)) if left else None, (0, len(right.text)) if right else None),)
    texts = left.text if left else "", right.text if right else ""
    beads = [bead for bead in align(*texts) if any(end > start for start, end in bead)]
    for text, spans in zip(texts, zip(*beads, strict=True) if beads else ((), ()), strict=True):
        _verify(text, spans)
    return tuple(
        Segment(f"{id_}.{number}", *(span if span[1] > span[0] else None for span in bead))
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
