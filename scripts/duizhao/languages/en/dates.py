"""Dates in English: February 8, 2024; January to August; the end of 2023; mid-2024; the 1990s; Q1 2024."""

import re
from functools import cache

from msgspec.structs import replace

from duizhao.languages.draft import DateDraft, join_dates
from duizhao.languages.en.words import words
from duizhao.languages.hedges import any_of
from duizhao.languages.masked_text import MaskedText
from duizhao.languages.quantity import Part, PartialDate
from duizhao.languages.tables import words_of
from duizhao.patterns import compiled

_MONTHS = words_of("en")["months"]
_MONTH = "(?P<month>" + "|".join(f"{m}|{m[:3]}t?\\b\\.?" if m != "May" else m for m in _MONTHS) + r")(?!\w)"
_DAY = r"(?<![\d:])(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\w]|,\d{3}|[.:]\d|%)"
_YEAR = r"(?:1[5-9]|20|21)\d\d(?![\w]|,\d{3}(?!\d)|\.\d|\s?%)"
_DASH = r"\s?(?:[-–—]{1,2}|to)\s?"

_PARTS = {
    **{part.value: part for part in Part},
    **dict.fromkeys(("beginning", "start", "outset", "earlier"), Part.EARLY),
    "mid": Part.MIDDLE,
    **dict.fromkeys(("end", "close"), Part.LATE),
    "h1": Part.FIRST_HALF,
    "h2": Part.SECOND_HALF,
    "latter half": Part.SECOND_HALF,
    "q1": Part.FIRST_QUARTER,
    "q2": Part.SECOND_QUARTER,
    "q3": Part.THIRD_QUARTER,
    "q4": Part.FOURTH_QUARTER,
}
_OF = (
    r"(?:beginning|start|outset|middle|end|close|(?:first|second|latter)\s+half"
    r"|(?:first|second|third|fourth)\s+quarter|first\s+three\s+quarters)"
)
_PART_BEFORE = (
    r"(?:(?:(?P<from_part>(?i:early|mid|middle))[\s-]{1,2}(?:to|and|or)[\s-])?(?P<part>(?i:early|mid|late|end))[\s-]{1,2}|"
    rf"(?P<part_of>(?i:{_OF}))\s+of\s+(?:the\s+year\s+)?)?"
)

