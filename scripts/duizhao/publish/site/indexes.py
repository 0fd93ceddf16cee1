"""The pages that list all boxes of a kind in a language, in reading order: a page for each kind."""

from collections.abc import Iterator, Sequence
from html import escape

from msgspec import Struct

from duizhao.document.boxes import BY_NAME, box_words
from duizhao.document.editions import edition
from duizhao.document.model import Block, Page
from duizhao.languages.script import HAN_LETTER
from duizhao.patterns import compiled
from duizhao.project import Project, derived
from duizhao.publish.site.being_built import Building
from duizhao.publish.site.boxes import box_labels
from duizhao.publish.site.generated import GeneratedPage

#: How much of a box's text is shown: about three lines on a desktop, in characters of each script.
FIRST_WORDS = 200
FIRST_HAN = 80
# Where a text may be cut: behind a Han character, or between words.
_CUT = compiled(r"(?<=[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef])|\s+(?=\S)")


class Item(Struct, frozen=True):
    """A box: the page it stands in, itself, and the paragraphs in it."""

    page: Page
    block: Block
    inside: tuple[Block, ...]


def items(pages: Sequence[Page], kind: str) -> tuple[Item, ...]:
    """Every box of a kind on the pages, in order."""
    return tuple(
        Item(page, block, tuple(b for b in page.blocks if block.id and b.box == block.id))
        for page in pages
        for block in page.blocks
        if block.kind == kind
    )


def first_words(text: str) -> str:
    """The beginning of a text, cut between words or Han characters, with an ellipsis if something is left out.

    >>> first_words("short")
    'short'
    """
    text = " ".join(text.split())
    limit = FIRST_HAN if len(HAN_LETTER.findall(text)) * 2 > len(text) else FIRST_WORDS
    if len(text) <= limit:
        return text
    cuts = [match.start() for match in _CUT.finditer(text) if match.start() <= limit]
    shown = text[: cuts[-1] if cuts else limit].rstrip(" ,;:，；：、（(“‘《")
    return shown + ("……" if limit == FIRST_HAN else " …" if shown[-1:] in ".!?" else "…")


def pages(built: Building) -> Iterator[GeneratedPage]:
    """A page for each kind that there is. What they list is found where it stands."""
    labels = box_labels(built.project, built.current)
    for kind, words in box_words(built.current).items():
        found = {code: _items(built.project, code, kind) for code in built.languages}
        if mine := found[built.current]:
            name, label = BY_NAME[kind].page, labels[kind]
            text = words.listed.format(label=label, count=len(mine), measure=words.counted_by(label))
            body = "\n".join(_body(mine, name, text, built.strings.indexes["stands_in"]))
            yield GeneratedPage(name, words.list.format(label=label), body, [code for code in found if found[code]])


@derived
def _items(project: Project, language: str, kind: str) -> tuple[Item, ...]:
    return items(edition(project, language).pages, kind)


def _body(found: Sequence[Item], path: str, text: str, stands_in: str) -> Iterator[str]:
    yield f"{text}\n"
    yield '<ol class="edition-index">'
    for number, item in enumerate(found, 1):
        page = item.page.path.removesuffix(".md") + ".html"
        anchor = f"#{item.block.id}" if item.block.id else ""
        title = str(item.page.front.get("title", item.page.path))
        yield f'<li id="{path}-{number}">'
        yield f'<p class="index-title"><a href="{escape(page + anchor)}">{escape(item.block.text or title)}</a></p>'
        if item.inside and (words := first_words(item.inside[0].text)):
            yield f'<p class="index-text">{escape(words)}</p>'
        place = f'<a href="{escape(page)}">{escape(title)}</a>'
        yield f'<p class="index-place">{escape(stands_in).replace("{page}", place)}</p>'
        yield "</li>"
    yield "</ol>\n"
