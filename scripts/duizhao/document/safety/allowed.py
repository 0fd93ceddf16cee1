"""What may be in a page's content, whatever its Markdown holds: an allow-list, enforced by nh3 (Ammonia).

The check refuses what is not on the list; a page that was built without asking it is harmless all the same.
"""

from collections.abc import MutableMapping
from functools import lru_cache
from typing import Any

import nh3

from duizhao.document.safety.text import SCHEMES, leads_elsewhere, without_unseen

_TAGS = {
    *("a", "abbr", "aside", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "dfn", "div"),
    *("dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd"),
    *("li", "mark", "ol", "p", "pre", "q", "s", "section", "small", "span", "strong", "sub", "summary", "sup"),
    *("table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr"),
    # What a figure is drawn with from its data.
    *("svg", "g", "path", "rect", "circle", "line", "text", "title", "desc"),
}
_DRAWN = {"x", "y", "x1", "x2", "y1", "y2", "width", "height", "cx", "cy", "r", "d", "transform", "text-anchor"}
_ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "role", "tabindex", "translate"}
    | {f"aria-{name}" for name in ("current", "hidden", "label", "labelledby", "describedby")}
    # What our own extension of Markdown says of an element.
    | {f"data-{name}" for name in ("also", "label", "place", "search-exclude")},
    "a": {"href", "title", "rel", "hreflang", "download"},
    "abbr": {"title"},
    "img": {"src", "alt", "title"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "svg": {"viewBox", *_DRAWN},
    **dict.fromkeys(("g", "path", "rect", "circle", "line", "text"), _DRAWN),
}
_LED_TO = tuple(f"{scheme}:" for scheme in SCHEMES)


def harmless(html: str, *, ours: bool = False) -> str:
    """The content of a page with nothing in it that could run, load, submit, restyle or stand for an element of the
    theme's. `ours`: our own program made the page, so that data for our scripts may stay.

    What cannot be seen goes first: what is allowed is what is left without it.
    """
    return nh3.clean(
        without_unseen(html),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        clean_content_tags={"script", "style"},
        url_schemes=set(SCHEMES),
        generic_attribute_prefixes={"data-", "aria-"} if ours else None,
        link_rel=None,
        attribute_filter=_attribute,
    )


def led_to(tag: str, name: str, value: str) -> str | None:
    """The address that an attribute may have, as it is without what cannot be seen; None if it leads where none may.
    What is no address stays as it is."""
    if name not in ("src", "href"):
        return value
    plain = without_unseen(value)
    allowed = tag != "img" and plain.lower().startswith(_LED_TO)
    return plain if allowed or not leads_elsewhere(plain) else None


@lru_cache(maxsize=16384)  # most stand on many pages
def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value an attribute may have; None if it may not be there."""
    if name in ("src", "href"):
        return led_to(tag, name, value)
    if name == "id":
        return None if value.startswith("__") else value
    if name == "class":
        return " ".join(part for part in value.split() if not part.startswith("md-")) or None
    if name.startswith("data-md-"):
        return None
    if name == "tabindex":
        # A place of one's own in the order of the tabulator would take the reader out of the text's.
        return value if value in ("0", "-1") else None
    return value


def known_only(meta: MutableMapping[str, Any], keys: tuple[str, ...]) -> None:
    """Takes out of a page's front matter what no page may have, so that it cannot choose its template."""
    for key in [key for key in meta if key not in keys]:
        del meta[key]
