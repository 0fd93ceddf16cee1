"""Footnote labels: the same on both sides for counterparts, in reading order on each page."""

import difflib
from collections.abc import Container, Iterable, Sequence

from msgspec.structs import replace

from duizhao.document.addresses import ADDRESS
from duizhao.source.contents import Content, references_in, with_contents
from duizhao.source.inline import NoteRef
from duizhao.source.model import Block, Box, Heading, Note, Paragraph, Table

#: How alike two addresses must be (0 to 1) to be the same reference with a slip in it.
ALIKE = 0.9


def shared_labels(
    left: Sequence[Note], right: Sequence[Note], left_blocks: Sequence[Block], right_blocks: Sequence[Block]
) -> tuple[dict[str, str], dict[str, str]]:
    """From each side's labels to the shared ones: notes of counterpart blocks pair by address, then by order."""
    pairs: dict[str, str] = {}
    notes_left = {note.label: note for note in left}
    notes_right = {note.label: note for note in right}
    places = {block_id: _labels_in(blocks, notes_left) for block_id, blocks in _by_id(left_blocks).items()}
    for block_id, blocks in _by_id(right_blocks).items():
        _pair(places.get(block_id, []), _labels_in(blocks, notes_right), notes_left, notes_right, pairs)
    # What is left may still pair across blocks, if both sides cite the same address.
    free_left = [n.label for n in left if n.label not in pairs]
    free_right = [n.label for n in right if n.label not in pairs.values()]
    _pair_alike(free_left, free_right, notes_left, notes_right, pairs, least=1.0)
    return _numbered(left, right, pairs)


def _numbered(
    left: Sequence[Note], right: Sequence[Note], pairs: dict[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Shared labels in the left side's order; a note only the right side has follows the one before it there."""
    place = {note.label: index for index, note in enumerate(left)}
    to_left = {b: a for a, b in pairs.items()}
    order: list[tuple[tuple[int, int], str | None, str | None]] = [
        ((index, -1), note.label, pairs.get(note.label)) for index, note in enumerate(left)
    ]
    last = -1
    for index, note in enumerate(right):
        if note.label in to_left:
            last = place[to_left[note.label]]
        else:
            order.append(((last, index), None, note.label))
    order.sort(key=lambda item: item[0])
    new_left = {a: f"n{number}" for number, (_, a, _) in enumerate(order, 1) if a}
    new_right = {b: f"n{number}" for number, (_, _, b) in enumerate(order, 1) if b}
    return new_left, new_right


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
    notes_left: dict[str, Note],
    notes_right: dict[str, Note],
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
    notes_left: dict[str, Note],
    notes_right: dict[str, Note],
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
