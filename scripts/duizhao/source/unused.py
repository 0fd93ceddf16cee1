"""What the profile names and the source does not have: a pattern that matches nothing is most likely a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from heapq import nlargest

from duizhao.document.boxes import ASIDES
from duizhao.document.text import Span
from duizhao.source.findings import Finding
from duizhao.source.model import Box, Edition, Figure, Heading, LanguageText, Level, Reason
from duizhao.source.profile import LanguageProfile, Profile, ends_key
from duizhao.source.repairs.flow import shortened, squeezed
from duizhao.source.repairs.patterns import running_head

#: So many lines are looked at for the one that is most like what matches nothing, and so many numerals are named.
MOST_LINES, SHOWN_FORMS = 5_000, 3

#: How many lines that have much the same letters are looked at more closely.
ROUGH = 20

#: Spaces and the like that a line may have besides what a form has.
SPARE = 8

_FILLED = re.compile(r"\{[a-z]+\}")
_DIGITS = re.compile(r"\d+")


def unused(profile: Profile, texts: tuple[LanguageText, ...], editions: tuple[Edition, ...]) -> Iterator[Finding]:
    """A finding for each key of the profile that nothing in the source answers to, at the key's line."""
    starts = [text.title.start for text in texts] + [len(texts[0].source.text) if texts else 0]
    for index, (language, text) in enumerate(zip(profile.languages, texts, strict=True)):
        lines = _lines(text, starts[index], starts[index + 1])
        for key in _unanswered(language, text):
            at = ("languages", language.code, *key)
            name = ".".join(str(part) for part in at)
            yield _matches_nothing(profile, at, name, _forms(language, key), lines)
    footnotes = profile.languages[0].footnotes
    if footnotes.marks and not any(text.notes for text in texts):
        forms = [form.replace("{mark}", footnotes.marks[0]) for form in footnotes.definitions]
        yield _matches_nothing(profile, ("footnotes",), "footnotes", forms, _lines(texts[0], 0, starts[-1]))
    last = len(texts[0].source.line_starts) if texts else 0
    for kind in ("paragraphs_begin", "paragraphs_continue", "notes_continue", "keep_doubled"):
        for line in sorted(getattr(profile.languages[0].settled, kind)):
            if line > last:
                where = profile.lines.get(("settled", kind), 1)
                yield Finding("c-025", profile.file, where, (("key", kind), ("line", str(line)), ("last", str(last))))
    boxes = {
        text.source.line(block.mark)
        for text, edition in zip(texts, editions, strict=True)
        for page in edition.pages
        for block in page.blocks
        if isinstance(block, Box)
    }
    ends = {ends_key(name): name for name in ASIDES}
    for at, line in profile.lines.items():
        if len(at) == 3 and at[0] == "settled" and (box := ends.get(str(at[1]))) and int(at[2]) not in boxes:
            details = (("key", str(at[1])), ("line", str(at[2])), ("kind", box))
            yield Finding("c-024", profile.file, line, details)


def _forms(profile: LanguageProfile, key: tuple[str | int, ...]) -> list[str]:
    """What the profile has under a key: the forms that were looked for."""
    match key:
        case ("parts", name):
            return [title for part, title in profile.parts if part == name]
        case ("running_heads", int(index)):
            return [profile.running_heads[index]]
        case ("page_number",):
            return list(profile.page_numbers)
        case ("figure", "caption"):
            return [profile.figure_caption]
        case ("chapter",):
            return [profile.chapter.replace("{numeral}", numeral) for numeral in profile.numerals[:SHOWN_FORMS]]
        case (("publisher" | "contents" | "section" | "subheading") as name,):
            return [getattr(profile, name)]
        case _:
            return [mark for kind, mark in profile.boxes if kind == key[0]]


def _lines(text: LanguageText, start: int, end: int) -> list[tuple[int, str]]:
    """The lines of a stretch of the source that are not empty, with their numbers; the first MOST_LINES."""
    first = text.source.line(start)
    lines = text.source.text[max(start, 0) : end].split("\n", MOST_LINES)[:MOST_LINES]
    return [(number, line.strip()) for number, line in enumerate(lines, first) if line.strip()]


def _matches_nothing(
    profile: Profile, at: tuple[str | int, ...], name: str, forms: list[str], lines: list[tuple[int, str]]
) -> Finding:
    """The finding for a key, with what was tried and the line that is most like it."""
    wanted = [_FILLED.sub("1", squeezed(form)) for form in forms]
    rough = nlargest(ROUGH, lines, key=lambda line: max(_likeness(form, line[1], exact=False) for form in wanted))
    number, near = max(rough, key=lambda line: max(_likeness(form, line[1]) for form in wanted))
    tried = ", ".join(f"“{form}”" for form in forms)
    details = (("key", name), ("forms", tried), ("at", str(number)), ("near", shortened(near)))
    return Finding("c-023", profile.file, profile.lines.get(at, 1), details)


def _likeness(form: str, line: str, *, exact: bool = True) -> float:
    """How much a line's beginning is like a form, whatever the numbers are."""
    begin = _DIGITS.sub("1", squeezed(line[: 2 * len(form) + SPARE]))[: len(form) + 2]
    matcher = SequenceMatcher(None, form, begin, autojunk=False)
    return matcher.ratio() if exact else matcher.quick_ratio()


def _unanswered(profile: LanguageProfile, text: LanguageText) -> Iterator[tuple[str | int, ...]]:
    headings = [block for block in text.blocks if isinstance(block, Heading)]
    levels = {heading.level for heading in headings}
    if text.publisher.start < 0:
        yield ("publisher",)
    if profile.contents and not text.contents:
        yield ("contents",)
    found = {heading.key for heading in headings if heading.level is Level.PART}
    yield from (("parts", key) for key, _ in profile.parts if key not in found)
    for level, key in ((Level.CHAPTER, "chapter"), (Level.SECTION, "section"), (Level.SUBHEADING, "subheading")):
        if getattr(profile, key) and level not in levels:
            yield (key,)
    alone = any(finding.code == "c-028" for finding in text.findings)
    kinds = {block.kind for block in text.blocks if isinstance(block, Box)}
    yield from ((kind,) for kind, _ in profile.boxes if kind not in kinds and not alone)
    if profile.figure_caption and not any(isinstance(block, Figure) for block in text.blocks):
        yield ("figure", "caption")
    if profile.page_numbers and not any(drop.reason is Reason.PAGE_NUMBER for drop in text.drops):
        yield ("page_number",)
    heads = "\n".join(_words(text, drop.span) for drop in text.drops if drop.reason is Reason.RUNNING_HEAD)
    for index, head in enumerate(profile.running_heads):
        if not re.search(running_head(head, profile.han), heads):
            yield ("running_heads", index)


def _words(text: LanguageText, span: Span) -> str:
    return text.source.text[span.start : span.end]
