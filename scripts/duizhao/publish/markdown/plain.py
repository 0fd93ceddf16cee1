"""What an element says in plain text, for attributes such as `alt` and `aria-label`."""

from __future__ import annotations

import html
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import remove_fnrefs, render_inner_html, strip_tags


def plain_text(element: Element, md: Markdown) -> str:
    """The element's text without tags, footnote references and escapes."""
    return html.unescape(strip_tags(render_inner_html(remove_fnrefs(element), md)))


def classes(element: Element) -> list[str]:
    """The element's classes, in order."""
    return (element.get("class") or "").split()
