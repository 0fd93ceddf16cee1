"""What every rule may look at: the editions, their pairing, and what is made from them once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from duizhao.check.model import Place
from duizhao.check.prose import Prose, prose_of
from duizhao.compare.alignment.align import SentenceBead
from duizhao.compare.meaning.model import SentenceModel, installed_model
from duizhao.compare.pairs import PagePair, Row, pair_editions
from duizhao.compare.pairs import pairs as paired
from duizhao.compare.sentence_aligner import SentenceAligner, aligner, aligner_for
from duizhao.document.editions import DOCS, editions, in_order, read_page
from duizhao.document.model import Block, Edition, Page
from duizhao.document.safety.files import FileHazard, file_hazards
from duizhao.memo import Memo
from duizhao.project import Project

if TYPE_CHECKING:
    from duizhao.revise.fidelity.load import Fidelity


class Context:
    """One run of the checks on an edition. What compares two languages takes the first two; see `compared`.

    `whole`: it is the edition of `project` as it stands there, so that what is known of that holds. `model`: gives what
    tells what sentences mean, if there is one.
    """

    def __init__(
        self,
        editions: Sequence[Edition],
        project: Project,
        fidelity: Callable[[], Fidelity | None] = lambda: None,
        *,
        whole: bool = False,
        model: Callable[[], SentenceModel | None] = installed_model,
    ) -> None:
        self.editions = tuple(editions)
        self.project = project
        self._fidelity = fidelity
        self._whole = whole
        self._model = model
        self._prose: dict[str, tuple[Prose, ...]] = {}

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self.project.root

    @property
    def memo(self) -> Memo:
        """Remembers what was computed from texts."""
        return self.project.memo

    @cached_property
    def fidelity(self) -> Fidelity | None:
        """What sets the edition apart from its source; None if the source is not known."""
        return self._fidelity()

    @cached_property
    def renamed(self) -> dict[str, str]:
        """The pages that had another path when the source was converted last: it, by their present one."""
        base = self.fidelity.base if self.fidelity else None
        return {now: was for each in self.editions if base for now, was in base.renamed(each.pages).items()}

    @cached_property
    def pairs(self) -> tuple[PagePair, ...]:
        """The pages of the first two languages in pairs; none with one language."""
        if len(self.editions) < 2:
            return ()
        first, second = self.editions[:2]
        if self._whole and not self.left_out:
            return paired(self.project, first.language, second.language)
        pairs = pair_editions(first, second)
        return tuple(
            pair for pair in pairs if not any(page and page.path in self.left_out for page in (pair.left, pair.right))
        )

    @cached_property
    def left_out(self) -> frozenset[str]:
        """The pages that cannot be read, and folders of such pages, by their paths below a language's folder: nothing
        stands beside what they are the counterparts of."""
        gone = {file.removeprefix(f"{DOCS}/").partition("/")[2] for file in self.project.without}
        folders = tuple(f"{each}/" for each in gone)
        return frozenset({*gone, *(page.path for page in self.pages() if page.path.startswith(folders))})

    @cached_property
    def file_hazards(self) -> tuple[FileHazard, ...]:
        """What has no place in the folder of documents."""
        return tuple(file_hazards(self.project.root))

    @cached_property
    def compared(self) -> tuple[Context, ...]:
        """This context, in which the first two languages are compared, and for each further language one in which it
        is compared with the first."""
        others = self.editions[1:]
        return (
            self,
            *(
                Context(
                    (self.editions[0], other, *(each for each in others if each is not other)),
                    self.project,
                    lambda: self.fidelity,
                    whole=self._whole,
                    model=self._model,
                )
                for other in others[1:]
            ),
        )

    def between(self, first: str, second: str) -> Context:
        """This context, in which these two of its languages are compared."""
        pair = sorted(self.editions, key=lambda edition: (edition.language != first, edition.language != second))
        return Context(pair, self.project, lambda: self.fidelity, whole=self._whole, model=self._model)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages' codes, the reference first."""
        return tuple(edition.language for edition in self.editions)

    @cached_property
    def aligner(self) -> SentenceAligner:
        """Aligns the sentences of the first two languages."""
        first, second = self.languages[:2]
        if self._whole:
            return aligner(self.project, first, second)
        return aligner_for(self.project, self.pairs, first, second, self._model())

    def prose(self, page: Page) -> tuple[Prose, ...]:
        """The blocks of a page as they read, each character with its place in the file."""
        if page.file not in self._prose:
            self._prose[page.file] = prose_of(page)
        return self._prose[page.file]

    def pages(self) -> Iterator[Page]:
        """Every page of every language."""
        for edition in self.editions:
            yield from edition.pages

    def sentences(self, paired: PairedRow) -> tuple[SentenceBead, ...]:
        """The sentences of a row's two sides, aligned; spans are in the sides' texts."""
        return self.aligner(paired.text(0), paired.text(1))

    def rows(self) -> Iterator[PairedRow]:
        """Every row of counterpart blocks with its pages."""
        for pair in self.pairs:
            for row in pair.rows:
                yield PairedRow(pair, row)


class PairedRow(Struct, frozen=True):
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
    project: Project,
    codes: Sequence[str] = (),
    profile: Path | None = None,
    contents: Mapping[str, str] | None = None,
) -> Context:
    """The editions of a project in the order of their `codes`; the first is the reference language. Without its
    `profile` the edition is not compared with its source.

    `contents`: what to take for a file (named from the project's folder) instead of what it holds.

    Raises:
        InputError: there is no edition, or a file cannot be read.
    """
    found = editions(project)
    if contents:
        found = tuple(_with(edition, contents) for edition in found)
    ordered = in_order(found, codes)

    def compared() -> Fidelity | None:
        from duizhao.revise.fidelity.load import fidelity_of

        return fidelity_of(project, profile) if profile else None

    return Context(ordered, project, compared, whole=not contents)


def _with(edition: Edition, contents: Mapping[str, str]) -> Edition:
    pages = tuple(
        read_page(contents[page.file].replace("\r\n", "\n"), page.language, page.path, page.file)
        if page.file in contents
        else page
        for page in edition.pages
    )
    return Edition(edition.language, tuple(sorted(pages, key=lambda page: (page.order, page.path))))
