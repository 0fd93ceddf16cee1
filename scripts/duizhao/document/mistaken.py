"""Blocks whose ids are not what they were: mistyped, another block's, or one id where two paragraphs were joined.

The last conversion knows the right ids: it has the same texts in the same order.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from duizhao.document.ids import ids_of
from duizhao.document.model import Block, Edition, Page

#: How alike two texts are that an editor made one of the other, and how alike a joined text is to its parts.
_SAME, _JOINED = 0.75, 0.85
#: What has a text of its own, by which it is known.
_WITH_TEXT = ("paragraph", "heading", "table")
#: How many paragraphs are looked for in one.
_MOST = 4


class Mistake(Struct, frozen=True):
    """A block and the ids it should have; `missing`: those of them that are nowhere on the page. `held`: it holds the
    text of several blocks. `exchanged`: another block of the page has its id."""

    page: Page
    block: Block
    id: str
    also: tuple[str, ...]
    missing: tuple[str, ...]
    held: bool = False
    exchanged: bool = False


class Base:
    """The blocks of the last conversion."""

    def __init__(self, editions: Iterable[Edition] = ()) -> None:
        self.editions = tuple(editions)
        self._pages = {(edition.language, page.path): page for edition in self.editions for page in edition.pages}
        self._titled = {(*key[:1], block.id): page for key, page in self._pages.items() for block in page.blocks[:1]}
        self._ids: dict[str, set[str]] = {}
        for (language, _), page in self._pages.items():
            self._ids.setdefault(language, set()).update(ids_of(page))

    def page(self, page: Page) -> Page | None:
        """A page as the last conversion had it, also if it had another path then; None if it had none."""
        titled = (self._titled.get((page.language, block.id)) for block in page.blocks[:1] if block.id)
        return self._pages.get((page.language, page.path)) or next(titled, None)

    def renamed(self, pages: Sequence[Page]) -> dict[str, str]:
        """Those of a language's pages that had another path, by the present one, where no other page has it now."""
        there = {page.path for page in pages}
        was = {page.path: found.path for page in pages if (found := self.page(page))}
        return {path: before for path, before in was.items() if before not in there}

    def has(self, language: str, path: str) -> bool:
        """Whether the last conversion had a page of a language at a path."""
        return (language, path) in self._pages

    def ids(self, language: str, path: str) -> list[str]:
        """The ids of a page as the last conversion had them, in their order."""
        page = self._pages.get((language, path))
        return [block.id for block in page.blocks if block.id] if page else []

    def blocks(self, page: Page) -> tuple[Block, ...]:
        """What the last conversion had on a page."""
        there = self.page(page)
        return there.blocks if there else ()

    def knows(self, id_: str, language: str | None = None) -> bool:
        """Whether a block of the language had the id, or of any language."""
        return any(id_ in ids for code, ids in self._ids.items() if language in (None, code))


def mistakes(page: Page, other: Page | None, base: Base) -> tuple[Mistake, ...]:
    """The blocks of a page whose ids are mistaken; `other` is its counterpart."""
    before = base.blocks(page)
    if before == page.blocks:
        return ()
    found = _exchanged(page, before)
    if _missing(page, before):
        mistyped = _mistyped(page, other, before, base)
        found += [*mistyped, *_joined(page, before, mistyped)]
    return tuple(sorted(found, key=lambda mistake: mistake.block.line))


def _exchanged(page: Page, before: Sequence[Block]) -> list[Mistake]:
    """Blocks that have each other's ids, and stand in their order. Where the ids are in their order, the texts were
    exchanged."""
    there = ids_of(page)
    was = {block.id: block for block in before if block.id in there}
    texts = {id_: squeezed(block.text) for id_, block in was.items()}
    changed = [
        block
        for block in page.blocks
        if block.id in was and there[block.id] == 1 and block.kind in _WITH_TEXT and block.kind == was[block.id].kind
        and squeezed(block.text) != texts[block.id]
    ]  # fmt: skip
    owners = {texts[block.id]: block.id for block in changed if texts[block.id]}
    wanted = {block.id: owners.get(squeezed(block.text), "") for block in changed}
    # Only what goes round: each has the text of one, and another has its own.
    while gone := [id_ for id_, text in wanted.items() if text not in wanted or id_ not in wanted.values()]:
        for id_ in gone:
            del wanted[id_]
    order = list(was)
    places = [order.index(wanted[block.id]) for block in changed if block.id in wanted]
    if places != sorted(places):
        return []
    return [
        Mistake(page, block, wanted[block.id], was[wanted[block.id]].also, (), exchanged=True)
        for block in changed
        if block.id in wanted
    ]


def moved_ids(page: Page, base: Base) -> dict[int, Block]:
    """The paragraphs without an id that begin what was one paragraph, whose id stands below its end: by their lines,
    the block that has it. An id stays with the beginning."""
    if all(block.id or block.kind != "paragraph" for block in page.blocks):
        return {}
    texts = {block.id: squeezed(block.text) for block in base.blocks(page) if block.kind == "paragraph"}
    there = ids_of(page)
    found = {}
    for at, block in enumerate(page.blocks):
        whole, first = texts.get(block.id, ""), at
        if block.kind != "paragraph" or there[block.id] != 1 or not whole:
            continue
        parts = squeezed(block.text)
        while first and len(parts) < len(whole) and _fits_before(page.blocks[first - 1], block):
            first -= 1
            parts = squeezed(page.blocks[first].text) + parts
        if first < at and parts == whole:
            found[page.blocks[first].line] = block
    return found | strayed_ids(page, base)


