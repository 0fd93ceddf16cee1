"""Ids: the same for counterparts in every language, unique in the edition, readable.

The first language's edition is the reference; each further one is aligned to it page by page. A paragraph that
holds what are two in the other language is named after the first and names the others too (`also`).
"""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from msgspec.structs import replace

from duizhao.compare.alignment.align import Unit, align_units
from duizhao.document.ids import Numbers, called
from duizhao.source.contents import references_in
from duizhao.source.model import Block, Box, Code, Figure, Heading, Note, Paragraph, Rule, Table
from duizhao.source.shared_labels import cited_address, relabelled, shared_labels
from duizhao.source.structure import Edition, Page

#: Which blocks of each language belong together, by index.
_Group = list[tuple[int, ...]]

#: The notes of each language's page by label.
_Notes = Sequence[Mapping[str, Note]]


def assign_ids(editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """The editions with an id on every heading, paragraph, box and figure, and labels on notes, shared by
    counterparts. With one language the ids are counted through each page."""
    rest = [{page.path: page for page in edition.pages} for edition in editions]
    named: list[dict[str, Page]] = [{} for _ in editions]
    codes = [edition.code for edition in editions]
    for page in editions[0].pages if editions else ():
        together = _together([pages.pop(page.path, None) for pages in rest], codes)
        for done, own in zip(named, together, strict=True):
            done |= {page.path: own} if own else {}
    for done, pages in zip(named, rest, strict=True):
        done |= {path: own for path, page in pages.items() for own in _together([page], codes[:1]) if own}
    return tuple(
        replace(edition, pages=tuple(done[page.path] for page in edition.pages))
        for edition, done in zip(editions, named, strict=True)
    )


def _together(pages: Sequence[Page | None], codes: Sequence[str]) -> list[Page | None]:
    """Counterpart pages with their ids; what the first one's ids begin with is that of all."""
    notes = [{note.label: note for note in page.notes} if page else {} for page in pages]
    stem = next(page.prefix for page in pages if page)
    blocks = _named([page.blocks if page else () for page in pages], stem, codes, notes)
    headings = [[page.heading] if page and page.heading else [] for page in pages]
    labels = shared_labels(
        [page.notes if page else () for page in pages],
        [heading + own for heading, own in zip(headings, blocks, strict=True)],
    )
    return [_with(page, own, new) if page else None for page, own, new in zip(pages, blocks, labels, strict=True)]


def _with(page: Page, blocks: Sequence[Block], labels: dict[str, str]) -> Page:
    """The page with its blocks named and its notes labelled anew."""
    notes = tuple(replace(note, label=labels[note.label]) for note in page.notes)
    heading = relabelled(replace(page.heading, id=page.prefix), labels) if page.heading else None
    return replace(page, heading=heading, blocks=tuple(relabelled(b, labels) for b in blocks), notes=notes)


def _named(sides: Sequence[Sequence[Block]], stem: str, codes: Sequence[str], notes: _Notes) -> list[list[Block]]:
    """Each side's blocks with ids that go on from `stem`, group by group."""
    numbers = Numbers()
    result = [list(side) for side in sides]
    for group in _groups(sides, codes, notes):
        longest = max(range(len(sides)), key=lambda at: len(group[at]))
        ids = [_id(sides[longest][index], stem, numbers) for index in group[longest]]
        for own, indexes in zip(result, group, strict=True):
            # The last block of a shorter side holds all that is left on the longest one.
            for place, index in enumerate(indexes):
                also = tuple(ids[place + 1 :]) if place == len(indexes) - 1 else ()
                own[index] = _with_id(own[index], ids[place], also)
        firsts = [own[indexes[0]] if indexes else None for own, indexes in zip(result, group, strict=True)]
        boxes = [first if isinstance(first, Box) else None for first in firsts]
        if any(boxes):
            inner = _named([box.blocks if box else () for box in boxes], ids[0], codes, notes)
            for own, indexes, box, blocks in zip(result, group, boxes, inner, strict=True):
                if box:
                    own[indexes[0]] = replace(box, blocks=_in_a_box(blocks))
    return result


def _groups(sides: Sequence[Sequence[Block]], codes: Sequence[str], notes: _Notes) -> list[_Group]:
    """Which blocks belong together, in order: those of each side are aligned with those of the first that has any."""
    at = next((at for at, side in enumerate(sides) if side), 0)
    none: _Group = [()] * len(sides)
    of = [[*none[:at], (index,), *none[at + 1 :]] for index in range(len(sides[at]))]
    alone: list[tuple[int, _Group]] = []
    for other in range(at + 1, len(sides)):
        before = -1
        for left, right in _beads(sides[at], sides[other], (codes[at], codes[other]), (notes[at], notes[other])):
            if left:
                before = left[-1]
                group = of[left[0]]
                for index in left:
                    if (joined := of[index]) is not group:
                        group[:] = [(*one, *more) for one, more in zip(group, joined, strict=True)]
                        of = [group if each is joined else each for each in of]
                group[other] += right
            else:
                alone.append((before, [*none[:other], right, *none[other + 1 :]]))
    found = {id(group): (index, group) for index, group in reversed([*enumerate(of)])}
    return [group for _, group in sorted([*found.values(), *alone], key=itemgetter(0))]


def _kind(block: Block) -> str:
    return block.kind if isinstance(block, Box) else "heading" if isinstance(block, Heading) else "paragraph"


def _id(block: Block, stem: str, numbers: Numbers) -> str:
    """A block's own id, the next of its kind, or none for what has none in Markdown."""
    if isinstance(block, Rule):
        return ""
    return block.id if isinstance(block, Figure) else numbers.next(stem, called(_kind(block)))


def _in_a_box(blocks: Iterable[Block]) -> tuple[Paragraph | Table, ...]:
    return tuple(block for block in blocks if isinstance(block, Paragraph | Table))


def _with_id(block: Block, id_: str, also: tuple[str, ...]) -> Block:
    if isinstance(block, Paragraph | Table | Code):
        return replace(block, id=id_, also=also)
    if isinstance(block, Heading | Box | Figure):
        return replace(block, id=id_)
    return block


def _beads(
    left: Sequence[Block], right: Sequence[Block], codes: tuple[str, str], notes: _Notes
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    if not right:
        return []
    units_left, units_right = _units(left, "l", notes[0]), _units(right, "r", notes[1])
    alignment = align_units(units_left, units_right, left_language=codes[0], right_language=codes[1])
    return [(bead.left, bead.right) for bead in alignment.beads]


def _units(blocks: Sequence[Block], side: str, notes: Mapping[str, Note]) -> list[Unit]:
    units = []
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            text = block.title.plain
        elif isinstance(block, Box):
            text = "\n".join((block.title.plain, *(inner.text.plain for inner in block.blocks)))
        elif isinstance(block, Figure):
            text = f"{block.caption.plain}\n{block.source.plain}"
        else:
            text = block.text.plain
        cited = frozenset(cited_address(notes[r.label]) for r in references_in([block]) if r.label and r.label in notes)
        kind = block.kind if isinstance(block, Box) else type(block).__name__.lower()
        units.append(Unit(f"{side}{index}", kind, text, cited))
    return units
