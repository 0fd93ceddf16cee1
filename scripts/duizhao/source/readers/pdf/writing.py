"""From what stands on the pages to the blocks of the report, each character put down once."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from msgspec.structs import replace

from duizhao.document.text import Text, inserted
from duizhao.source.contents import whole_text
from duizhao.source.inline import NoteRef
from duizhao.source.model import Block, Box, Cell, Code, Figure, Heading, Level, Note, Reason, Table
from duizhao.source.model import Paragraph as Written
from duizhao.source.readers.content import Gathered, Style
from duizhao.source.readers.extract import Extract
from duizhao.source.readers.parts import figure_of
from duizhao.source.readers.pdf.flow import blocks_of
from duizhao.source.readers.pdf.layout import Layout
from duizhao.source.readers.pdf.model import Block as Found
from duizhao.source.readers.pdf.model import Frame, Grid, Letter, Line, Paragraph, Picture, is_raised, lines_in
from duizhao.source.readers.pdf.notes import IN_TEXT, FoundNote, Notes, without_arrow
from duizhao.source.repairs.line_ends import one_word

#: No title of a box is longer.
_LONGEST_TITLE = 80
#: Nearer than this, by the size, what is raised has no space before it, though its height parts it from the text.
_NEAR = 0.15

_REFERENCE = re.compile(r"\d{1,3}|[*†‡§]{1,3}|[①-⑳㉑-㉟㊱-㊿]")
_CITED = re.compile(r"[\[［〔]\d{1,3}(?:[,，、–-]\s*\d{1,3})*[\]］〕]")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_CUT = re.compile(r"([^\W\d_]+)[-\xad\u2010]$")


class Writer:
    """Puts the text down and makes the blocks."""

    def __init__(self, layout: Layout, notes: Notes) -> None:
        self.extract = Extract()
        self.notes: list[Note] = []
        self.findings: list[tuple[str, int]] = []
        self._layout = layout
        self._notes = notes
        self._waiting: list[FoundNote] = []
        self._order = 0
        self._words: Counter[str] = Counter()
        cut = False
        for line in (line for element in layout.elements for line in lines_in(element)):
            words = [match[0].casefold() for match in _WORD.finditer(line.plain)]
            ends = bool(_CUT.search(line.plain))
            self._words.update(words[cut : len(words) - ends])
            cut = ends

    def blocks(self, blocks: Sequence[Found]) -> Iterator[Block]:
        """The blocks of the report."""
        for self._order, block in enumerate(blocks):
            yield from self._block(block)
            self._put_notes()
        unused = [note for note in self._notes.all if not note.used]
        self._waiting += unused
        self._put_notes()

    def _block(self, block: Found) -> Iterator[Block]:
        match block:
            case Paragraph():
                yield from self._paragraph(block)
            case Grid():
                yield from self._table(block)
            case Frame():
                yield from self._box(block)
            case Picture():
                yield self._figure(block)

    def leave_out(self, lines: Iterable[Line], reason: Reason) -> None:
        """Puts lines down that are no part of the edition."""
        for line in lines:
            self.extract.leave_out(line.plain, reason)
            self.extract.line()

    # ---- paragraphs

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Block]:
        if paragraph.code:
            yield self._code([each.line for each in paragraph.lines])
            return
        if paragraph.mark:
            self.extract.leave_out(_read(paragraph.first.letters[: paragraph.marker]), Reason.MARKUP)
            self.extract.put(" ")
        lines, bare = [each.line for each in paragraph.lines], bool(paragraph.level)
        refers = bool(re.search(r"[^\W\d_]", paragraph.plain))  # a number alone is part of a formula
        content = self._gathered(lines, paragraph.marker, bare=bare, refers=refers).content()
        if not content:
            return
        if paragraph.level:
            refs = tuple(item for item in content if isinstance(item, NoteRef))
            words = whole_text(item for item in content if not isinstance(item, NoteRef))
            yield Heading(Level.FORMAT, "", Text(), words, depth=min(paragraph.level, 9), refs=refs)
            return
        yield Written(
            whole_text(content),
            content=content,
            depth=paragraph.depth,
            marker=paragraph.mark,
            quoted=paragraph.quoted,
        )

    def _code(self, lines: Sequence[Line]) -> Code:
        """A listing, its lines set in as they stand."""
        left = min(line.left for line in lines)
        widths = [below.left - above.left for line in lines for above, below in pairwise(line.letters) if above.fixed]
        width = median(widths) if widths else lines[0].size / 2
        text = Text()
        for line in lines:
            ends = [left, *(letter.right for letter in line.letters)]
            gaps = [round((letter.left - end) / width) for end, letter in zip(ends, line.letters, strict=False)]
            words = "".join(" " * gap + letter.text for gap, letter in zip(gaps, line.letters, strict=True))
            text += self.extract.put(f"{words}\n")
        return Code(text)

    def _gathered(self, lines: Sequence[Line], skip: int = 0, bare: bool = False, refers: bool = True) -> Gathered:
        """The text of lines that go on, each with what it refers to."""
        gathered = Gathered()
        letters = [each for line in lines for each in line.letters]
        bold = bare or sum(each.bold for each in letters) > 0.8 * len(letters)
        italic = bare or sum(each.italic for each in letters) > 0.8 * len(letters)
        for index, line in enumerate(lines):
            own = line.letters[skip if index == 0 else 0 :]
            cut = self._is_cut(line, lines[index + 1]) if index + 1 < len(lines) else False
            self._line(own[:-1] if cut else own, line, gathered, bold=bold, italic=italic, refers=refers)
            if cut:
                self.extract.leave_out(own[-1].text, Reason.HYPHEN)
                self.extract.put("\n")
            elif index + 1 < len(lines):
                last, first = line.letters[-1], lines[index + 1].letters[0]
                ends = [_style(each, bold=bold, italic=italic) for each in (last, first)]
                space = self.extract.put("\n")
                # An address has no space in it, and none stands before a note's mark.
                address = last.address and last.address == first.address and _ADDRESS.search(line.plain)
                if lines[index + 1].unmarked and not address:
                    gathered.add(space, ends[0] if ends[0] == ends[1] else Style())
        self.extract.line()
        return gathered

    def _line(
        self, letters: Sequence[Letter], line: Line, gathered: Gathered, *, bold: bool, italic: bool, refers: bool
    ) -> None:
        at = 0
        while at < len(letters):
            raised = is_raised(letters[at], line)
            style = _style(letters[at], bold=bold, italic=italic)
            end = at + 1
            while end < len(letters) and is_raised(letters[end], line) == raised:
                if not raised and _style(letters[end], bold=bold, italic=italic) != style:
                    break
                end += 1
            near = at and letters[at].left - letters[at - 1].right < _NEAR * line.size
            if letters[at].space and at and not (raised and letters[at].jump and near):
                gathered.add(self.extract.put(" "))
            words = _read(letters[at:end])
            if raised and refers:
                self._raised(words, line.page, gathered)
            else:
                self._words_of(words, line.page, style, gathered, refers=refers)
            at = end

    def _raised(self, words: str, page: int, gathered: Gathered) -> None:
        """What is raised: references, or a part of the text."""
        at = 0
        if _CITED.fullmatch(words) and not self._notes.known.intersection(re.findall(r"\d+", words)):
            # Works are cited by number.
            gathered.add(self.extract.put(words))
            return
        for match in _REFERENCE.finditer(words):
            note = self._notes.find(match[0], page, self._order)
            if note:
                if match.start() > at:
                    self.extract.leave_out(words[at : match.start()], Reason.FOOTNOTE_MARK)
                gathered.add(NoteRef(self.extract.put(match[0]), self._label(note)))
            else:
                if match.start() > at:
                    gathered.add(self.extract.put(words[at : match.start()]))
                gathered.add(NoteRef(self.extract.put(match[0]), f"^{match[0]}"))
            at = match.end()
        rest = words[at:]
        if rest and not re.search(r"\w", rest) and at:
            self.extract.leave_out(rest, Reason.FOOTNOTE_MARK)
        elif rest:
            gathered.add(self.extract.put(rest))

    def _words_of(self, words: str, page: int, style: Style, gathered: Gathered, *, refers: bool) -> None:
        at = 0
        for match in IN_TEXT.finditer(words) if refers else ():
            note = self._notes.find(match[0].strip("[]［］〔〕"), page, self._order)
            if note:
                gathered.add(self.extract.put(words[at : match.start()]), style)
                gathered.add(NoteRef(self.extract.put(match[0]), self._label(note)))
                at = match.end()
        gathered.add(self.extract.put(words[at:]), style)

    def _label(self, note: FoundNote) -> str:
        if not any(note is each for each in self._waiting) and not any(n.label == note.label for n in self.notes):
            self._waiting.append(note)
        return note.label

    def _is_cut(self, line: Line, below: Line) -> bool:
        """Whether a word is cut at a line's end, so that its hyphen goes."""
        before, after = _CUT.search(line.plain), _WORD.match(below.plain)
        if not before or not after or not after[0][:1].islower():
            return False
        return line.plain.endswith("\xad") or one_word(before[1], after[0], self._words)[0]

    # ---- notes

    def _put_notes(self) -> None:
        while self._waiting:
            note = self._waiting.pop(0)
            note.used = True
            offset = self.extract.length
            first = note.lines[0].line
            self.extract.leave_out(_read(first.letters[: note.marker]), Reason.FOOTNOTE_MARK)
            self.extract.put(" ")
            lines, back = without_arrow([each.line for each in note.lines])
            gathered = self._gathered(lines, note.marker, refers=False)
            self.extract.leave_out(_read(back), Reason.FOOTNOTE_MARK)
            self.extract.line()
            content = gathered.content()
            text = whole_text(content)
            if text:
                self.notes.append(Note(0, offset, text, label=note.label, content=content))

    # ---- tables, figures and boxes

    def _figure(self, picture: Picture) -> Figure:
        place = max(self.extract.length - 1, 0)
        words = " ".join(picture.description.split())
        described = inserted(words, "description of an image") if words else Text()
        figure = figure_of(described, picture.name) or Figure("", Text(), Text())
        if picture.caption:
            content = self._gathered([each.line for each in picture.caption.lines]).content()
            figure = replace(figure, caption=whole_text(content), caption_content=content)
        return replace(figure, place=place)

    def _table(self, grid: Grid) -> Iterator[Block]:
        if grid.merged:
            self.findings.append(("c-052", self.extract.length))
        rows = [
            tuple(replace(self._cell(cell), merged=grid.signs.get((at, column), "")) for column, cell in enumerate(row))
            for at, row in enumerate(grid.rows)
        ]
        width = max(map(len, rows))
        filled = tuple(row + (Cell(Text()),) * (width - len(row)) for row in rows)
        if any(cell.text for row in filled for cell in row):
            yield Table(filled, _aligned(grid))

    def _cell(self, lines: Sequence[Line]) -> Cell:
        if not lines:
            return Cell(Text())
        content = self._gathered(lines).content()
        return Cell(whole_text(content), content)

    def _box(self, frame: Frame) -> Iterator[Block]:
        """A box; its first line is its title, if it reads as one."""
        blocks: list[Block] = []
        for each in blocks_of(frame.elements, self._layout.manner):
            blocks += self._block(each)
        first = blocks[0] if blocks else None
        if len(blocks) < 2 or not isinstance(first, Written) or first.depth or len(first.text) > _LONGEST_TITLE:
            yield from blocks
            return
        kept = tuple(block for block in blocks[1:] if isinstance(block, Written | Table))
        title = whole_text(item for item in first.content if not isinstance(item, NoteRef))
        yield Box("factbox", title, kept, mark=title.start)
        yield from (block for block in blocks[1:] if not isinstance(block, Written | Table))


def _style(letter: Letter, *, bold: bool, italic: bool) -> Style:
    """How a letter is set, unless all are set so."""
    address = inserted(letter.address, "address of a link in the file") if letter.address else Text()
    return Style(strong=letter.bold and not bold, emphasis=letter.italic and not italic, address=address)


def _read(letters: Sequence[Letter]) -> str:
    """What letters read, without white space at the beginning."""
    return "".join(f" {each.text}" if each.space and at else each.text for at, each in enumerate(letters))


def _aligned(grid: Grid) -> tuple[str, ...]:
    """`right` for the columns whose cells end below each other and do not begin so."""
    result = []
    for column in range(len(grid.rows[0])):
        cells = [row[column] for row in grid.rows[1:] if column < len(row) and row[column]]
        rights = [max(line.right for line in cell) for cell in cells]
        lefts = [min(line.left for line in cell) for cell in cells]
        right = len(cells) > 1 and max(rights) - min(rights) < 1 < max(lefts) - min(lefts)
        result.append("right" if right else "")
    return tuple(result)
