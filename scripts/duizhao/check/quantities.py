"""Values in two languages: numbers, dates, money, shares, compared as values and not as strings;
and percent signs that one language has and the other lost: 6% against 6."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial

from msgspec import Struct
from msgspec.structs import astuple, replace

from duizhao.check.context import Context, PairedRow
from duizhao.check.model import Finding, Place
from duizhao.check.shape import at_row, same_shape
from duizhao.compare.quantities import Why, beyond_doubt, has_quantities
from duizhao.document.boxes import BY_NAME
from duizhao.document.model import Block, Page
from duizhao.languages import as_read
from duizhao.languages.quantities import remembered_quantities
from duizhao.languages.quantity import Interval, Quantity
from duizhao.languages.tables import words_of
from duizhao.memo import Memo, reader

#: What is compared: running text and captions. Titles repeat what the text says.
COMPARED = ("paragraph", "table", "heading", *BY_NAME)


_WHY_ZH = {
    Why.ABSENT: "一方没有",
    Why.OTHER_VALUE: "数值不同",
    Why.UNIT: "单位不同",
    Why.LESS_SPECIFIC: "一方较笼统",
    Why.APPROXIMATION: "一方为约数",
    Why.REPEATED: "出现次数不同",
}
_WHY_EN = {
    Why.UNIT: "another unit",
    Why.LESS_SPECIFIC: "one says less",
    Why.APPROXIMATION: "one is about",
    Why.REPEATED: "not as often",
}


#: Stretches of a text.
Spans = list[tuple[int, int]]


class _Value(Struct, frozen=True, array_like=True):
    """A value as it stands in a text; `key` is the same however it is written (1.1万公里, 11,000 kilometres)."""

    start: int
    end: int
    surface: str
    key: str


#: How values differ, and the value of each side that has one.
_Difference = tuple[Why, _Value | None, _Value | None]
_DIFFERENCES = reader(list[_Difference])


def values(context: Context) -> Iterator[Finding]:
    """Values on one side only, and values that differ."""
    if not has_quantities(*context.languages[:2]):
        return
    for paired in context.rows():
        if paired.row.aligned and paired.row.left[0].kind in COMPARED:
            yield from _row(context, paired)
    for pair in context.pairs:
        # Where one language has fewer, a label may be another note's.
        if pair.left and pair.right and pair.left.notes.keys() == pair.right.notes.keys():
            for label, note in pair.left.notes.items():
                yield from _note(context, ((pair.left, note), (pair.right, pair.right.notes[label])))


def _note(context: Context, sides: Sequence[tuple[Page, Block]]) -> Iterator[Finding]:
    """Values that differ in a footnote; one in one language only says little, since the languages cite otherwise."""
    languages = (context.languages[0], context.languages[1])
    texts = (_without_links(sides[0][1]), _without_links(sides[1][1]))
    if not all(map(str.strip, texts)):
        return
    for why, *found in _differing(context, languages, texts, ([], [])):
        values = [side for side in found if side]
        if len(values) == len(sides):
            places = tuple(
                Place(page.language, page.file, note.line, f"fn:{note.id}", note.text, (value.start, value.end))
                for (page, note), value in zip(sides, values, strict=True)
            )
            yield _of_values(places, why, values, languages)


def _without_links(note: Block) -> str:
    """A note's text with spaces for what is a link: what is in an address is no value."""
    text = note.text
    for mark in note.marks:
        if mark.kind == "link":
            text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return text


def _row(context: Context, paired: PairedRow) -> Iterator[Finding]:
    """The differences of one row; what stands in a passage the other language lacks is b-201's."""
    languages = (context.languages[0], context.languages[1])
    gaps = _gaps(context, paired)
    for starts, texts, row in _compared(paired):
        for why, *sides in _differing(context, languages, texts, gaps):
            values = [_moved(side, at) if side else None for side, at in zip(sides, starts, strict=True)]
            yield _finding(paired, why, values, languages, row)


def _compared(paired: PairedRow) -> Iterator[tuple[tuple[int, int], tuple[str, str], int | None]]:
    """What is compared with what, and where in the row's texts it begins: of tables of one shape each cell, with the
    number of its row. A cell beside an empty one is another rule's finding."""
    tables = paired.blocks(0)[0], paired.blocks(1)[0]
    if all(len(paired.blocks(side)) == 1 for side in (0, 1)) and same_shape(*tables):
        for number, rows in enumerate(zip(tables[0].rows, tables[1].rows, strict=True)):
            for left, right in zip(*rows, strict=True):
                texts = tables[0].text[slice(*left)], tables[1].text[slice(*right)]
                if texts[0].strip() and texts[1].strip():
                    yield (left[0], right[0]), texts, number
    else:
        yield (0, 0), (paired.text(0), paired.text(1)), None


def _moved(value: _Value, by: int) -> _Value:
    return replace(value, start=value.start + by, end=value.end + by)


def _differing(
    context: Context, languages: tuple[str, str], texts: tuple[str, str], gaps: tuple[Spans, Spans]
) -> list[_Difference]:
    """The same as `_differences`, as the memo has them."""
    wanted = (languages, texts, gaps)
    find = partial(_differences, *wanted, context.memo)
    return context.memo.recall("quantities", wanted, find, _DIFFERENCES)


def _differences(
    languages: tuple[str, str], texts: tuple[str, str], gaps: tuple[Spans, Spans], memo: Memo
) -> list[_Difference]:
    """How the values of two texts outside of their gaps differ."""
    left, right = (
        tuple(quantity for quantity in remembered_quantities(text, language, memo) if not _inside(quantity, spans))
        for text, language, spans in zip(texts, languages, gaps, strict=True)
    )
    return [(d.why, _value(d.left), _value(d.right)) for d in beyond_doubt(texts, languages, (left, right))]


