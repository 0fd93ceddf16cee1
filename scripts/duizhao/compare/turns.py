"""What an edit of one text puts in, takes out or exchanges: sentences and clauses, words, the cells of a table."""

from collections import Counter
from collections.abc import Sequence
from itertools import product, takewhile
from typing import Literal

from duizhao.compare.difference import CLOSERS, ENDS, STOPS, Piece, pieces, tokens
from duizhao.document.model import BETWEEN_CELLS
from duizhao.languages.script import HAN, is_han, lower
from duizhao.languages.tables import words_of
from duizhao.patterns import lazily

#: A Han character counts as a word.
_WORD = lazily(rf"[{HAN}]|[^\W{HAN}]+")

#: From so many words on something is a member of a row, a sentence, a clause between two stops, or a passage wherever
#: it stands; of Han characters from so many times as many.
_MEMBER, _SENTENCE, _CLAUSE, _PASSAGE, _HAN = 0.6, 2, 5, 12, 1.6
#: What stands between the members of a row, and nowhere else.
_IN_ROWS = "、"
#: So many words or Han characters may stand in the place of others, and these in theirs.
_FEW = 6


def gained_or_lost(before: str, after: str, elsewhere: tuple[str, str] = ("", "")) -> Literal["gained", "lost", ""]:
    """Whether an edit puts a sentence or a clause in, or takes one out, and nothing in its place.

    `elsewhere`: what other texts had before their edits, and have now; what has moved between them is neither.
    """
    parts = pieces(before, after)
    was, now = (Counter(_words(text)) for text in (before, after))
    for index, part in enumerate(parts):
        if part.kind == "same":
            continue
        gained = part.kind == "inserted"
        beside = [parts[at] for at in (index - 1, index + 1) if 0 <= at < len(parts)]
        instead = sum(len(_words(other.text)) for other in beside if other.kind not in ("same", part.kind))
        least = _PASSAGE if instead else _least(part.text, parts[:index], parts[index + 1 :])
        # What stands elsewhere in the text now has moved.
        fresh = (Counter(_words(part.text)) & (now - was if gained else was - now)).total() - instead
        if fresh >= least * (_HAN if is_han(part.text) else 1):
            moved = "".join(_words(part.text)) in "".join(_words(elsewhere[not gained]))
            if not moved:
                return "gained" if gained else "lost"
    return ""


def _least(text: str, left: Sequence[Piece], right: Sequence[Piece]) -> float:
    """From how many words on a text between two others is told."""
    before, behind = ("".join(part.text for part in side if part.kind == "same") for side in (left, right))
    first, last = text.strip()[:1], text.rstrip().rstrip(CLOSERS)[-1:]
    begins = before.rstrip().rstrip(CLOSERS)[-1:]
    if _IN_ROWS in (first, last):
        return _MEMBER
    if (not begins or begins in ENDS) and (last in ENDS or not behind.strip()):
        return _SENTENCE
    stops = ENDS + STOPS
    return (
        _CLAUSE
        if (not begins or {begins, first} & {*stops}) and {last, behind.lstrip()[:1]} & {*stops, ""}
        else _PASSAGE
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(lower(text))


def exchanged_words(before: str, after: str, language: str) -> tuple[str, str] | None:
    """Two wordings that have changed places: not the members of a row, nor what is said to be the same."""
    was, now = ([token for token in tokens(lower(text)) if token.strip()] for text in (before, after))
    if was == now or Counter(was) != Counter(now):
        return None
    start = next(at for at, (one, other) in enumerate(zip(was, now, strict=True)) if one != other)
    end = len(was) - next(at for at, (one, other) in enumerate(zip(was[::-1], now[::-1], strict=True)) if one != other)
    between = {*"，、,;；&/", *words_of(language).get("exchangeable", ())}
    for first, last in product(range(start + 1, min(start + _FEW, end) + 1), range(max(end - _FEW, start), end)):
        one, middle, other = was[start:first], was[first:last], was[last:end]
        words = "".join(one + other)
        if middle and [*other, *middle, *one] == now[start:end] and _is_of_letters(words):
            # Heavy industry and light industry: what stands behind both, or before both, is a part of either.
            shared = _in_common(middle, was[end:])
            alike = _in_common(middle[shared:][::-1], was[:start][::-1])
            rest = middle[shared : len(middle) - alike] or middle
            row = _stands_at(between, rest, 0) and _stands_at(between, rest, -1)
            return None if row else ("".join(one), "".join(other))
    return None


def _in_common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many tokens two stretches begin with alike."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False)))


def _stands_at(words: set[str], middle: Sequence[str], end: Literal[0, -1]) -> bool:
    """Whether one of the words begins or ends a stretch of tokens; those of Han are longer than a token."""
    joined = "".join(middle)
    return middle[end] in words or any(
        is_han(word) and (joined.endswith(word) if end else joined.startswith(word)) for word in words
    )


def _is_of_letters(text: str) -> bool:
    return any(map(str.isalpha, text)) and not any(map(str.isdigit, text))


def exchanged_cells(before: str, after: str) -> bool:
    """Whether the cells of a table are the same in other places."""
    was, now = ([row.split(BETWEEN_CELLS) for row in text.split("\n")] for text in (before, after))
    cells = [Counter(cell for row in rows for cell in row) for rows in (was, now)]
    return was != now and cells[0] == cells[1] and list(map(len, was)) == list(map(len, now)) and len(was[0]) > 1
