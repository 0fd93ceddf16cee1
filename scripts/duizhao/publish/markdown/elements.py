"""Elements of HTML, and text in them that is shown as it is.

Python-Markdown writes an ampersand that begins a character reference as it stands. Ours never begins one: it is marked
by the sign Python-Markdown has for that.
"""

import re
from xml.etree.ElementTree import Element

from markdown.serializers import to_xhtml_string
from markdown.util import AMP_SUBSTITUTE

_REFERENCE = re.compile(r"&(?=(?:[0-9a-z]+|#[0-9]{1,6}|#x[0-9a-f]{1,6});)", re.IGNORECASE)
#: Signs that Python-Markdown puts to uses of its own.
_RESERVED = re.compile("[\u0002\u0003]")


def verbatim(text: str) -> str:
    """The text so that it is shown as it is."""
    return _REFERENCE.sub(f"{AMP_SUBSTITUTE}amp;", _RESERVED.sub("", text)) if "&" in text or "\2" in text else text


def element(tag: str, text: str = "", /, **attributes: str) -> Element:
    """An element with a text; a hyphen in an attribute's name is written `_`, and an empty one is left out."""
    made = Element(tag, {k.strip("_").replace("_", "-"): verbatim(value) for k, value in attributes.items() if value})
    made.text = verbatim(text) if text else None
    return made


def add_text(parent: Element, text: str) -> None:
    """Adds text behind all that is in an element."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + verbatim(text)
    else:
        parent.text = (parent.text or "") + verbatim(text)


def html_of(element: Element) -> str:
    """The element as HTML."""
    return to_xhtml_string(element).replace(AMP_SUBSTITUTE, "&")


def inner_html(element: Element) -> str:
    """What stands in the element as HTML."""
    whole = html_of(element)
    return whole[whole.index(">") + 1 : whole.rindex("<")] if len(element) or element.text else ""


#: Elements that stand on lines of their own.
_BLOCKS = (
    *("div", "aside", "figure", "figcaption", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "ul", "li", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td", "pre", "hr", "details", "img"),
)
#: What is written on one line with what it holds.
_DENSE = ("edition-table", "figure-chart", "figure-data")


def spaced(whole: Element) -> Element:
    """The element with a line end behind each block in it, for people who read the source."""
    dense = whole.get("class") in _DENSE
    if not dense and not (whole.text or "").strip() and len(whole) and whole[0].tag in _BLOCKS:
        whole.text = "\n"
    for child in whole:
        if child.tag not in _BLOCKS or (child.tag == "img" and whole.tag != "figure"):
            continue
        if child.tag != "pre" and whole.get("class") not in _DENSE[1:]:
            spaced(child)
        if not dense and not (child.tail or "").strip():
            child.tail = "\n"
    return whole