def strayed_ids(page: Page, base: Base) -> dict[int, Block]:
    """The paragraphs without an id whose id stands below another text, which was put between the two: by their lines,
    the block that has it."""
    without = {squeezed(block.text): block for block in page.blocks if not block.id and block.kind == "paragraph"}
    if not without:
        return {}
    texts = {block.id: squeezed(block.text) for block in base.blocks(page) if block.kind == "paragraph"}
    there = ids_of(page)
    return {
        owner.line: block
        for block in page.blocks
        if block.kind == "paragraph" and block.id and there[block.id] == 1 and not block.is_bare
        and (whole := texts.get(block.id)) and whole != squeezed(block.text) and (owner := without.get(whole))
    }  # fmt: skip


def _fits_before(part: Block, block: Block) -> bool:
    return not part.id and part.kind == "paragraph" and part.inside == block.inside


def _missing(page: Page, before: Sequence[Block]) -> list[int]:
    there = ids_of(page)
    return [at for at, block in enumerate(before) if block.id and block.id not in there]


def _mistyped(page: Page, other: Page | None, before: Sequence[Block], base: Base) -> list[Mistake]:
    """Blocks with an id the page did not have, or one that stands twice, which have the text or the place of a block
    whose id is missing."""
    there, elsewhere = ids_of(page), ids_of(other)
    own = {id_ for block in before for id_ in (block.id, *block.also)}
    missing = _missing(page, before)
    suspects = [i for i, b in enumerate(page.blocks) if b.id and (b.id not in own or there[b.id] > 1)]
    texts = {i: squeezed(page.blocks[i].text) for i in suspects}, {at: squeezed(before[at].text) for at in missing}
    chosen: dict[int, int] = {}
    # The same texts first: to compare each with all others takes long where many ids were changed at once.
    for alike in (_same, _alike):
        taken = set(chosen.values())
        scored = [
            (score, i, at)
            for i in suspects
            for at in missing
            if i not in chosen and at not in taken and page.blocks[i].kind == before[at].kind
            and (score := alike(texts[0][i], texts[1][at])) >= _SAME
        ]  # fmt: skip
        for _, i, at in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
            if i not in chosen and at not in chosen.values():
                chosen[i] = at
    ids = [before[chosen[i]].id if i in chosen else block.id for i, block in enumerate(page.blocks)]
    for i in suspects:
        block = page.blocks[i]
        if i in chosen or block.id in elsewhere or base.knows(block.id, page.language):
            continue
        for at in missing:
            beside = _beside([b.id for b in before], at) == _beside(ids, i)
            if beside and before[at].id in elsewhere and before[at].kind == block.kind and at not in chosen.values():
                chosen[i] = at
                break
    return [
        Mistake(page, page.blocks[i], before[at].id, page.blocks[i].also or before[at].also, (before[at].id,))
        for i, at in chosen.items()
    ]


def _beside(ids: Sequence[str], at: int) -> tuple[str, str]:
    return (ids[at - 1] if at else "", ids[at + 1] if at + 1 < len(ids) else "")


def _joined(page: Page, before: Sequence[Block], found: Sequence[Mistake]) -> Iterator[Mistake]:
    """Paragraphs that hold what were several, with the id of one of them."""
    explained = {mistake.id for mistake in found}
    there = ids_of(page)
    missing = {at for at in _missing(page, before) if before[at].id not in explained}
    taken: set[int] = set()
    places = {block.id: at for at, block in enumerate(before) if block.id}
    for block in page.blocks:
        at = places.get(block.id)
        if at is None or block.kind != "paragraph" or there[block.id] > 1:
            continue
        text = squeezed(block.text)
        best, run = max(_alike(text, squeezed(before[at].text)), _JOINED), list[int]()
        for some in _runs(before, at, missing - taken):
            score = _alike(text, "".join(squeezed(before[i].text) for i in some))
            if score > best:
                best, run = score, some
        if run:
            taken.update(run)
            ids = list(dict.fromkeys(id_ for i in run for id_ in (before[i].id, *before[i].also)))
            ids += [id_ for id_ in block.also if id_ not in ids]
            yield Mistake(page, block, ids[0], tuple(ids[1:]), tuple(id_ for id_ in ids if id_ not in there), True)


def _runs(before: Sequence[Block], at: int, missing: set[int]) -> Iterator[list[int]]:
    """The runs of paragraphs around one whose other ids are missing; a heading between them may be gone, too."""

    def fits(index: int) -> bool:
        fit = index in missing and before[index].kind in ("paragraph", "heading")
        return fit and before[index].box == before[at].box

    for first in range(at, max(at - _MOST, -1), -1):
        if first < at and not fits(first):
            break
        for last in range(at, first + _MOST):
            if last > at and not fits(last):
                break
            some = [i for i in range(first, last + 1) if before[i].kind == "paragraph"]
            if len(some) > 1:
                yield some


def _same(one: str, other: str) -> float:
    """As `_alike`, of texts that are the same; 0 for all others."""
    return float(bool(one) and one == other)


def _alike(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1; 0 if there is nothing to compare."""
    if not one or not other:
        return 0
    if _same(one, other):
        return 1
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _SAME or matcher.quick_ratio() < _SAME:
        return 0
    return matcher.ratio()


def squeezed(text: str) -> str:
    """A text's letters and digits."""
    return re.sub(r"[\W_]", "", text)
