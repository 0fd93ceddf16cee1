"""Numbers in English, cardinal and ordinal, with their units and hedges."""

import re
from collections.abc import Iterator
from fractions import Fraction

from msgspec.structs import replace

from duizhao.languages.draft import Draft, join_ranges, join_sums
from duizhao.languages.en.numerals import Numeral, next_numeral
from duizhao.languages.en.words import words
from duizhao.languages.masked_text import MaskedText
from duizhao.languages.quantity import Approximation, Kind
from duizhao.languages.units import currency_signs
from duizhao.patterns import compiled

_LINK = compiled(r"\s?(?:[-–—]{1,2}|to)\s?")
_LINK_BETWEEN = compiled(r"\s(?:and|to)\s")
_BETWEEN = compiled(r"\bbetween\s+\Z", re.IGNORECASE)
_BY = compiled(r"\bby\s+\Z", re.IGNORECASE)
_WIDEST = 3
_FROM = compiled(r"\bfrom\s+\Z", re.IGNORECASE)
_THAN = compiled(r"\s?(?:more|less|fewer|higher|lower|greater)\s+than\b|\s?(?:above|below|over|under)\b", re.IGNORECASE)
#: "Above the average of 5", "higher than the 25.4% of 2021"
_LEVEL = compiled(
    r"\b(?:above|below|under|over|short\s+of|exceed\w*|beyond|than)\s+"
    r"(?:(?:the|an?|its|their|our|this|that)\s+(?:[\w'’-]+\s+){1,5}of|the)\s+\Z",
    re.IGNORECASE,
)
_LEVEL_REACH = 70
_AND = compiled(r",?\s(?:and\s)?")
_REACH = 12
#: "To limit warming to 1.5°C" is to keep it within that, said or not.
_LIMITS = compiled(
    r"\b(?:limit|cap|hold|held|keep|kept|restrict|confin|contain)\w*\s+(?:[\w'’-]+\s+){0,5}to\s+\Z", re.IGNORECASE
)
_LIMITS_REACH = 60
#: "Over three years" is more than three behind these and before those, else as often in the course of three.
_LIES = compiled(r"\b(?:spread|scattered|strewn|dispersed|distributed)\s+(?:out\s+)?\Z", re.IGNORECASE)
_LASTS = compiled(
    r"\b(?:for|of|just|well|last\w*|took|taken?|takes|spen[dt]\w*|is|was|are|were|be|been|an?|the|after|from|by|to|with|and|"
    r"not|now|aged|until|within|already|has|have|had)\s+\Z",
    re.IGNORECASE,
)
_PASSED = compiled(
    r"-|\s+(?:old|ago|of|later|earlier|in|have|has|had|since|before|after|longer|more|younger|older|passed)\b"
)
_TIMES = compiled(
    r"[\s-]times(?!\w)(?P<compares>\s+(?:the|as|that|its|what|more|higher|larger|greater|faster|over)\b)?"
)
_GROWS = compiled(
    r"\b(?:(?:increas|grow|grew|ris|rose|multipl|expand)\w*|up)\s+(?:by\s+)?"
    r"(?:(?:more\s+than|over|nearly|almost|about|around|some|at\s+least|up\s+to)\s+)?\Z",
    re.IGNORECASE,
)
_HALF_OF = compiled(
    r"[\s-](?:of|price|fare|for|the|as|its|their|our|his|her|that|this|all|those|these|were|are|had|have)\b"
)
_HALF_A = compiled(r"[\s-](?:an?[\s-])?(?=\w)")
#: A half-life, a half-baked job.
_IN_A_WORD = compiled(r"-(?!(?:of|price|fare|a|an)\b)[a-z]")
_HALF_SIGN = compiled(r"\b(?:by|in|to|for|a|one|only|than)\s+\Z", re.IGNORECASE)
_OTHER_HALF = compiled(r"\b(?:first|second|other|latter|better)\s+\Z", re.IGNORECASE)
_NO_RANK = compiled(r"\b(?:per|split|each|every)\s+(?:a\s+)?\Z", re.IGNORECASE)
#: 17 kilometers a second
_PER_SECOND = compiled(r"(?:s|m|feet|per cent|percent)\s+a\s+second\Z", re.IGNORECASE)
_STOPS = compiled(r"[,.;:)]|\Z|\s+(?:and|or|in|to|from|at|while|when|as|on)\b")
_SENTENCE_START = compiled(r"(?:\A|[.!?;:]\s+|\n\s*)\Z")
_MOST_POINTS = 10
#: "24-hour service" is one all day.
_DAY_LONG = 24
_NOON = 12
#: "Passing the 3-million mark" is passing three million.
_PASSING = r"\b(?:pass|cross|break|broke|surpass|exceed|top)\w*\s+(?:through\s+)?the\s+"
_MARKS = "(?:mark|threshold|barrier|milestone)"
_PASSES = compiled(rf"{_PASSING}\Z", re.IGNORECASE)
_MARK = compiled(rf"[\s-]{_MARKS}\b")
_PASSES_MARK = compiled(rf"{_PASSING}{_MARKS}\s+of\s+\Z", re.IGNORECASE)
_AGAIN = compiled(r"\s+time\b")
_ANOTHER = compiled(r"\ba\s+\Z", re.IGNORECASE)
#: "These three" are those just named, which other languages need not count again.
_THOSE = compiled(r"\b(?:these|those)\s+\Z", re.IGNORECASE)
_FEW = 12
_PARTY = compiled(r"[\s-]part(?:y|ies)\b")


