"""Pieces of markup that the single page and the e-books share."""

from collections.abc import Sequence
from copy import copy
from html import escape

from bs4 import Tag

from duizhao.publish.bundles.book import Book, Leaf, Note
from duizhao.publish.bundles.trees import heading_of, inner, new_tag, parse

# The role of a page of the edition, by its name or its kind (W3C, Digital Publishing WAI-ARIA Module 1.1).
_NAMED_ROLES = {
    "abstract": "doc-abstract",
    "acknowledgements": "doc-acknowledgments",
    "afterword": "doc-afterword",
    "appendix": "doc-appendix",
    "conclusion": "doc-conclusion",
    "epilogue": "doc-epilogue",
    "foreword": "doc-foreword",
    "introduction": "doc-introduction",
    "preface": "doc-preface",
}


def role_of(leaf: Leaf) -> str:
    """The page's role, or nothing if there is none for it."""
    if leaf.facts.kind == "chapter":
        return "doc-chapter"
    return _NAMED_ROLES.get(leaf.key, "")


def title_html(leaf: Leaf) -> str:
    """The page's heading as markup for lists of pages."""
    return heading_html(heading_of(leaf.body))


def heading_html(heading: Tag) -> str:
    """What a heading says as markup, without footnote references, ids and links."""
    said = copy(heading)
    for reference in said.select("sup[id]"):
        reference.extract()
    for element in said.select("[id]"):
        del element["id"]
    for link in said.select("a"):
        link.unwrap()
    return inner(said)


def nested(leaves: Sequence[Leaf]) -> list[tuple[Leaf, list[Leaf]]]:
    """The pages with those that stand below them: a chapter with its sections."""
    found: list[tuple[Leaf, list[Leaf]]] = []
    for leaf in leaves:
        if leaf.depth > 1 and found and found[-1][0].facts.chapter == leaf.facts.chapter:
            found[-1][1].append(leaf)
        else:
            found.append((leaf, []))
    return found


def linked_note(note: Note, book: Book) -> Tag:
    """A note's content with a link back to each reference behind its last word."""
    body = copy(note.body)
    paragraphs = body.find_all("p", recursive=False)
    last = paragraphs[-1] if paragraphs else body
    label = escape(book.strings.footnote_back.format(number=note.number))
    for reference in note.references:
        last.append(" ")
        link = f'<a class="back" role="doc-backlink" href="#{reference}" aria-label="{label}">↩</a>'
        last.extend(parse(link))
    return body


def numbered_note(note: Note, book: Book) -> Tag:
    """A note's content with its number at its beginning, for notes that are no list."""
    content = linked_note(note, book)
    first = content.find("p", recursive=False)
    place = first if isinstance(first, Tag) else content
    place.insert(0, parse(f'<span class="number">{note.number}</span>')[0])
    place.insert(1, " ")
    return content


def home_rest(book: Book) -> Tag:
    """What the home page holds besides its heading."""
    rest = copy(book.home.body) if book.home else new_tag("div")
    if book.home:
        heading_of(rest).extract()
    return rest


def paragraphs(lines: Sequence[str]) -> str:
    """Lines of our own as paragraphs."""
    return "\n".join(f"<p>{escape(line)}</p>" for line in lines)
