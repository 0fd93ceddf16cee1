"""Id lines that are so written that nothing but their id says what they are.

That alone would say too little: the last conversion or the other language must have a block with that id, and the page
must lack it. What merely looks like an id line is text.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from duizhao.check.context import Context, place_of
from duizhao.check.model import Edit, Finding, Place
from duizhao.check.words import told
from duizhao.document.ids import attribute_list, ids_of
from duizhao.document.model import Block, Page
from duizhao.patterns import lazily

_ID = r"(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)"
#: An id, and around it nothing but signs, and what belongs to an id line.
_MERE = lazily(rf"[^\w\n]*(?:id\s*[=:]\s*)?[^\w\n]*{_ID}[^\w\n]*(?:data-also\W+[a-z0-9\s-]*)?[^\w\n]*")
#: An id line as it must be, and words behind it.
_WORDS = lazily(
    r"[ \t]*(?P<before>\{[ ]*#(?P<known>[A-Za-z0-9-]+)(?:[ ]+data-also=\"[^\"{}]*\")?[ ]*\})[ \t]*(?P<words>\S.*)"
)
#: What may be an id at the end of a heading.
_AT_END = lazily(r"[ \t]*(?P<line>\\?[*`<]{0,3}[{｛\[［（(【]{1,2}[^{｛\[［（(【]*)[ \t\r]*\Z")
#: What has its id at the end of its line.
_HEADINGS = ("title", "heading")
#: Dashes and lines that a keyboard or a word processor puts for a hyphen.
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−_", "-"))


def broken_id_lines(context: Context) -> Iterator[Finding]:
    """The id lines of blocks that lack their ids because of them, as findings of s-123."""
    for pair in context.pairs:
        for page, other in ((pair.left, pair.right), (pair.right, pair.left)):
            if page and any(not block.id for block in page.blocks) and (missing := _missing(page, other, context)):
                yield from _on_page(page, missing)


def _missing(page: Page, other: Page | None, context: Context) -> Mapping[str, Block]:
    """By their ids, the blocks that stood on the page or stand on its counterpart, and are not found on it."""
    before = context.fidelity.base.blocks(page) if context.fidelity else ()
    there = ids_of(page)
    blocks = (*(other.blocks if other else ()), *before)
    return {block.id.lower(): block for block in blocks if block.id and block.id not in there}


def _on_page(page: Page, missing: Mapping[str, Block]) -> Iterator[Finding]:
    lines = page.content.split("\n")
    for at, block in enumerate(page.blocks):
        if block.id:
            continue
        within = _heading if block.kind in _HEADINGS else _in_block
        found = within(page, block, lines, missing) or _behind(page, page.blocks[at : at + 2], lines, missing)
        if found:
            yield found


def _in_block(page: Page, block: Block, lines: Sequence[str], missing: Mapping[str, Block]) -> Finding | None:
    """An id line that was taken for a line of what it names."""
    for number in range(block.line + 1, block.last + 1):
        line = lines[number - 1]
        if meant := _meant(line, block, missing):
            return _finding(page, block, number, _span(line), meant, lines)
        words = _WORDS.fullmatch(line)
        meant = missing.get(words["known"].lower()) if words else None
        if words and meant and meant.kind == block.kind:
            return _finding(page, block, number, words.span("before"), meant, lines, "id_line_words")
    return None


def _heading(page: Page, block: Block, lines: Sequence[str], missing: Mapping[str, Block]) -> Finding | None:
    line = lines[block.line - 1]
    match = _AT_END.search(line)
    meant = _meant(match["line"], block, missing) if match else None
    return _finding(page, block, block.line, match.span("line"), meant, lines) if match and meant else None


def _behind(page: Page, blocks: Sequence[Block], lines: Sequence[str], missing: Mapping[str, Block]) -> Finding | None:
    """An id line that was taken for a paragraph of its own."""
    if len(blocks) < 2 or blocks[1].id or blocks[1].kind not in ("paragraph", "other"):
        return None
    block, behind = blocks
    line = lines[behind.line - 1]
    meant = _meant(line, block, missing) if behind.last <= behind.line else None
    return _finding(page, block, behind.line, _span(line), meant, lines) if meant else None


def _meant(line: str, block: Block, missing: Mapping[str, Block]) -> Block | None:
    """The block whose id a line has, and nothing else."""
    match = _MERE.fullmatch(unicodedata.normalize("NFKC", line).translate(_HYPHENS).lower().strip())
    meant = missing.get(match["id"]) if match else None
    return meant if meant and meant.kind == block.kind else None


def _span(line: str) -> tuple[int, int]:
    return len(line) - len(line.lstrip()), len(line.rstrip())


def _finding(
    page: Page, block: Block, number: int, span: tuple[int, int], meant: Block, lines: Sequence[str],
    name: str = "id_line_mistyped",
) -> Finding:  # fmt: skip
    line, written = lines[number - 1], attribute_list(meant.id, meant.also)
    place = Place(page.language, page.file, number, meant.id, line, span, span)
    what = "id_at_heading" if block.kind in _HEADINGS else name
    said = told({"ids": written}, said=what, do=f"{what}_do").items()
    explains = f"{block.line}-{max(block.last, number)}"
    details = (("id", meant.id), *said, ("expected", meant.id), ("explains", explains))
    # Where an empty line is above it, too, that is told next.
    sure = name == "id_line_mistyped" and _letters(line[slice(*span)]) == _letters(written)
    edits = (Edit(page.file, number, *span, line[slice(*span)], written),) if sure else ()
    return Finding("s-123", (place, place_of(page, block)), f"{page.path}\n{name}\n{meant.id}", details, edits)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))
