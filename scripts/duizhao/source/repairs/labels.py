"""The labels of headings, from the profile's templates: each is a scheme of numbering, or a mark without a number."""

import re
from functools import cache

from msgspec import Struct

from duizhao.languages.numbering import NUMERAL, counted
from duizhao.patterns import lazily
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.patterns import PLACE, template_pattern

_NUMBER = r"\d{1,3}"

#: What parts a label from its title as white space does; it belongs to the label.
COLONS = ":：﹕︰∶"
_COLON = lazily(rf"\s*[{COLONS}]")


class Label(Struct, frozen=True):
    """How the label of one scheme stands; `numerals`: what counts in it, in order, if the profile lists them."""

    template: str
    pattern: re.Pattern[str]
    numerals: tuple[str, ...] = ()
    ignore_case: bool = False

    @property
    def is_worded(self) -> bool:
        """Whether it has a word in it and not a number alone."""
        return any(char.isalpha() for char in PLACE.sub("", self.template))

    @property
    def is_numbered(self) -> bool:
        """Whether there is a number in it; a label without one is a mark."""
        return bool(PLACE.search(self.template.replace(" ", "")))

    def counts(self, match: re.Match[str], place: str = "numeral") -> frozenset[int]:
        """What the numeral at a place may count."""
        found = match[place]
        if place == "numeral" and self.numerals:
            flags = re.IGNORECASE if self.ignore_case else 0
            places = enumerate(self.numerals, 1)
            return frozenset(number for number, each in places if re.fullmatch(re.escape(each), found, flags))
        return counted(found)


@cache
def chapter_labels(language: LanguageProfile) -> tuple[Label, ...]:
    """How a chapter's label stands; group `numeral`."""
    listed = "|".join(re.escape(n) for n in sorted(language.numerals, key=len, reverse=True))
    return tuple(
        Label(
            each, template_pattern(each, language.han, numeral=listed or NUMERAL), language.numerals, not language.han
        )
        for each in language.chapters
    )


@cache
def section_labels(language: LanguageProfile) -> tuple[Label, ...]:
    """How a section's label stands; groups `section` or `numeral` and, if the template has it, `chapter`."""
    return tuple(
        Label(each, template_pattern(each, language.han, chapter=_NUMBER, section=_NUMBER, numeral=NUMERAL))
        for each in language.sections
    )


@cache
def subheading_labels(language: LanguageProfile) -> tuple[Label, ...]:
    """How a sub-heading's label stands, higher ones first; groups `number` or `numeral` and, if the template has them,
    `chapter` and `section`. Where a scheme is another's with digits, the other has none."""
    places = {"chapter": _NUMBER, "section": _NUMBER, "number": _NUMBER}
    digits = {each.replace("{number}", "{numeral}") for each in language.subheadings if "{number}" in each}
    return tuple(
        Label(
            each,
            template_pattern(each, language.han, **places, numeral=rf"(?!\d){NUMERAL}" if each in digits else NUMERAL),
        )
        for each in language.subheadings
    )


@cache
def division_labels(language: LanguageProfile) -> tuple[tuple[str, Label], ...]:
    """How the label of a numbered part or annex stands, each with the key of its kind; group `numeral`."""
    labels = ((kind, template_pattern(each, language.han, numeral=NUMERAL), each) for kind, each in language.divisions)
    return tuple((kind, Label(each, pattern)) for kind, pattern, each in labels)


def is_parted(match: re.Match[str], rest: str) -> bool:
    """Whether a label stands apart from what follows it: one that ends with a sign (“一、方法”) or is before a colon
    needs no space, and “第一章节” is no label."""
    ends_with_sign = not match.group().rstrip()[-1].isalnum()
    return not rest.strip() or ends_with_sign or rest[0].isspace() or rest[0] in COLONS or match.group()[-1].isspace()


def label_end(match: re.Match[str]) -> int:
    """Where a label at a line's beginning ends, with a colon that stands behind it."""
    end = len(match.group().rstrip())
    colon = _COLON.match(match.string, end)
    return colon.end() if colon else end


def counts_on(label: str, rest: str) -> bool:
    """Whether a number and a sign have another number behind them, which is part of the first; one in words ends there.

    >>> counts_on("1.", "2 村庄"), counts_on("一、", "2025年工作回顾")
    (True, False)
    """
    return rest[:1].isdigit() and (label.rstrip()[-1:] not in ("、", "）", ")") or any(map(str.isdigit, label)))


def begins_heading(plain: str, profile: LanguageProfile) -> bool:
    """Whether a line has the label of a chapter or a section, or of a numbered part."""
    labels = (*chapter_labels(profile), *section_labels(profile), *(label for _, label in division_labels(profile)))
    return any(label.pattern.match(plain) for label in labels)
