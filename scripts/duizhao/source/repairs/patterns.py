"""From the profile's templates (`Chapter {numeral}`) to regular expressions."""

import re
from functools import cache

from duizhao.languages import FALLBACK
from duizhao.languages.hedges import any_of
from duizhao.languages.numbering import BOX_NUMBER
from duizhao.languages.tables import table_of
from duizhao.patterns import lazily
from duizhao.source.note_forms import Footnotes, guarded
from duizhao.source.profile import LanguageProfile

#: A place in a template, or white space.
PLACE = lazily(r"\{([a-z]+)\}|(\s+)")

#: The place of a number that changes from page to page.
NUMBER = "{number}"

#: The number of a figure: `3`, `2.1`, `4-2.1`.
FIGURE_NUMBER = r"\d{1,4}(?:[.-]\d{1,3}){0,3}"

#: What no footnote begins with.
NO_BEGINNING = "。，；！？」』”’》,;!?"


@cache
def template_pattern(template: str, han: bool, **places: str) -> re.Pattern[str]:
    """The template as a pattern: its words to the letter, white space loosely, places by their patterns."""
    parts: list[str] = []
    seen: set[str] = set()
    at = 0
    for match in PLACE.finditer(template):
        parts.append(re.escape(template[at : match.start()]))
        name = match.group(1)
        if name is None:
            parts.append(r"\s+")
        elif name in seen:
            parts.append(rf"(?P={name})")
        elif name in places:
            seen.add(name)
            parts.append(rf"\s*(?P<{name}>{places[name]})\s*" if han else rf"(?P<{name}>{places[name]})")
        else:
            parts.append(re.escape(match.group()))
        at = match.end()
    parts.append(re.escape(template[at:]))
    return re.compile("".join(parts), 0 if han else re.IGNORECASE)


def page_matter(profile: LanguageProfile) -> re.Pattern[str]:
    """A whole line that is a running head, with or without a page number, or a page number."""
    kinds = [
        rf"(?:\d{{1,4}}\s*)?(?:{running_head(head, profile.han)})(?:\s*\d{{1,4}})?" for head in profile.running_heads
    ]
    return re.compile("|".join(f"(?:{_unnamed(kind)})" for kind in (*kinds, page_number(profile).pattern)))


def page_number(profile: LanguageProfile) -> re.Pattern[str]:
    """A whole line that is a page number; matches nothing if the report has none on lines of their own."""
    forms = (template_pattern(form, profile.han, number=r"\d{1,4}", total=r"\d{1,4}") for form in profile.page_numbers)
    return re.compile("|".join(f"(?:{_unnamed(form.pattern)})" for form in forms) or r"(?!)")


def _unnamed(pattern: str) -> str:
    """A pattern of which nothing is asked but whether it matches."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def running_head(head: str, han: bool) -> str:
    """A running head with white space as it comes; between Han characters it may be anywhere. `{number}` in it is
    whatever number stands there."""
    number = r"\d{1,4}"
    if han:
        signs = re.findall(r"\{number\}|\S", head)
        return r"\s*".join(number if sign == NUMBER else re.escape(sign) for sign in signs)
    return r"\s+".join(number.join(map(re.escape, word.split(NUMBER))) for word in head.split())


def box_mark(mark: str, profile: LanguageProfile) -> re.Pattern[str]:
    """How the mark of a kind of boxes stands."""
    if not is_numbered(mark):
        return re.compile(re.escape(mark))
    return re.compile(template_pattern(mark, profile.han, number=BOX_NUMBER).pattern)


def begins_box(plain: str, profile: LanguageProfile) -> bool:
    """Whether a line has the mark of a box."""
    return any(box_mark(mark, profile).match(plain) for _, mark in profile.boxes)


def is_numbered(mark: str) -> bool:
    """Whether a mark has a place for a number; then it is part of the title, as the text may refer to it."""
    return "{number}" in mark


def begins(code: str, what: str) -> list[str]:
    """The words that lines of a kind begin with in a language; those of another one where it has no table."""
    words: dict[str, list[str]] = table_of(code, "reports").get("begins") or table_of(FALLBACK, "reports")["begins"]
    return words.get(what, [])


@cache
def speaks_of(code: str) -> re.Pattern[str]:
    """How a sentence goes on that begins with the label of a figure or a box; a character alone follows directly, since
    behind a space a title may begin with it."""
    words = begins(code, "sentences")
    return re.compile(rf"\s*(?:{any_of(each for each in words if len(each) > 1)})|(?:{any_of(words)})")


def note_reference(profile: LanguageProfile) -> re.Pattern[str] | None:
    """How a footnote reference stands in the text, in any of its forms; `mark_number` reads it."""
    patterns = []
    for form in profile.footnotes:
        for template in sorted(form.references, key=len, reverse=True):
            before, behind = guarded(template, form)
            # Marks are signs: `A` is not `a`.
            patterns.append(before + template_pattern(template, False, mark=form.pattern).pattern + behind)
    return re.compile(_either(patterns)) if patterns else None


def note_definition(profile: LanguageProfile) -> re.Pattern[str] | None:
    """How a footnote definition begins; `mark_number` reads it. Longer spellings win.

    What goes on with a sentence's punctuation is none, but a reference at a printed line's beginning.
    """
    return _definition(profile.footnotes)


@cache  # asked for each line
def _definition(footnotes: Footnotes) -> re.Pattern[str] | None:
    spellings = [(template, form) for form in footnotes for template in form.definitions]
    spellings.sort(key=lambda each: len(each[0]), reverse=True)
    patterns = [template_pattern(template, False, mark=form.pattern).pattern for template, form in spellings]
    return re.compile(_either(patterns) + rf"\s*+(?![{NO_BEGINNING}])") if patterns else None


def _either(patterns: list[str]) -> str:
    """One of several patterns that each have a group `mark`; these get names of their own."""
    numbered = (
        pattern.replace("(?P<mark>", f"(?P<mark{index}>").replace("(?P=mark)", f"(?P=mark{index})")
        for index, pattern in enumerate(patterns)
    )
    return "(?:" + "|".join(numbered) + ")"


def mark_number(match: re.Match[str], footnotes: Footnotes) -> int:
    """The number, from 1, of the mark a note pattern found."""
    mark = next(value for name, value in match.groupdict().items() if name.startswith("mark") and value)
    return next(number for form in footnotes if (number := form.number(mark)))
