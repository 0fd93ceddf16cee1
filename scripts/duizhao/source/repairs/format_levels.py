"""Levels that headings' numbers tell: of a text whose format gives all of them one level, as tools that read pages do,
and of single headings that the format sets at another one than their like. And of a text whose author had none: short
bold paragraphs that stand above others.
"""

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from duizhao.document.text import Text
from duizhao.languages.numbering import counted
from duizhao.patterns import lazily
from duizhao.source.inline import Emphasis, NoteRef
from duizhao.source.model import Block, Heading, LanguageText, Level, Paragraph, Table
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import reads_as_heading
from duizhao.source.repairs.flow import Log
from duizhao.source.repairs.heading_titles import LETTERED
from duizhao.source.schemes import SCHEMES, Scheme, key_of

#: Of the headings at least so many are numbered, and not fewer than that.
_NUMBERED, _FEWEST = 1 / 3, 2
#: Decimals stand below the whole numbers they begin with, in any script: the rank of `1.1` behind all of those.
_DECIMALS = 36
#: The rank of an annex's sections that are numbered with its letter: `A.1`.
_LETTERED = 30

#: Such a share of the numbers with a point stands behind the whole number they begin with where they count.
_INSIDE = 0.8

#: A number that tells how deep its heading is, with what stands between it and the title.
_NESTED = lazily(r"(?P<number>\d{1,2}(?:[.．]\d{1,2})*)(?:[.、．]|(?=[\s\u3000]))(?!\d)")


