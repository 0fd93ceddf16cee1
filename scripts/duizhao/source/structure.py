"""From the repaired flow of one language to the pages of its edition; a report is its editions."""

from collections import Counter

from msgspec import Struct, field
from msgspec.structs import replace

from duizhao.document.ids import Names, page_prefix
from duizhao.document.text import Text
from duizhao.source.contents import placed
from duizhao.source.findings import Finding
from duizhao.source.model import Block, Drop, Figure, Heading, LanguageText, Level, Note, Source


class Page(Struct, frozen=True):
    """One page of the edition. `path`: relative, without language and ending (`chapter-1/1-1`).

    `prefix`: what ids on the page begin with. `heading` is None for a home page.
    """

    path: str
    kind: str
    prefix: str
    order: int
    heading: Heading | None
    chapter: str
    section: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]


class Edition(Struct, frozen=True):
    """One language of the finished report: its title, its publisher and its pages in reading order.

    `date`: when it was published, in ISO 8601 as exactly as the profile says; empty if it does not.
    `licence`: what readers may do with it, as the profile says.
    """

    code: str
    title: Text
    publisher: Text
    pages: tuple[Page, ...]
    date: str = ""
    licence: str = ""


class Report(Struct, frozen=True):
    """The finished report: what was brought, its editions, what was left out, and what a person should look at.

    `sources`: the source of each edition; one and the same if a file holds all of them.
    """

    source: Source
    sources: tuple[Source, ...]
    editions: tuple[Edition, ...]
    drops: tuple[Drop, ...]
    findings: tuple[Finding, ...]


class _Draft(Struct):
    heading: Heading | None
    chapter: str
    section: str
    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def build_edition(text: LanguageText) -> Edition:
    """One page a part, chapter opening and section; what stands before the first heading is on the home page."""
    drafts = [_Draft(None, "", "")]
    owners: list[_Draft] = []
    for block in text.blocks:
        if isinstance(block, Heading) and block.level is not Level.SUBHEADING:
            chapter, section = drafts[-1].chapter, ""
            if block.level is Level.CHAPTER:
                chapter = block.key
            elif block.level is Level.PART:
                chapter = ""
            else:
                section = block.key
                chapter = section.rpartition(".")[0] or chapter
            drafts.append(_Draft(block, chapter, section))
        else:
            drafts[-1].blocks.append(block)
        owners.append(drafts[-1])
    for index, note in placed(text.blocks, text.notes):
        (owners[index] if owners else drafts[0]).notes.append(note)
    names = _Names()
    pages = []
    for order, draft in enumerate(drafts):
        kind, path, prefix = names.of(draft)
        blocks = tuple(names.figure(block, prefix) for block in draft.blocks)
        notes = tuple(draft.notes)
        pages.append(Page(path, kind, prefix, order, draft.heading, draft.chapter, draft.section, blocks, notes))
    return Edition(text.code, text.title, text.publisher, tuple(pages))


class _Names:
    """Paths, id prefixes and figures' ids, each once."""

    def __init__(self) -> None:
        self._names = Names()
        self._folder = ""
        self._unnumbered: Counter[str] = Counter()

    def of(self, draft: _Draft) -> tuple[str, str, str]:
        """A page's kind, path and id prefix."""
        heading = draft.heading
        if heading is None:
            return "home", "index", "home"
        if heading.level is Level.PART:
            self._folder = ""
            name = self._names.once(heading.key)
            return "part", name, name
        if heading.level is Level.CHAPTER:
            prefix = self._names.once(page_prefix("chapter", heading.key))
            self._folder = prefix.replace("ch", "chapter-", 1)
            return "chapter", f"{self._folder}/index", prefix
        prefix = self._names.once(page_prefix("section", draft.section))
        path = f"{self._folder}/{prefix[1:]}" if self._folder else f"section-{prefix[1:]}"
        return "section", path, prefix

    def figure(self, block: Block, prefix: str) -> Block:
        """A figure with its id, without a number by its page and place there; any other block as it is."""
        if isinstance(block, Figure) and not block.number:
            self._unnumbered[prefix] += 1
            return replace(block, id=self._names.once(f"figure-{prefix}-{self._unnumbered[prefix]}"))
        if isinstance(block, Figure):
            return replace(block, id=self._names.once(f"figure-{block.number.replace('.', '-')}"))
        return block
