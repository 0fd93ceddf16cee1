"""Of a text whose format tells its headings' levels: which open a part, a chapter or a section, and which stand below.

The highest level that is not the title's opens chapters, the next one sections, all others stand on their page; above
the chapters there may be volumes or parts. No pattern of numbers is needed: where headings are numbered, those that are
not are parts of their own (a foreword), and so is what is called an annex.
"""

from collections.abc import Sequence
from types import ModuleType

from msgspec import Struct, field
from msgspec.structs import replace

from duizhao.languages import part
from duizhao.source.model import Heading, LanguageText, Level
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log, squeezed
from duizhao.source.repairs.labels import is_parted
from duizhao.source.schemes import SCHEMES

#: A text of so many characters, which is some pages, has headings.
_LONG = 5_000


class _Counts(Struct):
    """How many of each there have been, and what is open; `below`: the ranks of the sub-headings we are in."""

    parts: int = 0
    annexes: int = 0
    chapters: int = 0
    sections: int = 0
    in_chapter: bool = False
    names: set[str] = field(default_factory=set)
    below: list[int] = field(default_factory=list)

    def depth(self, rank: int) -> int:
        """The level on its page of a sub-heading of a rank: the format's, without the ones it leaves out."""
        while self.below and self.below[-1] >= rank:
            self.below.pop()
        self.below.append(rank)
        return min(len(self.below) + 1, 6)


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
    first = depths.index(chapter_depth(headings, labels))
    chapters = [heading for heading in headings if heading.depth == depths[first]]
    numbered = {id(heading) for heading in chapters if labels and labels.NUMBERED.match(heading.text.plain)}
    counts = _Counts()

    def placed(heading: Heading) -> Heading:
        rank = depths.index(heading.depth) - first
        made = opening(heading, rank)
        if made.level is Level.SUBHEADING:
            return replace(made, depth=counts.depth(rank))
        counts.below = []
        return made

    def opening(heading: Heading, rank: int) -> Heading:
        named = next((key for key, title in profile.parts if squeezed(title) == squeezed(heading.text.plain)), "")
        if named and named not in counts.names and rank <= 0:
            counts.names.add(named)
            counts.in_chapter = False
            return replace(heading, level=Level.PART, key=named)
        if rank <= 0 and is_annex(heading):
            counts.annexes += 1
            counts.in_chapter = False
            return replace(heading, level=Level.PART, key=f"annex-{counts.annexes}")
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
        return replace(heading, level=Level.SUBHEADING)

    return Log(text).result(placed(block) if isinstance(block, Heading) else block for block in text.blocks)


def chapter_depth(headings: Sequence[Heading], labels: ModuleType | None) -> int:
    """The depth in their format of the headings that open chapters: the highest, or the next one if parts hold those.

    `labels`: what headings are called in their language, as `languages/<code>/labels.py` has it.
    """
    depths = sorted({heading.depth for heading in headings})
    top = [heading for heading in headings if heading.depth == depths[0]]
    holding = [heading for heading in top if labels and labels.PART.match(heading.text.plain)]
    return depths[1] if len(depths) > 1 and len(holding) > 1 else depths[0]


def is_annex(heading: Heading) -> bool:
    """Whether a heading has the label of one of several annexes, in any language."""
    words = heading.text.plain
    matches = (each.pattern.match(words) for han in (True, False) for each in SCHEMES[han] if each.kind == "annex")
    return any(match and is_parted(match, words[match.end() :]) for match in matches)
