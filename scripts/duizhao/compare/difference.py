"""What changed between two texts, in the units a reader sees: characters of Han script, words of other scripts."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from duizhao.languages.script import HAN
from duizhao.patterns import lazily

#: A footnote reference, an id line, a number, a word, or any one character.
_SIGN = rf"[^\W_{HAN}]"
_TOKEN = lazily(rf"\[\^[^\]\s]*\]|\{{ ?#[^{{}}\n]*\}}|\d+(?:[.,]\d+)+|{_SIGN}+(?:['’-]{_SIGN}+)*|.", re.DOTALL)

#: Texts with more pairs of tokens than this between their first and last difference are compared no further: the time
#: grows with the pairs, and a text of that length has been replaced.
MOST = 25_000_000

#: Between two changes, so much that stayed the same is shown as changed with them: a comma kept by chance between two
#: replaced words tells the reader nothing.
_CRUMB = lazily(r"\W{0,2}")

#: Where a reader takes a stretch to begin: behind the end of a sentence, or behind one of these.
ENDS, STOPS, CLOSERS = "。！？；.!?;\n", "，、：,:…", "）】》」』”’)]"


class Piece(Struct, frozen=True):
    """A stretch of text: the same on both sides, only before, or only after."""

    kind: Literal["same", "deleted", "inserted"]
    text: str


def tokens(text: str) -> list[str]:
    """The text in the units of a comparison; joined they are the text."""
    return _TOKEN.findall(text)


class Matcher(difflib.SequenceMatcher[str]):
    """Python's own matcher without its short cut for long texts, which takes frequent characters for noise."""

    def __init__(
        self,
        isjunk: Callable[[str], bool] | None = None,
        a: Sequence[str] = "",
        b: Sequence[str] = "",
        autojunk: bool = False,
    ) -> None:
        super().__init__(isjunk, a, b, autojunk)


def _steps(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    """The stretches of two lists of tokens, in order: whether they are the same, and both texts."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    middle_a, middle_b = a[start : len(a) - end], b[start : len(b) - end]
    yield True, "".join(a[:start]), "".join(b[:start])
    if len(middle_a) * len(middle_b) > MOST:
        yield False, "".join(middle_a), "".join(middle_b)
    else:
        for kind, a1, a2, b1, b2 in Matcher(None, middle_a, middle_b).get_opcodes():
            yield kind == "equal", "".join(middle_a[a1:a2]), "".join(middle_b[b1:b2])
    yield True, "".join(a[len(a) - end :]), "".join(b[len(b) - end :])


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts as one run of pieces: without the inserted ones it is `before`, without the deleted ones `after`."""
    changes: list[list[str]] = []  # same before, deleted, inserted
    same = ""
    for kept, deleted, inserted in _steps(tokens(before), tokens(after)):
        if kept:
            same += deleted
            continue
        if changes and same and _CRUMB.fullmatch(same):
            changes[-1][1] += same
            changes[-1][2] += same
            same = ""
        if changes and not same:
            changes[-1][1] += deleted
            changes[-1][2] += inserted
        else:
            changes.append([same, deleted, inserted])
        same = ""
    result: list[Piece] = []
    for index, (unchanged, deleted, inserted) in enumerate(changes):
        behind = changes[index + 1][0] if index + 1 < len(changes) else same
        if bool(deleted) != bool(inserted):
            unchanged, moved, behind = _at_boundary(
                unchanged, deleted or inserted, behind, inner=(index > 0, index + 1 < len(changes))
            )
            deleted, inserted = (moved, "") if deleted else ("", moved)
            if index + 1 < len(changes):
                changes[index + 1][0] = behind
            else:
                same = behind
        result += [Piece("same", unchanged), Piece("deleted", deleted), Piece("inserted", inserted)]
    result.append(Piece("same", same))
    return tuple(piece for piece in result if piece.text)


def _at_boundary(before: str, change: str, behind: str, inner: tuple[bool, bool]) -> tuple[str, str, str]:
    """What came or went, and the text around it, so that it begins where a sentence or a word does: with the same
    characters at both ends it may as well stand before or behind. `inner`: whether there is another change on that
    side, from which something has to stay."""
    run = [*tokens(before), *tokens(change), *tokens(behind)]
    at, length = len(tokens(before)), len(tokens(change))
    first, last = at, at
    while first and run[first - 1] == run[first + length - 1]:
        first -= 1
    while last + length < len(run) and run[last] == run[last + length]:
        last += 1

    def parts(start: int) -> tuple[str, str, str]:
        return "".join(run[:start]), "".join(run[start : start + length]), "".join(run[start + length :])

    def free(start: int) -> bool:
        left, _, right = parts(start)
        return not (inner[0] and _CRUMB.fullmatch(left)) and not (inner[1] and _CRUMB.fullmatch(right))

    places = sorted(range(first, last + 1), key=lambda start: (-_boundary(run, start), abs(start - at), start))
    return next((parts(start) for start in places if start == at or free(start)), parts(at))


def _boundary(run: Sequence[str], at: int) -> int:
    """How well something begins at a token: 3 behind the end of a sentence, 2 behind another stop or a space."""
    if run[at].startswith("[^"):
        return 0  # a footnote reference belongs to what is before it
    back = at
    while back and (run[back - 1] in CLOSERS or run[back - 1] == " " or run[back - 1].startswith("[^")):
        back -= 1
    if not back or run[back - 1] in ENDS:
        return 3
    return 2 if back < at or run[back - 1] in STOPS else 0


def excerpt(parts: Sequence[Piece], around: int) -> tuple[Piece, ...]:
    """The pieces, with what stayed the same cut to about so many characters beside each change."""
    result = []
    for index, part in enumerate(parts):
        text = part.text
        if part.kind == "same":
            head = _head(tokens(text), around) if index else ""
            tail = _head(tokens(text)[::-1], around, backwards=True) if index < len(parts) - 1 else ""
            if not head and not tail:
                head = _head(tokens(text), 2 * around)
            if len(head) + len(tail) + 1 < len(text):
                text = f"{head}…{tail}"
        result.append(Piece(part.kind, text))
    return tuple(result)


def _head(words: Sequence[str], length: int, *, backwards: bool = False) -> str:
    """The first words up to a length, none of them cut."""
    taken: list[str] = []
    for word in words:
        if length <= 0:
            break
        taken.append(word)
        length -= len(word)
    return "".join(reversed(taken) if backwards else taken)


def marked_text(parts: Iterable[Piece]) -> str:
    """A change in plain text: what went as `[-…-]`, what came as `{+…+}`."""
    marks = {"same": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    return "".join(marks[part.kind].format(part.text) for part in parts)
