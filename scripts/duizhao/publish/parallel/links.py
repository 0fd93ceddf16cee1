"""The links of two counterpart pages as their parallel view has them: to what another view of the two languages shows
they lead there, so that the reader goes on in both; to anything else, to the page itself."""

from collections.abc import Collection, Mapping
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from duizhao.compare.pairs import PagePair, pair_blocks
from duizhao.document.citations import Citations, linked, ways_back
from duizhao.document.model import Block, Page


class Ways(Struct, frozen=True):
    """From where, and to what. `path`: the pages', in their editions; `view`: where their view is on the site, below
    which folder; `shown`: the paths of the pages that have a view of the two languages; `folders`: by language, where
    its pages are on the site."""

    path: str
    view: str
    shown: Collection[str]
    folders: Mapping[str, str]

    def lead(self, language: str, address: str) -> str:
        """What an address on the page in a language is in the view.

        >>> ways = Ways("1/2.md", "parallel/", {"3.md"}, {"en": "en/"})
        >>> [ways.lead("en", address) for address in ("../3.md#p1", "4.md", "#fn:5", "https://e.org/6.md")]
        ['../3.html#p1', '../../en/1/4.html', '#note-5', 'https://e.org/6.md']
        """
        target, sign, fragment = address.partition("#")
        path = normpath(join(dirname(self.path), target)) if target else self.path
        if ":" in target or not path.endswith(".md") or path.startswith(("/", "..")):
            return address
        shown = not target or unquote(path) in self.shown
        fragment = f"note-{fragment[3:]}" if shown and fragment.startswith("fn:") else fragment
        if not target:
            return f"#{fragment}"
        there = f"{self.view if shown else self.folders[language]}{path.removesuffix('.md')}.html"
        return f"{relpath(there, dirname(f'{self.view}{self.path}') or '.')}{sign}{fragment}"


def with_links(pair: PagePair, found: Mapping[str, Citations], ways: Ways) -> PagePair:
    """The two pages with links that lead on in the view, and one at each of their citations."""
    left, right = (_with_links(page, found[page.language], ways) if page else None for page in (pair.left, pair.right))
    return PagePair(left, right, pair_blocks(left.blocks if left else (), right.blocks if right else ()))


def cited_back(pair: PagePair, found: Mapping[str, Citations], ways: Ways) -> dict[tuple[str, str], list[str]]:
    """By language and id of an entry of a bibliography on the pages the ways to what cites it."""
    return {
        (page.language, id_): [ways.lead(page.language, address) for address in addresses]
        for page in (pair.left, pair.right)
        if page
        for id_, addresses in ways_back(page, found[page.language]).items()
    }


def _with_links(page: Page, found: Citations, ways: Ways) -> Page:
    def led(block: Block) -> Block:
        if not any(mark.kind == "link" for mark in block.marks):
            return block
        marks = (
            replace(mark, address=ways.lead(page.language, mark.address)) if mark.kind == "link" else mark
            for mark in block.marks
        )
        return replace(block, marks=tuple(marks))

    page = linked(page, found)
    return replace(
        page,
        blocks=tuple(map(led, page.blocks)),
        notes={label: led(note) for label, note in page.notes.items()},
    )
