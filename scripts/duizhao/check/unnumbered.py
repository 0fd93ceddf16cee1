"""Blocks without an id, with the id each should have: what `duizhao align --write` would write."""

from collections.abc import Iterator

from msgspec.structs import replace

from duizhao.check.boxes import is_indented_code
from duizhao.check.broken_id_lines import broken_id_lines
from duizhao.check.context import Context, place_of
from duizhao.check.model import Finding
from duizhao.check.structure import LEFTOVERS, WIDE_ITEM
from duizhao.check.words import LANGUAGES, phrase
from duizhao.document.boxes import BY_NAME
from duizhao.document.ids import attribute_list
from duizhao.document.mistaken import Base, squeezed
from duizhao.document.model import Block, Page
from duizhao.document.normalize_markup import normalize_markup
from duizhao.revise.realign import Change, proposals

#: What has its id at the end of its line.
_HEADINGS = ("title", "heading")


def without_id(context: Context) -> Iterator[Finding]:
    # Whose id line is not written right is s-123, whose own rule looks at one page and cannot know.
    broken_lines = tuple(broken_id_lines(context))
    yield from broken_lines
    broken = {(place.file, place.line) for finding in broken_lines for place in finding.places}
    for page in context.pages():
        found = [block for block in _blocks(page) if (page.file, block.line) not in broken]
        wanted = _wanted(context, page) if found else {}
        for block in found:
            change = wanted.get(block.line)
            details = [("text", block.text[:40])]
            left = next((each for each in page.blocks if each.is_bare and change and each.id == change.id), None)
            if left:
                # Its id line was left behind.
                details.append(("left", left.id))
            for language in LANGUAGES:
                details.append((f"steps_{language}", _step(page, block, change, language, left)))
            held = any(change and change.id in (each.id, *each.also) and not each.is_bare for each in page.blocks)
            if change and not held and _is_counterpart(context, page, change):
                details.append(("expected", change.id))
            yield Finding("s-101", (place_of(page, block),), f"{page.path}\n{block.text[:60]}", tuple(details))


def _blocks(page: Page) -> Iterator[Block]:
    # Its id stands below a table that was put between: s-307.
    tables = {block.line for block in page.blocks if block.kind == "table"}
    for block in page.blocks:
        # An id that is there and not written right is s-105; text that became code is s-306, a line across is s-127.
        if (
            not block.id
            and block.kind != "rule"
            and block.last + 1 not in tables
            and not LEFTOVERS.search(block.text)
            and not is_indented_code(page, block)
            and not WIDE_ITEM.match(block.text)
        ):
            yield block


def _wanted(context: Context, page: Page) -> dict[int, Change]:
    """By line, the ids a page's blocks should have; nothing without a counterpart to the page."""
    for pair in context.pairs:
        if pair.left and pair.right and page in (pair.left, pair.right):
            base = context.fidelity.base if context.fidelity else None
            sides = replace(pair, left=_with_text(pair.left), right=_with_text(pair.right))
            changes = (*proposals(sides, (pair.left.language, pair.right.language), base), *_left_behind(page, base))
            return {change.block.line: change for change in changes if change.page.file == page.file and change.id}
    return {}


def _left_behind(page: Page, base: Base | None) -> Iterator[Change]:
    """The blocks whose id lines stand alone elsewhere on the page: they have the text the last conversion had there,
    or nothing else can be meant."""
    alone = [block for block in page.blocks if block.is_bare]
    texts = {block.id: squeezed(block.text) for block in (base.blocks(page) if base else ())}
    blocks = [block for block in _blocks(page) if block.kind == "paragraph"]
    for line in alone:
        same = [block for block in blocks if squeezed(block.text) == texts.get(line.id)]
        if not texts and len(alone) == len(blocks) == 1:
            same = blocks
        yield from (Change(page, block, line.id, line.also) for block in same[:1])


def _with_text(page: Page) -> Page:
    """The page without the id lines that stand alone: what they name has to get its id back."""
    return replace(page, blocks=tuple(block for block in page.blocks if not block.is_bare))


def _is_counterpart(context: Context, page: Page, change: Change) -> bool:
    """Whether the id is one the other language has."""
    others = (other for other in context.pages() if other.path == page.path and other.language != page.language)
    return any(change.id in (block.id, *block.also) for other in others for block in other.blocks)


def _step(page: Page, block: Block, change: Change | None, language: str, left: Block | None) -> str:
    if not change:
        return phrase(language, "id_line_any")
    ids = attribute_list(change.id, change.also)
    if left:
        name = "id_heading_move" if block.kind in _HEADINGS else "id_line_move"
        return phrase(language, name).format(line=left.line, ids=ids, below=max(block.last, block.line))
    if block.kind in _HEADINGS:
        line = normalize_markup(page.content.split("\n")[block.line - 1]).rstrip()
        return phrase(language, "id_line_change").format(line=block.line, ids=f"{line} {ids}")
    in_box = "id_line_in_box" if block.inside else "id_line_new"
    name = "id_line_of_box" if block.kind in BY_NAME else in_box
    return phrase(language, name).format(line=max(block.last, block.line), ids=ids)
