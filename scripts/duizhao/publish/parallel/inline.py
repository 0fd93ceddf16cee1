"""A block's text as HTML: sentences in spans, emphasis, links and footnote references inside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from duizhao.document.model import Block, Mark, Ref

_TAGS = {"em": "em", "strong": "strong", "code": "code", "link": "a"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place in a block's text, and the number of the pair it belongs to; 0 if it has no counterpart."""

    start: int
    end: int
    pair: int


def inline_html(
    block: Block,
    sentences: Sequence[Sentence],
    note_names: dict[str, str],
    language: str = "",
    reference: str = "{number}",
    counts: Counter[str] | None = None,
) -> str:
    """The block's text as HTML.

    `sentences`: in order, not overlapping. `note_names`: the number each footnote label is shown with; its
    reference links to `#note-<label>`, has the id `ref-<language>-<label>` and is named by the words `reference`.
    `counts`: how often each note has been referred to before, counted on here; see `reference_id`.
    """
    cuts = sorted(
        {0, len(block.text)}
        | {edge for s in sentences for edge in (s.start, s.end)}
        | {edge for mark in block.marks for edge in (mark.start, mark.end)}
        | {ref.offset for ref in block.refs}
    )
    parts: list[str] = []
    opened: Sentence | None = None
    references = list(block.refs)
    seen = Counter[str]() if counts is None else counts
    for start, end in zip(cuts, [*cuts[1:], len(block.text)], strict=True):
        if opened and start >= opened.end:
            # A reference right behind a sentence belongs to it.
            parts += _references(references, start, note_names, language, reference, seen, at_most=opened.end)
            parts.append("</span>")
            opened = None
        following = next((s for s in sentences if s.start == start and s.end > s.start), None)
        if following and not opened:
            parts += _references(references, start, note_names, language, reference, seen)
            parts.append(_opening(following))
            opened = following
        parts += _references(references, start, note_names, language, reference, seen)
        if end > start:
            marks = [mark for mark in block.marks if mark.start <= start and end <= mark.end]
            parts.append(_marked(escape(block.text[start:end], quote=False), marks))
    if opened:
        parts.append("</span>")
    return "".join(parts)


def cut(block: Block, start: int, end: int) -> Block:
    """A stretch of a block as a block: a table's cell."""
    refs = (replace(ref, offset=ref.offset - start) for ref in block.refs if start <= ref.offset <= end)
    marks = (
        replace(mark, start=mark.start - start, end=mark.end - start)
        for mark in block.marks
        if start <= mark.start and mark.end <= end
    )
    return replace(block, text=block.text[start:end], refs=tuple(refs), marks=tuple(marks))


def reference_id(language: str, label: str, place: int) -> str:
    """The id of the reference that is the note's first, second … on the page, as HTML."""
    return escape(f"ref{place if place > 1 else ''}-{language}-{label}")


def _opening(sentence: Sentence) -> str:
    if not sentence.pair:
        return '<span class="sentence alone">'
    return f'<span class="sentence" data-pair="{sentence.pair}">'


def _references(
    references: list[Ref],
    start: int,
    names: dict[str, str],
    language: str,
    words: str,
    counts: Counter[str],
    at_most: int | None = None,
) -> list[str]:
    """The references up to a place, taken from the list."""
    limit = start if at_most is None else at_most
    result = []
    while references and references[0].offset <= limit:
        label = references.pop(0).label
        name = names.get(label, label)
        counts[label] += 1
        result.append(
            f'<sup class="reference" id="{reference_id(language, label, counts[label])}">'
            f'<a href="#note-{escape(label)}" role="doc-noteref" aria-label="{escape(words.format(number=name))}">'
            f"{escape(name)}</a></sup>"
        )
    return result


def _marked(html: str, marks: Sequence[Mark]) -> str:
    for mark in reversed(marks):
        tag = _TAGS[mark.kind]
        attributes = f' href="{escape(mark.address)}"' if mark.kind == "link" else ""
        html = f"<{tag}{attributes}>{html}</{tag}>"
    return html
