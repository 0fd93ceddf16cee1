"""Letters to lines: what stands on one base line without a wide gap, raised and lowered letters with it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from msgspec.structs import replace

from duizhao.languages.numbering import OF_ITEMS
from duizhao.source.readers.pdf.model import HAN, Area, Letter, Line, Page

#: A wider gap parts two columns or cells, by the size of the letters: one with a space in it, one without, and one
#: without behind a sentence.
_GAP, _BARE_GAP, _STOP_GAP = 1.6, 0.8, 1.3
#: The same between letters of a fixed width, which are set below each other by spaces.
_FIXED_GAP = 6
#: How far base lines of one line are apart at most, by the size; and of raised letters, which are smaller.
_SAME, _RAISED, _SMALLER = 0.2, 0.65, 0.85
#: Signs of lists, as a class of a pattern; in the private use area those of symbol fonts.
BULLETS = "•●○◦■□▪▫◆◇▶►➢‣⁃∙·–—\uf021-\uf0ff"
#: What stands before the text of an item or a heading, further apart.
_MARK = re.compile(rf"[{BULLETS}o-]|[(（]?(?:\d{{1,2}}|[a-zA-Z]|[ivx]{{1,4}}|{OF_ITEMS}{{1,3}})[.)）、]")
_MARK_GAP = 3.5
#: The mark of a note that stands on a line alone; so high above the base line it is, by the size of the text.
_LONE = re.compile(r"\[?\d{1,3}\]?|[*†‡§]{1,3}")
_LIFT = 0.35
#: So many gaps of a line that differ by no more than this, by the size, are those of words.
_GAPS, _ALIKE = 3, 0.1
#: A gap between words, by the size, where the file has no space; and one between letters of Han that sets a line out.
_WORD_GAP, _SET_OUT = 0.18, 0.7
#: Two letters that have no space between them, as those of Hangul have.
_UNSPACED = re.compile("[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff65]{2}")


def lines_of(page: Page) -> list[Line]:
    """The lines of a page, from its top."""
    upright = [rule for rule in page.rules if rule.height > rule.width]
    return _stretched(_joined(_set_in(runs_of(page.letters, page.number, upright)), upright))


def closed_up(letters: Sequence[Letter]) -> list[Letter]:
    """The letters of a page, those of Han without spaces where there are but gaps that a line is set out by."""
    gaps = [0.0, *(letter.left - last.right for last, letter in pairwise(letters)), 0.0]
    return [
        letter._replace(space=False, jump=False)
        if at and letter.jump and _is_set_out(letters[at - 1], letter, (gaps[at - 1], gaps[at + 1]))
        else letter
        for at, letter in enumerate(letters)
    ]


def _is_set_out(last: Letter, letter: Letter, beside: tuple[float, float]) -> bool:
    """Whether a gap between two letters is none of words, but beside punctuation or others as wide; `beside`: those
    before the first and behind the other."""
    gap, size = letter.left - last.right, letter.size
    near = abs(last.base - letter.base) < _SAME * size and -_SAME * size < gap < _SET_OUT * size
    alike = any(abs(gap - each) < _ALIKE * size for each in beside)
    return (
        near
        and (alike or not (last.text + letter.text).isalnum())
        and bool(_UNSPACED.fullmatch(last.text + letter.text))
    )


def runs_of(letters: Iterable[Letter], page: int, upright: Sequence[Area] = ()) -> list[Line]:
    """Letters as lines, in their own order; `upright`: rules that part them."""
    runs: list[list[Letter]] = []
    for letter in letters:
        if runs and _goes_on(runs[-1], letter) and not _parted(runs[-1][-1], letter, upright):
            runs[-1].append(letter)
        else:
            runs.append([letter])
    return [line_of(run, page) for run in runs]


def _set_in(runs: Sequence[Line]) -> list[Line]:
    """The lines, raised marks in them that the file has behind them, where they leave room for one."""
    result = list(runs)
    for mark in runs:
        for at, line in enumerate(result) if _LONE.fullmatch(mark.plain) else ():
            room = _room(line, mark)
            if room and mark is not line and mark.size < _SMALLER * line.size:
                before, behind = line.letters[:room], line.letters[room:]
                gap = _WORD_GAP * line.size
                first = mark.letters[0]._replace(space=mark.left - before[-1].right > gap)
                next_ = behind[0]._replace(space=behind[0].left - mark.right > gap)
                result[at] = line_of((*before, first, *mark.letters[1:], next_, *behind[1:]), line.page)
                result.remove(mark)
                break
    return result


def _room(line: Line, mark: Line) -> int:
    """Before which of a line's letters a mark has its place; 0 if it has none."""
    if not (line.left < mark.left and mark.right < line.right) or not _on_one_line(line.base, line.size, mark.base, 1):
        return 0
    gaps = enumerate(pairwise(line.letters), 1)
    return next((at for at, (a, b) in gaps if a.right - 1 < mark.left and mark.right < b.left + 1), 0)


