"""What the profile names and the source does not have: a pattern that matches nothing is most likely a slip."""

from __future__ import annotations

from collections.abc import Iterator

from duizhao.document.boxes import ASIDES
from duizhao.document.text import Span
from duizhao.source.findings import Finding
from duizhao.source.model import Box, Edition, Figure, Heading, LanguageText, Level, Reason
from duizhao.source.profile import LanguageProfile, Profile, ends_key


def unused(profile: Profile, texts: tuple[LanguageText, ...], editions: tuple[Edition, ...]) -> Iterator[Finding]:
    """A finding for each key of the profile that nothing in the source answers to, at the key's line."""
    for language, text in zip(profile.languages, texts, strict=True):
        for key in _unanswered(language, text):
            at = ("languages", language.code, *key)
            name = ".".join(str(part) for part in at)
            yield Finding("c-023", profile.file, profile.lines.get(at, 1), (("key", name),))
    if profile.languages[0].footnotes.marks and not any(text.notes for text in texts):
        yield Finding("c-023", profile.file, profile.lines.get(("footnotes",), 1), (("key", "footnotes"),))
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
    if profile.page_number and not any(drop.reason is Reason.PAGE_NUMBER for drop in text.drops):
        yield ("page_number",)
    heads = "\n".join(_words(text, drop.span) for drop in text.drops if drop.reason is Reason.RUNNING_HEAD)
    for index, head in enumerate(profile.running_heads):
        if "".join(head.split()) not in "".join(heads.split()):
            yield ("running_heads", index)


def _words(text: LanguageText, span: Span) -> str:
    return text.source.text[span.start : span.end]
