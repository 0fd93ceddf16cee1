"""Typography of French text: signs of two parts (`; : ! ?`) stand behind a space of their own, the others do not."""

from collections.abc import Iterator, Mapping

from duizhao.languages.spaced import spaced
from duizhao.languages.typography import Look, Passage, Slip
from duizhao.patterns import lazily

_LETTER = "A-Za-zÀ-ÿŒœ"
_MISSING = lazily(
    rf"[,;.!?:](?:(?<=[{_LETTER}]{{2}}[,;])(?=[{_LETTER}])|(?<=\d,)(?=[{_LETTER}])"
    r"|(?<=[a-zà-ÿœ]{2}[.!?:])(?=[A-ZÀ-ÝŒ][a-zà-ÿœ]))"
)

_RULES = spaced(f"0-9{_LETTER}»", ",;:", ",", _MISSING)
_TWO_PARTS = lazily(rf"(?<=[{_LETTER}]{{2}})[;:!?](?=\s|$)")
_BEHIND_SPACE = lazily(r"[ \u00a0\u202f][;:!?](?=\s|$)")


def _space_missing(passage: Passage) -> Iterator[Slip]:
    yield from _RULES["t-115"](passage)
    # Switzerland and Canada write most of them without: only a text that has some behind a space lacks the others.
    for match in _TWO_PARTS.finditer(passage.shape) if _BEHIND_SPACE.search(passage.shape) else ():
        yield Slip(match.span(), f"\u202f{match[0]}", shown=8)


RULES: Mapping[str, Look] = {**_RULES, "t-115": _space_missing}
