"""Where sentences end in languages that end them with a point, which stands behind abbreviations, too."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from duizhao.languages.enclosures import closed_at, find_enclosures
from duizhao.languages.tables import words_of
from duizhao.patterns import compiled

_MARKS = compiled(r"\.(?:[ \u00a0]\.){2,}|[.!?…؟۔]+|[。！？]+")
#: A closing quotation mark that a space has got in front of.
_APART = compiled(r"[ \u00a0\u202f][”»](?=\s|\Z)")
_CLOSING = frozenset("\"'”’)]»")
_WORD_BEFORE = compiled(r"(?:[^\W\d_]\.-?)*[^\W\d_]+$")
_WORD_BEHIND = compiled(r"(?:[-–—]\s*)?[\"'“‘(\[«]*([^\W_]+)")
_ACRONYM = compiled(r"(?:[^\W\d_]\.-?)+[^\W\d_]$")
#: Extraction has lost the space behind the point.
_LOST_SPACE = compiled(r"(?<=[a-z]{3})\.(?=[A-Z][a-z]*\s)")
_ENUMERATION = compiled(r"\s*\(?(?:\d{1,3}|[ivxlc]{1,6}|[a-z])", re.IGNORECASE)
#: The number of one of several that stand within a sentence: `two things: 1. …; 2. …`.
_WITHIN = compiled(r"[:;,]\s+\(?(\d{1,2})\Z")
_ELLIPSIS = compiled(r"\.(?:\s?\.)+|…+")


class Words(Struct, frozen=True):
    """What a language's table says of sentences: `abbreviations` by what may follow their point, with the words that
    begin sentences; `said`: what says whose a question or call in quotation marks is, behind it."""

    abbreviations: Mapping[str, frozenset[str]]
    said: re.Pattern[str] | None


@cache
def words_on_sentences(language: str) -> Words:
    """Those of a language; nothing of the kinds its table lacks."""
    kinds = ("titles", "within", "before_numbers", "open", "starters", "weekdays", "zones")
    words = words_of(language)
    table = words.get("abbreviations", {})
    said = words.get("behind_quotations", "")
    return Words({kind: frozenset(table.get(kind, "").split()) for kind in kinds}, compiled(said) if said else None)


def ends(text: str, words: Words) -> tuple[int, ...]:
    """The offsets behind each sentence, in order; the text's own end need not be among them.

    A sentence ends with `.`, `!`, `?` or an ellipsis and what closes behind it, if white space (or nothing,
    behind a reference or a closing mark) and then anything but a small letter follows. Not at the point
    of an abbreviation, an initial, a decimal or an enumeration's number, and not inside a quotation or bracket
    that goes on, nor behind a question or call in quotation marks of which the words behind it only say whose it is
    (`said`). Where an abbreviation may or may not end the sentence (`U.S.`, `Inc.`, `etc.`), it does if a
    word follows that begins sentences (`starters`). A letter of a script without capitals is taken for one.
    """
    enclosures = find_enclosures(text)
    opens = [enclosure.open for enclosure in enclosures]

    def opens_quotation(at: int) -> bool:
        return text[at] in "\"'" and text[at - 1 : at].isspace()

    found: list[int] = []
    for match in _MARKS.finditer(text):
        if found and match.start() < found[-1]:
            continue
        apart = _APART.match(text, match.end())
        end = closed_at(text, apart.end() if apart else match.end(), opens_quotation, _CLOSING)
        index = bisect_right(opens, match.start()) - 1
        inside = index >= 0 and match.start() <= enclosures[index].close
        if inside and end <= enclosures[index].close:
            continue
        closed = end > match.end() or inside
        if (
            _is_end(text, match, end, words.abbreviations, closed=closed)
            and not _is_enumeration(text, found, match)
            and not _is_said(text, match, end, words.said)
            and not _is_hesitation(text, match, end)
        ):
            found.append(end)
    return tuple(found)


def _is_enumeration(text: str, found: list[int], match: re.Match[str]) -> bool:
    """Whether the point is that of a number or letter: alone before it (`1. First …`), or one of several within the
    sentence (`… two things: 1. … ; 2. …`)."""
    if match[0] != ".":
        return False
    since = max(found[-1] if found else 0, text.rfind("\n", 0, match.start()) + 1)
    if _ENUMERATION.fullmatch(text, since, match.start()):
        return True
    if not (number := _WITHIN.search(text, max(since, match.start() - 8), match.start())):
        return False
    beside = int(number[1]) - 1 or 2
    others = text[since : match.start()] if beside < int(number[1]) else text[match.end() :]
    return bool(re.search(rf"\b{beside}\.\s", others))


def _is_said(text: str, match: re.Match[str], end: int, said: re.Pattern[str] | None) -> bool:
    """Whether a question or call in quotation marks goes before the words that say whose it is."""
    quoted = match[0] not in (".", "。") and text[end - 1] in "\"'”’»"
    return bool(quoted and said and said.match(text, _next_content(text, end)))


def _is_hesitation(text: str, match: re.Match[str], end: int) -> bool:
    """Whether the word before an ellipsis stands again behind it: `I … I do not know`."""
    if not _ELLIPSIS.fullmatch(match[0]):
        return False
    before, behind = (
        _WORD_BEFORE.search(text[: match.start()].rstrip()[-40:]),
        _WORD_BEHIND.match(text, _next_content(text, end)),
    )
    return bool(before and behind and before[0] == behind[1])


def _is_end(text: str, match: re.Match[str], end: int, words: Mapping[str, frozenset[str]], *, closed: bool) -> bool:
    following = text[end : end + 1]
    if not following:
        return True
    word = _WORD_BEHIND.match(text, _next_content(text, end))
    first = word[1][0] if word else ""
    if not following.isspace():
        # No space: an end only behind a reference or closing mark, or where extraction has lost the space.
        glued = match[0] in ("。", "！", "？") or closed or bool(_LOST_SPACE.match(text, match.start()))
        return glued and bool(first) and not first.islower() and not (first.isdigit() and not closed)
    if first.islower():
        return False
    behind = word[1] if word else ""
    return match[0] != "." or not _is_abbreviation(text, match.start(), behind, words, closed=closed)


def _next_content(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset


def _is_abbreviation(text: str, point: int, behind: str, words: Mapping[str, frozenset[str]], *, closed: bool) -> bool:
    """Whether the point at `point` belongs to an abbreviation that does not end the sentence."""
    before = text[max(0, point - 40) : point]
    found = _WORD_BEFORE.search(before)
    if not found:
        return False
    word = found[0]
    folded = word.casefold()
    starts = behind.casefold() in words["starters"]
    initial = len(word) == 1 and not (word.islower() or starts or behind[:1].islower()) and bool(behind)
    if folded in words["before_numbers"]:
        return behind[:1].isdigit() or initial
    if folded in words["within"] and (len(word) > 1 or word.islower()):
        return True
    if folded in words["titles"] and not word[0].islower():
        return True
    if folded in ("a.m", "p.m"):
        return behind in words["weekdays"] or behind in words["zones"]
    if folded in words["open"] or _ACRONYM.match(word):
        return not starts and not closed and folded != "etc"
    return initial  # a capital alone, followed by a name
