"""What every rule may look at: the editions, their pairing, and what is made from them once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from duizhao.check.model import Place
from duizhao.check.prose import Prose, prose_of
from duizhao.compare.alignment.align import SentenceBead
from duizhao.compare.pairs import PagePair, Row, pair_editions
from duizhao.compare.sentence_aligner import SentenceAligner, sentence_aligner
from duizhao.document.model import Block, Edition, Page
from duizhao.document.read import read_editions
from duizhao.memo import Memo

if TYPE_CHECKING:
    from duizhao.revise.fidelity.load import Fidelity

#: The text of each file's blocks, with the content it was read from. It outlives a run: `--watch` asks again and again.
_prose: dict[tuple[str, str], tuple[str, tuple[Prose, ...]]] = {}


class Context:
    """One run of the checks on an edition in one or two languages."""

    def __init__(
        self,
        editions: Sequence[Edition],
        root: Path,
        fidelity: Callable[[], Fidelity | None] = lambda: None,
        memo: Memo | None = None,
    ) -> None:
        self.editions = tuple(editions)
        self.root = root
        self._sentences: dict[tuple[str, str], tuple[SentenceBead, ...]] = {}
        self._fidelity = fidelity
        self.memo = memo or Memo()

    @cached_property
    def fidelity(self) -> Fidelity | None:
        """What sets the edition apart from its source; None if the source is not known."""
        return self._fidelity()

    @cached_property
    def pairs(self) -> tuple[PagePair, ...]:
        """The pages of the first two languages in pairs; none with one language."""
        return pair_editions(self.editions[0], self.editions[1]) if len(self.editions) > 1 else ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages' codes, the reference first."""
        return tuple(edition.language for edition in self.editions)

    @cached_property
    def aligner(self) -> SentenceAligner:
        """Aligns the sentences of the first two languages."""
        first, second = self.languages[:2]
        return sentence_aligner(self.root, self.pairs, (first, second), self.memo)

    def prose(self, page: Page) -> tuple[Prose, ...]:
        """The blocks of a page as they read, each character with its place in the file."""
        key = page.language, page.file
        kept = _prose.get(key)
        if not kept or kept[0] != page.content:
            kept = _prose[key] = page.content, prose_of(page)
        return kept[1]

    def pages(self) -> Iterator[Page]:
        """Every page of every language."""
        for edition in self.editions:
            yield from edition.pages

    def sentences(self, paired: PairedRow) -> tuple[SentenceBead, ...]:
        """The sentences of a row's two sides, aligned; spans are in the sides' texts."""
        texts = paired.text(0), paired.text(1)
        if texts not in self._sentences:
            self._sentences[texts] = self.aligner(*texts)
        return self._sentences[texts]

    def rows(self) -> Iterator[PairedRow]:
        """Every row of counterpart blocks with its pages."""
        for pair in self.pairs:
            for row in pair.rows:
                yield PairedRow(pair, row)


@dataclass(frozen=True, slots=True)
class PairedRow:
    """A row and the pages it stands on."""

    pages: PagePair
    row: Row

    def text(self, side: int) -> str:
        """The text of one side (0 or 1): its blocks' texts in order, a line break between them."""
        return "\n".join(block.text for block in self.blocks(side))

    def blocks(self, side: int) -> tuple[Block, ...]:
        """The blocks of one side."""
        return self.row.right if side else self.row.left

    def page(self, side: int) -> Page | None:
        """The page of one side."""
        return self.pages.right if side else self.pages.left

    def place(self, side: int, mark: tuple[int, int] | None = None) -> Place | None:
        """The place of the block of one side that holds `mark`, a stretch of the side's text, or of its first block;
        None if the side has neither block nor page."""
        page, blocks = self.page(side), self.blocks(side)
        if not page:
            return None
        if not blocks:
            return Place(page.language, page.file, 1, "", "")
        offset = 0
        for block in blocks if mark else ():
            if mark and mark[0] < offset + len(block.text):
                return place_of(page, block, (mark[0] - offset, min(mark[1] - offset, len(block.text))))
            offset += len(block.text) + 1
        return place_of(page, blocks[0], mark)

    def places(
        self, mark_left: tuple[int, int] | None = None, mark_right: tuple[int, int] | None = None
    ) -> tuple[Place, ...]:
        """The places of both sides, those that there are."""
        return tuple(p for p in (self.place(0, mark_left), self.place(1, mark_right)) if p)


def place_of(page: Page, block: Block, mark: tuple[int, int] | None = None) -> Place:
    """A block's place."""
    return Place(page.language, page.file, block.line, block.id, block.text, mark)


def load(
    root: Path,
    first: str | None = None,
    profile: Path | None = None,
    contents: Mapping[str, str] | None = None,
    memo: Memo | None = None,
) -> Context:
    """Reads the editions below `root/docs`; `first` is the reference language. Without its `profile` the edition
    is not compared with its source.

    `contents`: what to take for a file (named from `root`) instead of what it holds. `memo`: remembers what is
    computed from the same texts.

    Raises:
        InputError: there is no edition, or a file cannot be read.
    """
    editions = sorted(read_editions(root / "docs", root, contents), key=lambda edition: edition.language != first)
    if not profile:
        return Context(editions, root, memo=memo)
    known = profile

    def fidelity() -> Fidelity:
        from duizhao.revise.fidelity.load import load_fidelity

        return load_fidelity(root, known, editions)

    return Context(editions, root, fidelity, memo)
