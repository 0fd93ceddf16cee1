"""Which paragraphs are headings: by size, weight and number; and how deep each stands."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from msgspec.structs import replace

from duizhao.languages import LANGUAGES
from duizhao.languages.labels import labels_in
from duizhao.languages.numbering import OF_ITEMS, headings_of
from duizhao.source.readers.pdf.flow import Manner
from duizhao.source.readers.pdf.lines import line_of
from duizhao.source.readers.pdf.model import HAN, Element, Line, Paragraph, Placed

#: No heading has more lines or letters (one of Han counts twice); so much larger than the text are its letters.
_LINES, _LONGEST, _LARGER = 4, 160, 1.07
#: Shorter is what is a heading by its words.
_ALONE = 70
#: So many rows of side-by-side lines of a style are names.
_NAMES = 2
#: A first page with so much less text than others is a cover.
_COVER = 0.25

_ENDS = re.compile(r"[。；;，,、：:]$|(?<![A-Z\d])\.$")
_LABELS = tuple(found for code in LANGUAGES if (found := labels_in(code)))
_NUMBER = re.compile(r"(?:[A-Z]|\d{1,2})(?:[.．]\d{1,2}){0,4}[.．、]?")
#: What is a heading by its words alone, where it stands alone; each kind is a level.
_KINDS = (
    re.compile("|".join((*(labels.part.pattern for labels in _LABELS), headings_of("part").pattern)), re.IGNORECASE),
    headings_of("chapter"),
    headings_of("section"),
)
_NUMBERS = (
    re.compile(rf"{OF_ITEMS}{{1,3}}、"),
    re.compile(rf"[（(]{OF_ITEMS}{{1,3}}[）)]"),
    re.compile(r"[A-Z]?\d{1,2}(?:[.．、]\s?(?!\d)|\s)"),
    re.compile(r"[A-Z]?\d{1,2}[.．]\d{1,2}(?![.\d])"),
    re.compile(r"[A-Z]?\d{1,2}[.．]\d{1,2}[.．]\d{1,2}(?![.\d])"),
    re.compile(r"[A-Z]\.\s"),
    re.compile(r"[IVX]{1,5}\.\s"),
    re.compile(r"[（(]\d{1,2}[）)]"),
)


def with_numbers(elements: Iterable[Element], manner: Manner) -> list[Element]:
    """What stands on a page, with a heading's number, and a caption's, as one with the words further on."""
    result: list[Element] = []
    for element in elements:
        last = result[-1] if result else None
        if isinstance(last, Placed) and isinstance(element, Placed) and _is_number_of(last.line, element.line, manner):
            first, *rest = element.line.letters
            line = line_of((*last.line.letters, first._replace(space=True), *rest), element.line.page)
            result[-1] = replace(last, line=line)
        else:
            result.append(element)
    return result


def _is_number_of(number: Line, line: Line, manner: Manner) -> bool:
    size = line.size
    if abs(number.base - line.base) > 1 or abs(number.size - size) > 0.5 or not 0 < line.left - number.right < 3 * size:
        return False
    if any(label.fullmatch(number.plain) for labels in _LABELS for label in (labels.table, labels.figure)):
        return True
    heading = size >= _LARGER * manner.size or (number.bold and line.bold)
    return heading and bool(_NUMBER.fullmatch(number.plain))


def with_levels(paragraphs: Sequence[Paragraph], manner: Manner) -> None:
    """Gives each paragraph that is a heading its level, from 1."""
    found = _without_names([each for each in paragraphs if is_heading(each, manner)])
    counted = [each for kind in _NUMBERS[:2] for each in _numbered(paragraphs, found, kind)]
    heads = {id(each) for each in (*found, *counted)}
    found = [each for each in paragraphs if id(each) in heads]
    keys = {id(each): _key(each, manner) for each in found}
    letters = Counter(line.line.page for each in paragraphs for line in each.lines for _ in line.line.letters)
    if letters[0] < _COVER * median(letters.values() or [0]):
        # A cover: below the title there stands much in sizes of its own that is none.
        inside = {keys[id(each)][:3] for each in found if each.first.page}
        found = [each for each in found if not inside or each is found[0] or keys[id(each)][:3] in inside]
        keys = {id(each): keys[id(each)] for each in found}
    ranks: dict[tuple[float, bool, bool, int], int] = {}
    for style in sorted({key[:3] for key in keys.values()}, key=lambda each: (-each[0], not each[1], each[2])):
        kinds = [key[3] for key in keys.values() if key[:3] == style]
        for kind in _ordered(kinds):
            ranks[*style, kind] = len(set(ranks.values())) + 1 if kind >= 0 else 0
        numbered = [ranks[*style, kind] for kind in kinds if kind >= 0]
        if -1 in kinds:
            ranks[*style, -1] = min(numbered, default=len({rank for rank in ranks.values() if rank}) + 1)
    for each in found:
        each.level = ranks[keys[id(each)]]
        each.marker, each.mark = 0, ""


def as_their_like(paragraphs: Sequence[Paragraph], manner: Manner) -> None:
    """Mends the levels that tags tell: what is larger than the text has that of headings set as it is, and a sentence
    that is set as the text is has none."""
    levels: dict[tuple[float, bool], Counter[int]] = {}
    for each in paragraphs:
        if each.level:
            levels.setdefault((each.first.size, each.first.bold), Counter())[each.level] += 1
    for each in paragraphs:
        own = levels.get((each.first.size, each.first.bold))
        if each.first.size >= _LARGER * manner.size and own and not each.level and is_heading(each, manner):
            each.level = own.most_common(1)[0][0]
        if re.search(r"[。；]$|[a-z]\.$", each.plain):
            as_text = each.first.size < _LARGER * manner.size and not each.first.bold
            each.level *= _width(each.plain) < (_ALONE if as_text else _LONGEST)


def _without_names(found: Sequence[Paragraph]) -> list[Paragraph]:
    """Those without what is set as rows of names on the first page: several stand side by side, and again below."""
    first = min((each.first.page for each in found), default=0)
    styles = {id(each): (each.first.size, each.first.bold) for each in found if each.first.page == first}
    beside = Counter((round(each.first.base), styles[id(each)]) for each in found if id(each) in styles)
    rows = Counter(style for (_, style), count in beside.items() if count > 1)
    return [each for each in found if rows[styles.get(id(each), (0, False))] < _NAMES]


def _numbered(
    paragraphs: Sequence[Paragraph], found: Sequence[Paragraph], kind: re.Pattern[str]
) -> Iterator[Paragraph]:
    """The paragraphs with a kind of number that are headings though they are set as the text is: no others have such
    a number, they are short, and text stands below them."""
    own = [each for each in paragraphs if kind.match(each.plain)]
    if any(kind.match(each.plain) for each in found):
        return
    below = {id(one): other for one, other in pairwise(paragraphs)}
    short = [each for each in own if _width(each.plain) < _ALONE and not _ENDS.search(each.plain) and _alone(each)]
    heads = [each for each in short if id(each) in below and _width(below[id(each)].plain) >= _ALONE]
    if len(heads) > 1 and len(heads) > 0.8 * len(own):
        yield from heads


def _width(plain: str) -> int:
    return sum(2 if char >= HAN else 1 for char in plain)


def _ordered(kinds: Sequence[int]) -> list[int]:
    """Kinds of numbers in the order they first stand in, those that are not numbers last."""
    return sorted(dict.fromkeys(kinds), key=lambda kind: (kind < 0, kinds.index(kind)))


def is_heading(paragraph: Paragraph, manner: Manner) -> bool:
    """Whether a paragraph is a heading."""
    plain = paragraph.plain
    if paragraph.code or paragraph.mark == "-":
        return False
    width = _width(plain)
    if len(paragraph.lines) > _LINES or width > _LONGEST or not re.search(r"[^\W\d_]", plain):
        return False
    if any(labels.table.match(plain) or labels.figure.match(plain) for labels in _LABELS):
        return False
    if paragraph.first.size >= _LARGER * manner.size and not re.search(r"[。；]$", plain):
        return True
    if _ENDS.search(plain) or len(paragraph.lines) > 2:
        return False
    if all(each.line.bold for each in paragraph.lines) and paragraph.first.size >= 0.97 * manner.size:
        return True
    return (
        len(paragraph.lines) == 1 and width < _ALONE and any(kind.match(plain) for kind in _KINDS) and _alone(paragraph)
    )


def _alone(paragraph: Paragraph) -> bool:
    """Whether a line is no part of a list of contents: nothing stands far behind its words."""
    return not re.search(r"(?:\.{3,}|…|·{3,})\s*\d*$|\s\d{1,3}$", paragraph.plain)


def _key(paragraph: Paragraph, manner: Manner) -> tuple[float, bool, bool, int]:
    """Size, weight, slant and kind of number; where neither says anything, the words do."""
    plain = paragraph.plain
    size = round(paragraph.first.size * 2) / 2
    bold = paragraph.first.bold
    kind = next((at for at, each in enumerate((*_KINDS, *_NUMBERS)) if each.match(plain)), -1)
    return size, bold, all(letter.italic for letter in paragraph.first.letters), kind
