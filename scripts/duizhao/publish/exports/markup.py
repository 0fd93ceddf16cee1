"""XML as text: escaping, and a writer that closes what it opens. For TMX and XLIFF, both XML 1.0 in UTF-8.

`xml.etree` would write a carriage return and a control character as they are; a reader would then change the one and
refuse the other.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Self

#: What XML 1.0 (production 2) does not allow in a document, not even as a reference. Surrogates are left: they are no
#: text, cannot come from a UTF-8 file, and encoding refuses them.
INVALID = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

#: What `escape` changes; most texts have none of it.
_SPECIAL = re.compile(rf"[&<>\r]|{INVALID.pattern}")


def code_point(char: str) -> str:
    """How a character is named where it cannot stand: `U+001F`."""
    return f"U+{ord(char):04X}"


def escape(text: str, invalid: Callable[[str], str] | None = None) -> str:
    """The text as element content: a parser gives it back character for character.

    `invalid` gives the markup for a character XML does not allow; without it, its code point in brackets stands there.
    """
    if not _SPECIAL.search(text):
        return text
    # To replace each sign in the whole takes a tenth of the time that a table for each character takes.
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return INVALID.sub(lambda match: (invalid or _named)(match[0]), escaped)


@lru_cache(maxsize=1000)
def escape_attribute(text: str) -> str:
    """The text as the value of an attribute, between double quotes."""
    return escape(text).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")


def _named(char: str) -> str:
    return f"[{code_point(char)}]"


class XmlWriter:
    """Collects a document, an element a line, two spaces in for each element it stands in."""

    def __init__(self) -> None:
        self._lines = ['<?xml version="1.0" encoding="UTF-8"?>']
        self._open: list[str] = []

    def element(self, name: str, attributes: dict[str, str] | None = None) -> Self:
        """An element of elements: what is written in its `with` block stands in it."""
        self._line(f"<{name}{_written(attributes)}>")
        self._open.append(name)
        return self

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        name = self._open.pop()
        self._line(f"</{name}>")

    def leaf(self, name: str, markup: str, attributes: dict[str, str] | None = None) -> None:
        """An element of text, given as markup (see `escape`)."""
        opening = f"<{name}{_written(attributes)}"
        self._line(f"{opening}>{markup}</{name}>" if markup else f"{opening}/>")

    def document(self) -> bytes:
        """What was written, with a line end after each line."""
        return "".join(f"{line}\n" for line in self._lines).encode()

    def _line(self, line: str) -> None:
        self._lines.append("  " * len(self._open) + line)


def _written(attributes: dict[str, str] | None) -> str:
    return "".join(f' {name}="{escape_attribute(value)}"' for name, value in (attributes or {}).items())
