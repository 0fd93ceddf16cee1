"""Id lines that are so written that nothing but their id says what they are.

That alone would say too little: the last conversion or the other language must have a paragraph with that id, and the
page must lack it. What merely looks like an id line is text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duizhao.check.context import Context, place_of
from duizhao.check.model import Finding, Place
from duizhao.check.words import LANGUAGES, phrase
from duizhao.document.ids import attribute_list, ids_of
from duizhao.document.model import Block, Page
from duizhao.patterns import lazily

_OPENING, _CLOSING = r"[{｛\[［【(（]", r"[}｝\]］】)）]"
#: Signs around what may be an id, and nothing else; or an id line as it must be, and words behind it.
_LINE = lazily(
    rf"[ \t]*(?P<line>\\?{_OPENING}{{0,2}}:?[ \t]*(?:id[ \t]*[=＝:：])?[ \t]*\\?[#＃]?[ \t]*[\"“”']?"
    rf"(?P<id>[A-Za-z0-9-]+)[\"“”']?[ \t]*\\?{_CLOSING}{{0,2}}[ \t]*[.。,，;；]?)[ \t]*"
    r"|[ \t]*(?P<before>\{[ ]*#(?P<known>[A-Za-z0-9-]+)(?:[ ]+data-also=\"[^\"{}]*\")?[ ]*\})[ \t]*(?P<words>\S.*)"
)


def broken_id_lines(context: Context) -> Iterator[Finding]:
    """The id lines of paragraphs that lack their ids because of them, as findings of s-123."""
    for pair in context.pairs:
        for page, other in ((pair.left, pair.right), (pair.right, pair.left)):
            lacking = [block for block in page.blocks if _may_lack(block)] if page else []
            if page and lacking:
                missing = _missing(page, other, context)
                yield from (found for block in lacking for found in _in_block(page, block, missing))


def _may_lack(block: Block) -> bool:
    return block.kind == "paragraph" and not block.id and block.last > block.line


def _missing(page: Page, other: Page | None, context: Context) -> Mapping[str, Block]:
    """By their ids, the paragraphs that stood on the page or stand on its counterpart, and are not found on it."""
    before = context.fidelity.base.blocks(page) if context.fidelity else ()
    there = ids_of(page)
    blocks = (*(other.blocks if other else ()), *before)
    return {block.id: block for block in blocks if block.kind == "paragraph" and block.id and block.id not in there}


def _in_block(page: Page, block: Block, missing: Mapping[str, Block]) -> Iterator[Finding]:
    lines = page.content.split("\n")
    for number in range(block.line + 1, block.last + 1):
        line = lines[number - 1]
        match = _LINE.fullmatch(line)
        meant = missing.get(match["id"] or match["known"]) if match else None
        if match and meant:
            name, part = ("id_line_words", "before") if match["words"] else ("id_line_mistyped", "line")
            span, written = match.span(part), attribute_list(meant.id, meant.also)
            place = Place(page.language, page.file, number, meant.id, line, span, span)
            said = [(f"said_{code}", phrase(code, name).format(ids=written)) for code in LANGUAGES]
            said += [(f"do_{code}", phrase(code, f"{name}_do").format(ids=written)) for code in LANGUAGES]
            details = (("id", meant.id), *said, ("expected", meant.id), ("explains", f"{block.line}-{block.last}"))
            yield Finding("s-123", (place, place_of(page, block)), f"{page.path}\n{name}\n{meant.id}", details)
            return
