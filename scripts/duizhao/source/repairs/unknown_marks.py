"""Footnote marks the profile does not list, though they are of the series it lists, are reported."""

import re
import unicodedata
from collections import defaultdict
from functools import cache

from msgspec.structs import replace

from duizhao.document.text import Text
from duizhao.patterns import lazily
from duizhao.source.model import Heading, LanguageText, Line
from duizhao.source.note_forms import NoteForm
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log
from duizhao.source.repairs.inlines import references
from duizhao.source.repairs.patterns import mark_number, note_definition, note_reference

#: How many plain numbers behind the last mark are looked for.
_FURTHER = 50

#: In how many lines a mark is shown to stand.
_SHOWN = 6

#: A number, alone or framed: `3`, `[3]`, `3)`.
_ASCII_NUMBER = lazily(r"([^\w\s]{0,2})([0-9]{1,4})([^\w\s]{0,2})", re.ASCII)


def unknown_marks(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Reports further signs of the marks' series, in the text or at a line's beginning. Changes nothing."""
    log = Log(text)
    for form in profile.footnotes:
        further = _further(form.marks)
        # Another form may have what this one lacks.
        if further and not any(other.number(further[0]) for other in profile.footnotes if other is not form):
            _report(text, profile, form, replace(form, marks=further), log)
    return log.result()


def _report(text: LanguageText, profile: LanguageProfile, form: NoteForm, sought: NoteForm, log: Log) -> None:
    """Reports the marks that a form lacks, and how its list would be complete."""
    marks, further = form.marks, sought.marks
    places = _places(text, replace(profile, footnotes=(sought,)), sought)
    if marks[-1].isascii() or unicodedata.decomposition(marks[-1]).startswith("<super>"):
        # A number, or a small one behind a unit, may be anything; the next in the series is a mark.
        gap = next((index for index in range(len(further)) if index not in places), len(further))
        places = {index: found for index, found in places.items() if index < gap}
    complete = [*marks, *further[: max(places, default=-1) + 1]]
    if not marks[-1].isascii():
        complete.sort(key=_counts)
    for index, found in places.items():
        lines = list(dict.fromkeys(str(log.line(mark)) for mark in found))
        shown = ", ".join(lines[:_SHOWN]) + (", …" if len(lines) > _SHOWN else "")
        listed = ", ".join(f"'{mark}'" if mark.isascii() else mark for mark in complete)
        log.find("c-029", found[0], mark=further[index], lines=shown, marks=listed)


def _places(text: LanguageText, profile: LanguageProfile, form: NoteForm) -> dict[int, list[Text]]:
    """Where each of the marks stands, by its place in the series."""
    reference, definition = note_reference(profile), note_definition(profile)
    assert reference
    assert definition
    # A number at a line's beginning is a mark only where something besides it says so.
    first = form.marks[0]
    framed = not first.isalnum() or all(_framed(spelling) for spelling in form.definitions)
    said = framed or not first.isascii()
    places: dict[int, list[Text]] = defaultdict(list)
    for block in text.blocks:
        if not isinstance(block, Line | Heading):
            continue
        if said and isinstance(block, Line) and (begins := definition.match(block.text.plain)):
            places[mark_number(begins, (form,)) - 1].append(block.text)
        for number, mark in references(block.text, reference, (form,)):
            places[number - 1].append(mark)
    return dict(sorted(places.items()))


def _framed(template: str) -> bool:
    return template.strip() != "{mark}"


def _further(marks: tuple[str, ...]) -> tuple[str, ...]:
    """The signs of the marks' series that are not among them, in order."""
    if not marks:
        return ()
    last = marks[-1]
    if number := _ASCII_NUMBER.fullmatch(last):
        begin = int(number[2]) + 1
        return tuple(f"{number[1]}{further}{number[3]}" for further in range(begin, begin + _FURTHER))
    if len(last) != 1 or last.isascii():
        return ()
    kind = _kind(last)
    if kind:
        series = _series()[kind]
    else:
        # Without a decomposition (❶): the numerals that stand behind it in a row.
        end = ord(last) + 1
        while unicodedata.numeric(chr(end), None) == (unicodedata.numeric(chr(end - 1), None) or 0) + 1:
            end += 1
        series = tuple(map(chr, range(ord(last), end)))
    return tuple(sign for sign in series if sign not in marks and unicodedata.numeric(sign, 1) > 0)


def _kind(sign: str) -> str:
    """What a sign with a decomposition has in common with the others of its series: ① and ㉑, ⑴ and ⒇, ⓐ and ⓩ."""
    tag = unicodedata.decomposition(sign).partition(" ")[0]
    if unicodedata.category(sign) not in ("No", "Nl") and (unicodedata.category(sign), tag) != ("So", "<circle>"):
        return ""
    plain = unicodedata.normalize("NFKC", sign)
    if not tag.startswith("<") or not plain.isascii():
        return ""
    letters = re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", plain))
    return tag + re.sub(r"\d+", "0", letters)


@cache
def _series() -> dict[str, tuple[str, ...]]:
    """All signs of each kind, in the order of what they count."""
    found: dict[str, list[str]] = defaultdict(list)
    for sign in map(chr, range(0x80, 0x3400)):
        if kind := _kind(sign):
            found[kind].append(sign)
    return {kind: tuple(sorted(signs, key=_counts)) for kind, signs in found.items()}


def _counts(sign: str) -> tuple[float, str]:
    return unicodedata.numeric(sign, 0), unicodedata.normalize("NFKC", sign)