def format_levels(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Gives headings the levels their numbers tell."""
    headings = [block for block in text.blocks if isinstance(block, Heading)]
    depths = iter(levels(headings, han=profile.han))
    blocks = (replace(each, depth=next(depths)) if isinstance(each, Heading) else each for each in text.blocks)
    return Log(text).result(blocks)


def levels(headings: Sequence[Heading], *, han: bool) -> list[int]:
    """How deep each of a text's headings is: as the schemes are nested that number them, or as the format says.

    One without a number stands as high as chapters if nothing is numbered before it, or if such parts are called so;
    else below the one before. Behind the last number of a text with one scheme it may be a part of its own, and is.
    """
    found = [scheme_of(heading, han=han) for heading in headings]
    numbered = [at for at, scheme in enumerate(found) if scheme]
    told = [heading.depth for heading in headings]
    if len(set(told)) != 1:
        return _with_their_like(headings, told)
    if len(numbered) < max(_FEWEST, _NUMBERED * len(headings)):
        return told
    ranks = sorted({_rank(scheme) for scheme in found if scheme and scheme.kind != "annex"})
    holding = {_rank(scheme) for scheme in found if scheme and scheme.kind == "part"}
    chapters = next((depth for depth, rank in enumerate(ranks, 1) if rank not in holding), 1)
    last = numbered[-1] if len(ranks) == 1 else len(headings)
    depths: list[int] = []
    before = 0
    annex: list[int] | None = None  # of the one we are in the ranks of its schemes
    for at, (heading, scheme) in enumerate(zip(headings, found, strict=True)):
        own = scheme.kind != "annex" and ranks.index(_rank(scheme)) + 1 if scheme else 0
        if scheme and scheme.kind == "annex":
            depth = before = chapters
            annex = []
        elif annex is not None and (own > chapters or not scheme or not scheme.worded) and _is_section(heading, scheme):
            # An annex has sections of its own, numbered by a scheme that may be another.
            rank = _rank(scheme) if scheme else _LETTERED
            annex = sorted({*annex, rank})
            depth = before = chapters + 1 + annex.index(rank)
        elif own:
            depth = before = own
            annex = annex if own > chapters else None
        elif not before or at > last or key_of(heading.text.plain):
            depth = before = chapters
            annex = None
        else:
            depth = before + 1
        depths.append(depth)
    return depths


def _with_their_like(headings: Sequence[Heading], told: list[int]) -> list[int]:
    """The levels the format tells; a heading whose number is nested (`2`, `2.1`, `2.1.1`) has that of most of its like.

    They are believed if most of each kind stand at one level, and those with more numbers below those with fewer. If
    they do not, and the numbers do count, these tell the levels, from the highest that one of them has.
    """
    numbers = [(at, number) for at, heading in enumerate(headings) if (number := nested_number(heading))]
    holding = {first for _, (first, *deeper) in numbers if deeper}
    kinds: dict[int, list[int]] = {}
    last = inside = 0
    for at, (first, *deeper) in numbers:
        # A whole number that begins anew counts something else.
        if deeper or first == last + 1 or (first in holding and first > last):
            kinds.setdefault(len(deeper), []).append(at)
            inside += bool(deeper) and first == last
            last = last if deeper else first
    if len(kinds) == 1:
        return told
    usual: list[int] = []
    for _, places in sorted(kinds.items()):
        depth, count = Counter(told[at] for at in places).most_common(1)[0]
        if count <= len(places) / 2:
            return told
        if usual and depth <= usual[-1]:
            if 0 not in kinds or inside < _INSIDE * sum(len(own) for kind, own in kinds.items() if kind):
                return told
            top = min(told[at] for at in kinds[0])
            usual = [top + number for number in range(len(kinds))]
            break
        usual.append(depth)
    mended = {at: depth for depth, (_, places) in zip(usual, sorted(kinds.items()), strict=True) for at in places}
    return [mended.get(at, depth) for at, depth in enumerate(told)]


def nested_number(heading: Heading) -> tuple[int, ...]:
    """The numbers a heading's label is made of; none for one of another scheme, or without any."""
    match = _NESTED.match(heading.text.plain)
    return tuple(map(int, match["number"].replace("．", ".").split("."))) if match else ()


def counted_as(heading: Heading, *, han: bool) -> frozenset[int]:
    """What the number of a heading's label counts, if it is one."""
    if len(own := nested_number(heading)) == 1:
        return frozenset(own)
    scheme = scheme_of(heading, han=han)
    match = scheme.pattern.match(heading.text.plain) if scheme else None
    return counted(match["n"]) if match and match.groupdict().get("n") else frozenset()


def _is_section(heading: Heading, scheme: Scheme | None) -> bool:
    """Whether a heading in an annex is numbered."""
    return scheme is not None or LETTERED.match(heading.text.plain) is not None


def scheme_of(heading: Heading, *, han: bool) -> Scheme | None:
    """The scheme a heading is numbered by: of several that fit the one with the longest label."""
    words = heading.text.plain
    if LETTERED.match(words):
        return None
    matches = [(match[0].strip(), scheme) for scheme in SCHEMES[han] if (match := scheme.pattern.match(words))]
    return max(matches, key=lambda each: len(each[0]))[1] if matches else None


def _rank(scheme: Scheme) -> int:
    return max(scheme.rank, _DECIMALS) if "{section}" in scheme.template else scheme.rank


#: So many there are at least, and more than headings that the format knows; none is longer, in Han characters and in
#: Latin letters.
_FEWEST_BOLD, _LONGEST = 4, {True: 30, False: 90}


def format_bold_headings(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Makes headings of them."""
    return Log(text).result(with_bold_headings(text.blocks, han=profile.han))


def with_bold_headings(blocks: Sequence[Block], *, han: bool) -> list[Block]:
    """The blocks in which such paragraphs are headings, one level below the lowest there is."""
    depths = [block.depth for block in blocks if isinstance(block, Heading)]
    found = [at for at in range(len(blocks) - 1) if _is_bold(blocks[at], han) and _goes_on(blocks[at + 1], han)]
    if len(found) < _FEWEST_BOLD or len(found) <= len(depths):
        return list(blocks)
    depth = min(max(depths, default=0) + 1, 6)
    result = list(blocks)
    for at in found:
        block = result[at]
        assert isinstance(block, Paragraph)
        refs = tuple(item for item in block.content if isinstance(item, NoteRef))
        result[at] = Heading(Level.FORMAT, "", block.text[:0], block.text, depth=depth, refs=refs)
    return result


def _is_bold(block: Block, han: bool) -> bool:
    """Whether a block is a short paragraph all of which is bold, and reads as a heading."""
    if not isinstance(block, Paragraph) or block.depth or block.quoted or len(block.text) > _LONGEST[han]:
        return False
    bold = [item for item in block.content if isinstance(item, Emphasis) and item.strong]
    others = [item for item in block.content if not isinstance(item, Emphasis | NoteRef)]
    blank = all(isinstance(item, Text) and not item.plain.strip() for item in others)
    return len(bold) > 0 and blank and reads_as_heading(block.text.plain.rstrip("?？:："))


def _goes_on(block: Block, han: bool) -> bool:
    """Whether a block is a text that a heading stands above."""
    if isinstance(block, Paragraph):
        return not _is_bold(block, han) and (bool(block.depth) or len(block.text) > _LONGEST[han] // 2)
    return isinstance(block, Table)
