"""What the title of a Word document may be told by: its style, or how big the first page's paragraphs are set."""

from collections.abc import Iterator

from lxml import etree

from duizhao.source.readers.docx_runs import letters, style_of
from duizhao.source.readers.docx_styles import Styles, W, value_of
from duizhao.source.readers.title_lines import most_of


def styled_title(body: etree._Element, styles: Styles) -> str:
    """What the first paragraph in the style of titles says, wherever it stands: on covers made from templates it is in
    a text box or a table. Empty if there is none."""
    titles = (each for each in body.iter(f"{W}p") if styles.names(style_of(each))[:1] == ["title"])
    return next((said for each in titles if (said := " ".join("".join(letters(each)).split()))), "")


def first_page(body: etree._Element, styles: Styles) -> Iterator[tuple[float, str, etree._Element]]:
    """The paragraphs with text before the first heading and the first page's end: the size of most of their letters in
    half points, their text, and they."""
    some = False
    for paragraph in body.iterfind(f"{W}p"):
        style = style_of(paragraph)
        if styles.outline(paragraph, style):
            return
        if (text := "".join(letters(paragraph))).strip():
            some = True
            yield size_of(paragraph, styles, style), text, paragraph
        if some and any(each.get(f"{W}type") == "page" for each in paragraph.iter(f"{W}br")):
            return


def size_of(paragraph: etree._Element, styles: Styles, style: str) -> float:
    """How big most of a paragraph's letters are, in half points."""
    inherited = next((each.size for each in styles.chain(style) if each.size), 0) or styles.size
    own = ((value_of(run.find(f"{W}rPr/{W}sz")), "".join(letters(run)).strip()) for run in paragraph.iter(f"{W}r"))
    return most_of(((int(size) if size.isdigit() else inherited, len(text)) for size, text in own), inherited)
