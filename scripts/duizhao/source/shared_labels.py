"""Footnote labels: the same on both sides for counterparts, in reading order on each page."""

import difflib
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence

from msgspec.structs import replace

from duizhao.document.addresses import ADDRESS
from duizhao.source.contents import Content, references_in, with_contents
from duizhao.source.inline import NoteRef
from duizhao.source.model import Block, Box, Heading, Note, Paragraph, Table

#: How alike two addresses must be (0 to 1) to be the same reference with a slip in it.
ALIKE = 0.9


def shared_labels(notes: Sequence[Sequence[Note]], blocks: Sequence[Sequence[Block]]) -> list[dict[str, str]]:
    """From each side's labels to the shared ones: notes of blocks that are counterparts of the first side's pair by
    address, then by order."""
    first, *others = ({note.label: note for note in side} for side in notes)
    places = {block_id: _labels_in(found, first) for block_id, found in _by_id(blocks[0]).items()}
    paired = []
    for own, side in zip(others, blocks[1:], strict=True):
        pairs: dict[str, str] = {}
        for block_id, found in _by_id(side).items():
            _pair(places.get(block_id, []), _labels_in(found, own), first, own, pairs)
        # What is left may still pair across blocks, if both sides cite the same address.
        free = [label for label in own if label not in pairs.values()]
        _pair_alike([label for label in first if label not in pairs], free, first, own, pairs, least=1.0)
        paired.append({there: here for here, there in pairs.items()})
    return _numbered(notes, [{note: note for note in first}, *paired])


def _numbered(notes: Sequence[Sequence[Note]], firsts: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Shared labels in the first side's order; a note the first side lacks follows the one before it on its own.

    `firsts`: of each side the labels its notes' counterparts have on the first.
    """
    place = {note.label: index for index, note in enumerate(notes[0])}
    order: dict[tuple[int, int, int], list[tuple[int, str]]] = defaultdict(list)
    for at, (side, first) in enumerate(zip(notes, firsts, strict=True)):
        last = -1
        for index, note in enumerate(side):
            shared = first.get(note.label)
            last = place[shared] if shared is not None else last
            order[last, *((-1, 0) if shared is not None else (index, at))].append((at, note.label))
    labels: list[dict[str, str]] = [{} for _ in notes]
    for number, key in enumerate(sorted(order), 1):
        for at, label in order[key]:
            labels[at][label] = f"n{number}"
    return labels


def _by_id(blocks: Sequence[Block]) -> dict[str, list[Block]]:
    """The blocks by every id they answer to; a box's paragraphs by their own."""
    result: dict[str, list[Block]] = {}
    for block in blocks:
        inner = block.blocks if isinstance(block, Box) else (block,)
        for piece in inner:
            if isinstance(piece, Heading | Paragraph | Table):
                for own in (piece.id, *(() if isinstance(piece, Heading) else piece.also)):
                    result.setdefault(own, []).append(piece)
    return result


def _labels_in(blocks: Iterable[Block], notes: Container[str]) -> list[str]:
    """The labels of those notes that some blocks refer to, in order."""
    return [ref.label for ref in references_in(blocks) if ref.label and ref.label in notes]


def _pair(
    left: list[str],
    right: list[str],
    notes_left: Mapping[str, Note],
    notes_right: Mapping[str, Note],
    pairs: dict[str, str],
) -> None:
    """Pairs the notes of one block: by equal, then by similar addresses, the rest by order if as many are left on
    both sides."""
    left = [label for label in left if label not in pairs]
    right = [label for label in right if label not in pairs.values()]
    _pair_alike(left, right, notes_left, notes_right, pairs)
    rest_left = [label for label in left if label not in pairs]
    rest_right = [label for label in right if label not in pairs.values()]
    if len(rest_left) == len(rest_right):
        pairs.update(zip(rest_left, rest_right, strict=True))


def _pair_alike(
    left: Iterable[str],
    right: Iterable[str],
    notes_left: Mapping[str, Note],
    notes_right: Mapping[str, Note],
    pairs: dict[str, str],
    least: float = ALIKE,
) -> None:
    """Pairs notes whose addresses are at least so much alike (1: equal), the most alike first."""
    free = list(right)
    candidates = []
    for label in left:
        address = cited_address(notes_left[label])
        for other in free:
            there = cited_address(notes_right[other])
            likeness = 1.0 if address == there else 0.0
            if not likeness and least < 1:
                matcher = difflib.SequenceMatcher(None, address, there, autojunk=False)
                # What it is at most is known sooner.
                likeness = matcher.ratio() if matcher.quick_ratio() >= least else 0.0
            if likeness >= least:
                candidates.append((likeness, label, other))
    for _, label, other in sorted(candidates, key=lambda item: -item[0]):
        if label not in pairs and other in free:
            pairs[label] = other
            free.remove(other)


def cited_address(note: Note) -> str:
    """The note's first address, or its text if it has none."""
    match = ADDRESS.search(note.text.plain)
    return (match["framed"] or match["bare"]) if match else note.text.plain


def relabelled(block: Block, labels: dict[str, str]) -> Block:
    """The block with its references labelled anew; one without a note on its page has none then."""

    def relabel(content: Content) -> Content:
        return tuple(
            replace(item, label=labels.get(item.label or "")) if isinstance(item, NoteRef) else item for item in content
        )

    return with_contents(block, relabel)
