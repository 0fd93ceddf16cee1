"""An edition's pages as documents to search."""

from collections.abc import Iterable, Iterator

from duizhao.document.boxes import BY_NAME, FIGURE
from duizhao.document.model import Block, Edition, Page
from duizhao.document.safety.text import without_unseen
from duizhao.publish.search.model import Document, Passage

#: The kinds of blocks that are found by themselves; all others are text.
_KINDS = ("title", "heading", "note", *BY_NAME)


def documents(edition: Edition, folder: str) -> Iterator[Document]:
    """The edition's pages; `folder` is where its language is on the site (`en/`, or nothing for the default)."""
    for page in edition.pages:
        address = page.path.removesuffix(".md") + ".html"
        title = next((block.text for block in page.blocks if block.kind == "title"), page.path)
        yield Document(f"{folder}{address}", without_unseen(title), edition.language, address, tuple(_passages(page)))


def _passages(page: Page) -> Iterator[Passage]:
    boxes: dict[str, str] = {block.id: block.kind for block in page.blocks if block.kind in BY_NAME}
    told: set[str] = set()

    def notes(labels: Iterable[str]) -> Iterator[Passage]:
        """The notes with these labels, each once, with those they refer to."""
        for label in labels:
            note = page.notes.get(label)
            if note and label not in told:
                told.add(label)
                yield Passage(f"fn:{label}", "note", without_unseen(note.text))
                yield from notes(ref.label for ref in note.refs)

    for block in page.blocks:
        if block.text.strip():
            yield Passage(block.id, _kind(block, boxes), without_unseen(block.text), block.also)
        yield from notes(ref.label for ref in block.refs)
    yield from notes(page.notes)


def _kind(block: Block, boxes: dict[str, str]) -> str:
    if block.kind in _KINDS:
        return block.kind
    box = boxes.get(block.box, "")
    return box if box == FIGURE else f"{box}-text" if box else "text"
