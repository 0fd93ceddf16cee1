"""Where HTML's pieces stand: a parser that tells text by its offset, character references as what they are."""

import re
from abc import abstractmethod
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

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
