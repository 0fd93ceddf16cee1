"""How OpenDocument's styles look, as far as it says what a text is."""

from __future__ import annotations

import re

from lxml import etree
from msgspec import Struct

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
STYLE, _FO = f"{{{OASIS}:style:1.0}}", f"{{{OASIS}:xsl-fo-compatible:1.0}}"


class Looks(Struct):
    """How a style looks: what it is based on, its name, and what it sets. `size`: of letters, in points, 0 if it does
    not say; `breaks`: whether a page ends before it."""

    parent: str = ""
    name: str = ""
    strong: bool | None = None
    emphasis: bool | None = None
    raised: bool = False
    code: bool = False
    size: float = 0
    breaks: bool = False


def looks_of(style: etree._Element) -> Looks:
    """How a style looks."""
    name = (style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name", "")).replace("_20_", " ").lower()
    found = Looks(style.get(f"{STYLE}parent-style-name", ""), name, code=name in ("source text", "preformatted text"))
    properties = style.find(f"{STYLE}text-properties")
    if properties is not None:
        weight, slant = properties.get(f"{_FO}font-weight"), properties.get(f"{_FO}font-style")
        found.strong = None if weight is None else weight == "bold" or (weight.isdigit() and int(weight) >= 600)
        found.emphasis = None if slant is None else slant in ("italic", "oblique")
        found.size = _points(properties)
        found.raised = properties.get(f"{STYLE}text-position", "").startswith(("super", "3", "4", "5"))
    about = style.find(f"{STYLE}paragraph-properties")
    found.breaks = about is not None and about.get(f"{_FO}break-before") == "page"
    return found


def _points(properties: etree._Element) -> float:
    """The size of letters, of Han or others, whichever is bigger."""
    said = (properties.get(f"{_FO}font-size", ""), properties.get(f"{STYLE}font-size-asian", ""))
    return max(float(size[1]) if (size := re.fullmatch(r"(\d{1,3}(?:\.\d{1,4})?)pt", each)) else 0 for each in said)


def number_of(value: str | None) -> int:
    """A whole number; 1 for what is none."""
    return int(value) if value and value.isdigit() and len(value) < 5 else 1
