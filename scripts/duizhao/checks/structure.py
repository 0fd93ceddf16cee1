"""The structure of each page: ids, footnotes, and what was meant as one of them and is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duizhao.checks.boxes import is_indented_code
from duizhao.checks.context import Context, place_of
from duizhao.checks.footnotes import definitions
from duizhao.checks.model import Finding, Place, rule
from duizhao.edition.model import Block, Page

#: What an editor sees on the page if an id or a reference is not written right.
_LEFTOVER = re.compile(r"\{\s*#[^}\s]*|\[\^[^\]\s]*\]?|^!!! ")


def _without_id(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        # Its id stands below a table that was put between: s-307.
        tables = {block.line for block in page.blocks if block.kind == "table"}
        for block in page.blocks:
            # An id that is there and not written right is s-105; text that became code is s-306.
            if (
                not block.id
                and block.last + 1 not in tables
                and not _LEFTOVER.search(block.text)
                and not is_indented_code(page, block)
            ):
                yield _finding("s-101", page, block, block.text[:60], text=block.text[:40])


def _doubled(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        first: dict[str, Block] = {}
        for block in page.blocks:
            for id_ in (block.id, *block.also):
                if id_ and id_ in first:
                    yield _finding("s-102", page, block, id_, id=id_, line=str(first[id_].line))
                elif id_:
                    first[id_] = block


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
DOUBLED_ID = rule("s-102", "error", _doubled, "page")
UNDEFINED_NOTE = rule("s-103", "error", _undefined, "page")
UNCITED_NOTE = rule("s-104", "warning", _uncited, "page")
LEFTOVER = rule("s-105", "error", _leftovers, "page")
