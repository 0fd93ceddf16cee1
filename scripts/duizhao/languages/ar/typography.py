"""Typography of Arabic text: its comma, semicolon and question mark follow the word directly, and a space follows;
those of other scripts face the wrong way."""

from collections.abc import Iterator, Mapping

from duizhao.languages.spaced import spaced
from duizhao.languages.typography import Look, Passage, Slip
from duizhao.patterns import lazily

_MISSING = lazily(r"[،؛؟.!:](?<=[ء-ي]{2}.)(?=[ء-ي]{2})")

_OWN = dict(zip(",;?", "،؛؟", strict=True))
_OTHERS = lazily(r"[,;?](?<=[ء-ْ].)(?=[\s»”\")]|$)")


def _others(passage: Passage) -> Iterator[Slip]:
    for match in _OTHERS.finditer(passage.shape):
        yield Slip(match.span(), _OWN[match[0]])


# `”` opens as often as it closes.
RULES: Mapping[str, Look] = {
    **spaced("0-9A-Za-zء-ٟ٠-٩»", "،؛:", "،؛:؟!", _MISSING, closing=r")\]"),
    "t-116": _others,
}
