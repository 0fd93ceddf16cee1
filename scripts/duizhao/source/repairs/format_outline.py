"""Of a text whose format tells its headings' levels: which open a part, a chapter or a section, and which stand below.

The highest level that is not the title's opens chapters, the next one sections, all others stand on their page; above
the chapters there may be volumes or parts. No pattern of numbers is needed: where headings are numbered, those that are
not are parts of their own (a foreword), and so is what is called an annex.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from duizhao.languages.labels import Labels, labels_in
from duizhao.source.model import Heading, LanguageText, Level
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log, squeezed
from duizhao.source.repairs.format_levels import counted_as, nested_number
from duizhao.source.repairs.labels import is_parted
from duizhao.source.schemes import SCHEMES, key_of

#: A text of so many characters, which is some pages, has headings.
_LONG = 5_000
#: So many numbers make a count; and so far ahead of the last one the next may be, where some are missed.
_FEWEST, _AHEAD = 2, 4


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
    labels = labels_in(profile.code)
    if not depths:
        length = text.span.end - text.span.start
        log = Log(text)
        if length >= _LONG:
            log.find("c-065", text.span.start, count=str(length))
        return log.result()
    first = depths.index(chapter_depth(headings, labels))
    chapters = [heading for heading in headings if heading.depth == depths[first]]
    numbered = {
        id(each) for each in chapters if nested_number(each) or (labels and labels.numbered.match(each.text.plain))
    }
    sections = _sections([heading for heading in headings if heading.depth > depths[first]])
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
        front = not (counts.chapters or counts.annexes)
        named = named or (key_of(heading.text.plain) if front else "")
        if named and named not in counts.names and (rank <= 0 or front):
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
            counts.chapters = _next(counts.chapters, counted_as(heading, han=profile.han))
            counts.sections, counts.in_chapter = 0, True
            return replace(heading, level=Level.CHAPTER, key=str(counts.chapters))
        if id(heading) in sections and counts.in_chapter:
            number = nested_number(heading)[:2]
            counts.sections = _next(counts.sections, number[1:] if number[:1] == (counts.chapters,) else ())
            return replace(heading, level=Level.SECTION, key=f"{counts.chapters}.{counts.sections}")
        return replace(heading, level=Level.SUBHEADING)

    return Log(text).result(placed(block) if isinstance(block, Heading) else block for block in text.blocks)


def _sections(below: Sequence[Heading]) -> set[int]:
    """Of the headings below those of chapters which open sections: the highest; if more at one depth are numbered as
    sections are (`2.1`) than are not, those alone, so that each opens a page in every language or in none."""
    numbered = [heading for heading in below if len(nested_number(heading)) == 2]
    depth = Counter(heading.depth for heading in numbered).most_common(1)[0][0] if numbered else 0
    own = [heading for heading in below if heading.depth == depth]
    kept = [heading for heading in own if heading in numbered]
    if len(kept) < _FEWEST or 2 * len(kept) < len(own):
        kept = [heading for heading in below if heading.depth == min(each.depth for each in below)]
    return {id(heading) for heading in kept}


def _next(last: int, printed: Iterable[int]) -> int:
    """The number of what comes behind a last one: the one that is printed, if it is one of the next few, so that a
    heading that is missed in one language moves no other."""
    return min((number for number in printed if last < number <= last + _AHEAD), default=last + 1)


def chapter_depth(headings: Sequence[Heading], labels: Labels | None) -> int:
    """The depth in their format of the headings that open chapters: the highest, or the next one if parts hold those;
    that of the whole numbers, if nothing above them stands behind the first (a title over two lines).

    `labels`: what headings are called in their language.
    """
    depths = sorted({heading.depth for heading in headings})
    whole = [heading for heading in headings if len(nested_number(heading)) == 1]
    higher = [at for at, heading in enumerate(headings) if whole and heading.depth < whole[0].depth]
    if higher and len(whole) >= _FEWEST and nested_number(whole[0]) == (1,) and headings.index(whole[0]) > higher[-1]:
        return whole[0].depth
    top = [heading for heading in headings if heading.depth == depths[0]]
    holding = [heading for heading in top if labels and labels.part.match(heading.text.plain)]
    return depths[1] if len(depths) > 1 and len(holding) > 1 else depths[0]


def is_annex(heading: Heading) -> bool:
    """Whether a heading has the label of one of several annexes, in any language."""
    words = heading.text.plain
    matches = (each.pattern.match(words) for han in (True, False) for each in SCHEMES[han] if each.kind == "annex")
    return any(match and is_parted(match, words[match.end() :]) for match in matches)
