"""Of a text whose format gives all headings one level, as tools that read pages do: the levels their numbers tell."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from duizhao.source.model import Heading, LanguageText
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.annex_sections import LETTERED
from duizhao.source.repairs.flow import Log
from duizhao.source.schemes import SCHEMES, Scheme, key_of

#: Of the headings at least so many are numbered, and not fewer than that.
_NUMBERED, _FEWEST = 1 / 3, 2
#: Decimals stand below the whole numbers they begin with, in any script: the rank of `1.1` behind all of those.
_DECIMALS = 36
#: The rank of an annex's sections that are numbered with its letter: `A.1`.
_LETTERED = 30


def format_levels(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Gives headings of one level those of the schemes they are numbered by."""
    headings = [block for block in text.blocks if isinstance(block, Heading)]
    depths = iter(levels(headings, han=profile.han))
    blocks = (replace(each, depth=next(depths)) if isinstance(each, Heading) else each for each in text.blocks)
    return Log(text).result(blocks)


def levels(headings: Sequence[Heading], *, han: bool) -> list[int]:
    """How deep each of a text's headings is: as the schemes are nested that number them, or as the format says.

    One without a number stands as high as chapters if nothing is numbered before it, or if such parts are called so;
    else below the one before. Behind the last number of a text with one scheme it may be a part of its own, and is.
    """
    found = [_scheme(heading, han=han) for heading in headings]
    numbered = [at for at, scheme in enumerate(found) if scheme]
    told = [heading.depth for heading in headings]
    if len(set(told)) != 1 or len(numbered) < max(_FEWEST, _NUMBERED * len(headings)):
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


def _is_section(heading: Heading, scheme: Scheme | None) -> bool:
    """Whether a heading in an annex is numbered."""
    return scheme is not None or LETTERED.match(heading.text.plain) is not None


def _scheme(heading: Heading, *, han: bool) -> Scheme | None:
    """The scheme a heading is numbered by: of several that fit the one with the longest label."""
    words = heading.text.plain
    if LETTERED.match(words):
        return None
    matches = [(match[0].strip(), scheme) for scheme in SCHEMES[han] if (match := scheme.pattern.match(words))]
    return max(matches, key=lambda each: len(each[0]))[1] if matches else None


def _rank(scheme: Scheme) -> int:
    return max(scheme.rank, _DECIMALS) if "{section}" in scheme.template else scheme.rank
