"""What the profile names and the source does not have: a pattern that matches nothing is most likely a slip."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from heapq import nlargest

from duizhao.document.boxes import ASIDES
from duizhao.document.text import Span
from duizhao.source.findings import Finding
from duizhao.source.model import Box, Figure, Heading, LanguageText, Level, Reason
from duizhao.source.profile import LanguageProfile, Profile, ends_key
from duizhao.source.repairs.flow import shortened, squeezed
from duizhao.source.repairs.patterns import running_head
from duizhao.source.structure import Edition
from duizhao.yaml_files import Path_

#: So many lines are looked at for the one that is most like what matches nothing, and so many numerals are named.
MOST_LINES, SHOWN_FORMS = 5_000, 3

#: How many lines that have much the same letters are looked at more closely.
ROUGH = 20

#: A publisher less like any line than this is no slip, but named by who knows it.
ALIKE = 0.6

#: Spaces and the like that a line may have besides what a form has.
SPARE = 8

_FILLED = re.compile(r"\{[a-z]+\}")
_DIGITS = re.compile(r"\d+")


def unused(profile: Profile, texts: tuple[LanguageText, ...], editions: tuple[Edition, ...]) -> Iterator[Finding]:
    """A finding for each key of the profile that nothing in the source answers to, at the key's line."""
    for language, text in zip(profile.languages, texts, strict=True):
        for key in _unanswered(language, text):
            yield _matches_nothing(profile, ("languages", language.code, *key), _forms(language, key), text)
    for at, group in _given(profile, "footnotes"):
        footnotes = profile.languages[group[0]].footnotes
        if not any(texts[index].notes for index in group):
            forms = [template.replace("{mark}", form.mark(1)) for form in footnotes for template in form.definitions]
            yield _matches_nothing(profile, at, forms, texts[group[0]])
    for at, group in _given(profile, "settled"):
        yield from _wrong_lines(profile, at, [(texts[index], editions[index]) for index in group])


def _given(profile: Profile, key: str) -> Iterator[tuple[Path_, list[int]]]:
    """Where the profile has a key that may stand for all languages or for each, and which languages it is for."""
    own = [("languages", each.code, key) in profile.lines for each in profile.languages]
    if (key,) in profile.lines:
        yield (key,), [index for index, is_own in enumerate(own) if not is_own]
    for index, is_own in enumerate(own):
        if is_own:
            yield ("languages", profile.languages[index].code, key), [index]


def _wrong_lines(profile: Profile, at: Path_, group: list[tuple[LanguageText, Edition]]) -> Iterator[Finding]:
    """A finding for each line that the profile settles and the source does not have, or that begins no box."""
    last = max((text.source.last for text, _ in group), default=0)
    boxes = {
        text.source.line(block.mark)
        for text, edition in group
        for page in edition.pages
        for block in page.blocks
        if isinstance(block, Box)
    }
    ends = {ends_key(name): name for name in ASIDES}
    for key, value in profile.settled_at(at):
        where = profile.lines.get((*at, key), 1)
        if key in ends and value not in boxes:
            where = profile.lines.get((*at, key, str(value)), where)
            details = (("key", key), ("line", str(value)), ("kind", ends[key]))
            yield Finding("c-024", profile.file, where, details)
        elif key not in ends and value > last:
            yield Finding("c-025", profile.file, where, (("key", key), ("line", str(value)), ("last", str(last))))


def _forms(profile: LanguageProfile, key: Path_) -> list[str]:
    """What the profile has under a key: the forms that were looked for."""
    match key:
        case ("parts", name):
            return [title for part, title in profile.parts if part == name]
        case ("headings", int(index)):
            return [profile.headings[index]]
        case ("running_heads", int(index)):
            return [profile.running_heads[index]]
        case ("page_number",):
            return list(profile.page_numbers)
        case ("figure", "caption"):
            return [profile.figure_caption]
        case ("chapter",):
            numerals = profile.numerals[:SHOWN_FORMS] or ("1",)
            return [form.replace("{numeral}", each) for form in profile.chapters for each in numerals]
        case ("section",):
            return list(profile.sections)
        case ("subheading",):
            return list(profile.subheadings)
        case (("part" | "annex") as kind,):
            return [form for name, form in profile.divisions if name == kind]
        case (("publisher" | "contents") as name,):
            return [getattr(profile, name)]
        case _:
            return [mark for kind, mark in profile.boxes if kind == key[0]]


