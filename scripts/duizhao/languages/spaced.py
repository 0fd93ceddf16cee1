"""Typography of languages that part words by spaces: doubled signs, spaces beside signs, two kinds of quotes."""

import re
from collections.abc import Iterator, Mapping

from duizhao.languages.typography import Look, Passage, Slip
from duizhao.patterns import lazily

# An opening quotation mark at the end of a word is the wrong one of the two, as is a closing one at the beginning of
# a word, and the space is right.
_BEHIND_OPENING = lazily(r"(?<=[(\[]|(?<!\w)“)[ ]+(?=\S)")
_KINDS = (
    (lazily('"'), lazily("[“”]")),
    (lazily(r"'(?<=[^\W\d_]')"), lazily(r"’(?<=[^\W\d_]’)")),
)


def spaced(
    letters: str, parting: str, tight: str, missing: re.Pattern[str], closing: str = r")\]”"
) -> Mapping[str, Look]:
    """The rules of such a language: its letters and digits, what parts the pieces of its sentences, what stands behind
    a word directly and before a space, and what closes, each for use inside [] of a pattern; `missing`: a sign that
    lacks the space behind it, or the opening bracket that lacks the one before."""
    doubled = lazily(
        rf"([{parting}])\s*\1+|(?<![.\d])\.\.(?!\.)|(?<=\d)\.\.(?![.\w*])|[{parting}]\s*[{parting}.]|(?<!\.)\.\s*{parting[0]}(?<![A-Za-z.]\.,)"
    )
    before = lazily(rf"(?<=[{letters}%)\]”’\"'])[ ]+(?=[{tight}](?:\s|$)|\.(?![ ]\.)(?:\s|$)|(?!”\w)[{closing}])")

    def space_before(passage: Passage) -> Iterator[Slip]:
        for match in (*before.finditer(passage.shape), *_BEHIND_OPENING.finditer(passage.shape)):
            # `3 , 000` is one number or two.
            number = re.match(r"\d[ ]+,[ ]?\d", passage.shape[match.start() - 1 :])
            yield Slip(match.span(), None if number else "", shown=8)

    def twice(passage: Passage) -> Iterator[Slip]:
        for match in doubled.finditer(passage.shape):
            same = match[1] and len(set(match[0])) == 1
            yield Slip(match.span(), match[1] if same else None)

    def space_missing(passage: Passage) -> Iterator[Slip]:
        for match in missing.finditer(passage.shape):
            mark = match[0]
            yield Slip(match.span(), f" {mark}" if mark == "(" else f"{mark} ", shown=8)

    return {"t-108": twice, "t-111": _two_kinds, "t-114": space_before, "t-115": space_missing}


def _two_kinds(passage: Passage) -> Iterator[Slip]:
    """Straight and curly quotes, or apostrophes, in one block: the rarer kind is the finding."""
    for straight, curly in _KINDS:
        some, others = list(straight.finditer(passage.shape)), list(curly.finditer(passage.shape))
        if some and others:
            for match in min(some, others, key=len):
                yield Slip(match.span())