def take_numbers(masked: MaskedText) -> list[Draft]:
    """The numbers that are left in the text, in order."""
    text = masked.text

    def joins(first: Draft, last: Draft) -> bool:
        to = text[first.end : last.start] == " to "
        if first.led and to and _FROM.search(text, max(0, first.start - _REACH), first.start):
            # "From less than 10 to 25": the hedge is the first one's only.
            return False
        if _LINK.fullmatch(text, first.end, last.start):
            # "Fell by 310 to 1,450": by how much, and to what; no range is so wide.
            changed = to and last.low > first.low * _WIDEST
            return not (changed and _BY.search(text, max(0, first.start - _REACH), first.start))
        between = _BETWEEN.search(text, max(0, first.start - _REACH), first.start)
        return bool(between and _LINK_BETWEEN.fullmatch(text, first.end, last.start))

    joined = join_sums(
        join_ranges(list(_drafts(text)), joins),
        lambda first, last: _AND.fullmatch(text, first.end, last.start) is not None,
    )
    masked.blank((draft.start, draft.end) for draft in joined)
    return joined


def _drafts(text: str) -> Iterator[Draft]:
    at = floor = counted = 0
    while numeral := next_numeral(text, at):
        unit = words().numbered_unit.match(text, numeral.start)
        if unit:
            # A unit whose name begins with a number, and without a number of its own.
            at = unit.end()
            continue
        draft = _read(text, numeral, floor, counted)
        at = max(draft.end, numeral.end) if draft else numeral.end
        if draft:
            floor = draft.end
            counted = floor if draft.kind is not Kind.ORDINAL else counted
            yield draft


def _read(text: str, numeral: Numeral, floor: int, counted: int) -> Draft | None:
    """The number; `floor` is where the one before ended, `counted` the last that is no rank."""
    draft = Draft(
        numeral.kind, numeral.value, numeral.value, max(numeral.start, floor), numeral.end, scale=numeral.scale
    )
    if numeral.kind is Kind.ORDINAL:
        return _ordinal(draft, text)
    if _is_half(text, numeral):
        half = _half(draft, text)
        return half and words().hedges.applied(half, text, floor)
    draft = _with_unit(draft, text, floor)
    if draft.low <= _NOON and text.startswith((" o'clock", " o’clock"), draft.end):
        # Which of the two is rarely said.
        draft = replace(draft, also=(draft.low + _NOON,))
    times = _TIMES.match(text, draft.end)
    if times and draft.unit is None:
        grows = _GROWS.search(text, max(0, draft.start - 30), draft.start) is not None
        draft = replace(draft, end=times.end() - len(times["compares"] or ""))
        if grows or times["compares"]:
            more = times["compares"] and times["compares"].split()[0] not in ("the", "as", "that", "its", "what")
            also = (draft.low + 1,) if grows or more else ()
            draft = replace(draft, kind=Kind.MULTIPLE, also=also)
    plain, draft = draft, words().hedges.applied(draft, text, floor)
    if draft.led and 0 < counted >= draft.start - 1 and _THAN.match(text, draft.start):
        # "Three million more than ten years earlier": a comparison.
        draft = replace(plain, approximation=Approximation.EXACT)
    if _LEVEL.search(text, max(floor, plain.start - _LEVEL_REACH), plain.start):
        draft = replace(draft, approximation=Approximation.PERHAPS)
    if _PASSES_MARK.search(text, max(floor, draft.start - 40), draft.start):
        draft = replace(draft, approximation=Approximation.OVER)
    if _MARK.match(text, draft.end) and _PASSES.search(text, max(floor, draft.start - 20), draft.start):
        draft = replace(draft, approximation=Approximation.OVER, led=True)
    if _may_be_in(draft, text):
        draft = replace(draft, approximation=Approximation.PERHAPS)
    exact = draft.approximation is Approximation.EXACT
    if exact and _LIMITS.search(text, max(0, draft.start - _LIMITS_REACH), draft.start):
        draft = replace(draft, approximation=Approximation.UP_TO)
    if draft.scale == 12 and draft.approximation is not Approximation.EXACT:
        # "Over a dozen" is said for more than ten.
        draft = replace(draft, also=(draft.low / 12 * 10 * (draft.unit.factor if draft.unit else 1),))
    return replace(draft, weak=_is_weak(draft, text, numeral))


