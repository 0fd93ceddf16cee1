"""From the repaired flow of one language to the pages of its edition."""

from __future__ import annotations

from dataclasses import dataclass, field

from duizhao.model import Block, Edition, Heading, LanguageText, Level, Note, Page
from duizhao.placement import placed


@dataclass(slots=True)
class _Draft:
    heading: Heading | None
    chapter: str
    section: str
    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def build_edition(text: LanguageText) -> Edition:
    """One page a part, chapter opening and section; what stands before the first heading is on the home page."""
    drafts = [_Draft(None, "", "")]
    owners: list[_Draft] = []
    for block in text.blocks:
        if isinstance(block, Heading) and block.level is not Level.SUBHEADING:
            chapter, section = drafts[-1].chapter, ""
            if block.level is Level.CHAPTER:
                chapter = block.key
            elif block.level is Level.PART:
                chapter = ""
            else:
                section = block.key
                chapter = section.rpartition(".")[0] or chapter
            drafts.append(_Draft(block, chapter, section))
        else:
            drafts[-1].blocks.append(block)
        owners.append(drafts[-1])
    for index, note in placed(text.blocks, text.notes):
        (owners[index] if owners else drafts[0]).notes.append(note)
    pages = []
    for order, draft in enumerate(drafts):
        kind, path, prefix = _address(draft)
        pages.append(
            Page(
                path,
                kind,
                prefix,
                order,
                draft.heading,
                draft.chapter,
                draft.section,
                tuple(draft.blocks),
                tuple(draft.notes),
            )
        )
    return Edition(text.code, text.title, text.publisher, tuple(pages))


def _address(draft: _Draft) -> tuple[str, str, str]:
    """A page's kind, path and id prefix."""
    heading = draft.heading
    if heading is None:
        return "home", "index", "home"
    if heading.level is Level.PART:
        return "part", heading.key, heading.key
    if heading.level is Level.CHAPTER:
        return "chapter", f"chapter-{heading.key}/index", f"ch{heading.key}"
    number = draft.section.replace(".", "-")
    path = f"chapter-{draft.chapter}/{number}" if draft.chapter else f"section-{number}"
    return "section", path, f"s{number}"
