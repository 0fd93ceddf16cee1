"""Writer: from a finished page to the Markdown editors work with. Every character written is accounted for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import yaml

from duizhao.document.boxes import FIGURE
from duizhao.document.delimiters import keeps_emphasis_out
from duizhao.document.ids import attribute_list
from duizhao.document.text import Span, Text, inserted, joined
from duizhao.source.model import (
    Address,
    Block,
    Box,
    Drop,
    Edition,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Note,
    NoteRef,
    Page,
    Paragraph,
    Reason,
    Source,
)  # fmt: skip
from duizhao.source.placement import placed
from duizhao.source.writers.escape import ESCAPE, escaped, escaped_address

SYNTAX = "Markdown syntax"
INDENT = "    "

#: A reference and a colon at a line's beginning would be read as a definition.
_LIKE_DEFINITION = re.compile(r"\[\^[^\]]*\](?=:)")


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A Markdown file: its path below the language's folder, its front matter and its body.

    `blocks`: the source spans of each block with an id. `drops`: characters written as references.
    """

    path: str
    front: str
    body: Text
    blocks: tuple[tuple[str, tuple[Span, ...]], ...]
    drops: tuple[Drop, ...]

    @property
    def content(self) -> str:
        """The whole file."""
        return self.front + self.body.plain


def write_page(page: Page, edition: Edition, source: Source) -> WrittenPage:
    """The page as Markdown."""
    return _Writer(page, edition, source).written()


class _Writer:
    """Collects the pieces of one page."""

    def __init__(self, page: Page, edition: Edition, source: Source) -> None:
        self._page, self._edition, self._source = page, edition, source
        self._body: list[Text] = []
        self._blocks: list[tuple[str, tuple[Span, ...]]] = []
        self._drops: list[Drop] = []

    def written(self) -> WrittenPage:
        page = self._page
        notes: dict[int, list[Note]] = defaultdict(list)
        for index, note in placed(page.blocks, page.notes):
            notes[index].append(note)
        if page.heading:
            self._heading(page.heading, 1)
        else:
            self._lines("home", self._text(self._edition.title, heading=True), before="# ", behind=" { #home }")
            if self._edition.publisher:
                self._paragraph("publisher", (self._edition.publisher,), "")
        for note in notes.pop(-1, []):
            self._note(note)
        for index, block in enumerate(page.blocks):
            self._block(block)
            for note in notes.get(index, []):
                self._note(note)
        if not page.blocks:
            for note in notes.get(0, []):
                self._note(note)
        body = joined(self._body)
        return WrittenPage(f"{page.path}.md", self._front(body), body, tuple(self._blocks), tuple(self._drops))

    def _front(self, body: Text) -> str:
        page = self._page
        title = page.heading.text.plain if page.heading else self._edition.title.plain
        data: dict[str, object] = {"title": " ".join(title.split()), "kind": page.kind}
        if page.chapter:
            data["chapter"] = int(page.chapter)
        if page.section:
            data["section"] = page.section
        data["order"] = page.order
        if not page.heading and self._edition.publisher:
            data["publisher"] = self._edition.publisher.plain
        if not page.heading and self._edition.date:
            data["date"] = self._edition.date
        spans = body.spans()
        if spans:
            span = Span(min(s.start for s in spans), max(s.end for s in spans))
            data["source"] = {"file": self._source.name.rpartition("/")[2], "lines": self._source.lines(span)}
        front = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
        return f"---\n{front}---\n"

    # ---- blocks

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._heading(block, block.depth)
        elif isinstance(block, Paragraph):
            self._paragraph(block.id, block.content, "", block.also)
        elif isinstance(block, Figure):
            self._admonition(FIGURE, block.id, self._inline(block.caption_content, False))
            if block.source:
                self._paragraph(f"{block.id}-source", block.source_content, INDENT)
        elif isinstance(block, Box):
            self._admonition(block.kind, block.id, self._text(block.title))
            for inner in block.blocks:
                if isinstance(inner, Paragraph):
                    self._paragraph(inner.id, inner.content, INDENT, inner.also)

    def _heading(self, heading: Heading, level: int) -> None:
        title = self._text(heading.label + heading.title, heading=True)
        self._lines(heading.id, title, before="#" * level + " ", behind=f" {attribute_list(heading.id)}")

    def _paragraph(self, id_: str, content: Iterable[Inline], indent: str, also: tuple[str, ...] = ()) -> None:
        self._lines(id_, self._inline(content, True), before=indent, behind=f"\n{indent}{attribute_list(id_, also)}")

    def _admonition(self, kind: str, id_: str, title: Text) -> None:
        self._lines(id_, title, before=f'!!! {kind} "', behind=f'"\n{INDENT}{attribute_list(id_)}')

    def _note(self, note: Note) -> None:
        text = self._inline(note.content, True)
        self._lines(note.label, text, before=f"[^{note.label}]: ", behind="")

    def _lines(self, id_: str, text: Text, *, before: str, behind: str) -> None:
        """Adds a block: a blank line, and the text between its syntax."""
        self._blocks.append((id_, text.spans()))
        self._body += [inserted(f"\n{before}", SYNTAX), text, inserted(f"{behind}\n", SYNTAX)]

    # ---- inline content

    def _text(self, text: Text, *, at_start: bool = False, heading: bool = False) -> Text:
        result, references = escaped(text, at_start=at_start, heading=heading)
        self._drops.extend(Drop(span, Reason.REFERENCE) for span in references)
        return result

    def _beside_emphasis(self, items: Sequence[Inline], index: int, at_start: bool) -> list[Text]:
        """A text between other items; a character beside which emphasis would show its stars is a reference."""
        text = items[index]
        assert isinstance(text, Text)
        before, behind = items[index - 1] if index else None, items[index + 1] if index + 1 < len(items) else None
        plain = text.plain
        begin = int(isinstance(before, Emphasis) and keeps_emphasis_out(plain[:1], before.text.plain[-1:]))
        last = isinstance(behind, Emphasis) and keeps_emphasis_out(plain[-1:], behind.text.plain[:1])
        end = max(begin, len(plain) - last)
        middle = self._text(text[begin:end], at_start=at_start and not begin)
        return [self._reference(text[:begin]), middle, self._reference(text[end:])]

    def _reference(self, character: Text) -> Text:
        """A character as a reference; nothing for none."""
        self._drops.extend(Drop(span, Reason.REFERENCE) for span in character.spans())
        return inserted("".join(f"&#{ord(each)};" for each in character.plain), ESCAPE)

    def _inline(self, content: Iterable[Inline], at_start: bool) -> Text:
        parts: list[Text] = []
        items = list(content)
        for index, item in enumerate(items):
            if isinstance(item, Text):
                parts += self._beside_emphasis(items, index, at_start and not parts)
            elif isinstance(item, Emphasis):
                mark = inserted("**" if item.strong else "*", SYNTAX)
                parts += [mark, self._text(item.text), mark]
            elif isinstance(item, Address):
                parts += [inserted("<", SYNTAX), escaped_address(item.text), inserted(">", SYNTAX)]
            elif isinstance(item, NoteRef):
                parts.append(
                    inserted(f"[^{item.label}]", SYNTAX)
                    if item.label
                    else self._text(item.mark, at_start=at_start and not parts)
                )
        text = joined(parts)
        if at_start and (match := _LIKE_DEFINITION.match(text.plain)):
            colon = text[match.end() : match.end() + 1]
            self._drops.extend(Drop(span, Reason.REFERENCE) for span in colon.spans())
            text = text[: match.end()] + inserted("&#58;", ESCAPE) + text[match.end() + 1 :]
        return text
