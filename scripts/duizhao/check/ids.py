"""Ids beyond those of one block: on several pages, against the scheme, in another order than in the other language."""

import re
from collections.abc import Iterable, Iterator

from duizhao.check.context import Context, place_of
from duizhao.check.marks import at_block
from duizhao.check.model import Finding
from duizhao.compare.longest_increasing_subsequence import longest_increasing_subsequence
from duizhao.document.boxes import FIGURE, HOLDING
from duizhao.document.ids import Numbers, box_of, called, ids_of, is_repeated, page_prefix, part_of
from duizhao.document.model import Block, Page
from duizhao.patterns import lazily

#: What ids call boxes with text.
_ASIDES = tuple(called(name) for name in HOLDING)
_FIGURE = lazily(r"figure-(?:[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*)")


def on_two_pages(context: Context) -> Iterator[Finding]:
    for edition in context.editions:
        first: dict[str, tuple[Page, Block]] = {}
        for page, block in edition.blocks():
            for id_ in (block.id, *block.also):
                if not id_:
                    continue
                before, there = first.setdefault(id_, (page, block))
                if before is not page:
                    yield at_block("s-106", page, block, id_, id=id_, file=before.file, line=str(there.line))


def against_scheme(context: Context) -> Iterator[Finding]:
    both = {page.file: pair for pair in context.pairs for page in (pair.left, pair.right) if page}
    # A block keeps its id wherever it goes.
    changes = (erratum.change for erratum in (context.fidelity.errata if context.fidelity else ()))
    kept = {(change.unit.language, change.unit.id) for change in changes if change.kind == "moved"}
    for page in context.pages():
        pair = both.get(page.file)
        known = [side for side in (pair.left, pair.right) if side] if pair else [page]
        title = next((block for block in page.blocks if block.kind == "title"), None)
        if not title or not title.id:
            continue  # another rule's finding, as a second title is
        prefix = title.id
        wanted = _prefix(page)
        # A conversion keeps the id of a paragraph that stood outside of its box in the one before.
        before = context.fidelity.base.blocks(page) if context.fidelity else ()
        made = {(id_, block.box) for block in before for id_ in (block.id, *block.also)}
        for block in page.blocks:
            if block.kind == "title":
                if wanted and block is title and block.id != wanted:
                    yield at_block("s-107", page, block, block.id, id=block.id, expected=wanted)
                continue
            for id_ in (block.id, *block.also):
                fits = (page.language, id_) in kept or _fits(id_, block, wanted or prefix, page)
                if id_ and not fits and (id_, block.box) not in made and not lost_its_marks(block):
                    expected = _expected(block, wanted or prefix, known)
                    yield at_block("s-107", page, block, id_, id=id_, expected=expected)


def _prefix(page: Page) -> str:
    """What the page's ids begin with, as its front matter and its place say; empty if they do not."""
    section, chapter = page.front.get("section"), page.front.get("chapter")
    match page.front.get("kind"):
        case "section" if section is not None:
            prefix = page_prefix("section", str(section))
        case "chapter" if chapter is not None:
            prefix = page_prefix("chapter", str(chapter))
        case "home":
            prefix = page_prefix("home", "")
        case _:
            return ""
    # A number that comes again in the edition has `x2` behind it, in the file's name too.
    title = next((block.id for block in page.blocks if block.kind == "title"), "")
    return title if is_repeated(title, prefix) else prefix


def lost_its_marks(block: Block) -> bool:
    """Whether a paragraph has the id of a heading, so that it was one."""
    return block.kind == "paragraph" and not block.box and part_of(block.id)[1] == called("heading")


def _fits(id_: str, block: Block, prefix: str, page: Page) -> bool:
    if block.kind == FIGURE or block.box.startswith(FIGURE):
        return bool(_FIGURE.fullmatch(id_))
    if page.front.get("kind") == "home" and re.fullmatch(r"[a-z][a-z0-9-]*", id_):
        return True
    stem, part = part_of(id_)
    if block.kind == "paragraph" and not block.box and part_of(box_of(id_))[0] == prefix:
        return True  # outside of its box: another rule's finding
    parts = (called(block.kind), *(_ASIDES if block.kind == "other" else ()))
    return stem == (block.box or prefix) and part in parts


def _expected(block: Block, prefix: str, pages: Iterable[Page]) -> str:
    """An id that fits and is not in use on the pages."""
    if block.kind == FIGURE:
        return "figure-1"
    if block.box.startswith(FIGURE):
        return f"{block.box}-source"
    return Numbers(id_ for page in pages for id_ in ids_of(page)).next(block.box or prefix, called(block.kind))


def other_order(context: Context) -> Iterator[Finding]:
    """Blocks that stand in another order than their counterparts: as few as would have to be moved."""
    for pair in context.pairs:
        if not pair.left or not pair.right:
            continue
        places = {block.id: (index, block) for index, block in enumerate(pair.left.blocks) if block.id}
        shared = [(places[block.id], block) for block in pair.right.blocks if block.id in places]
        kept = set(longest_increasing_subsequence([index for (index, _), _ in shared]))
        for number, ((_, left), right) in enumerate(shared):
            if number not in kept:
                here, there = place_of(pair.left, left), place_of(pair.right, right)
                languages = pair.left.language, pair.right.language
                details = (("id", left.id), ("left_language", languages[0]), ("right_language", languages[1]))
                yield Finding("b-504", (here, there), f"{pair.left.path}\n{left.id}", details)
