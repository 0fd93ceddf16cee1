"""From the repaired flow of one language to the pages of its edition."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from duizhao.model import Block, Edition, FactBox, Figure, Heading, LanguageText, Level, Note, Page, Paragraph
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


def with_ids(edition: Edition) -> Edition:
    """The edition with an id on each heading, paragraph, box and figure, counted through each page."""
    return replace(edition, pages=tuple(_page_with_ids(page) for page in edition.pages))


def _page_with_ids(page: Page) -> Page:
    counts = {"p": 0, "h": 0, "box": 0}

    def number(kind: str) -> str:
        counts[kind] += 1
        return f"{page.prefix}-{kind}{counts[kind]}"

    blocks: list[Block] = []
    for block in page.blocks:
        if isinstance(block, Paragraph):
            blocks.append(replace(block, id=number("p")))
        elif isinstance(block, Heading):
            blocks.append(replace(block, id=number("h")))
        elif isinstance(block, Figure):
            blocks.append(replace(block, id=f"figure-{block.number.replace('.', '-')}"))
        elif isinstance(block, FactBox):
            box = number("box")
            inner = tuple(
                replace(p, id=f"{box}-p{n}") for n, p in enumerate(block.blocks, 1) if isinstance(p, Paragraph)
            )
            blocks.append(replace(block, id=box, blocks=inner))
        else:
            blocks.append(block)
    heading = replace(page.heading, id=page.prefix) if page.heading else None
    return replace(page, heading=heading, blocks=tuple(blocks))
