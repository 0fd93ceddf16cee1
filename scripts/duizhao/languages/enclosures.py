"""Quotations and brackets of a text: what stands inside what."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable

from msgspec import Struct

from duizhao.languages.references import skip_references
from duizhao.patterns import compiled

#: Opening characters and what closes them.
PAIRS = {
    "“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "〈": "〉",
    "【": "】", "〔": "〕", "［": "］", "[": "]", "«": "»",
}  # fmt: skip

#: Everything that can close a quotation or bracket, the typewriter's marks included.
CLOSERS = frozenset(PAIRS.values()) | {'"', "'"}

#: What is followed; `’` is an apostrophe too.
_MARKS = compiled("[" + re.escape("".join({*PAIRS, *PAIRS.values(), '"'} - {"‘", "’"})) + "]")


#: A text's first typewriter's quotation mark, if it closes; its last one, if it opens.
_CLOSED_FIRST = compiled(r'[^"]*[^\s"]"(?!\S)')
_OPENED_LAST = compiled(r'(?<!\S)"[^\s"][^"]*\Z')


class Enclosure(Struct, frozen=True):
    """A quotation or bracket: the offsets of its opening and of its closing character."""

    open: int
    close: int


def find_enclosures(text: str) -> tuple[Enclosure, ...]:
    """The outermost properly closed enclosures of a text, in order.

    A mark whose counterpart is missing (extracted text loses them) encloses nothing: better one sentence
    too many than the rest of the paragraph in one piece. `’` is an apostrophe too and `[^…]` a footnote
    reference, so neither is followed. Typewriter's quotation marks (`"`) pair off in turn if their number is even,
    without a first one that closes what began before the text and a last one that opens what goes on behind it.
    """
    found: list[Enclosure] = []
    stack: list[tuple[str, int]] = []
    opened: Counter[str] = Counter()
    closes = {close: opener for opener, close in PAIRS.items()}
    closed, opening = _CLOSED_FIRST.match(text), _OPENED_LAST.search(text)
    begin, stop = closed.end() if closed else 0, opening.start() if opening else len(text)
    straight = text.count('"', begin, stop) % 2 == 0
    quote_at = -1
    for match in _MARKS.finditer(text):
        char, offset = match[0], match.start()
        if char == '"' and straight and begin <= offset < stop:
            if quote_at < 0:
                quote_at = offset
            else:
                found.append(Enclosure(quote_at, offset))
                quote_at = -1
        elif char in PAIRS and text[offset : offset + 2] != "[^":
            stack.append((char, offset))
            opened[char] += 1
        elif opened[closes.get(char, "")]:
            opener, at = "", -1
            while opener != closes[char]:
                opener, at = stack.pop()
                opened[opener] -= 1
            found.append(Enclosure(at, offset))
    return _outermost(found)


def _outermost(found: Iterable[Enclosure]) -> tuple[Enclosure, ...]:
    """Without those that stand in another or overlap one that begins before them."""
    kept: list[Enclosure] = []
    for enclosure in sorted(found, key=lambda e: (e.open, -e.close)):
        if not kept or enclosure.open > kept[-1].close:
            kept.append(enclosure)
    return tuple(kept)


def closed_at(text: str, offset: int, opens: Callable[[int], bool], closers: Collection[str] = CLOSERS) -> int:
    """The offset behind all that closes at `offset`: quotation marks, brackets, references. `opens`: whether the mark
    at an offset opens something instead."""
    while True:
        start = offset
        while offset < len(text) and text[offset] in closers and not opens(offset):
            offset += 1
        offset = skip_references(text, offset)
        if offset == start:
            return offset
