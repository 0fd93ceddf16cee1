"""Where HTML's pieces stand: a parser that tells text by its offset, character references as what they are; and which
links refer to notes: those whose text is a mark, to something further down."""

import re
from abc import abstractmethod
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

from duizhao.patterns import compiled
from duizhao.source.model import Reason

#: Takes note of characters of the HTML that no reader sees, from an offset to another, and why.
Skip = Callable[[int, int, Reason], None]


class PlacedHtml(HTMLParser):
    """Reads HTML and hands on text, by `_text`, and comments, to `skip`, with their places."""

    def __init__(self, html: str, skip: Skip) -> None:
        super().__init__(convert_charrefs=False)
        self._html, self._skip = html, skip
        self._starts = [0, *(match.end() for match in re.finditer("\n", html))]

    @abstractmethod
    def _text(self, data: str, at: int, width: int) -> None:
        """Takes what some characters at an offset say."""

    def handle_data(self, data: str) -> None:
        self._text(data, self._offset(), len(data))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, raw: str) -> None:
        at = self._offset()
        written = raw + ";" * self._html.startswith(";", at + len(raw))
        char = unescape(raw + ";")
        # What the browser does not know either, it shows as it is written.
        self._text(char if char != raw + ";" else written, at, len(written))

    def handle_comment(self, data: str) -> None:
        at = self._offset()
        self._skip(at, self._html.find(">", at + len(data)) + 1 or len(self._html), Reason.COMMENT)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[min(line, len(self._starts)) - 1] + column


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
