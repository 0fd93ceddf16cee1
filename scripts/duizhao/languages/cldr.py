"""What the Unicode Common Locale Data Repository knows of every language, from Babel: names, lists, and
direction, which each text on a page gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from duizhao.patterns import compiled

if TYPE_CHECKING:
    from babel import Locale


@cache
def _locale(tag: str) -> Locale | None:
    """The data of a language (BCP 47 tag), or of the next shorter tag; None if there are none."""
    from babel import Locale, UnknownLocaleError  # here: most commands need none of it, and it takes a while

    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:length]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def with_script(tag: str) -> str:
    """The tag with the script that a language is mostly written in there, where it names a region alone: `zh-Hant-TW`
    for `zh-TW`."""
    code, _, region = tag.partition("-")
    if len(region) != 2:
        return tag
    from babel.core import get_global

    likely: str = get_global("likely_subtags").get(f"{code.lower()}_{region.upper()}", tag)
    return likely.replace("_", "-")


def script_of(tag: str) -> str:
    """The script that a language is mostly written in (ISO 15924: `Latn`, `Jpan`), or that its tag names; empty if CLDR
    does not know."""
    from babel.core import get_global

    known = get_global("likely_subtags")
    code, *rest = tag.split("-")
    likely = known.get("_".join((code, *rest)), known.get(code, ""))
    return next((str(each) for each in (*rest, *likely.split("_")) if len(each) == 4), "")


def script_name(tag: str) -> str:
    """What the script of a language is called where typefaces have its name in theirs: `Devanagari`, `CJK JP`."""
    script, english = script_of(tag), _locale("en")
    names = {**(english.scripts if english else {}), "Jpan": "CJK JP", "Kore": "CJK KR"}
    return str(names.get(script, script))


@cache
def written_in(script: str) -> tuple[str, str]:
    """The language that a script is mostly used for, and that script's code as `script_of` has it; both empty if none
    is. `script`: as Unicode calls its letters, `DEVANAGARI`."""
    from babel.core import get_global

    english = _locale("en")
    names = english.scripts.items() if english else ()
    code = next((code for code, name in names if name.upper() == script), "")
    likely: str = get_global("likely_subtags").get(f"und_{code}", "")
    return likely.partition("_")[0], script_of(likely.partition("_")[0]) if likely else ""


def is_known(tag: str) -> bool:
    """Whether CLDR has data of a language by just this tag."""
    return name_of(tag, "en") != tag


def name_of(tag: str, reader: str) -> str:
    """What a language is called in the language `reader`; the tag itself if CLDR does not know."""
    named, read = _locale(tag), _locale(reader)
    return (named.get_display_name(read) if named and read else None) or tag


@cache
def territories(tag: str) -> frozenset[str]:
    """What the countries and continents of the world are called in a language."""
    locale = _locale(tag)
    return frozenset(locale.territories.values()) if locale else frozenset()


def month_name(tag: str, number: int) -> str:
    """What a month is called in dates of a language; empty if CLDR does not know."""
    locale = _locale(tag)
    return str(locale.months["format"]["wide"][number]) if locale else ""


@cache
def months(tag: str) -> dict[str, int]:
    """The names of the months in a language, alone and in dates, in small letters, and their numbers."""
    locale = _locale(tag)
    forms = locale.months.values() if locale else ()
    return {name.casefold(): number for form in forms for number, name in form["wide"].items()}


def is_right_to_left(tag: str) -> bool:
    """Whether a language is written from the right to the left."""
    locale = _locale(tag)
    return locale is not None and locale.text_direction == "rtl"


def direction(tag: str) -> str:
    """The direction of a language's text as HTML has it: `ltr` or `rtl`."""
    return "rtl" if is_right_to_left(tag) else "ltr"


def by_count(forms: Mapping[str, str], count: int, reader: str) -> str:
    """The form for so many, with its `{count}`, in the language `reader`: “1 address”, “2 addresses”.

    `forms`: by the names CLDR has for a language's plural forms (`one`, `few`, …); `other` stands in for the rest.
    """
    locale = _locale(reader)
    category = locale.plural_form(count) if locale else "other"
    return forms.get(category, forms["other"]).format(count=count)


def listed(items: Sequence[str], reader: str) -> str:
    """Several things in a sentence of the language `reader`: “Chinese and English”, 中文和英文."""
    if len(items) < 2:
        return "".join(items)
    from babel.lists import format_list

    return format_list(list(items), locale=_locale(reader) or "en")


#: A language, and the start tag of an element with one and no direction yet.
_LANGUAGE = compiled(r' lang="([^"<>]+)"')
_TAG = compiled(r'<[a-z][a-z0-9]*\b(?=[^<>]* lang="(?P<lang>[^"<>]+)")(?![^<>]* dir=)')


def with_directions(html: str) -> str:
    """The HTML or XHTML with the direction beside the language of each element; the same if all run from the left."""
    # Most pages hold no language from the right, and to look at each tag takes twice as long.
    if all(direction(tag) == "ltr" for tag in set(_LANGUAGE.findall(html))):
        return html
    if all(direction(match["lang"]) == "ltr" for match in _TAG.finditer(html)):
        return html
    return _TAG.sub(lambda match: f'{match[0]} dir="{direction(match["lang"])}"', html)
