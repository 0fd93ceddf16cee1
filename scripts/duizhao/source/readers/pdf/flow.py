"""From lines in reading order to paragraphs, headings and items: what goes on over line, column and page ends."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from msgspec import Struct

from duizhao.languages import LANGUAGES
from duizhao.languages.labels import labels_in
from duizhao.languages.numbering import OF_ITEMS
from duizhao.source.readers.pdf.lines import BULLETS, first_word
from duizhao.source.readers.pdf.model import HAN, Block, Element, Line, Paragraph, Placed, plain_of
from duizhao.source.readers.pdf.sizes import size_of

#: A line is indented by so much at least, by the size; a gap is wide from so much of the usual one on.
_INDENT, _WIDE = 0.8, 1.2
#: What is so much larger than the text is a heading, which ends with its page.
_HEADED = 1.15

_BULLET = re.compile(rf"[{BULLETS}-](?=\s|[^\s\d–—-])")
#: A letter that is Word's sign of lists within lists has a wider gap behind it than a word, by the size.
_LETTER, _LETTER_GAP = "o", 0.8
_NUMBERED = re.compile(r"(\d{1,3})[.)](?=\s|[^\s\d.])")
#: The number of a heading.
_SECTION = re.compile(r"\d{1,2}(?:[.．]\d{1,2}){0,4}[.．、]?[ ]")
#: The number of an entry of a bibliography.
ENTRY = re.compile(r"\[\d{1,3}\](?=\s\S)")
#: Text that has a label Markdown has no list for.
LABELLED = re.compile(rf"[(（]?(?:[\d.]{{1,7}}|[A-Za-z]|[ivx]{{1,4}}|{OF_ITEMS}{{1,3}})[.)）、]|\d+(?:\.\d+)+\s|[①-⑳]")
_END = re.compile(r"[.!?。！？…:：;；][\"'”’»）)\]」』*]*$")
_ENDS_ALL = re.compile(r"[.!?。！？…][\"'”’»）)\]」』]*$")

_LABELS = tuple(labels for code in LANGUAGES if (labels := labels_in(code)))
#: The labels of captions; and with them those of notes and sources below a table.
_CAPTIONS = tuple(label for labels in _LABELS for label in (labels.table, labels.figure))
_LABELLED = (*_CAPTIONS, *(labels.source for labels in _LABELS))


class Manner(Struct, frozen=True):
    """How a document sets its text: size, distance of base lines by size, and how far paragraphs begin indented (0 if
    they do not)."""

    size: float
    steps: dict[float, float]
    indent: float

    def step(self, size: float) -> float:
        """The usual distance of base lines at a size."""
        near = min(self.steps, key=lambda each: abs(each - size), default=size)
        return self.steps[near] * size / near if near in self.steps else 1.4 * size


def manner_of(lines: Sequence[Placed]) -> Manner:
    """How most of some lines in reading order are set."""
    steps: dict[float, Counter[float]] = {}
    size = size_of([(each.line, each.column) for each in lines])
    for above, below in pairwise(lines):
        step = round(below.line.base - above.line.base, 1)
        if above.column == below.column and above.line.size == below.line.size and 0 < step < 3 * below.line.size:
            steps.setdefault(below.line.size, Counter())[step] += 1
    usual = {each: _usual(found) for each, found in steps.items()}
    begun = [
        round(line.inset, 1) if _is_indented(line) else 0
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
        if line.line.size == below.line.size == size and line.column == below.column
        if below.line.left < below.left + 0.5 * size and not marker_of(line.line)[1]
        if above.line.size != size or (_ENDS_ALL.search(above.line.unmarked) and above.line.right < above.right - size)
    ]
    indented = [inset for inset in begun if inset]
    often = len(indented) > 0.5 * len(begun)
    return Manner(size, usual, Counter(indented).most_common(1)[0][0] if often else 0)


def _is_indented(placed: Placed) -> bool:
    return _INDENT * placed.line.size < placed.inset < 4 * placed.line.size


def is_centered(placed: Placed) -> bool:
    """Whether as much room is on both sides of a line."""
    before, behind = placed.inset, placed.right - placed.line.right
    return before > 2 * placed.line.size and abs(before - behind) < 0.5 * placed.line.size


def _usual(found: Counter[float]) -> float:
    """The smallest distance that is common."""
    most = max(found.values())
    return min(step for step, count in found.items() if count >= max(0.4 * most, 1))


def blocks_of(elements: Sequence[Element | Block], manner: Manner) -> list[Block]:
    """Lines as paragraphs; what stands among them stays, or behind the paragraph that goes on behind it."""
    result: list[Block] = []
    last: Paragraph | None = None
    near = False
    for element, below in zip_longest(elements, elements[1:]):
        if not isinstance(element, Placed):
            result.append(element)
            near = False
            continue
        code = near and last is not None and last.code and _is_code(element)
        code |= _is_code(element) and isinstance(below, Placed) and _is_code(below) and below.column == element.column
        marker, mark = (0, "") if code else (0, "-") if element.dotted else marker_of(element.line)
        away = last is not None and last.lines[-1].column != element.column
        if last and last.code == code and ((near and not away) if code else near or away):
            # What has ended before a table or a figure goes on behind neither.
            over = near or not _ENDS_ALL.search(last.lines[-1].line.unmarked)
            takes = code or (over and _takes(last, element, mark, below, manner))
        else:
            takes = False
        if last and takes:
            last.lines.append(element)
        else:
            last = Paragraph([element], marker, mark, code=code)
            result.append(last)
        near = True
    return result


def _is_code(element: Element | Block) -> bool:
    return isinstance(element, Placed) and element.line.code


def _takes(last: Paragraph, placed: Placed, mark: str, below: Element | Block | None, manner: Manner) -> bool:
    if last.mark and _begins(placed, below, manner) and _ENDS_ALL.search(last.lines[-1].line.unmarked):
        return False
    return _is_inside(last, placed, manner) if mark else goes_on(last, placed, manner)


def _begins(placed: Placed, below: Element | Block | None, manner: Manner) -> bool:
    """Whether a line is set in as the first of a paragraph, and the one below it is not."""
    if not isinstance(below, Placed) or below.column != placed.column:
        return False
    size = placed.line.size
    near = below.line.size == size and below.line.base - placed.line.base < _WIDE * manner.step(size)
    return near and is_begun(placed, manner) and below.inset < 0.3 * size


def is_begun(placed: Placed, manner: Manner) -> bool:
    """Whether a line is set in as the first of a paragraph."""
    return bool(manner.indent) and abs(placed.inset - manner.indent) < 0.3 * placed.line.size


def marker_of(line: Line) -> tuple[int, str]:
    """How many letters at a line's beginning are the mark of an item, and the mark as Markdown has it."""
    plain, first = line.plain, line.letters[:2]
    if plain.startswith(_LETTER) and len(first) > 1 and first[1].left - first[0].right > _LETTER_GAP * line.size:
        return 1, "-"
    if match := _BULLET.match(plain):
        return (1, "-") if _gap_behind(line, 1) else (0, "")
    if match := _NUMBERED.match(plain):
        count = len(match[0])
        return (count, match[0]) if _gap_behind(line, count) else (0, "")
    return 0, ""


