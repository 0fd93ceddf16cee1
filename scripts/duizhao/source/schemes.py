"""The schemes by which headings are numbered, and what parts without a number are called."""

import re
from functools import cache, cached_property

from msgspec import Struct

from duizhao.languages import LANGUAGES
from duizhao.languages.characters import simplified
from duizhao.languages.numbering import NUMERAL, SIGN
from duizhao.languages.script import is_han
from duizhao.languages.tables import table_of
from duizhao.patterns import compiled


class Scheme(Struct, frozen=True, dict=True):
    """A way to number headings: its template in a profile, and the rank among those that may stand together; `worded`:
    a word tells it besides the number."""

    kind: str
    template: str
    rank: int
    worded: bool = True
    numeral: str = NUMERAL

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """How its label stands at a line's beginning; group `n` is the number that counts."""
        text = re.escape(self.template).replace(r"\ ", r"\s*")
        text = text.replace(r"\{chapter\}", r"(?P<c>\d{1,2})").replace(r"\{section\}", r"(?P<s>\d{1,2})")
        text = re.sub(r"\\\{(?:numeral|number)\\\}", lambda _: rf"\s*(?P<n>{self.numeral})\s*", text)
        return compiled(text, re.IGNORECASE if self.template[:1].isascii() else 0)


_HAN_NUMERAL = rf"{SIGN}{{1,5}}"
_HAN_OR_DIGITS = rf"(?:{_HAN_NUMERAL}|\d{{1,3}})"
_DECIMALS = (
    Scheme("section", "{chapter}.{section}", 32, False, r"\d{1,2}"),
    Scheme("subheading", "{chapter}.{section}.{number}", 41, False, r"\d{1,2}"),
)
#: Where what a word numbers stands in the order of nesting.
_RANKS = {"part": 10, "annex": 11, "chapter": 20, "section": 30}


def _worded() -> tuple[Scheme, ...]:
    """The schemes that words tell, of all languages: a report may have headings of another one, too."""
    found = []
    for code in LANGUAGES:
        for kind, templates in table_of(code, "reports").get("headings", {}).items():
            for template in templates:
                numeral = f"{_HAN_OR_DIGITS}|[A-Z]" if is_han(template) and kind == "annex" else _HAN_OR_DIGITS
                numeral = numeral if is_han(template) else NUMERAL
                found.append(Scheme(kind, template, _RANKS[kind], numeral=numeral))
    return tuple(sorted(dict.fromkeys(found), key=lambda scheme: scheme.rank))


#: In the order in which they are nested, by rank: parts, chapters, sections, sub-headings.
SCHEMES = {
    True: (
        *_worded(),
        Scheme("chapter", "{numeral}、", 35, False, _HAN_NUMERAL),
        Scheme("chapter", "{numeral} ", 34, False, r"\d{1,2}"),
        *_DECIMALS,
        Scheme("subheading", "（{numeral}）", 50, False, _HAN_NUMERAL),
        Scheme("subheading", "({numeral})", 50, False, _HAN_NUMERAL),
        Scheme("subheading", "{number}. ", 60, False, r"\d{1,2}"),
        Scheme("subheading", "{number}．", 60, False, r"\d{1,2}"),
        Scheme("subheading", "{number}、", 60, False, r"\d{1,2}"),
        Scheme("subheading", "（{number}）", 70, False, r"\d{1,2}"),
    ),
    False: (
        *_worded(),
        Scheme("chapter", "{numeral}. ", 33, False, r"[IVX]{1,5}"),
        Scheme("chapter", "{numeral}. ", 34, False, r"\d{1,2}"),
        Scheme("chapter", "{numeral} ", 34, False, r"\d{1,2}"),
        *_DECIMALS,
        Scheme("subheading", "{numeral}. ", 45, False, r"[A-Z]"),
    ),
}


@cache
def _called() -> dict[str, str]:
    """The keys of parts without a number by what they are called in any language, without spaces and capitals."""
    tables = (table_of(code, "reports").get("parts", {}) for code in LANGUAGES)
    return {"".join(name.split()): key for names_of in tables for key, names in names_of.items() for name in names}


def key_of(words: str) -> str:
    """The key of the part that is called so, in simplified or traditional characters; empty if none is."""
    name = "".join(words.split()).casefold()
    return _called().get(name) or _called().get("".join(simplified().get(sign, sign) for sign in name), "")
