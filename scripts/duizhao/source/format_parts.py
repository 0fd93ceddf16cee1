"""What a format's blocks bring with them, shared out: notes to the languages that refer to them, images to figures."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from duizhao.source.contents import references_in, texts_of
from duizhao.source.model import Block, Box, Figure, Note
from duizhao.source.structure import Edition

#: Where the images of figures stand in `docs/`.
FIGURES = "figures"


def plain_of(block: Block) -> str:
    """What a block reads; of a box its title, of a figure its caption."""
    return (block.title if isinstance(block, Box) else block.caption if isinstance(block, Figure) else block.text).plain


def start_of(block: Block) -> int:
    """Where in the source a block begins."""
    match block:
        case Box():
            return block.title.start if block.title else block.mark
        case Figure():
            return block.caption.start if block.caption.start >= 0 else block.place
        case _:
            return block.text.start


def end_of(block: Block) -> int:
    """Where in the source a block ends."""
    return max((text.end for text in texts_of(block)), default=start_of(block))


def notes_of(parts: Sequence[Sequence[Block]], notes: Iterable[Note]) -> list[list[Note]]:
    """The notes each of some texts refers to; what none refers to is that text's which it stands in or behind."""
    named = [{ref.label for ref in references_in(blocks)} for blocks in parts]
    starts = [start_of(blocks[0]) if blocks else 0 for blocks in parts]
    result: list[list[Note]] = [[] for _ in parts]
    for note in notes:
        own = [index for index, labels in enumerate(named) if note.label in labels]
        behind = [index for index, start in enumerate(starts) if start <= note.offset]
        result[(own or behind[-1:] or [0])[0]].append(note)
    return result


def images_of(editions: Sequence[Edition], images: Sequence[Mapping[str, bytes]]) -> dict[str, bytes]:
    """The images of each edition by path below `docs/`, called by their figures' ids; where languages have different
    ones, each has its own, with the language's code behind the id."""
    found: dict[str, dict[str, tuple[str, bytes]]] = {}
    for edition, own in zip(editions, images, strict=True):
        for page in edition.pages:
            for block in page.blocks:
                if isinstance(block, Figure) and block.image:
                    ending = PurePosixPath(block.image).suffix
                    found.setdefault(block.id, {})[edition.code] = (ending, own[block.image])
    result = {}
    for id_, by_language in found.items():
        digests = {hashlib.sha256(data).digest() for _, data in by_language.values()}
        for code, (ending, data) in by_language.items():
            name = id_ if len(digests) == 1 else f"{id_}.{code}"
            result[f"{FIGURES}/{name}{ending}"] = data
    return result
