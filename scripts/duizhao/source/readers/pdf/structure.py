"""The structure tree of a tagged PDF: which marked contents of which pages are a heading, a list, a cell."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as raw
from msgspec import Struct, field

#: No more nodes of all pages together, and none deeper, are looked at: what has more is read as if it had no tags.
MOST_NODES, DEEPEST = 2_000_000, 60

#: Kinds whose attributes say something.
_WITH_ATTRIBUTES = frozenset({"L", "TH", "TD"})

#: A page, and the number of a marked content on it.
Content = tuple[int, int]


class Element(Struct):
    """A node of the tree. `parts`: by their places, those seen so far; a page's tree has only what stands on it."""

    kind: str
    alternative: str = ""
    attributes: dict[str, str | int] = field(default_factory=dict)
    parts: dict[int, Element | Content] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Element | Content]:
        """What is in it, in its order."""
        return (part for _, part in sorted(self.parts.items()))

    def elements(self) -> Iterator[Element]:
        """It and all elements in it."""
        yield self
        for part in self:
            if isinstance(part, Element):
                yield from part.elements()

    def contents(self) -> Iterator[Content]:
        """All marked contents in it, in their order."""
        for part in self:
            if isinstance(part, Element):
                yield from part.contents()
            else:
                yield part


class Structure:
    """The tree of a file, put together from its pages."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._left = MOST_NODES

    @property
    def whole(self) -> bool:
        """Whether there is a tree, and all of it was looked at."""
        return bool(self.root.parts) and self._left >= 0

    def add(self, page: object, number: int) -> None:
        """Adds what stands on a page, which is counted from 0."""
        tree = raw.FPDF_StructTree_GetForPage(page)
        if not tree:
            return
        for place in range(max(0, raw.FPDF_StructTree_CountChildren(tree))):
            child = raw.FPDF_StructTree_GetChildAtIndex(tree, place)
            if child:
                self._element(self.root, place, child, number, 0)
        raw.FPDF_StructTree_Close(tree)

    def _element(self, parent: Element, place: int, node: object, number: int, deep: int) -> None:
        own = parent.parts.get(place)
        if not isinstance(own, Element):
            own = parent.parts[place] = _new(node)
        count = raw.FPDF_StructElement_CountChildren(node)
        self._left -= max(count, 1)
        if deep > DEEPEST:
            self._left = -1
        if self._left < 0:
            return
        for at in range(count):
            child = raw.FPDF_StructElement_GetChildAtIndex(node, at)
            if child:
                self._element(own, at, child, number, deep + 1)
            elif (content := raw.FPDF_StructElement_GetChildMarkedContentID(node, at)) >= 0:
                own.parts[at] = number, content


def _new(node: object) -> Element:
    kind = _text(raw.FPDF_StructElement_GetType, node)
    element = Element(kind, _text(raw.FPDF_StructElement_GetAltText, node) if kind == "Figure" else "")
    if kind in _WITH_ATTRIBUTES:
        for at in range(max(0, raw.FPDF_StructElement_GetAttributeCount(node))):
            element.attributes |= _attributes(raw.FPDF_StructElement_GetAttributeAtIndex(node, at))
    return element


def _text(get: object, node: object) -> str:
    length = get(node, None, 0)  # type: ignore[operator]
    if not 2 < length <= 20_000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    get(node, buffer, length)  # type: ignore[operator]
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def _attributes(own: object) -> Iterator[tuple[str, str | int]]:
    """The attributes that are names or numbers."""
    length, name, words, number = ctypes.c_ulong(), *(ctypes.create_string_buffer(100) for _ in "ab"), ctypes.c_float()
    for at in range(max(0, raw.FPDF_StructElement_Attr_GetCount(own))):
        if not raw.FPDF_StructElement_Attr_GetName(own, at, name, len(name), length):
            continue
        value = raw.FPDF_StructElement_Attr_GetValue(own, name)
        key = name.value.decode("utf-8", "replace")
        if raw.FPDF_StructElement_Attr_GetNumberValue(value, number):
            yield key, int(min(number.value, 1000))
        elif raw.FPDF_StructElement_Attr_GetStringValue(value, words, len(words), length) and length.value > 2:
            yield key, words.raw[: min(length.value, 100) - 2].decode("utf-16-le", "replace")
