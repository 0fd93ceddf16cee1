"""References in three styles. Titles keep the wording and the capitals the report has."""

from collections.abc import Iterator

from duizhao.publish.citation.model import Accessed, Address, Italic, Part, Reference, Translation, Work


def gbt7714(work: Work) -> Reference:
    """GB/T 7714—2015, sections 4.1, 4.2 and 4.6: a report online, or a part of it.

    An electronic resource without a place of publication needs none, nor one without an author (8.1.3). A whole date
    stands in brackets before the day of access, a year alone behind the publisher. No full stop follows an address, of
    which it would seem a part. That there is no date is said in its place, in square brackets, as the standard has
    what is not in the work (8.4), in the language of the work.
    """
    lead = f"{_author(work)}{work.part or work.title}[R/OL]"
    if work.part:
        lead += f"//{_author(work)}{work.title}"
    day = work.issued
    if not day:
        issued = f"[{work.undated}]"
    elif day.day:
        issued = f"({day.iso})"
    else:
        issued = ", ".join(filter(None, (work.publisher, str(day.year))))
    return (f"{stopped(lead)} {issued}", Accessed("iso", "[", "]"), ".", Address(" "))


def apa(work: Work) -> Reference:
    """APA, 7th edition, sections 9.24, 9.38 and 10.4: the publisher that is the author is not named a second time.

    A page that may be corrected is cited with the day it was retrieved (9.16). Without an author the title stands
    before the date (9.12).
    """
    date = f"({_apa_date(work)})."
    parts: list[Part] = [f"{_author(work)}{date} "] if work.publisher else []
    behind = "" if work.publisher else f" {date}"
    if work.part:
        translated = _translated(work.translated_part, work)
        parts += [work.part, *translated, "." if translated else stopped(work.part)[len(work.part) :], f"{behind} In "]
    parts += _title(work)
    if not work.part:
        parts.append(behind)
    return (*parts, Accessed("long", " Retrieved ", ", from"), Address(" "))


def chicago(work: Work) -> Reference:
    """The Chicago Manual of Style, 17th edition, bibliography: 14.7, 14.84, 14.106, 14.145, 14.220.

    The day of access is given where the work has no date.
    """
    parts: list[Part] = [_author(work)] if work.publisher else []
    if work.part:
        quoted = inner_quotes(work.part)
        behind = _translated(work.translated_part, work)
        parts += [f"“{quoted}”", *behind, ". In "] if behind else [f"“{stopped(quoted)}” In "]
    parts += _title(work)
    by = f" {work.publisher}," if work.publisher else ""
    if not work.issued:
        return (*parts, f"{by} n.d.", Accessed("long", " Accessed ", "."), Address(" ", "."))
    return (*parts, f"{by} {_chicago_date(work)}.", Address(" ", "."))


def _author(work: Work) -> str:
    return f"{stopped(work.publisher)} " if work.publisher else ""


def stopped(text: str) -> str:
    """The text with a full stop, unless it ends with a mark that closes a sentence.

    >>> stopped("How rivers run?"), stopped("Rivers")
    ('How rivers run?', 'Rivers.')
    """
    return text if text.endswith((".", "?", "!", "。", "？", "！")) else f"{text}."


def inner_quotes(text: str) -> str:
    """The text as it stands between double quotation marks: its own become single.

    >>> inner_quotes('"Rivers" and “Bridges”')
    '‘Rivers’ and ‘Bridges’'
    """
    result, opening = [], True
    for sign in text:
        if sign == '"':
            sign = "‘" if opening else "’"
            opening = not opening
        result.append({"“": "‘", "”": "’"}.get(sign, sign))
    return "".join(result)


def _title(work: Work) -> Iterator[Part]:
    translated = _translated(work.translated_title, work)
    yield Italic(work.title)
    yield from translated
    if end := "." if translated else stopped(work.title)[len(work.title) :]:
        yield end


def _translated(title: str, work: Work) -> list[Part]:
    """What stands behind a title: its translation in brackets, if there is one."""
    return [" [", Translation(title, work.translation_language), "]"] if title else []


def _apa_date(work: Work) -> str:
    day = work.issued
    if not day:
        return "n.d."
    return f"{day.year}, {day.month_name}" + (f" {day.day}" if day.day else "") if day.month else str(day.year)


def _chicago_date(work: Work) -> str:
    day = work.issued
    assert day is not None
    if not day.month:
        return str(day.year)
    return f"{day.month_name} {day.day}, {day.year}" if day.day else f"{day.month_name} {day.year}"