_ISO = compiled(r"(?<![\w/.-])(?P<year>(?:1[5-9]|20|21)\d\d)-(?P<iso_month>0\d|1[0-2])-(?P<day>[0-3]\d)(?![\w/.-])")
_WITH_MONTH = compiled(
    rf"""(?<!\w)(?<![^\W\d]-){_PART_BEFORE}
    (?:(?:the\s+)?(?P<day>{_DAY})(?:(?:{_DASH}|\s+and\s+)(?P<last_day>{_DAY}))?\s+(?:(?:day\s+)?of\s+)?)?{_MONTH}
    (?:\s+(?P<day_behind>{_DAY})(?:(?:{_DASH}|\s+and\s+(?!\S+\s(?!was\b|has\b)(?:[a-z]+s|people|percent|million)\b))(?P<last_day_behind>{_DAY}))?)?
    (?:,?\s+(?:of\s+)?(?P<year>{_YEAR}))?""",
    re.VERBOSE,
)
_WITH_YEAR = compiled(
    rf"""(?<![\w$€£¥/])(?<![.,]\d)(?<![A-Za-z]-){_PART_BEFORE}(?:the\s+year\s+|FY\s?)?(?P<year>{_YEAR})
    (?:\s?[-–](?P<short>\d\d)(?![\w,.]*\d))?""",
    re.VERBOSE,
)
_PART_WITH_YEAR = compiled(
    rf"\b(?P<part>(?i:H[12]|Q[1-4]))(?:\s+of)?\s+(?P<year>{_YEAR})|(?P<year_before>{_YEAR})\s?(?P<part_behind>[HQ][1-4])\b"
    rf"|\b(?i:year-end)\s+(?P<end_year>{_YEAR})"
)
_TENS = [f"{word[:-1]}ies" for word in words_of("en")["tens"] if len(word) > 5]
_DECADE = compiled(
    r"(?:(?<![\w-])(?P<at>(?:early|mid|late)(?:-?\s?(?:to|and)[\s-](?:mid|late))?|(?:beginning|end)\sof\sthe)[\s-])?"
    r"(?:(?<![\w$])|(?<=post-))(?:(?P<decade>(?!\d000)[1-9]\d\d0|2000)['’]?s|"
    r"(?:['’‘]|(?<=post-)|(?<=\d0s and )|(?<=\d0s or )|(?<=\d0s, )|(?<=the )|(?<=the early )|(?<=the late ))"
    r"(?P<tens>\d0)s"
    rf"|(?P<word>{any_of(_TENS)}))\b"
)
_PART_ALONE = compiled(
    rf"\b(?:(?P<part_of>{_OF})\s+of\s+(?:the|this|that|last|next|each)\s+(?:same\s+|following\s+|current\s+)?(?:year|month)"
    r"|(?P<part>early|earlier|late)\s+(?:this|last|next|that)\s+(?:year|month)|(?P<mid>mid)-?year|year-(?P<end>end)"
    r"|(?P<quarter>(?-i:Q)[1-4]|(?<=\bin\s)(?-i:H)[12])(?![\w:)]|\.\s+[A-Z])"
    r"|(?P<quarters>first\s+three\s+quarters|(?:first|second|third|fourth)[\s-]quarter"
    r"|(?:first|second)\s+half(?=\s*[,.;:)])"
    r"|(?:first|second)-half(?=\s(?:net|profits?|results?|earnings|revenues?|sales|growth|GDP|figures|output))))\b",
    re.IGNORECASE,
)
_PERIOD = compiled(r"\s?(?:[-–—]|to|through|until|till)\s?")
_DECADE_PARTS = {
    **dict.fromkeys(("early", "beginning"), Part.EARLY_DECADE),
    "mid": Part.MIDDLE_DECADE,
    **dict.fromkeys(("late", "end"), Part.LATE_DECADE),
}
#: Before the common era; the first end of a span may leave the era to the last.
_BEFORE = compiled(
    r"(?<![\w.,])(?:(?P<from>\d{1,4})(?:\s?B\.?C\.?(?:E\b\.?)?)?(?:\s?[-–—]\s?|\s(?:to|and)\s))?"
    r"(?P<year>\d{1,4})\s?B\.?C(?:\.?E)?\b"
)
#: A year in words: nineteen eighty-four.
_SPELT_YEAR = compiled(
    r"(?<![\w-])(?P<century>sixteen|seventeen|eighteen|nineteen)[\s-](?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety)(?:[\s-](?P<ones>one|two|three|four|five|six|seven|eight|nine))?(?![\w-])",
    re.IGNORECASE,
)
#: In their early nineties.
_AGED = compiled(r"\b(?:their|his|her|my|our|your)\s+(?:\w+\s+)?(?:\w+ies\s+(?:and|or|to)\s+)?\Z", re.IGNORECASE)
#: Hedges of an amount: "more than 2000".
_AMOUNT = compiled(r"\b(?:more than|nearly|almost|at least|fewer than|exceed\w*)\s+\Z", re.IGNORECASE)
_UNTIL = compiled(r"\b(?:by|as\s+of|until|till|up\s+to|through|to)\s+(?:the\s+)?\Z", re.IGNORECASE)
_SINCE = compiled(r"\bsince\s+(?:the\s+)?\Z", re.IGNORECASE)
#: A month that is also another word stands behind one of these, or next to a day or a year.
_AMBIGUOUS = ("May", "March", "Mar", "Jan", "Dec")
_INSIDE = compiled(r"[a-z,]\s\Z")
_TO_MONTH = compiled(rf"\s+(?:to|and|or|through)\s+{_MONTH}")
_LEADS = compiled(
    r"(?:\b(?:in|of|since|by|until|till|from|to|and|or|during|last|next|this|through|between|after|before|every|for|"
    r"as of|is)\s+|[-–—(]\s?)\Z",
    re.IGNORECASE,
)

#: What stands in each decade, month and part of a year (`MaskedText.take`).
_IN_A_DECADE = ("0s", "0'", "0’", *_TENS)
_IN_A_MONTH = tuple(month[:3] for month in _MONTHS)
_IN_A_PART = ("year", "month", "quarter", "half", "q0", "h0")


def take_dates(masked: MaskedText) -> list[DateDraft]:
    """The dates of the text, in order, taken out of it."""
    text = masked.whole

    def with_month(match: re.Match[str]) -> DateDraft | None:
        certain = match["month"].rstrip(".") not in _AMBIGUOUS or any(
            match[group] for group in ("part", "part_of", "day", "day_behind", "year")
        )
        certain = certain or _TO_MONTH.match(text, match.end()) is not None
        if certain or _LEADS.search(text, max(0, match.start() - 12), match.start()):
            return _date(match)
        # "It is only May": a month as often as a name.
        inside = match["month"] == "May" and _INSIDE.search(text, max(0, match.start() - 2), match.start())
        return replace(_date(match), weak=True) if inside else None

    def with_year(match: re.Match[str]) -> DateDraft | None:
        counts = match["year"] == match[0] and (
            words().unit.match(text, match.end()) or _AMOUNT.search(text, max(0, match.start() - 12), match.start())
        )
        return None if counts else _date(match)

    drafts = masked.take(_first_months(), _months, ("months",))
    drafts += masked.take(_BEFORE, _before, ("BC", "B.C"))
    drafts += masked.take(_SPELT_YEAR, _spelt_year, ("teen",))
    drafts += masked.take(_DECADE, _decade, _IN_A_DECADE) + masked.take(_ISO, _date, ("0000-00-00",))
    drafts += masked.take(_PART_WITH_YEAR, _date, ("h0", "q0", "year-end")) + masked.take(
        _WITH_MONTH, with_month, _IN_A_MONTH
    )
    drafts += masked.take(_WITH_YEAR, with_year, ("0000",)) + masked.take(_PART_ALONE, _date, _IN_A_PART)
    return join_dates(sorted(drafts, key=lambda draft: draft.start), text, _PERIOD)