def _lines(text: LanguageText) -> list[tuple[int, str]]:
    """The lines of a language's text that are not empty, with their numbers; the first MOST_LINES."""
    lines = text.source.text[text.span.start : text.span.end].split("\n", MOST_LINES)[:MOST_LINES]
    first = text.source.line(text.span.start)
    return [(number, line.strip()) for number, line in enumerate(lines, first) if line.strip()]


def _matches_nothing(profile: Profile, at: Path_, forms: list[str], text: LanguageText) -> Finding:
    """The finding for a key, with what was tried and the line that is most like it; or that this line is no heading."""
    lines = _lines(text)
    wanted = [_FILLED.sub("1", squeezed(form)) for form in forms]
    rough = nlargest(ROUGH, lines, key=lambda line: max(_likeness(form, line[1], exact=False) for form in wanted))
    number, near = max(rough, key=lambda line: max(_likeness(form, line[1]) for form in wanted))
    tried = ", ".join(f"“{form}”" for form in forms)
    name = ".".join(str(part) for part in at)
    if {"parts", "headings"} & set(at) and squeezed(near) in map(squeezed, forms):
        is_there = (("key", name), ("at", str(number)), ("near", shortened(near)))
        return Finding("c-066", profile.file, profile.lines.get(at, 1), is_there)
    if at[-1] == "publisher" and _likeness(wanted[0], near) < ALIKE:
        return Finding("c-068", profile.file, profile.lines.get(at, 1), (("publisher", forms[0]),))
    details = (("key", name), ("forms", tried), ("at", str(number)), ("near", shortened(near)))
    return Finding("c-023", profile.file, profile.lines.get(at, 1), details)


def _likeness(form: str, line: str, *, exact: bool = True) -> float:
    """How much a line's beginning is like a form, whatever the numbers are."""
    begin = _DIGITS.sub("1", squeezed(line[: 2 * len(form) + SPARE]))[: len(form) + 2]
    matcher = SequenceMatcher(None, form, begin, autojunk=False)
    return matcher.ratio() if exact else matcher.quick_ratio()


def _unanswered(profile: LanguageProfile, text: LanguageText) -> Iterator[Path_]:
    headings = [block for block in text.blocks if isinstance(block, Heading)]
    levels = {heading.level for heading in headings}
    if profile.publisher and text.publisher.start < 0:
        yield ("publisher",)
    if profile.contents and not text.contents and not any(drop.reason is Reason.CONTENTS for drop in text.drops):
        yield ("contents",)
    found = {heading.key for heading in headings if heading.level is Level.PART}
    yield from (("parts", key) for key, _ in profile.parts if key not in found)
    numbered = (
        (Level.CHAPTER, "chapter", profile.chapters),
        (Level.SECTION, "section", profile.sections),
        (Level.SUBHEADING, "subheading", profile.subheadings),
    )
    yield from ((key,) for level, key, forms in numbered if forms and level not in levels)
    yield from ((kind,) for kind in dict(profile.divisions) if f"{kind}-1" not in found)
    titles = {squeezed(heading.text.plain) for heading in headings}
    yield from (("headings", index) for index, each in enumerate(profile.headings) if squeezed(each) not in titles)
    alone = any(finding.code == "c-028" for finding in text.findings)
    kinds = {block.kind for block in text.blocks if isinstance(block, Box)}
    yield from ((kind,) for kind, _ in profile.boxes if kind not in kinds and not alone)
    if profile.figure_caption and not any(isinstance(block, Figure) for block in text.blocks):
        yield ("figure", "caption")
    if profile.page_numbers and not any(drop.reason is Reason.PAGE_NUMBER for drop in text.drops):
        yield ("page_number",)
    # One that is nowhere but in the title is written right.
    heads = "\n".join(_words(text, drop.span) for drop in text.drops if drop.reason is Reason.RUNNING_HEAD)
    heads += f"\n{text.title.plain}"
    for index, head in enumerate(profile.running_heads):
        if not re.search(running_head(head, profile.han), heads):
            yield ("running_heads", index)


def _words(text: LanguageText, span: Span) -> str:
    return text.source.text[span.start : span.end]
