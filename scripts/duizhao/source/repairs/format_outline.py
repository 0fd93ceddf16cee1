"""Of a text whose format tells its headings' levels: which open a part, a chapter or a section, and which stand below.

The highest level that is not the title's opens chapters, the next one sections, all others stand on their page; above
the chapters there may be volumes or parts. No pattern of numbers is needed: where headings are numbered, those that are
not are parts of their own (a foreword, an annex).
"""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from duizhao.languages import part
from duizhao.source.model import Heading, LanguageText, Level
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log, squeezed

#: A text of so many characters, which is some pages, has headings.
_LONG = 5_000


class _Counts(Struct):
    """How many of each there have been, and what is open."""

    parts: int = 0
    chapters: int = 0
    sections: int = 0
    in_chapter: bool = False
    names: set[str] = field(default_factory=set)


def format_outline(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Tells what each heading opens, by its level and whether it is numbered."""
    headings = [block for block in text.blocks if isinstance(block, Heading)]
    depths = sorted({heading.depth for heading in headings})
    labels = part(profile.code, "labels")
    if not depths:
        length = text.span.end - text.span.start
        log = Log(text)
        if length >= _LONG:
            log.find("c-065", text.span.start, count=str(length))
        return log.result()
    top = [heading for heading in headings if heading.depth == depths[0]]
    holding = {id(heading) for heading in top if labels and labels.PART.match(heading.text.plain)}
    first = 1 if len(depths) > 1 and len(holding) > 1 else 0
    chapters = [heading for heading in headings if heading.depth == depths[first]]
    numbered = {id(heading) for heading in chapters if labels and labels.NUMBERED.match(heading.text.plain)}
    counts = _Counts()

    def placed(heading: Heading) -> Heading:
        rank = depths.index(heading.depth) - first
        named = next((key for key, title in profile.parts if squeezed(title) == squeezed(heading.text.plain)), "")
        if named and named not in counts.names and rank <= 0:
            counts.names.add(named)
            counts.in_chapter = False
            return replace(heading, level=Level.PART, key=named)
        if rank < 0 or (rank == 0 and numbered and id(heading) not in numbered):
            counts.parts += 1
            counts.in_chapter = False
            return replace(heading, level=Level.PART, key=f"part-{counts.parts}")
        if rank == 0:
            counts.chapters, counts.sections, counts.in_chapter = counts.chapters + 1, 0, True
            return replace(heading, level=Level.CHAPTER, key=str(counts.chapters))
        if rank == 1 and counts.in_chapter:
            counts.sections += 1
            return replace(heading, level=Level.SECTION, key=f"{counts.chapters}.{counts.sections}")
        below = rank - 1 if counts.in_chapter and counts.sections else rank
        return replace(heading, level=Level.SUBHEADING, depth=min(max(below, 1) + 1, 6))

    return Log(text).result(placed(block) if isinstance(block, Heading) else block for block in text.blocks)