def _value(quantity: Quantity | None) -> _Value | None:
    return _Value(quantity.start, quantity.end, quantity.surface, _key(quantity)) if quantity else None


def _key(quantity: Quantity) -> str:
    """What the value is, without its wording; a hedge counts, for “over 20” is another statement than “20”."""
    value = quantity.value
    ends = (value.low, value.high) if isinstance(value, Interval) else (*astuple(value.first), *astuple(value.last))
    return " ".join([quantity.kind, *map(str, ends), quantity.unit or "", quantity.approximation])


def _gaps(context: Context, paired: PairedRow) -> tuple[Spans, Spans]:
    if paired.row.left[0].kind != "paragraph":
        return [], []
    beads = context.sentences(paired)
    return [b.left for b in beads if b.right == (0, 0)], [b.right for b in beads if b.left == (0, 0)]


def _inside(quantity: Quantity, spans: Spans) -> bool:
    return any(start <= quantity.start < end for start, end in spans)


def _finding(
    paired: PairedRow, why: Why, sides: Sequence[_Value | None], languages: tuple[str, str], row: int | None
) -> Finding:
    places = list(paired.places(*((q.start, q.end) if q else None for q in sides)))
    alone = next((index for index, quantity in enumerate(sides) if quantity is None), None)
    if row is not None and alone is not None:
        places[alone] = at_row(paired, alone, row)
    return _of_values(tuple(places), why, sides, languages)


def _of_values(
    places: tuple[Place, ...], why: Why, sides: Sequence[_Value | None], languages: tuple[str, str]
) -> Finding:
    key = "\n".join([why.value, *(q.key if q else "" for q in sides)])
    details = [("why", _WHY_EN.get(why, why.value)), ("why_zh", _WHY_ZH[why])]
    for name, quantity, language in zip(("left", "right"), sides, languages, strict=True):
        details += [(name, quantity.surface if quantity else "—"), (f"{name}_language", language)]
    alone = next((index for index, quantity in enumerate(sides) if quantity is None), None)
    if alone is None:
        return Finding("b-102", places, key, tuple(details))
    present = sides[1 - alone]
    details += [
        ("value", present.surface if present else ""),
        ("here", languages[1 - alone]),
        ("there", languages[alone]),
    ]
    return Finding("b-101", places, key, tuple(details))


#: Nothing of it is given back: a number of thousands of digits would be tried from each of them, to each.
_NUMBER = r"\d[\d,]*+(?:\.\d++)?+"


def _any(kind: str, languages: Sequence[str]) -> str:
    """A pattern for what any of the languages writes around a share (`shares` in its words.yml)."""
    found = dict.fromkeys(words_of(code).get("shares", {}).get(kind) for code in languages)
    return "|".join(filter(None, found)) or "(?!)"


@cache
def _share(languages: Sequence[str]) -> re.Pattern[str]:
    before, behind = _any("before", languages), _any("behind", languages)
    return re.compile(rf"(?<!\d)(?<!\d,)({_NUMBER})(?:[^\S\n]?[%％]|{behind})|(?:{before})({_NUMBER})")


@cache
def _plain_number(languages: Sequence[str]) -> re.Pattern[str]:
    """A number that nothing makes a quantity of its own: no unit, no currency, no date, no range of shares."""
    ranges, ranks = _any("ranges", languages), _any("ranks", languages)
    return re.compile(
        rf"(?<![A-Za-z0-9_.,$€£¥#-])({_NUMBER})(?![\d%％]|[.,]\d|[ ]?(?:[-–—~～]|{ranges})[ ]?\d)"
        rf"(?![ -]?[A-Za-z]*(?:{ranks})\b)"
    )


def share_lost(context: Context) -> Iterator[Finding]:
    # Which words make a number a share has to be known of both languages.
    known = all(words_of(code).get("shares") for code in context.languages[:2])
    for paired in context.rows() if known else ():
        if paired.row.aligned:
            for side in (0, 1):
                yield from _lost(paired, side, context.languages[:2])


def _lost(paired: PairedRow, side: int, languages: Sequence[str]) -> Iterator[Finding]:
    """Shares of one side that stand on the other as often, but not all of them as shares."""
    here, there = (as_read(paired.text(at), languages[at]) for at in (side, 1 - side))
    shares = [(_plain(match[1] or match[2]), match.span()) for match in _share(languages).finditer(here)]
    others = [_plain(match[1] or match[2]) for match in _share(languages).finditer(there)]
    for value, span in shares:
        if value in others:
            others.remove(value)
            continue
        bare = _bare(there, value, languages)
        # As many as stand here without a sign too are not what is meant.
        if len(bare) > len(_bare(here, value, languages)):
            marks = (bare[0], span) if side else (span, bare[0])
            page, other = paired.page(side), paired.page(1 - side)
            details = (
                ("value", paired.text(side)[slice(*span)]),
                ("bare", there[slice(*bare[0])]),
                ("here", page.language if page else ""),
                ("there", other.language if other else ""),
            )
            yield Finding("b-103", paired.places(*marks), f"{value} {side}", details)


def _bare(text: str, value: str, languages: Sequence[str]) -> list[tuple[int, int]]:
    """Where a value stands in a text as a plain number."""
    taken = [match.span() for match in _share(languages).finditer(text)]
    return [
        match.span(1)
        for match in _plain_number(languages).finditer(text)
        if _plain(match[1]) == value and not any(start <= match.start() < end for start, end in taken)
    ]


def _plain(number: str) -> str:
    """A number as a value: without the commas between thousands, without zeros that say nothing."""
    whole, _, rest = number.replace(",", "").partition(".")
    return f"{whole}.{rest.rstrip('0')}".rstrip(".")
