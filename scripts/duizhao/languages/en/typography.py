"""Typography of English text: spaces around punctuation, signs of the other script, quotes of two kinds."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from duizhao.languages.script import HAN
from duizhao.languages.spaced import spaced
from duizhao.languages.typography import Look, Passage, Slip
from duizhao.patterns import lazily

_NARROW = {
    "，": ", ", "。": ". ", "；": "; ", "：": ": ", "？": "? ", "！": "! ", "（": " (", "）": ") ", "、": ", ",
}  # fmt: skip
_OTHERS = lazily("[，。、；：？！（）《》〈〉「」『』【】％＄＆＋－／＝～０-９Ａ-Ｚａ-ｚ]")
#: The sign comes first, since few places have one.
_MISSING = lazily(
    r"[,;.!?:()](?:(?<=[A-Za-z]{2}[,;])(?=[A-Za-z])|(?<=\d,)(?=[A-Za-z])|(?<=[a-z]{2}[.!?:])(?=[A-Z][a-z])(?!\w*[(_])"
    r"|(?<=[a-z]\))(?=[A-Za-z])|(?<=[a-z]{2}\()(?=[A-Za-z]{3})(?!\w*[=(\[]))"
)


def _chinese(passage: Passage) -> Iterator[Slip]:
    # Chinese words in an English text have their own punctuation.
    for match in _OTHERS.finditer(passage.shape):
        start, end = match.span()
        before, behind = passage.shape[:start], passage.shape[end:]
        if re.search(f"[{HAN}][》」』】）]?$", before) or re.match(f"[{HAN}]", behind):
            continue
        new: str | None = None
        if match[0] in "，。：" and before[-1:].isdigit() and behind[:1].isdigit():
            # A time or a ratio; a comma parts thousands, or two numbers.
            new = ":" if match[0] == "：" else None
        elif match[0] in _NARROW:
            new = _NARROW[match[0]]
            new = new.lstrip() if not before or before[-1] in " (“" else new
            new = new.rstrip() if not behind or behind[0] in " ,.;:!?)”’" else new
        elif (narrow := unicodedata.normalize("NFKC", match[0])) != match[0]:
            new = narrow
        yield Slip((start, end), new)


RULES: Mapping[str, Look] = {**spaced("0-9A-Za-z", ",;:", ",;:!?", _MISSING), "t-116": _chinese}
