"""Spaces the extraction left inside Han text go; Latin words inside it keep theirs as the profile says."""

import re
from collections.abc import Callable, Iterable

from msgspec.structs import replace

from duizhao.document.text import Text
from duizhao.languages.labels import labels_in
from duizhao.languages.zh.labels import ARTICLE
from duizhao.patterns import compiled
from duizhao.source.model import Block, Box, Figure, Heading, LanguageText, Level, Paragraph, Reason, Table
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log, shortened, squeezed
from duizhao.source.repairs.line_breaks import LineBreaks
from duizhao.source.repairs.patterns import box_mark, is_numbered
from duizhao.source.schemes import SCHEMES

#: Han characters and the punctuation set with them.
HAN = "\u2e80-\u2fdf\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’—…·"
_SPACE = r"[ \t\u00a0\u2002-\u200a\u3000]+"
_BETWEEN_HAN = compiled(rf"(?<=[{HAN}]){_SPACE}(?=[{HAN}])")
_AT_DIGITS = compiled(rf"(?<=[{HAN}]){_SPACE}(?=[+\-]?\d)|(?<=[\d%‰]){_SPACE}(?=[{HAN}])")
_AT_LATIN = compiled(rf"(?<=[{HAN}]){_SPACE}(?=[A-Za-z])|(?<=[A-Za-z]){_SPACE}(?=[{HAN}])")
_RUN = compiled(r"[ \t]{2,}|\t")


#: So many spaces in a paragraph part the columns of a table's row.
COLUMN_SPACES = 3


def stray_spaces(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Takes out spaces between Han characters, and beside digits and Latin words where the profile wants none.

    In a sub-heading a space between two clauses may be meant: the contents list decides, then the profile; if
    neither does, the space stays and is reported. Those in a table's rows stay. In any script, white space in a row
    becomes one space.
    """
    log = Log(text)
    labels = labels_in(profile.code)
    listed = {squeezed(entry.text): entry.text for entry in text.contents}

    def mend(piece: Text, columns: bool = False) -> Text:
        if profile.han:
            patterns = [_BETWEEN_HAN]
            if not profile.digit_spaces:
                patterns.append(_AT_DIGITS)
            if not profile.latin_spaces:
                patterns.append(_AT_LATIN)
            label = ARTICLE.match(piece.plain) or (labels and labels.table.match(piece.plain))
            for pattern in patterns:
                stray = (match.span() for match in pattern.finditer(piece.plain, label.end() + 1 if label else 0))
                piece, gone = piece.without(
                    (begin, end) for begin, end in stray if not columns or end - begin < COLUMN_SPACES
                )
                log.drop(gone, Reason.STRAY_SPACE)
        return _single_spaced(piece, log)

    def mend_heading(heading: Heading) -> Heading:
        clauses = list(_BETWEEN_HAN.finditer(heading.title.plain)) if profile.han else []
        if heading.level is Level.SUBHEADING and clauses and squeezed(heading.title.plain) not in listed:
            if profile.clause_spaces is None:
                log.find("c-015", heading.title, text=shortened(heading.title.plain))
            if profile.clause_spaces is not False:
                return replace(heading, title=_single_spaced(heading.title, log))
        worded = (scheme.pattern for scheme in SCHEMES[True] if scheme.worded and profile.han)
        label = _label(heading.title.plain, worded)
        return replace(heading, title=heading.title[:label] + mend(heading.title[label:]))

    title, publisher = mend(text.title), mend(text.publisher)
    notes = tuple(replace(note, text=_outside_addresses(note.text, mend)) for note in text.notes)
    rows = LineBreaks(text, profile).cells if profile.han else set()
    blocks = tuple(
        replace(block, text=_single_spaced(block.text, log), seams=())
        if isinstance(block, Paragraph) and block.text.start in rows
        else _mended(block, mend, mend_heading, profile)
        for block in text.blocks
    )
    return log.result(blocks, title=title, publisher=publisher, notes=notes)


def _label(title: str, patterns: Iterable[re.Pattern[str]]) -> int:
    """How long the label is that a title begins with (第一章, 附录一, 专栏 1), with the space behind it."""
    label = next((len(match.group().rstrip()) for pattern in patterns if (match := pattern.match(title))), 0)
    return label + 1 if title[label : label + 1].isspace() else 0


def _mended(
    block: Block, mend: Callable[..., Text], mend_heading: Callable[[Heading], Heading], profile: LanguageProfile
) -> Block:
    if isinstance(block, Heading):
        return mend_heading(block)
    if isinstance(block, Paragraph):
        return replace(block, text=mend(block.text, columns=True), seams=())
    if isinstance(block, Box):
        inner = tuple(p if isinstance(p, Table) else replace(p, text=mend(p.text)) for p in block.blocks)
        marks = (box_mark(mark, profile) for _, mark in profile.boxes if is_numbered(mark))
        label = _label(block.title.plain, marks)
        return replace(block, title=block.title[:label] + mend(block.title[label:]), blocks=inner)
    if isinstance(block, Figure):
        # The space behind the figure's number parts it from the caption.
        label = len(block.caption.plain) - len(block.caption.plain.split(None, 1)[-1])
        if block.number not in block.caption.plain[:label]:
            label = 0
        caption = block.caption[:label] + mend(block.caption[label:])
        return replace(block, caption=caption, source=mend(block.source))
    return block


def _single_spaced(piece: Text, log: Log) -> Text:
    cuts: list[tuple[int, int]] = []
    for match in _RUN.finditer(piece.plain):
        keep = match.group().find(" ")
        if keep < 0:
            continue
        cuts.extend(
            (begin, end)
            for begin, end in ((match.start(), match.start() + keep), (match.start() + keep + 1, match.end()))
            if begin < end
        )
    piece, gone = piece.without(cuts)
    log.drop(gone, Reason.WHITE_SPACE)
    return piece


def _outside_addresses(note: Text, mend: Callable[[Text], Text]) -> Text:
    """A note is mended up to its first address: what is in an address is not touched."""
    at = note.plain.find("http")
    at = len(note) if at < 0 else at
    return mend(note[:at]) + note[at:]