def _gap_behind(line: Line, count: int) -> bool:
    return len(line.letters) == count or (len(line.letters) > count and line.letters[count].space)


def _is_inside(paragraph: Paragraph, placed: Placed, manner: Manner) -> bool:
    """Whether what looks like a mark begins a line by chance, inside a sentence."""
    last = paragraph.lines[-1]
    if paragraph.mark or _END.search(last.line.unmarked) or last.column != placed.column:
        return False
    full = last.line.right > last.right - 2 * last.line.size
    return full and placed.line.left <= placed.left + 1 and goes_on(paragraph, placed, manner)


def goes_on(paragraph: Paragraph, placed: Placed, manner: Manner) -> bool:
    """Whether a line goes on with a paragraph."""
    last, line = paragraph.lines[-1], placed.line
    size = last.line.size
    away = last.column != placed.column
    if (is_caption(line) and away) or (
        any(label.match(line.plain) for label in _LABELLED) and _ENDS_ALL.search(last.line.unmarked)
    ):
        return False
    moved = abs(last.inset - placed.inset) > 1 and (not is_centered(placed) or is_begun(placed, manner))
    if is_caption(paragraph.first) and (away or (moved and _is_short(last, placed, last.right))):
        return False
    if abs(line.size - size) > 0.06 * size + 0.2 or (line.page > last.line.page and size > _HEADED * manner.size):
        return False
    if size > manner.size and _SECTION.match(line.plain) and _SECTION.match(paragraph.plain):
        return False
    if line.bold != last.line.bold and (_ENDS_ALL.search(last.line.unmarked) or _is_short(last, placed, last.right)):
        return False
    beside = abs(last.inset - placed.inset) > 0.5 * size
    if not paragraph.mark and beside and is_centered(last) and not is_centered(placed):
        return False
    ended = bool(_ENDS_ALL.search(last.line.unmarked))
    body = paragraph.lines[1].inset if len(paragraph.lines) > 1 else None
    # A paragraph that is set in as a whole may be so on both sides.
    inner = max(min(last.inset, placed.inset), 0.0) if body is not None or not away else 0.0
    edge = max(last.right - inner, *(each.line.right for each in paragraph.lines if each.column == last.column))
    short = _is_short(last, placed, edge)
    if not away:
        step = line.base - last.line.base
        if step < 0.3 * size or step > _WIDE * manner.step(size):
            return False
        if paragraph.mark:
            return _in_item(paragraph, placed, ended)
        if entry := ENTRY.match(paragraph.plain):
            if ENTRY.match(line.plain) and abs(placed.inset - paragraph.lines[0].inset) < 1:
                return False
            begin = paragraph.first.letters[len(entry[0])].left - paragraph.lines[0].left
            if begin > 0.5 * size and abs(placed.inset - begin) < 0.5 * size:
                return True
        inset, above = placed.inset, last.inset if body is None else body
        if inset - above > _INDENT * size:
            hanging = body is None and not (ended or short) and inset - above < 6 * size
            return hanging and last.inset <= 1
        if body is not None and body - inset > _INDENT * size:
            return False
        if ended and body is None and inset > above - 1 and abs(inset - manner.indent) < 0.3 * size < inset:
            return False
        return not (short and (ended or _is_very_short(last)))
    if paragraph.mark:
        return not ended and placed.inset > _INDENT * size
    own = [each.inset for each in paragraph.lines if each.column == last.column]
    if (len(own) > 1 or not manner.indent) and min(own) - placed.inset > 0.5 * size:
        return False
    if placed.inset - inner > _INDENT * size:
        return False
    if ended:
        return placed.inset <= max(inner, _INDENT * size) + 1 and (last.line.right > edge - size or not short)
    return not short or not _END.search(last.line.unmarked)