def _may_be_in(draft: Draft, text: str) -> bool:
    """Whether "over" may be said of where something lies, or happens: in the course of that time, or those rounds."""
    if draft.approximation is not Approximation.OVER or text[draft.start : draft.start + 4].lower() != "over":
        return False
    if _LIES.search(text, max(0, draft.start - _REACH), draft.start):
        return True
    if not (draft.unit.is_duration if draft.unit else words().rounds.match(text, draft.end)):
        return False
    return not (_LASTS.search(text, max(0, draft.start - _REACH), draft.start) or _PASSED.match(text, draft.end))


def _ordinal(draft: Draft, text: str) -> Draft | None:
    start = max(0, draft.start - _REACH)
    if _NO_RANK.search(text, start, draft.start):
        return None
    if draft.low == 2 and _PER_SECOND.search(text, start, draft.end) and _STOPS.match(text, draft.end):
        return None
    # "Second, …" counts the author's points; a third party is no rank.
    before = _SENTENCE_START.search(text, max(0, draft.start - 4), draft.start)
    point = draft.low <= _MOST_POINTS and text.startswith(",", draft.end) and before is not None
    # A second one is another one, a second time is once more.
    again = draft.low == 2 and (_AGAIN.match(text, draft.end) or _ANOTHER.search(text, start, draft.start))
    # And "second" alone may be a part of an hour, or what another language calls the other half, tier or phase.
    spelt = draft.low == 2 and text[draft.start].isalpha()
    weak = draft.low == 1 or point or spelt or bool(again) or _PARTY.match(text, draft.end) is not None
    return replace(draft, weak=weak)


def _is_half(text: str, numeral: Numeral) -> bool:
    return (
        numeral.kind is Kind.CARDINAL
        and text[numeral.start : numeral.end].lower().endswith("half")
        and (numeral.value == Fraction(1, 2))
    )


def _half(draft: Draft, text: str) -> Draft | None:
    if _OTHER_HALF.search(text, max(0, draft.start - _REACH), draft.start):
        return None
    link = _HALF_A.match(text, draft.end)
    unit = words().unit.match(text, link.end()) if link else None
    if unit and text[draft.end : unit.start("unit")].strip(" -") in ("a", "an", ""):
        named = words().unit_named(unit["unit"])
        return replace(draft, kind=named.kind, unit=named, end=unit.end())
    if _IN_A_WORD.match(text, draft.end):
        return None
    hedged = words().hedges.before(text, draft.start)
    signed = _HALF_SIGN.search(text, max(0, draft.start - _REACH), draft.start)
    if hedged or signed or _HALF_OF.match(text, draft.end) or text[draft.start].lower() == "a":
        return replace(draft, kind=Kind.FRACTION)
    return None


def _with_unit(draft: Draft, text: str, floor: int) -> Draft:
    """The draft with its unit, or the currency sign before it; a hedge may stand between ("5 or more years")."""
    after = words().hedges.after(text, draft.end)
    unit = words().unit.match(text, after[1] if after else draft.end)
    if unit:
        named = words().unit_named(unit["unit"])
        hedge = after[0] if after else draft.approximation
        return replace(draft, kind=named.kind, unit=named, end=unit.end(), approximation=hedge)
    sign = words().sign.search(text, max(floor, draft.start - 6), draft.start)
    if sign:
        currency = currency_signs()[sign[0].strip()]
        return replace(draft, kind=currency.kind, unit=currency, start=sign.start())
    return draft


def _is_a_name(text: str, numeral: Numeral) -> bool:
    """Whether a number word is written as a name is: one word with a capital inside of a sentence ("Fox and Seven")."""
    word = text[numeral.start : numeral.end]
    inside = not _SENTENCE_START.search(text, max(0, numeral.start - 4), numeral.start)
    return word.istitle() and word.isalpha() and inside and re.search(r"[a-z,]\s\Z", text[: numeral.start]) is not None


def _is_weak(draft: Draft, text: str, numeral: Numeral) -> bool:
    hedged = draft.approximation is not Approximation.EXACT
    if draft.kind in (Kind.MULTIPLE, Kind.FRACTION):
        return False
    if numeral.spelt and draft.low == 0 and not draft.unit:
        return True
    if numeral.bare and not hedged and text[numeral.start].lower() != "a":
        return True
    if draft.unit and draft.unit.name == "hour" and draft.low == _DAY_LONG and not hedged:
        return True
    if draft.unit:
        return numeral.spelt and not hedged and draft.low == 1
    if numeral.spelt and _is_a_name(text, numeral):
        return True
    if not hedged and draft.low <= _FEW and _THOSE.search(text, max(0, draft.start - _REACH), draft.start):
        return True
    return draft.low == 1 or (numeral.spelt and draft.low == 2 and not hedged)