def line_of(letters: Sequence[Letter], page: int) -> Line:
    """Some letters as a line."""
    sizes = Counter(round(each.size, 1) for each in letters)
    size = max(sizes, key=lambda each: (sizes[each] * each, each))
    main = [each for each in letters if abs(each.size - size) <= 0.1] or list(letters)
    base = Counter(round(each.base, 1) for each in main).most_common(1)[0][0]
    bold = sum(each.bold for each in main) > 0.9 * len(main)
    return Line(
        tuple(letters), page, min(each.left for each in letters), max(each.right for each in letters), base, size, bold
    )


def _goes_on(run: list[Letter], letter: Letter) -> bool:
    """Whether a letter stands on the line of those before it."""
    last = run[-1]
    size = max(last.size, letter.size)
    gap = letter.left - last.right
    # The letters of a ligature have one place.
    back = gap < -0.5 * size and letter.left < last.left - 0.5
    # Beside a large heading the text of another column is as near as beside small text.
    bare = letter.jump or not letter.space
    widest = (_STOP_GAP if bare and last.text in ".?!" else _BARE_GAP if bare else _GAP) * min(last.size, letter.size)
    if last.fixed and letter.fixed:
        widest = _FIXED_GAP * size
    if back or gap > widest:
        return False
    return any(_on_one_line(each.base, each.size, letter.base, letter.size) for each in run[-6:])


def _on_one_line(base: float, size: float, other: float, other_size: float) -> bool:
    larger = max(size, other_size)
    smaller = min(size, other_size) < _SMALLER * larger
    return abs(base - other) <= (_RAISED if smaller else _SAME) * larger


def _parted(last: Letter, letter: Letter, upright: Iterable[Area]) -> bool:
    """Whether a rule stands between two letters."""
    middle = letter.base - letter.size / 3
    return any(last.right - 1 <= rule.left <= letter.left + 1 and rule.top <= middle <= rule.bottom for rule in upright)


def _joined(lines: list[Line], upright: Sequence[Area]) -> list[Line]:
    """The lines with those pieces joined that stand side by side, in whatever order the file has them."""
    result: list[Line] = []
    for line in sorted(lines, key=lambda each: (each.left, each.base)):
        for at in range(len(result) - 1, -1, -1):
            other = result[at]
            size = max(line.size, other.size)
            gap = line.left - other.right
            widest = _MARK_GAP * size if _MARK.fullmatch(other.plain) else _BARE_GAP * min(line.size, other.size)
            if (
                -0.5 * size <= gap <= widest
                and _on_one_line(line.base, line.size, other.base, other.size)
                and not _parted(other.letters[-1], line.letters[0], upright)
            ):
                first = line.letters[0]
                spaced = first._replace(space=first.space or gap > _WORD_GAP * size)
                result[at] = line_of((*other.letters, spaced, *line.letters[1:]), line.page)
                break
        else:
            result.append(line)
    return sorted(result, key=lambda each: (each.base, each.left))


def _stretched(lines: list[Line]) -> list[Line]:
    """The lines, those whole again that are set out to the width of their column: all gaps between several of their
    words are the same, and no words stand beside each other above and below, as cells do."""
    result: list[Line] = []
    for _, same in groupby(lines, key=lambda each: (each.base, each.size)):
        row = list(same)
        gaps = [right.left - left.right for left, right in pairwise(row)]
        size = row[0].size
        alike = len(gaps) >= _GAPS and min(gaps) > 0 and max(gaps) < min(_GAP * size, min(gaps) + _ALIKE * size)
        if alike and not _has_rows_beside(row, lines):
            spaced = (each.letters[0]._replace(space=True) for each in row)
            letters = [letter for first, each in zip(spaced, row, strict=True) for letter in (first, *each.letters[1:])]
            row = [line_of(letters, row[0].page)]
        result += row
    return result


def _has_rows_beside(row: Sequence[Line], lines: Iterable[Line]) -> bool:
    """Whether several words apart stand above or below a row, within its width."""
    base, size = row[0].base, row[0].size
    near = (each for each in lines if each.left < row[-1].right and row[0].left < each.right)
    bases = Counter(round(each.base) for each in near if 0.5 * size < abs(each.base - base) < 3 * size)
    return any(count > 1 for count in bases.values())


def with_marks(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that are nothing but a raised mark with the size of the text they go on with, and its base."""
    result = list(lines)
    for at, line in enumerate(lines):
        if _LONE.fullmatch(line.plain):
            above = max((each for each in lines if _is_above(each, line)), key=lambda each: each.base, default=None)
            beside = any(abs(each.base - line.base) < line.size and 0 < each.left - line.left < 60 for each in lines)
            if above and not beside:
                result[at] = replace(line, size=above.size, base=line.base + _LIFT * above.size)
    return result


def _is_above(above: Line, line: Line) -> bool:
    """Whether a line stands above a smaller one, so near that it may go on with it."""
    near = 0.5 * above.size < line.base - above.base < 2 * above.size
    return near and line.size < _SMALLER * above.size and above.left - 3 * above.size < line.left < above.right


def first_word(letters: Sequence[Letter]) -> float:
    """How wide the first word is; of Han letters the first two, of which the second may not begin a line."""
    if letters[0].text >= HAN:
        return letters[min(1, len(letters) - 1)].right - letters[0].left
    end = next((at for at, each in enumerate(letters) if at and (each.space or each.text >= HAN)), len(letters))
    return letters[end - 1].right - letters[0].left
