"""Ids for blocks that have none, or none the other language knows: proposed by alignment, written on request.

What both languages share is settled and stays. Between settled pairs the rest is aligned; a block gets its
counterpart's id, both a new one if neither has one, and a block that holds what are two on the other side names both.
An id that was mistyped is first put right as the last conversion has it, and what that has is never changed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from duizhao.compare.alignment.align import Unit, align_units
from duizhao.compare.meaning.likeness import Comparer
from duizhao.compare.pairs import PagePair
from duizhao.document.boxes import BY_NAME, HOLDING
from duizhao.document.ids import NewIds, attribute_list, ids_of
from duizhao.document.mistaken import Base, mistakes, moved_ids
from duizhao.document.model import Block, Page
from duizhao.document.normalize_markup import MISTYPED_LINE, indent_of


class Change(Struct, frozen=True):
    """A block and the ids it should have: `block.id` and `block.also` are what it has."""

    page: Page
    block: Block
    id: str
    also: tuple[str, ...]


def proposals(
    pair: PagePair, languages: tuple[str, str], base: Base | None = None, comparers: Sequence[Comparer] = ()
) -> tuple[Change, ...]:
    """The changes that would give every block of two counterpart pages the right ids; `base` is the last conversion,
    `comparers` are asked where there is doubt."""
    if not pair.left or not pair.right:
        return ()
    base = base or Base()
    given = (pair.left, pair.right)
    sides = (_once(_corrected(pair.left, pair.right, base)), _once(_corrected(pair.right, pair.left, base)))
    new_ids = NewIds((*sides, *given))
    wanted: dict[tuple[int, int], tuple[str, tuple[str, ...]]] = {}
    for left, right in _groups(sides, wanted):
        for at_left, at_right in _beads(left, right, languages, comparers):
            _name([left[i] for i in at_left], [right[j] for j in at_right], new_ids, wanted, base)
        left, right = (
            [replace(b, id=ids[0], also=ids[1]) if (ids := wanted.get((side, b.line))) else b for b in blocks]
            for side, blocks in enumerate((left, right))
        )
        for side, found in ((1, _merged(left, right, languages)), (0, _merged(right, left, languages[::-1]))):
            for block, also in found:
                wanted[side, block.line] = (block.id, also)
    changes = []
    for side, page in enumerate(given):
        counts = ids_of(page)
        for block, right_one in zip(page.blocks, sides[side].blocks, strict=True):
            corrected = right_one.id and (right_one.id, right_one.also) != (block.id, block.also)
            kept = (right_one.id, right_one.also) if corrected else (block.id, block.also)
            ids = wanted.get((side, block.line), kept)
            known = right_one.id and base.knows(block.id, page.language) and counts[block.id] == 1
            if known and ids[0] != kept[0]:
                continue
            if ids != (block.id, block.also):
                changes.append(Change(page, block, *ids))
    return tuple(changes)


def _corrected(page: Page, other: Page, base: Base) -> Page:
    """The page with the right ids where they were mistaken."""
    right = {mistake.block.line: mistake for mistake in mistakes(page, other, base)}
    boxes = {m.block.id: m.id for m in right.values() if m.block.kind in BY_NAME}
    moved = moved_ids(page, base)
    ids: dict[int, tuple[str, tuple[str, ...]]] = {line: (m.id, m.also) for line, m in right.items()}
    for line, whole in moved.items():
        ids |= {whole.line: ("", ()), line: (whole.id, whole.also)}
    blocks = (
        replace(block, id=ids[block.line][0], also=ids[block.line][1]) if block.line in ids else block
        for block in page.blocks
    )
    return replace(page, blocks=tuple(replace(block, box=boxes.get(block.box, block.box)) for block in blocks))


def _once(page: Page) -> Page:
    """The page without the ids that stand a second time: a paragraph was split or copied with its id line."""
    known: set[str] = set()
    blocks = []
    for block in page.blocks:
        blocks.append(replace(block, id="", also=()) if block.id in known else block)
        known |= {block.id} - {""}
    return replace(page, blocks=tuple(blocks))


def _groups(
    sides: Sequence[Page], wanted: Mapping[tuple[int, int], tuple[str, tuple[str, ...]]]
) -> Iterator[list[list[Block]]]:
    """What is aligned together: the page's own blocks; then, by the ids that boxes have in `wanted` by now, the blocks
    of each box the two sides share."""
    boxes = [{block.line: block.id for block in page.blocks if block.kind in HOLDING} for page in sides]
    yield [
        [b for b in page.blocks if not b.box and b.inside not in own and b.kind != "title"]
        for page, own in zip(sides, boxes, strict=True)
    ]
    named = [{line: wanted.get((side, line), (id_,))[0] for line, id_ in own.items()} for side, own in enumerate(boxes)]
    for box in sorted({*named[0].values()} & {*named[1].values()} - {""}):
        yield [
            [replace(b, box=box) for b in page.blocks if own.get(b.inside) == box]
            for page, own in zip(sides, named, strict=True)
        ]


def _beads(
    left: Sequence[Block], right: Sequence[Block], languages: tuple[str, str], comparers: Sequence[Comparer]
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Rows by shared ids, and the blocks between them aligned."""
    ids_right = {id_: j for j, block in enumerate(right) for id_ in (block.id, *block.also) if id_}
    links: dict[int, set[int]] = {
        i: {ids_right[id_] for id_ in (block.id, *block.also) if id_ in ids_right} for i, block in enumerate(left)
    }
    settled = {i for i, found in links.items() if found}
    taken = {j for found in links.values() for j in found}
    units_left = [Unit(f"l{i}", _kind(b), b.text) for i, b in enumerate(left)]
    units_right = [Unit(f"r{j}", _kind(b), b.text) for j, b in enumerate(right)]
    fixed = {f"l{i}": f"r{min(found)}" for i, found in links.items() if found}
    alignment = align_units(
        units_left,
        units_right,
        left_language=languages[0],
        right_language=languages[1],
        settled=fixed,
        comparers=comparers,
    )
    return [
        (free_left, free_right)
        for bead in alignment.beads
        if (free_left := tuple(i for i in bead.left if i not in settled))
        + (free_right := tuple(j for j in bead.right if j not in taken))
    ]


