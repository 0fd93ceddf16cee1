"""Ids: the same for counterparts in every language, unique in the edition, readable.

The first language's edition is the reference; each further one is aligned to it page by page. A paragraph that
holds what are two in the other language is named after the first and names the others too (`also`).
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from duizhao.compare.alignment.align import Unit, align_units
from duizhao.document.ids import Numbers, called
from duizhao.source.contents import references_in
from duizhao.source.model import Block, Box, Code, Figure, Heading, Note, Paragraph, Rule, Table
from duizhao.source.shared_labels import cited_address, relabelled, shared_labels
from duizhao.source.structure import Edition, Page

#: One step of an alignment: indexes on the left, indexes on the right.
Bead = tuple[tuple[int, ...], tuple[int, ...]]

#: Each side's notes by label.
_Notes = tuple[Mapping[str, Note], Mapping[str, Note]]


def assign_ids(editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """The editions with an id on every heading, paragraph, box and figure, and labels on notes, shared by
    counterparts. With one language the ids are counted through each page."""
    if not editions:
        return ()
    first = editions[0]
    if len(editions) == 1:
        return (replace(first, pages=tuple(_paired(page, None)[0] for page in first.pages)),)
    named_first: tuple[Page, ...] = ()
    others = []
    for other in editions[1:]:
        counterparts = {page.path: page for page in other.pages}
        pairs = [_paired(page, counterparts.pop(page.path, None), (first.code, other.code)) for page in first.pages]
        done = {right.path: right for _, right in pairs if right}
        alone = {path: _paired(page, None)[0] for path, page in counterparts.items()}
        named_first = tuple(left for left, _ in pairs)
        others.append(replace(other, pages=tuple((done | alone)[page.path] for page in other.pages)))
    return (replace(first, pages=named_first), *others)


def _paired(left: Page, right: Page | None, codes: tuple[str, str] = ("", "")) -> tuple[Page, Page | None]:
    """Two counterpart pages with their ids."""
    notes = ({note.label: note for note in left.notes}, {note.label: note for note in right.notes} if right else {})
    left_blocks, right_blocks = _named(left.blocks, right.blocks if right else (), left.prefix, codes, notes)
    headings = [[page.heading] if page and page.heading else [] for page in (left, right)]
    labels_left, labels_right = shared_labels(
        left.notes, right.notes if right else (), headings[0] + left_blocks, headings[1] + right_blocks
    )
    named_left = _with(left, left_blocks, labels_left)
    return named_left, _with(right, right_blocks, labels_right) if right else None


def _with(page: Page, blocks: Sequence[Block], labels: dict[str, str]) -> Page:
    """The page with its blocks named and its notes labelled anew."""
    notes = tuple(replace(note, label=labels[note.label]) for note in page.notes)
    heading = relabelled(replace(page.heading, id=page.prefix), labels) if page.heading else None
    return replace(page, heading=heading, blocks=tuple(relabelled(b, labels) for b in blocks), notes=notes)


def _named(
    left: Sequence[Block], right: Sequence[Block], stem: str, codes: tuple[str, str], notes: _Notes
) -> tuple[list[Block], list[Block]]:
    """Both sides' blocks with ids that go on from `stem`, bead by bead."""
    numbers = Numbers()
    result_left, result_right = list(left), list(right)
    for at_left, at_right in _beads(left, right, codes, notes):
        longer = max(at_left, at_right, key=len)
        side = left if longer is at_left else right
        blocks = [side[i] for i in longer]
        ids = [_id(block, stem, numbers) for block in blocks]
        for target, indexes in ((result_left, at_left), (result_right, at_right)):
            # The last block of the shorter side holds all that is left on the longer one.
            for place, index in enumerate(indexes):
                also = tuple(ids[place + 1 :]) if place == len(indexes) - 1 else ()
                target[index] = _with_id(target[index], ids[place], also)
        first_left = result_left[at_left[0]] if at_left else None
        first_right = result_right[at_right[0]] if at_right else None
        if isinstance(first_left, Box) or isinstance(first_right, Box):
            box_left = first_left if isinstance(first_left, Box) else None
            box_right = first_right if isinstance(first_right, Box) else None
            inner_left, inner_right = _named(
                box_left.blocks if box_left else (), box_right.blocks if box_right else (), ids[0], codes, notes
            )
            if box_left:
                result_left[at_left[0]] = replace(box_left, blocks=_in_a_box(inner_left))
            if box_right:
                result_right[at_right[0]] = replace(box_right, blocks=_in_a_box(inner_right))
    return result_left, result_right


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


def _beads(left: Sequence[Block], right: Sequence[Block], codes: tuple[str, str], notes: _Notes) -> list[Bead]:
    if not right:
        return [((i,), ()) for i in range(len(left))]
    if not left:
        return [((), (i,)) for i in range(len(right))]
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
