"""The last repair: what stands inside a text (footnote references, addresses, emphasis, escapes) gets its type."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from duizhao.document.addresses import ADDRESS, ADDRESS_PART
from duizhao.document.text import Text
from duizhao.patterns import lazily
from duizhao.source.inline import Address, Emphasis, Inline, NoteRef
from duizhao.source.model import Block, Box, Figure, Heading, LanguageText, Paragraph, Reason, Table
from duizhao.source.note_forms import Footnotes
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log, shortened
from duizhao.source.repairs.patterns import mark_number, note_reference

#: What may stand between an address and the space put in where two lines were joined.
_SEAM = lazily(r"[.,?!:;]? ")


def references(text: Text, pattern: re.Pattern[str], footnotes: Footnotes) -> Iterator[tuple[int, Text]]:
    """The footnote references in a text, as (number, mark); a mark inside an address is part of the address."""
    addresses = [match.span() for match in ADDRESS.finditer(text.plain)]
    for match in pattern.finditer(text.plain):
        if not any(begin <= match.start() < end for begin, end in addresses):
            yield mark_number(match, footnotes), text[match.start() : match.end()]


def inlines(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Fills the content of paragraphs, figures and notes. References get the label of the note bound to them."""
    log = Log(text)
    labels = {at: note.label for note in text.notes for at in (note.anchor, *note.again) if at >= 0}
    reader = _Reader(profile, labels, log)

    def typed(block: Block) -> Block:
        if isinstance(block, Paragraph):
            return replace(block, content=reader.read(block.text))
        if isinstance(block, Box):
            inner = (typed(each) for each in block.blocks)
            return replace(block, blocks=tuple(each for each in inner if isinstance(each, Paragraph | Table)))
        if isinstance(block, Table):
            cells = (tuple(replace(cell, content=reader.read(cell.text)) for cell in row) for row in block.rows)
            return replace(block, rows=tuple(cells))
        if isinstance(block, Figure):
            caption, source = reader.read(block.caption), reader.read(block.source)
            return replace(block, caption_content=caption, source_content=source)
        if isinstance(block, Heading):
            return block
        raise TypeError(f"a {type(block).__name__} is left unclassified")

    if pattern := note_reference(profile):
        for block in text.blocks:
            title = block.text if isinstance(block, Heading) else block.title if isinstance(block, Box) else Text()
            for _, mark in references(title, pattern, profile.footnotes):
                log.find("c-027", mark, mark=mark.plain, title=shortened(title.plain))
    notes = tuple(replace(note, content=reader.read(note.text, broken=note.broken)) for note in text.notes)
    return log.result(map(typed, text.blocks), notes=notes)


class _Reader:
    """Reads inline content with one profile."""

    def __init__(self, profile: LanguageProfile, labels: dict[int, str], log: Log) -> None:
        self._labels = labels
        self._log = log
        markup = profile.markup
        kinds = [rf"(?P<address>{ADDRESS.pattern})"]
        reference = note_reference(profile)
        if reference:
            kinds.append(rf"(?P<reference>{reference.pattern})")
        if markup.escape:
            kinds.append(rf"(?P<escape>{re.escape(markup.escape)}(?=[!-/:-@\[-`{{-~]))")
        self._inside = re.compile("|".join(kinds))
        for name, mark in (("strong", markup.strong), ("emphasis", markup.emphasis)):
            if mark:
                m = re.escape(mark)
                kinds.append(rf"(?P<{name}>{m}(?=\S)(?P<{name}_text>(?:(?!{m}).)+?)(?<=\S){m})")
        self._pattern = re.compile("|".join(kinds))

    def read(self, text: Text, *, broken: bool = False) -> tuple[Inline, ...]:
        """The text as inline content; in a note with a broken address nothing is an address."""
        return self._read(text, self._pattern, broken)

    def _read(self, text: Text, pattern: re.Pattern[str], broken: bool) -> tuple[Inline, ...]:
        result: list[Inline] = []
        at = 0
        pending = Text()
        escaped = -1
        for match in pattern.finditer(text.plain):
            begin, end = match.span()
            if begin < at or begin == escaped:
                continue
            kind = next(k for k in ("address", "reference", "escape", "strong", "emphasis") if match.groupdict().get(k))
            if kind == "address" and (broken or self._is_cut(match, text)):
                continue
            pending = pending + text[at:begin]
            at = end
            if kind == "escape":
                self._log.drop(text[begin:end].spans(), Reason.MARKUP)
                escaped = end
                continue
            if pending:
                result.append(pending)
                pending = Text()
            if kind in ("strong", "emphasis"):
                result.extend(self._emphasised(kind, match, text, broken))
            else:
                result.append(self._typed(kind, match, text))
        pending = pending + text[at:]
        if pending:
            result.append(pending)
        return tuple(result)

    def _is_cut(self, match: re.Match[str], text: Text) -> bool:
        """Whether a bare address ends where two lines were joined, and the second may be the rest of it: reported."""
        seam = _SEAM.match(text.plain, match.end())
        if match["framed"] or not seam or not ADDRESS_PART.match(text.plain, seam.end()):
            return False
        if text[seam.end() - 1 : seam.end()].spans() or ADDRESS.match(text.plain, seam.end()):
            return False
        rest = text.plain[match.start() :].split(maxsplit=2)
        self._log.find("c-011", text[match.start() :], address=" ".join(rest[:2]))
        return True

    def _typed(self, kind: str, match: re.Match[str], text: Text) -> Inline:
        begin, end = match.span()
        if kind == "reference":
            mark = text[begin:end]
            label = self._labels.get(mark.start)
            if label:
                self._log.drop(mark.spans(), Reason.FOOTNOTE_MARK)
            return NoteRef(mark, label)
        return Address(self._bare(match, "framed" if match["framed"] else "bare", text))

    def _emphasised(self, kind: str, match: re.Match[str], text: Text, broken: bool) -> Iterator[Inline]:
        """Emphasis, in as many pieces as references and addresses inside it leave."""
        for item in self._read(self._bare(match, f"{kind}_text", text), self._inside, broken):
            if not isinstance(item, Text):
                yield item
                continue
            begin = len(item.plain) - len(item.plain.lstrip())
            end = max(len(item.plain.rstrip()), begin)
            if begin:
                yield item[:begin]
            if begin < end:
                yield Emphasis(item[begin:end], strong=kind == "strong")
            if end < len(item):
                yield item[end:]

    def _bare(self, match: re.Match[str], group: str, text: Text) -> Text:
        """What a mark frames, without the mark."""
        (begin, end), (inner_begin, inner_end) = match.span(), match.span(group)
        self._log.drop((*text[begin:inner_begin].spans(), *text[inner_end:end].spans()), Reason.MARKUP)
        return text[inner_begin:inner_end]