def _merged(
    many: Sequence[Block], few: Sequence[Block], languages: tuple[str, ...]
) -> Iterator[tuple[Block, tuple[str, ...]]]:
    """Blocks of `few` whose counterpart stands beside one without counterpart that they hold too, with its id."""
    by_id = {block.id: block for block in few if block.id}
    known = {id_ for block in few for id_ in (block.id, *block.also)}
    for first, second in pairwise(many):
        paired, alone = (second, first) if second.id in by_id else (first, second)
        counterpart = by_id.get(paired.id)
        if not counterpart or not alone.id or alone.id in known or {paired.kind, alone.kind} != {"paragraph"}:
            continue
        # Only if both together fit the counterpart better than the one alone: a new paragraph does not.
        if fit_together((first, second), paired, counterpart, languages):
            known.add(alone.id)
            yield counterpart, (*counterpart.also, alone.id)


def fit_together(parts: Sequence[Block], one: Block, counterpart: Block, languages: Sequence[str]) -> bool:
    """Whether two paragraphs in a row fit a paragraph of the other language better than `one` of them alone does.

    `languages`: of the parts, and of the counterpart.
    """
    scores = []
    for blocks in (parts, (one,)):
        beads = align_units(
            [Unit(f"l{number}", "paragraph", block.text) for number, block in enumerate(blocks)],
            [Unit("r0", "paragraph", counterpart.text)],
            left_language=languages[0],
            right_language=languages[1],
        ).beads
        scores.append(beads[0].score if len(beads) == 1 else float("-inf"))
    return scores[0] > scores[1]


def _kind(block: Block) -> str:
    return "paragraph" if block.kind in ("paragraph", "other") else block.kind


def _name(
    left: Sequence[Block],
    right: Sequence[Block],
    new_ids: NewIds,
    wanted: dict[tuple[int, int], tuple[str, tuple[str, ...]]],
    base: Base,
) -> None:
    """Decides the ids of one bead's blocks."""
    longer, shorter = (left, right) if len(left) >= len(right) else (right, left)
    ids = []
    for index, block in enumerate(longer):
        spare = shorter[index].id if index < len(shorter) else ""
        # Of two ids, the one the last conversion had.
        known = block.id if base.knows(block.id) or not base.knows(spare) else ""
        ids.append(known or spare or new_ids.of(block))
    for side, blocks in ((0, left), (1, right)):
        for index, block in enumerate(blocks):
            also = tuple(ids[index + 1 :]) if index == len(blocks) - 1 else ()
            wanted[side, block.line] = (ids[index], also)


# ---- writing --------------------------------------------------------------------------------------------------

_ID_LINE = re.compile(r"\s*\{:?\s*#[^}]*\}\s*$")


def applied(content: str, changes: Iterable[Change]) -> str:
    """A file's content with the ids of the changes; nothing else is touched."""
    lines = content.split("\n")
    for change in sorted(changes, key=lambda c: -c.block.line):
        line = attribute_list(change.id, change.also)
        at, last = change.block.line - 1, max(change.block.last, change.block.line) - 1
        if change.block.kind in ("heading", "title"):
            lines[at] = f"{_ID_LINE.sub('', lines[at])} {line}"
            continue
        indent = indent_of(lines[at])
        if change.block.kind in BY_NAME:
            indent += "    "
        if last > at and (_ID_LINE.match(lines[last]) or MISTYPED_LINE.fullmatch(lines[last])):
            lines[last] = indent + line
        else:
            while last > at and not lines[last].strip():
                last -= 1
            # A box's id is not of the text that may follow at once.
            apart = [""] if change.block.kind in BY_NAME and "".join(lines[last + 1 : last + 2]).strip() else []
            lines[last + 1 : last + 1] = [indent + line, *apart]
    return "\n".join(lines)
