"""Gathers what stands inside a block: text in its styles, references, breaks, with the white space a reader sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from duizhao.document.text import Span, Text, inserted, joined
from duizhao.languages.characters import IDEOGRAPHS
from duizhao.patterns import lazily
from duizhao.source.inline import Address, Emphasis, Inline, LineBreak, Link, NoteRef, Verbatim

#: Letters of scripts without spaces between words come from this one on.
_FIRST_EAST_ASIAN = 0x2E80

#: How a reference to a note is called that is known by its raised mark alone, and how long such a mark is at most.
RAISED, LONGEST_RAISED = "^", 12

#: Characters that cannot be shown, as a class of a pattern.
UNSEEN = "\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u2060-\u2064\ufeff\ufff9-\ufffc\ufffe\uffff"
#: Characters that stand for others, as such a class.
STAND_INS = "".join(map(chr, IDEOGRAPHS)) + "\ufb00-\ufb06"

#: What stands for an item that is no text.
_ITEM = "\ue0fc"
#: What stands for a line break.
_BREAK = "\ue0fb"
#: Spaces, and what cannot be seen: a space that keeps words on one line is one like any other, but for that of French
#: marks and of a number's thousands; what turns or joins letters stays.
_SPACES = lazily(
    rf"(?:[ \t\n\r\f\v\u2002-\u2006\u2008-\u200a{UNSEEN}]"
    r"|[\u00a0\u2007\u202f](?![:;!?»%])(?<!«.)(?:(?<!\d.)|(?!\d)))+",
    re.DOTALL,
)
#: What stands for other characters: radicals of dictionaries for ideographs, and ligatures for letters.
_STAND_IN = lazily(f"[{STAND_INS}]")
_PARTING = f"{_BREAK} \t\n\r\f\v\u00a0"
_UNSEEN_ALONE = lazily(f"[{UNSEEN}]+")
_JOINED = "space between joined lines"

#: The addresses that are kept; any other leads nowhere from a page of the edition.
_KEPT = lazily(r"(?:https?://|mailto:)[^\s<>]+", re.IGNORECASE)

#: Signs that have a raised or a lowered character of their own.
_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
#: Those that have a lowered one, as a class of a pattern.
LOWERED = re.escape("".join(map(chr, _LOWERED)))


def usual(text: str) -> str:
    """The text with what its stand-ins stand for."""
    return unicodedata.normalize("NFKC", text.translate(IDEOGRAPHS))


def raised(text: str) -> str:
    """The text in raised characters; nothing if one of them has none."""
    return text.translate(_RAISED) if all(ord(char) in _RAISED for char in text) else ""


def lowered(text: str) -> str:
    """The text in lowered characters; nothing if one of them has none."""
    return text.translate(_LOWERED) if all(ord(char) in _LOWERED for char in text) else ""


class Style(NamedTuple):
    """How a text is set, and the address it leads to."""

    strong: bool = False
    emphasis: bool = False
    code: bool = False
    address: Text = Text()


class Image(NamedTuple):
    """An image among the text: its alternative text and its address."""

    text: Text
    address: Text


class Gathered:
    """Texts and items in order; `content` is what they are as inline content."""

    def __init__(self) -> None:
        self._parts: list[tuple[Text | NoteRef | LineBreak | Image, Style]] = []

    def add(self, part: Text | NoteRef | LineBreak | Image, style: Style = Style()) -> None:  # noqa: B008
        """Adds a text in its style, or an item."""
        if not isinstance(part, Text) or part:
            self._parts.append((part, style))

    def extend(self, other: Gathered) -> None:
        """Adds what another has gathered, parted by a space."""
        if self._parts:
            self.add(inserted(" ", _JOINED))
        self._parts += other._parts

    def images(self) -> list[Image]:
        """The images among the text."""
        return [part for part, _ in self._parts if isinstance(part, Image)]

    def content(self) -> tuple[Inline, ...]:
        """The content without images; white space is one space, or none beside Han and at the ends."""
        result: list[Inline] = []
        parts = list(self._spaced())
        if all(isinstance(part, Text) and not part.plain.strip() for part, _ in parts):
            return ()  # nothing but spaces, of whatever kind
        # A link's text has no styles of its own.
        styles = [Style(address=each.address) if each.address and not each.code else each for _, each in parts]
        at = 0
        while at < len(parts):
            part, style = parts[at][0], styles[at]
            end = at + 1
            if isinstance(part, Text):
                while end < len(parts) and styles[end] == style and isinstance(parts[end][0], Text):
                    end += 1
                result += _styled(joined(text for text, _ in parts[at:end] if isinstance(text, Text)), style)
            else:
                result.append(part)
            at = end
        return tuple(_with_addresses_once(_merged(result)))

    def _spaced(self) -> Iterator[tuple[Text | NoteRef | LineBreak, Style]]:
        kept = [(part, style) for part, style in self._parts if not isinstance(part, Image)]
        plain = "".join(
            _BREAK if isinstance(part, LineBreak) else part.plain if isinstance(part, Text) else _ITEM
            for part, _ in kept
        )
        runs = {match.start(): match for pattern in (_SPACES, _STAND_IN) for match in pattern.finditer(plain)}
        at, skip = 0, 0
        broken = False
        for part, style in kept:
            if not isinstance(part, Text):
                if isinstance(part, LineBreak):
                    # A break at either end, and the second of two, parts nothing.
                    inside = plain[:at].strip(_PARTING) and plain[at:].strip(_PARTING)
                    if inside and not broken:
                        yield part, style
                    broken = True
                else:
                    yield part, style
                    broken = False
                at += 1
                continue
            pieces: list[Text] = []
            start = 0
            for offset in range(len(part)):
                match = runs.get(at + offset)
                if match:
                    pieces.append(part[start:offset])
                    pieces.append(_written(match, plain, part[offset:]))
                    skip = match.end()
                if at + offset < skip:
                    start = offset + 1
            pieces.append(part[start:])
            at += len(part)
            if text := joined(pieces):
                broken = False
                yield text, style


def _written(match: re.Match[str], plain: str, text: Text) -> Text:
    """What a run of white space becomes, or a stand-in; `text` begins with it, at least with its first character."""
    if _STAND_IN.match(match[0]):
        return inserted(usual(match[0]), "character for one that stands for it")
    if _UNSEEN_ALONE.fullmatch(match[0]):
        return Text()
    before, behind = plain[: match.start()][-1:], plain[match.end() : match.end() + 1]
    if before in ("", _BREAK) or behind in ("", _BREAK):
        return Text()
    run = match.group()
    if "\n" in run or "\r" in run:
        # Beside a reference, what stands beyond it tells.
        before = plain[: match.start()].rstrip(_ITEM)[-1:]
        behind = plain[match.end() :].lstrip(_ITEM)[:1]
        if any(char and ord(char) >= _FIRST_EAST_ASIAN for char in (before, behind)):
            return Text()
    for index, char in enumerate(text.plain[: len(run)]):
        if char == " ":
            return text[index : index + 1]
    return inserted(" ", _JOINED)


def _styled(text: Text, style: Style) -> Iterator[Inline]:
    """A text in its style; the space at its ends is outside."""
    if style == Style() or not text.plain.strip():
        yield text
        return
    begin = len(text.plain) - len(text.plain.lstrip())
    end = len(text.plain.rstrip())
    inner = text[begin:end]
    if begin:
        yield text[:begin]
    if style.code:
        yield Verbatim(inner)
    elif style.address and inner.plain == style.address.plain and _KEPT.fullmatch(inner.plain):
        yield Address(inner)
    elif style.address and _KEPT.fullmatch(style.address.plain) and "]" not in inner.plain:
        yield Link(inner, style.address)
    elif style.strong or style.emphasis:
        yield Emphasis(inner, strong=style.strong)
    else:
        yield inner
    if end < len(text):
        yield text[end:]


def _with_addresses_once(items: Iterable[Inline]) -> Iterator[Inline]:
    """The items; a link in several parts has the source's address in the first one, and its words in the others."""
    seen: set[tuple[Span, ...]] = set()
    for item in items:
        spans = item.address.spans() if isinstance(item, Link) else ()
        if isinstance(item, Link) and spans in seen:
            yield Link(item.text, inserted(item.address.plain, "address of a link"))
            continue
        if spans:
            seen.add(spans)
        yield item


def _merged(items: list[Inline]) -> Iterator[Inline]:
    """Neighbouring plain texts as one."""
    pending = Text()
    for item in items:
        if isinstance(item, Text):
            pending = pending + item
            continue
        if pending:
            yield pending
            pending = Text()
        yield item
    if pending:
        yield pending
