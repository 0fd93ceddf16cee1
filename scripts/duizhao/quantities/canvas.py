"""A text in which what has been read is blanked out, so that no character is read twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

#: Stands for a character that has been read: no letter, digit, space or punctuation of any rule.
BLANK = "\0"

_T = TypeVar("_T")

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\u3000-\u9fff\uff00-\uffef]+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]")


class Canvas:
    """A text of unchanging length; `whole` is how it came, `text` what is left of it."""

    def __init__(self, text: str) -> None:
        self.whole = self.text = text
        self.take(_ADDRESS, lambda match: True)
        self.take(_FOOTNOTE, lambda match: True)

    def take(self, pattern: re.Pattern[str], read: Callable[[re.Match[str]], _T | None]) -> list[_T]:
        """What `read` makes of the pattern's matches; those it makes something of are blanked out."""
        found: list[_T] = []
        pieces: list[str] = []
        at = 0
        for match in pattern.finditer(self.text):
            result = read(match)
            if result is not None:
                found.append(result)
                pieces += [self.text[at : match.start()], BLANK * (match.end() - match.start())]
                at = match.end()
        self.text = "".join([*pieces, self.text[at:]])
        return found
