"""References to notes in HTML: links whose text is a mark, to something further down."""

import re
from html import unescape

from duizhao.patterns import compiled

_MARK = compiled(r"\s*[\[(（〔]?\s*(?:\d{1,4}|[①-⑳㉑-㉟]|[*†‡§¶#]{1,3}|[ivxlc]{1,6}|[a-z])\s*[\])）〕]?\s*")
_LINK = compiled(r"<a\b(?P<attributes>[^<>]*)>(?P<text>.{0,200}?)</a\s*>", re.DOTALL | re.IGNORECASE)
_HREF = compiled(r"""\bhref\s*=\s*(?:"[^"#]*#([^"]+)"|'[^'#]*#([^']+)'|#([^\s"'>]+))""", re.IGNORECASE)
_NAME = compiled(r"""\b(?:id|name)\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))""", re.IGNORECASE)
_TAG = compiled(r"<[^<>]*>")


def note_targets(html: str) -> tuple[frozenset[str], frozenset[int]]:
    """What references to notes lead to, and where the texts of links stand that lead back.

    A reference is a link whose text is a mark, to something further down; one that leads up leads back.
    """
    places: dict[str, int] = {}
    for tag in _TAG.finditer(html):
        for match in _NAME.finditer(tag[0]):
            places.setdefault(match[1] or match[2] or match[3], tag.start())
    targets, links = set(), []
    for link in _LINK.finditer(html):
        text = unescape(_TAG.sub("", link["text"])).strip()
        href = _HREF.search(link["attributes"])
        if not href or not (_MARK.fullmatch(text) or text in "↩︎↑^⤴"):
            continue
        target = href[1] or href[2] or href[3]
        if target in places:
            links.append((target, link))
            if places[target] > link.start() and text not in ("↩", "↩︎", "↑", "^"):
                targets.add(target)
    back = set()
    for target, link in links:
        if target not in targets or places[target] < link.start():
            start = link.start("text")
            for run in re.finditer(r"[^<>]+(?![^<]*>)", link["text"]):
                back.add(start + run.start())
    return frozenset(targets), frozenset(back)
