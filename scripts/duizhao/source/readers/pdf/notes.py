"""Notes at the foot of a page or column, and those that stand together at an end; and the marks that refer to them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from duizhao.languages.tables import of_all
from duizhao.source.readers.pdf.flow import Manner
from duizhao.source.readers.pdf.model import Area, Block, Letter, Line, Paragraph, Placed, is_raised

#: How much smaller than the text notes are.
_SMALLER = 0.95

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_PLAIN = re.compile(rf"[{_CIRCLED}]|\[\d{{1,3}}\]|［\d{{1,3}}］|〔\d{{1,3}}〕|\d{{1,3}}|[*†‡§]{{1,3}}")
_HEAD = re.compile(rf"(?:{'|'.join(of_all('notes'))})\W*", re.IGNORECASE)
#: Where a note on a page of the web leads back from.
_BACK = re.compile(r"\s*↩[\ufe0e\ufe0f]?$")
#: References in the text that are not raised.
IN_TEXT = re.compile(rf"[{_CIRCLED}]|[\[［〔]\d{{1,3}}[\]］〕]")


class FoundNote(Struct):
    """A note: its mark, the page it stands on, its lines, and how many letters its mark has. `order`: before how many
    blocks it stands, if it is one at an end."""

    mark: str
    page: int
    lines: list[Placed] = field(default_factory=list)
    marker: int = 0
    used: bool = False
    order: int = 0

    @property
    def label(self) -> str:
        """What it is called among the notes of the file."""
        return f"{self.page + 1}.{self.mark}.{round(self.lines[0].line.base)}"


def mark_of(line: Line) -> tuple[str, int]:
    """The mark of a note a line begins with, and how many letters it has; empty if there is none."""
    raised = 0
    while raised < len(line.letters) and is_raised(line.letters[raised], line):
        raised += 1
    if raised and raised < len(line.letters):
        sign = "".join(each.text for each in line.letters[:raised])
        return (sign.strip("[]().、）（"), raised) if len(sign) <= 5 else ("", 0)
    match = _PLAIN.match(line.plain)
    if not match or match.end() >= len(line.plain):
        return "", 0
    count = len(match[0])
    behind = line.plain[count : count + 1]
    if match[0].isdigit() and behind not in (" ", ".", "、", ")", "．") and line.plain[count] < "\u2e80":
        return "", 0
    if match[0].isdigit() and re.match(r"[.．](?=\d)", line.plain[count:]):
        return "", 0
    if behind in ".、)．":
        count += 1
    return match[0].strip("[]［］〔〕"), count


def at_foot(placed: Sequence[Placed], rules: Iterable[Area], manner: Manner) -> tuple[list[Placed], list[FoundNote]]:
    """The lines of a page without its notes, and the notes; what goes on with an earlier page's has no mark."""
    columns: dict[tuple[int, int], list[Placed]] = defaultdict(list)
    for each in placed:
        columns[each.column].append(each)
    taken: set[int] = set()
    notes: list[FoundNote] = []
    for own in columns.values():
        begin = _begin(own, list(rules), manner)
        current: FoundNote | None = None
        for each in own[begin:]:
            mark, count = mark_of(each.line)
            if mark and (current is None or _is_next(current, mark, each)):
                current = FoundNote(mark, each.line.page, [each], count)
                notes.append(current)
            elif current is None:
                current = FoundNote("", each.line.page, [each])
                notes.append(current)
            else:
                current.lines.append(each)
            taken.add(id(each))
    rest = [each for each in placed if id(each) not in taken]
    return (rest, notes) if _are_referred_to(notes, (each.line for each in rest)) else (list(placed), [])


def _are_referred_to(notes: Sequence[FoundNote], lines: Iterable[Line]) -> bool:
    """Whether notes are some: a mark of one is raised, or stands in the text so; else they are the items of a list."""
    if not notes or any(
        not note.mark.isdecimal() or is_raised(note.lines[0].line.letters[0], note.lines[0].line) for note in notes
    ):
        return True
    marks = {note.mark for note in notes}
    return any(marks & referring_in(line) for line in lines)


def referring_in(line: Line) -> set[str]:
    """What may refer to notes in a line: raised figures, and figures in brackets."""
    raised = "".join(each.text if is_raised(each, line) else " " for each in line.letters)
    found = {match.strip("[]［］〔〕") for match in IN_TEXT.findall(line.plain)}
    return found | set(re.findall(r"\d{1,3}", raised))


