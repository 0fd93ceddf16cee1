"""A change as HTML: what went is in `<del>`, what came in `<ins>`, each also named for who cannot see it."""

import re
from collections.abc import Iterable
from html import escape

from msgspec import Struct

from duizhao.compare.difference import Piece, excerpt, pieces

_REFERENCE = re.compile(r"\[\^n?([^\]\s]+)\]")


class Words(Struct, frozen=True):
    """What a screen reader says before and after a mark, such as “deleted: ” and “, end”."""

    deleted: str
    inserted: str
    end: str


def sides(before: str, after: str, words: Words, around: int | None = None) -> tuple[str, str]:
    """Both texts with their marks; `around`: only so many characters beside each change."""
    parts: Iterable[Piece] = pieces(before, after)
    if around is not None:
        parts = excerpt(tuple(parts), around)
    parts = tuple(parts)
    return _html((p for p in parts if p.kind != "inserted"), words), _html(
        (p for p in parts if p.kind != "deleted"), words
    )


def combined(parts: Iterable[Piece], words: Words) -> str:
    """One run of text with what went and what came."""
    return _html(parts, words)


def _html(parts: Iterable[Piece], words: Words) -> str:
    return "".join(_piece(part, words) for part in parts)


def _piece(part: Piece, words: Words) -> str:
    text = plain(part.text)
    if part.kind == "same":
        return text
    tag, said = ("del", words.deleted) if part.kind == "deleted" else ("ins", words.inserted)
    return f"<{tag}>{_hidden(said)}{text}{_hidden(words.end)}</{tag}>"


def _hidden(text: str) -> str:
    return f'<span class="edition-hidden">{escape(text)}</span>' if text else ""


def plain(text: str) -> str:
    """A unit's text as HTML: footnote references as small numbers."""
    return _REFERENCE.sub(r"<sup>[\1]</sup>", escape(text, quote=False)).replace("\n", "<br>")