@cache
def _first_months() -> re.Pattern[str]:
    number = any_of([*words().units, *words().teens, "10", "11", *"23456789"])
    year = rf"(?:(?P<year>{_YEAR})|(?:the|this|last|next)\s+year\b)"
    return compiled(rf"\bfirst[\s-](?P<months>{number})[\s-]months(?:\s+of\s+{year})?(?!\w)", re.IGNORECASE)


def _months(match: re.Match[str]) -> DateDraft | None:
    word = match["months"].lower()
    number = int(word) if word.isdigit() else {**words().units, **words().teens}[word]
    year = int(match["year"]) if match["year"] else None
    if not 2 <= number <= 11:
        return None
    return DateDraft(PartialDate(year, 1), PartialDate(year, number), match.start(), match.end())


def _date(match: re.Match[str]) -> DateDraft:
    groups = {name: value for name, value in match.groupdict().items() if value}
    year = groups.get("year") or groups.get("year_before") or groups.get("end_year")
    month = groups.get("month")
    number = next(n for n, name in enumerate(_MONTHS, 1) if name[:3] == month[:3]) if month else None
    if "iso_month" in groups:
        number = int(groups["iso_month"])
    part = groups.get("part") or groups.get("part_of") or groups.get("part_behind")
    part = part or groups.get("mid") or groups.get("quarters") or groups.get("quarter")
    if "end_year" in groups or "end" in groups:
        part = "end"
    at = _PARTS[" ".join(part.lower().replace("-", " ").split())] if part else None
    if at is Part.EARLY and year and _SINCE.search(match.string, max(0, match.start() - 12), match.start()):
        # "Since the start of" a year says no more than "since" the year.
        at = None
    first = _number(groups.get("day") or groups.get("day_behind"))
    last = _number(groups.get("last_day") or groups.get("last_day_behind")) or first
    start = PartialDate(int(year) if year else None, number, first, at)
    end = PartialDate(start.year, number, last, at)
    if "from_part" in groups:
        start = replace(start, part=_PARTS[groups["from_part"].lower()])
    if "short" in groups and year and int(groups["short"]) > int(year) % 100:
        end = PartialDate(int(year) // 100 * 100 + int(groups["short"]), part=at)
    until = _UNTIL.search(match.string, max(0, match.start() - 12), match.start()) is not None
    # Q1 alone may be a question, a half one of a match;
    # “earlier this month” is only before now; the 1992 Consensus goes by other names.
    weak = (
        "quarter" in groups
        or groups.get("quarters", "").lower().endswith(" half")
        or (part or "").lower() == "earlier"
        or (at in (Part.EARLY, Part.LATE) and not year and not month)
        or (bool(year) and match.string.startswith(" Consensus", match.end()))
    )
    return DateDraft(start, end, match.start(), match.end(), weak=weak, until=until)


def _decade(match: re.Match[str]) -> DateDraft | None:
    if match["word"] and _AGED.search(match.string, max(0, match.start() - 30), match.start()):
        return None
    tens = (
        int(match["tens"]) if match["tens"] else words().tens[f"{match['word'].lower()[:-3]}y"] if match["word"] else 0
    )
    year = int(match["decade"]) if match["decade"] else (2000 if tens < 20 else 1900) + tens
    at = (match["at"] or "").lower()
    part = Part.DECADE if not at or re.search(r"\b(?:to|and)\b", at) else _DECADE_PARTS[at.split()[0]]
    date = PartialDate(year=year, part=part)
    # The nineties may be those of any century, or degrees.
    return DateDraft(date, date, match.start(), match.end(), weak=match["word"] is not None)


def _before(match: re.Match[str]) -> DateDraft:
    first, last = int(match["from"] or match["year"]), int(match["year"])
    return DateDraft(PartialDate(-first), PartialDate(-last), match.start(), match.end())


def _spelt_year(match: re.Match[str]) -> DateDraft:
    table = words()
    century, tens = table.teens[match["century"].lower()], table.tens[match["tens"].lower()]
    date = PartialDate(century * 100 + tens + (table.units[match["ones"].lower()] if match["ones"] else 0))
    return DateDraft(date, date, match.start(), match.end())


def _number(text: str | None) -> int | None:
    return int(re.sub(r"\D", "", text)) if text else None
