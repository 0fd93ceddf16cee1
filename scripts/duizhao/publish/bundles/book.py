"""The edition in one language as a book: its pages in reading order, each a clean tree, ids unique in the whole."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from bs4 import Tag
from mkdocs.exceptions import PluginError
from msgspec import Struct

from duizhao.document.citations import citations, linked, ways_back
from duizhao.document.editions import editions
from duizhao.document.model import Edition, Page
from duizhao.errors import InputError
from duizhao.project import Project
from duizhao.publish.bundles.identifiers import Identifiers
from duizhao.publish.bundles.images import Image, place_images
from duizhao.publish.bundles.rendering import Renderer, renderer
from duizhao.publish.bundles.trees import HEADINGS, as_list, new_tag, set_levels
from duizhao.publish.markdown.page import Behind
from duizhao.publish.site.content import told_behind
from duizhao.publish.site.front_matter import Edition as Facts
from duizhao.publish.site.front_matter import PageFacts, edition, page_facts
from duizhao.publish.site.strings import Strings, load_strings
from duizhao.source.editions import codes_of


class Note(Struct, frozen=True):
    """A footnote: its id in the book, its number on its page, its content, and the ids of the references to it."""

    id: str
    number: str
    body: Tag
    references: tuple[str, ...]


class Leaf(Struct, frozen=True):
    """A page of the book.

    `key`: its name for files, unique in the book; `anchor`: the id of its heading; `depth`: 0 for the home page, 1 for
    a part or a chapter, 2 for a section of a chapter. `body` begins with the heading.
    """

    key: str
    path: str
    facts: PageFacts
    depth: int
    anchor: str
    body: Tag
    notes: tuple[Note, ...]


class Book(Struct, frozen=True):
    """An edition in one language. `name`: the edition's; `images`: by the path their elements name; `prefix`: what
    stands before every id."""

    name: str
    language: str
    strings: Strings
    facts: Facts
    leaves: tuple[Leaf, ...]
    images: dict[str, Image]
    prefix: str = ""

    @property
    def home(self) -> Leaf | None:
        """The page with the title."""
        return next((leaf for leaf in self.leaves if leaf.depth == 0), None)

    @property
    def text(self) -> tuple[Leaf, ...]:
        """All pages but the home page."""
        return tuple(leaf for leaf in self.leaves if leaf.depth)


def read_books(project: Project, profile: Path, *, apart: bool = False) -> tuple[Book, ...]:
    """The books of an edition, one for each of its languages, in the profile's order.

    `apart`: the ids of all books but the first begin with the language, so that two books can stand in one file.

    Raises:
        InputError: a page cannot be read, or lacks what says where it belongs.
    """
    found = {each.language: each for each in editions(project)}
    codes = [code for code in codes_of(project, profile) if code in found]
    if not codes:
        raise InputError(
            "There is no edition in a language of the profile.", file=str(project.root / "docs"),
            hint="Run `duizhao convert` first.",
        )  # fmt: skip
    prefixes = [f"{code}-" if apart and code != codes[0] else "" for code in codes]
    try:
        return tuple(
            _book(project, profile.stem, found[code], prefix) for code, prefix in zip(codes, prefixes, strict=True)
        )
    except PluginError as error:
        raise InputError("{fault}", fault=error, hint="Compare with another page's front matter.") from None


def _book(project: Project, name: str, source: Edition, prefix: str) -> Book:
    language = source.language
    strings = load_strings(language)
    home = project.root / "docs" / language / "index.md"
    facts = edition(home, f"docs/{language}/index.md")
    rendering = renderer(project, language, strings)
    identifiers = Identifiers(prefix)
    images: dict[str, Image] = {}
    leaves = []
    for page in source.pages:
        leaf, found = _leaf(project, page, rendering, identifiers)
        leaves.append(leaf)
        images.update(found)
    identifiers.link([(leaf.path, leaf.anchor, [leaf.body, *(n.body for n in leaf.notes)]) for leaf in leaves])
    leaves.sort(key=lambda leaf: (leaf.depth > 0, leaf.facts.order, leaf.path))
    return Book(name, language, strings, facts, tuple(leaves), images, prefix)


def _leaf(project: Project, page: Page, rendering: Renderer, identifiers: Identifiers) -> tuple[Leaf, dict[str, Image]]:
    source = page.content
    facts = page_facts(source, page.file)
    depth = 0 if facts.kind == "home" else 2 if facts.chapter is not None and facts.kind != "chapter" else 1
    cited = citations(project, page.language)
    behind = Behind(told_behind(project, page.language, reviews=False), ways_back(page, cited))
    body, drawn = rendering.tree(linked(page, cited), behind)
    heading = body.find("h1")
    if not isinstance(heading, Tag):
        heading = new_tag("h1")
        heading.string = facts.title
        body.insert(0, heading)
    key = identifiers.key(page.path)
    anchor = identifiers.settle(page.path, key, body, heading)
    images = place_images(body, project.root / "docs", page.language, page.path, drawn)
    notes = tuple(_notes(body))
    for link in body.select("a.footnote-backref"):  # an entry's, to what cites it
        link["class"] = "back"
        link.insert_before(" ")
    set_levels(body, max(depth, 1))
    return Leaf(key, page.path, facts, depth, anchor, body, notes), images


def _notes(body: Tag) -> Iterator[Note]:
    """The notes of a page, taken out of its tree."""
    cited = {str(link["id"]) for link in body.find_all("sup", id=True)}
    for section in body.select("div.footnote"):
        section.extract()
        for number, item in enumerate(section.select("ol > li"), 1):
            back = [str(link["href"]).removeprefix("#") for link in item.select("a.footnote-backref")]
            for link in item.select("a.footnote-backref"):
                link.extract()
            content = new_tag("div")
            for child in list(item.contents):
                content.append(child.extract())
            _trim(content)
            yield Note(str(item["id"]), str(number), content, tuple(id_ for id_ in back if id_ in cited))


def _trim(content: Tag) -> None:
    """Takes the space off that stood before the links back."""
    for paragraph in [p for p in cast(list[Tag], content.find_all("p")) if p.contents][-1:]:
        last = paragraph.contents[-1]
        if not isinstance(last, Tag):
            last.replace_with(str(last).rstrip(" \u00a0"))


def headings(leaf: Leaf) -> list[Tag]:
    """The sub-headings of a page that stand in its own flow, not in a box."""
    found = [child for child in as_list(leaf.body) if child.name in HEADINGS and child.get("id")]
    return [heading for heading in found if heading["id"] != leaf.anchor]