def is_caption(line: Line) -> bool:
    """Whether a line begins with the label of a table or figure."""
    return any(label.match(line.plain) for label in _CAPTIONS)


def _in_item(paragraph: Paragraph, placed: Placed, ended: bool) -> bool:
    first, line = paragraph.lines[0], placed.line
    at = min(paragraph.marker, len(first.line.letters) - 1)
    inner = first.line.letters[at].left - first.left
    if ended and _is_short(paragraph.lines[-1], placed, placed.right):
        return False
    below = paragraph.lines[1].inset if len(paragraph.lines) > 1 else inner
    if min(abs(placed.inset - inner), abs(placed.inset - below)) < 0.5 * line.size:
        return True
    if placed.inset > first.inset + 2:
        return False
    # Text below the mark itself belongs to it if the item has not ended.
    return not ended and not _is_short(paragraph.lines[-1], placed, placed.right)


def _is_short(last: Placed, placed: Placed, edge: float) -> bool:
    """Whether the first word of the next line would have had room on a line, which may reach to an edge."""
    wanted = last.line.right + first_word(placed.line.letters)
    # Letters of Han have one width, which words are not set closer for.
    han = placed.line.letters[0].text >= HAN and last.line.letters[-1].text >= HAN
    return wanted <= edge if han else wanted < edge - 0.5 * last.line.size


def _is_very_short(last: Placed) -> bool:
    return last.line.right < last.left + 0.6 * (last.right - last.left)


def words_of(paragraph: Paragraph) -> str:
    """What a paragraph reads without its mark."""
    first = plain_of(paragraph.first.letters[paragraph.marker :])
    return " ".join([first, *(each.line.plain for each in paragraph.lines[1:])])
