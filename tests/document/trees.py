"""A page as text: its tree, for people who compare it with the Markdown, and what a reader sees of it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from duizhao.document.model import Block, Mark, Page
from duizhao.publish.markdown.page import note_labels


def tree(page: Page) -> str:
    """A block a line: its kind, its ids, where it stands, and its text with what is in it."""
    return "\n".join(_block(block) for block in (*page.blocks, *page.notes.values()))


def seen(page: Page) -> str:
    """The texts of the blocks, then of the notes in the order of their numbers."""
    return "\n".join(filter(None, (block.text.rstrip("\n") for block in texts(page))))


def texts(page: Page) -> list[Block]:
    """The blocks, then the notes in the order of their numbers."""
    return [*page.blocks, *(page.notes[label] for label in note_labels(page))]


def _block(block: Block) -> str:
    facts: list[str] = [block.kind]
    if block.kind == "other":
        facts.append(block.name)
    if block.id:
        facts.append(f"#{block.id}")
    facts += [f"+{id_}" for id_ in block.also]
    if block.level:
        facts.append(f"level {block.level}")
    if block.kind == "paragraph" and block.level:
        facts.append(f"marker {block.marker or 'none'}")
    if block.quoted:
        facts.append("quoted")
    if block.inside:
        facts.append(f"in the box of line {block.inside}")
    text = [" ".join(facts) + ":"]
    if block.rows:
        for number, row in enumerate(block.rows):
            spans = block.spans[number] if block.spans else [(1, 1)] * len(row)
            cells = (" ".join([*_inline(block, *cell), *_size(*span)]) for cell, span in zip(row, spans, strict=True))
            text.append("  | " + " | ".join(cells))
        return "\n".join(text)
    return " ".join([*text, *_inline(block, 0, len(block.text))])


def _size(columns: int, rows: int) -> list[str]:
    """How many columns and rows a merged cell takes; nothing where another reaches."""
    return [] if (columns, rows) == (1, 1) else [f"{columns}x{rows}"] if columns else ["-"]


def _inline(block: Block, start: int, end: int) -> Iterator[str]:
    """The stretch of a block's text in quotation marks, with its marks around it and references between."""
    marks = [mark for mark in block.marks if start <= mark.start and mark.end <= end]
    refs = [ref for ref in block.refs if start <= ref.offset <= end]
    at = start
    while at < end or refs or marks:
        mark = next((mark for mark in marks if mark.start == at), None)
        if refs and refs[0].offset == at and not (mark and refs[0].offset >= mark.end > at):
            yield f"note({refs.pop(0).label})"
        elif mark:
            marks.remove(mark)
            inner = [m for m in marks if mark.start <= m.start and m.end <= mark.end]
            within = [ref for ref in refs if mark.start < ref.offset < mark.end]
            sub = Block("", "paragraph", block.text, 0, refs=tuple(within), marks=tuple(inner))
            yield _marked(mark, " ".join(_inline(sub, mark.start, mark.end)))
            marks = [m for m in marks if m not in inner]
            refs = [ref for ref in refs if ref not in within]
            at = mark.end
        else:
            following = min([*(m.start for m in marks), *(r.offset for r in refs), end])
            if following <= at:
                break
            yield json.dumps(block.text[at:following], ensure_ascii=False)
            at = following


def _marked(mark: Mark, inner: str) -> str:
    if mark.kind == "break":
        return "break"
    address = f" → {mark.address}" if mark.kind in ("link", "image") else ""
    title = f" title {json.dumps(mark.title, ensure_ascii=False)}" if mark.title else ""
    return f"{mark.kind}({inner}{address}{title})"
