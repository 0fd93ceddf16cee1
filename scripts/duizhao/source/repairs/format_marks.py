"""Notes of a text whose format knows none, as tools write it that read pages: by raised marks, and by others that agree
with paragraphs: ①, [1], ¹, †."""

import re
from collections.abc import Container, Iterator
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from duizhao.document.text import Text
from duizhao.languages.citing import names_bibliography
from duizhao.patterns import lazily
from duizhao.source.contents import Content, contents_of, whole_text, with_contents
from duizhao.source.inline import Inline, NoteRef
from duizhao.source.model import Block, Heading, LanguageText, Paragraph
from duizhao.source.note_forms import SERIES
from duizhao.source.profile import LanguageProfile
from duizhao.source.readers.content import RAISED
from duizhao.source.repairs.flow import Log
from duizhao.source.repairs.format_notes import with_raised_notes


class _Form(Struct, frozen=True):
    """How a mark looks; so many notes of this share of the marks, or there are none: enumerations look alike."""

    mark: re.Pattern[str]
    fewest: int = 1
    share: float = 0.5


_FORMS = (
    _Form(lazily(SERIES["circled"])),
    _Form(lazily(SERIES["superscripts"])),
    _Form(lazily(r"[\[［]\d{1,3}[\]］]")),
    _Form(lazily(r"〔\d{1,3}〕")),
    _Form(lazily(r"[(（]\d{1,3}[)）]"), 2, 0.8),
    _Form(lazily(r"(?<![*\d])\*{1,4}(?![*\d])|†{1,4}|‡{1,4}|[§¶](?!\s?\d)")),
)
#: Behind these stands an enumeration's mark, and no note's.
_NO_MARK = " \t\n：:；;、(（"


def format_marks(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """The text with notes for marks, which no profile need describe."""
    return with_noted_marks(text)


def with_noted_marks(text: LanguageText) -> LanguageText:
    """The text with notes for raised marks, and for those of each form of which most marks and notes agree: a mark of
    that form without a note is told. The entries of bibliographies are no notes."""
    text = with_raised_notes(text)
    entries = dict(_entries(text.blocks))
    for form in _FORMS:
        if not any(form.mark.search(block.text.plain) for block in text.blocks if isinstance(block, Paragraph)):
            continue
        blocks = [_marked(block, form.mark, entries) for block in text.blocks]
        begin = sum(len(_unbound(block.content[:1])) for block in blocks if isinstance(block, Paragraph))
        refer = sum(len(_unbound(content)) for block in blocks for content in contents_of(block)) - begin
        noted = with_raised_notes(replace(text, blocks=tuple(blocks)), entries)
        count = len(noted.notes) - len(text.notes)
        if count >= max(form.fewest, form.share * begin, form.share * refer):
            text = _unmarked(noted, tuple(entries.values()))
    return text


def _entries(blocks: tuple[Block, ...]) -> Iterator[tuple[int, str]]:
    """The paragraphs of bibliographies: where each begins, and its words."""
    depth = 0  # of the bibliography's heading
    for block in blocks:
        if isinstance(block, Heading):
            depth = block.depth if names_bibliography(block.text.plain) else depth * (block.depth > depth)
        elif depth and isinstance(block, Paragraph):
            yield block.text.start, block.text.plain


class _Mark(NoteRef, frozen=True):
    """A stretch of plain text that may refer to a note."""


def _unbound(content: Content) -> list[_Mark]:
    return [item for item in content if isinstance(item, _Mark) and str(item.label).startswith(RAISED)]


def _marked(block: Block, mark: re.Pattern[str], entries: Container[int]) -> Block:
    """The block with what may be marks; of a heading, in its title."""
    if isinstance(block, Heading):
        items = _parts((block.title,), mark, begins=False)
        title = whole_text(item for item in items if isinstance(item, Text))
        return replace(block, title=title, refs=(*(item for item in items if isinstance(item, NoteRef)), *block.refs))
    if isinstance(block, Paragraph) and block.text.start in entries:
        return block
    begins = isinstance(block, Paragraph)
    return with_contents(block, lambda content: _parts(content, mark, begins=begins))


def _parts(content: Content, mark: re.Pattern[str], *, begins: bool) -> Content:
    """The content with what may be marks: behind a word or the end of a sentence, or, if `begins`, at its beginning."""
    parts: list[Inline] = []
    counted = 0  # the number of an enumeration's last item
    for item in content:
        if not isinstance(item, Text):
            parts.append(item)
            continue
        at = 0
        for match in mark.finditer(item.plain):
            before = item.plain[match.start() - 1] if match.start() else ("" if not parts else ".")
            sign = match[0].strip("[](){}［］（）〔〕")
            number = normalize("NFKC", sign)
            follows = counted and number == str(counted + 1) and not before.isalnum()
            if (before in _NO_MARK or follows) if before else not begins:
                counted = int(number) if number.isdecimal() else 0
                continue
            sign = number if sign[-1] in "⁰¹²³⁴⁵⁶⁷⁸⁹" else sign
            parts += [item[at : match.start()], _Mark(item[match.start() : match.end()], RAISED + sign)]
            at = match.end()
        parts.append(item[at:])
    return tuple(part for part in parts if not isinstance(part, Text) or part)


def _unmarked(text: LanguageText, entries: tuple[str, ...]) -> LanguageText:
    """The text with what no note was found for as text again; behind a word it is told, unless one of the entries of a
    bibliography is meant."""
    log = Log(text)

    def plain(content: Content) -> Content:
        parts: list[Inline] = []
        for item in content:
            if isinstance(item, _Mark) and _unbound((item,)):
                if parts and not any(entry.startswith(item.mark.plain) for entry in entries):
                    log.find("c-008", item.mark, mark=item.mark.plain)
                item = item.mark
            if isinstance(item, Text) and parts and isinstance(before := parts[-1], Text):
                parts[-1] = before + item
            else:
                parts.append(item)
        return tuple(parts)

    return log.result([with_contents(block, plain) for block in text.blocks])
