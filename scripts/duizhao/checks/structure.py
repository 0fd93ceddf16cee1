"""The structure of each page: ids, footnotes, and what was meant as one of them and is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duizhao.checks.boxes import is_indented_code
from duizhao.checks.context import Context, place_of
from duizhao.checks.footnotes import definitions
from duizhao.checks.mistaken_ids import mistakes_in
from duizhao.checks.model import Finding, Place, rule
from duizhao.checks.words import LANGUAGES, phrase
from duizhao.edition.model import Block, Page

#: What an editor sees on the page if an id or a reference is not written right.
_LEFTOVER = re.compile(r"\{\s*#[^}\s]*|\[\^[^\]\s]*\]?|^!!! ")


def _without_id(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        for block in page.blocks:
            # An id that is there and not written right is s-105; text that became code is s-306.
            if not block.id and not _LEFTOVER.search(block.text) and not is_indented_code(page, block):
                yield _finding("s-101", page, block, block.text[:60], text=block.text[:40])


def _doubled(context: Context) -> Iterator[Finding]:
    seeming = {(m.page.file, m.block.line): m.id for m in mistakes_in(context)}
    for page in context.pages():
        blocks: dict[str, list[Block]] = {}
        for block in page.blocks:
            for id_ in (block.id, *block.also):
                if id_:
                    blocks.setdefault(id_, []).append(block)
        for id_, all_ in blocks.items():
            # What stands first has the right to the id, if nothing says that another has.
            first = next((block for block in all_ if (page.file, block.line) not in seeming), all_[0])
            for block in all_:
                if block is not first:
                    expected = seeming.get((page.file, block.line), "")
                    details = {"id": id_, "line": str(first.line)} | _seems(expected)
                    yield Finding("s-102", (place_of(page, block),), f"{page.path}\n{id_}", tuple(details.items()))


def _seems(expected: str) -> dict[str, str]:
    """What is said of the id that should stand there, if it is known."""
    said = {"expected": expected} if expected else {}
    for language in LANGUAGES:
        said[f"seems_{language}"] = phrase(language, "id_seems").format(expected=expected) if expected else ""
        said[f"write_{language}"] = phrase(language, "id_write" if expected else "id_delete").format(expected=expected)
    return said


def _undefined(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        empty = {match[1] for _, match, text in definitions(page) if not text}
        for block in page.blocks:
            for ref in block.refs:
                if ref.label not in page.notes and ref.label not in empty:
                    yield _finding("s-103", page, block, ref.label, note=ref.label)


def _uncited(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        cited = {ref.label for block in page.blocks for ref in block.refs}
        for label, note in page.notes.items():
            if label not in cited:
                place = Place(page.language, page.file, note.line, f"fn:{label}", note.text)
                yield Finding("s-104", (place,), f"{page.path}\n{label}", (("note", label),))


def _leftovers(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        for block in page.blocks:
            for match in _LEFTOVER.finditer(block.text):
                yield _finding("s-105", page, block, match.group(), mark=match.span(), text=match.group())


def _finding(
    code: str, page: Page, block: Block, key: str, *, mark: tuple[int, int] | None = None, **details: str
) -> Finding:
    return Finding(code, (place_of(page, block, mark),), f"{page.path}\n{key}", tuple(details.items()))


WITHOUT_ID = rule("s-101", "error", _without_id, "page")
DOUBLED_ID = rule("s-102", "error", _doubled)
UNDEFINED_NOTE = rule("s-103", "error", _undefined, "page")
UNCITED_NOTE = rule("s-104", "warning", _uncited, "page")
LEFTOVER = rule("s-105", "error", _leftovers, "page")