def _begin(own: Sequence[Placed], rules: Sequence[Area], manner: Manner) -> int:
    """Where in a column's lines the notes begin."""
    at = len(own)
    while at and own[at - 1].line.size <= _SMALLER * manner.size:
        at -= 1
    small = next((index for index in range(at, len(own)) if mark_of(own[index].line)[0]), len(own))
    for rule in rules:
        if rule.height > 2.5 or not 20 < rule.width < 0.75 * (own[0].right - own[0].left):
            continue
        if not own[0].left - 5 <= rule.left <= own[0].left + 5:
            continue
        below = next((index for index, each in enumerate(own) if each.line.base > rule.top), len(own))
        if below >= len(own) or any(each.line.base < rule.top for each in own[below:]):
            continue
        if below >= at or mark_of(own[below].line)[0]:
            return below
    return small


def _is_next(current: FoundNote, mark: str, placed: Placed) -> bool:
    """Whether a mark at a line's beginning opens the next note."""
    first = placed.line.letters[0]
    if not current.mark or is_raised(first, placed.line) or not mark.isdecimal() or not current.mark.isdecimal():
        return True
    return int(mark) == int(current.mark) + 1


def joined(notes: Sequence[FoundNote]) -> list[FoundNote]:
    """Notes with what goes on with them on a later page."""
    result: list[FoundNote] = []
    for note in notes:
        if not note.mark and result:
            result[-1].lines += note.lines
        else:
            result.append(note)
    return result


def at_end(blocks: Sequence[Block]) -> tuple[list[Block], list[FoundNote], list[Paragraph]]:
    """The blocks without the notes below headings that say so, and those that lead back to where they are referred to;
    the notes; and those headings."""
    rest: list[Block] = []
    notes: list[FoundNote] = []
    heads: list[Paragraph] = []
    inside: Paragraph | None = None
    begin = _first_that_leads_back(blocks)
    for number, paragraph in enumerate(blocks):
        if not isinstance(paragraph, Paragraph):
            inside = None
            rest.append(paragraph)
            continue
        if paragraph.level:
            inside = paragraph if _HEAD.fullmatch(paragraph.plain) else None
            rest.append(paragraph)
            continue
        below = inside is not None or number >= begin
        mark, count = mark_of(paragraph.first) if below else ("", 0)
        if mark:
            if inside and rest and rest[-1] is inside:
                rest.pop()
                heads.append(inside)
            notes.append(FoundNote(mark, paragraph.first.page, list(paragraph.lines), count, order=len(rest)))
        elif below and notes and (not rest or rest[-1] is not inside):
            notes[-1].lines += paragraph.lines
        else:
            inside = None
            rest.append(paragraph)
    lines = (each.line for block in rest if isinstance(block, Paragraph) for each in block.lines)
    if begin >= len(blocks) and not _are_referred_to(notes, lines):
        return list(blocks), [], []
    return rest, notes, heads


def _first_that_leads_back(blocks: Sequence[Block]) -> int:
    """Where the notes at the end of a page of the web begin: items, the last of them with an arrow back."""
    at = len(blocks)
    if at and isinstance(last := blocks[-1], Paragraph) and _BACK.search(last.plain):
        while at and isinstance(block := blocks[at - 1], Paragraph) and (block.mark or _BACK.search(block.plain)):
            at -= 1
    return at


def without_arrow(lines: Sequence[Line]) -> tuple[list[Line], tuple[Letter, ...]]:
    """The lines of a note without its arrow back, and the letters of that."""
    letters = lines[-1].letters
    match = _BACK.search("".join(each.text for each in letters))
    if not match:
        return list(lines), ()
    at = len(letters) - len(match[0])
    own = [replace(lines[-1], letters=letters[:at])] if at else []
    return [*lines[:-1], *own], letters[at:]


class Notes:
    """All notes of a file, found by the mark that refers to one. `known`: their marks."""

    def __init__(self, foot: Iterable[FoundNote], end: Iterable[FoundNote]) -> None:
        self._by_page: dict[tuple[int, str], list[FoundNote]] = defaultdict(list)
        self._end = list(end)
        self.all = [*foot, *self._end]
        self.known = {note.mark for note in self.all}
        for note in self.all[: len(self.all) - len(self._end)]:
            self._by_page[note.page, note.mark].append(note)

    def find(self, mark: str, page: int, order: int) -> FoundNote | None:
        """The note a mark refers to that stands on a page, in the block of that number."""
        for number in (page, page + 1):
            own = self._by_page.get((number, mark), [])
            fresh = [note for note in own if not note.used]
            if fresh or (own and number == page):
                return _used((fresh or own)[0])
        later = (note for note in self._end if note.mark == mark and note.order >= order)
        return next(map(_used, later), None)


def _used(note: FoundNote) -> FoundNote:
    note.used = True
    return note
