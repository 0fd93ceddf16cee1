"""Typography of English text: spaces around punctuation, signs of the other script, quotes of two kinds."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from duizhao.languages.script import HAN
from duizhao.languages.typography import Look, Passage, Slip
from duizhao.patterns import compiled, lazily

_NARROW = {
    "，": ", ", "。": ". ", "；": "; ", "：": ": ", "？": "? ", "！": "! ", "（": " (", "）": ") ", "、": ", ",
}  # fmt: skip
_OTHERS = lazily("[，。、；：？！（）《》〈〉「」『』【】％＄＆＋－／＝～０-９Ａ-Ｚａ-ｚ]")
_DOUBLED = lazily(r"([,;:])\s*\1+|(?<!\.)\.\.(?!\.)|[,;:]\s*[,;:.]|(?<!\.)\.\s*,(?<![A-Za-z.]\.,)")
_BEFORE = lazily(r"(?<=[0-9A-Za-z%)\]”’\"'])[ ]+(?=[,;:!?](?:\s|$)|\.(?![ ]\.)(?:\s|$)|[)\]”])")
_BEHIND_OPENING = lazily(r"(?<=[(\[“])[ ]+(?=\S)")
#: The sign comes first, since few places have one.
_MISSING = lazily(
    r"[,;.!?:()](?:(?<=[A-Za-z]{2}[,;])(?=[A-Za-z])|(?<=\d,)(?=[A-Za-z])|(?<=[a-z]{2}[.!?:])(?=[A-Z][a-z])(?!\w*[(_])"
    r"|(?<=[a-z]\))(?=[A-Za-z])|(?<=[a-z]{2}\()(?=[A-Za-z]{3})(?!\w*[=(\[]))"
)
_KINDS = ((compiled('"'), compiled("[“”]")), (compiled(r"'(?<=[A-Za-z]')"), compiled(r"’(?<=[A-Za-z]’)")))


def _doubled(passage: Passage) -> Iterator[Slip]:
    for match in _DOUBLED.finditer(passage.shape):
        same = match[1] and len(set(match[0])) == 1
        yield Slip(match.span(), match[1] if same else None)


def _space_before(passage: Passage) -> Iterator[Slip]:
    for match in (*_BEFORE.finditer(passage.shape), *_BEHIND_OPENING.finditer(passage.shape)):
        # `3 , 000` is one number or two.
        number = re.match(r"\d[ ]+,[ ]?\d", passage.shape[match.start() - 1 :])
        yield Slip(match.span(), None if number else "", shown=8)


def _space_missing(passage: Passage) -> Iterator[Slip]:
    for match in _MISSING.finditer(passage.shape):
        mark = match[0]
        yield Slip(match.span(), f" {mark}" if mark == "(" else f"{mark} ", shown=8)


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


def _two_kinds(passage: Passage) -> Iterator[Slip]:
    """Straight and curly quotes, or apostrophes, in one block: the rarer kind is the finding."""
    for straight, curly in _KINDS:
        some, others = list(straight.finditer(passage.shape)), list(curly.finditer(passage.shape))
        if some and others:
            for match in min(some, others, key=len):
                yield Slip(match.span())


RULES: Mapping[str, Look] = {
    "t-108": _doubled,
    "t-111": _two_kinds,
    "t-114": _space_before,
    "t-115": _space_missing,
    "t-116": _chinese,
}
