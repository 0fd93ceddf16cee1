"""Ids that are not what they were, as the last conversion shows: mistyped, or one where two paragraphs were joined.

Each is one finding that says what to write; what follows from it waits until that is done (`split.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from duizhao.check.context import Context
from duizhao.check.model import Finding, Place
from duizhao.check.rule import rule
from duizhao.document.ids import attribute_list, ids_of
from duizhao.document.mistaken import Mistake, mistakes
from duizhao.document.model import Block, Page


@lru_cache(maxsize=1)
def mistakes_in(context: Context) -> tuple[Mistake, ...]:
    """The blocks whose ids are mistaken; none if the last conversion is not known."""
    if context.fidelity is None:
        return ()
    base = context.fidelity.base
    others = {page.file: other for pair in context.pairs for page, other in _both(pair.left, pair.right)}
    return tuple(found for page in context.pages() for found in mistakes(page, others.get(page.file), base))


def _both(left: Page | None, right: Page | None) -> Iterator[tuple[Page, Page | None]]:
    if left:
        yield left, right
    if right:
        yield right, left


def _mistyped(context: Context) -> Iterator[Finding]:
    for mistake in mistakes_in(context):
        # An id that stands twice is s-102.
        if not mistake.held and ids_of(mistake.page)[mistake.block.id] == 1:
            id_ = mistake.block.id
            details = (("id", id_), ("expected", mistake.id))
            yield Finding("s-122", (_id_line(mistake.page, mistake.block),), f"{mistake.page.path}\n{id_}", details)


def _joined(context: Context) -> Iterator[Finding]:
    for mistake in mistakes_in(context):
        if mistake.held:
            block = mistake.block
            details = (
                ("id", block.id), ("missing", " ".join(mistake.missing)),
                ("ids", ", ".join(f"#{id_}" for id_ in mistake.missing)),
                ("ids_zh", "、".join(f"#{id_}" for id_ in mistake.missing)), ("line", str(block.last or block.line)),
                ("wanted", attribute_list(mistake.id, mistake.also)),
            )  # fmt: skip
            yield Finding("s-124", (_id_line(mistake.page, block),), f"{mistake.page.path}\n{block.id}", details)


def _id_line(page: Page, block: Block) -> Place:
    """The id in a block's id line; the block if it is not found."""
    number = max(block.last, block.line)
    line = page.content.split("\n")[number - 1]
    start = line.rfind(f"#{block.id}")
    if start < 0:
        return Place(page.language, page.file, block.line, block.id, block.text)
    span = (start, start + len(block.id) + 1)
    return Place(page.language, page.file, number, block.id, line, span, span)


MISTYPED_ID = rule("s-122", "error", _mistyped)
JOINED = rule("s-124", "error", _joined)
