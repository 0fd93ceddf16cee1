"""Every footnote reference is bound to its own definition, though numbers begin anew on each printed page; then notes
are numbered through on each page of the edition.

References and definitions both stand in reading order, and so do the pairs: the binding is the heaviest chain of
pairs with equal numbers in which neither side steps back (a weighted longest increasing subsequence). A pair
weighs less the more references with the same number stand between the two, and where a definition stands before
its reference.

What is left refers once more to a note of its number if that is beyond doubt: it stands in the same paragraph as the
note's own reference, or on the same page where notes are numbered through the text.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from duizhao.source.contents import placed, texts_of
from duizhao.source.model import Heading, LanguageText, Level, Note
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log, shortened
from duizhao.source.repairs.inlines import references
from duizhao.source.repairs.patterns import note_reference

#: How many references with the definition's number are considered before it, and behind it.
_BEFORE, _BEHIND = 6, 1
_WEIGHT, _STEP, _BACKWARDS = 100.0, 3.0, 60.0

#: From how many notes on, of which none has another's number, they are numbered through the text.
_FEWEST = 3

#: Beyond so many characters a definition is simply far away.
_FAR = 20_000


class _Mark(Struct, frozen=True):
    """A reference; `block` and `page`: in which block of the text it stands, and on which page of the edition."""

    number: int
    offset: int
    text: str
    block: int
    page: int


def footnote_binding(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Gives each note the source offset of its reference; reports references and notes left alone."""
    pattern = note_reference(profile)
    if not pattern:
        return text
    log = Log(text)
    marks = [
        _Mark(number, text_.spans()[0].start, text_.plain, index, page)
        for index, (block, page) in enumerate(zip(text.blocks, _pages(text), strict=True))
        for piece in texts_of(block)
        for number, text_ in references(piece, pattern, profile.footnotes)
    ]
    marks.sort(key=lambda mark: mark.offset)
    notes = sorted(text.notes, key=lambda note: note.offset)
    pairs = _bound(marks, [(note.number, note.offset) for note in notes])
    bound = {note_index: mark_index for mark_index, note_index in pairs}
    result = []
    for index, note in enumerate(notes):
        if index in bound:
            result.append(replace(note, anchor=marks[bound[index]].offset))
        else:
            log.find("c-009", note.offset, mark=profile.footnotes[0].mark(note.number), text=shortened(note.text.plain))
            result.append(note)
    of_mark = {mark: note for note, mark in bound.items()}
    throughout = len({note.number for note in notes}) == len(notes) >= _FEWEST
    last: dict[int, int] = {}
    for index, mark in enumerate(marks):
        if index in of_mark:
            last[mark.number] = index
        # A bare number that belongs to no note is a number of the text.
        elif not _is_number(mark.text, profile):
            before = marks[last[mark.number]] if mark.number in last else None
            if before and before.page == mark.page and (throughout or before.block == mark.block):
                own = of_mark[last[mark.number]]
                result[own] = replace(result[own], again=(*result[own].again, mark.offset))
            else:
                log.find("c-008", mark.offset, mark=mark.text)
    return log.result(notes=tuple(result))


def _is_number(mark: str, profile: LanguageProfile) -> bool:
    return mark.isdecimal() and any(form.series == "numbers" for form in profile.footnotes)


def _bound(marks: list[_Mark], notes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs (index of mark, index of note) of the heaviest chain."""
    by_number: dict[int, list[int]] = defaultdict(list)
    for index, mark in enumerate(marks):
        by_number[mark.number].append(index)
    offsets = {number: [marks[i].offset for i in indexes] for number, indexes in by_number.items()}
    # best[i]: the heaviest chain whose last mark is before or at a place, in a Fenwick tree of maxima.
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(marks) + 1)
    chain: list[tuple[int, int, int]] = []  # (mark, note, index of the pair before)
    for note_index, (number, offset) in enumerate(notes):
        found = []
        for mark_index, weight in _candidates(by_number[number], offsets.get(number, []), offset):
            total, before = _best(tree, mark_index)
            # Of several definitions one reference could have, the nearest is its own.
            far = min(abs(offset - marks[mark_index].offset) / _FAR, 1.0)
            found.append((total + weight - _STEP * far / 2, mark_index, before))
        # A note has one mark: its candidates are entered together, behind the look-ups.
        for total, mark_index, before in found:
            chain.append((mark_index, note_index, before))
            _enter(tree, mark_index, (total, len(chain) - 1))
    pairs = []
    _, at = _best(tree, len(marks))
    while at >= 0:
        mark_index, note_index, before = chain[at]
        pairs.append((mark_index, note_index))
        at = before
    return pairs[::-1]


def _candidates(indexes: list[int], offsets: list[int], offset: int) -> Iterator[tuple[int, float]]:
    """Marks a note at `offset` may belong to, as (index, weight)."""
    at = bisect_right(offsets, offset)
    for distance, place in enumerate(range(at - 1, max(at - 1 - _BEFORE, -1), -1)):
        yield indexes[place], _WEIGHT - _STEP * distance
    for place in range(bisect_left(offsets, offset), min(at + _BEHIND, len(indexes))):
        yield indexes[place], _WEIGHT - _BACKWARDS


def _best(tree: list[tuple[float, int]], before: int) -> tuple[float, int]:
    """The best entry of all places below `before`."""
    best = (0.0, -1)
    while before > 0:
        best = max(best, tree[before])
        before -= before & -before
    return best


def _enter(tree: list[tuple[float, int]], place: int, entry: tuple[float, int]) -> None:
    at = place + 1
    while at < len(tree):
        tree[at] = max(tree[at], entry)
        at += at & -at


def _pages(text: LanguageText) -> Iterator[int]:
    """On which page of the edition each block stands."""
    page = 0
    for block in text.blocks:
        page += isinstance(block, Heading) and block.level is not Level.SUBHEADING
        yield page


def note_labels(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Labels the notes `n1`, `n2`, … anew behind each heading that opens a page; notes come in reading order."""
    pages = list(_pages(text))
    notes: list[Note] = []
    order = placed(text.blocks, text.notes)
    for _, group in groupby(order, key=lambda item: pages[item[0]] if pages else 0):
        notes.extend(replace(note, label=f"n{number}") for number, (_, note) in enumerate(group, 1))
    return replace(text, notes=tuple(notes))
