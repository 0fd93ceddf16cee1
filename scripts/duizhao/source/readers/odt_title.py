"""How big the paragraphs of an OpenDocument text's first page are set."""

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from duizhao.source.readers.odt_styles import OASIS, Looks
from duizhao.source.readers.title_lines import most_of

_T = f"{{{OASIS}:text:1.0}}"
#: The styles a style is made of.
Chain = Callable[[str], Iterable[Looks]]


def first_page(body: etree._Element, chain: Chain, usual: float) -> Iterator[tuple[float, str, etree._Element]]:
    """The paragraphs with text before the first heading and the first page's end: the size of most of their letters in
    points, their text, and they. `usual`: the size where nothing is said."""
    some = False
    for each in body:
        breaks = any(looks.breaks for looks in chain(each.get(f"{_T}style-name", "")))
        if each.tag == f"{_T}h" or (some and (breaks or each.tag == f"{_T}soft-page-break")):
            return
        if each.tag == f"{_T}p" and (text := "".join(each.itertext())).strip():
            some = True
            yield most_of(_sizes(each, chain, usual), usual), text, each


def _sizes(element: etree._Element, chain: Chain, inherited: float) -> Iterator[tuple[float, int]]:
    size = next((looks.size for looks in chain(element.get(f"{_T}style-name", "")) if looks.size), inherited)
    yield size, len((element.text or "").strip())
    for each in element:
        if each.tag in (f"{_T}span", f"{_T}a"):
            yield from _sizes(each, chain, size)
        yield size, len((each.tail or "").strip())
