"""Typography of text in Latin letters: spaces around punctuation, signs of the other script, quotes of two kinds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from duizhao.check.context import Context
from duizhao.check.marks import in_prose
from duizhao.check.model import Finding
from duizhao.check.prose import Prose
from duizhao.check.rule import rule
from duizhao.check.scripts_of import HAN, in_han

_NARROW = {
    "，": ", ", "。": ". ", "；": "; ", "：": ": ", "？": "? ", "！": "! ", "（": " (", "）": ") ", "、": ", ",
}  # fmt: skip
_OTHERS = re.compile("[，。、；：？！（）《》〈〉「」『』【】％＄＆＋－／＝～０-９Ａ-Ｚａ-ｚ]")
_DOUBLED = re.compile(r"([,;:])\s*\1+|(?<!\.)\.\.(?!\.)|[,;:]\s*[,;:.]|(?<!\.)\.\s*,(?<![A-Za-z.]\.,)")
_BEFORE = re.compile(r"(?<=[0-9A-Za-z%)\]”’\"'])[ ]+(?=[,;:!?](?:\s|$)|\.(?:\s|$)|[)\]”])")
_BEHIND_OPENING = re.compile(r"(?<=[(\[“])[ ]+(?=\S)")
_MISSING = re.compile(
    r"(?<=[A-Za-z]{2})[,;](?=[A-Za-z])|(?<=\d),(?=[A-Za-z])|(?<=[a-z]{2})[.!?:](?=[A-Z][a-z])"
    r"|(?<=[a-z])\)(?=[A-Za-z])|(?<=[a-z]{2})\((?=[A-Za-z]{3})"
)
_KINDS = ((re.compile('"'), re.compile("[“”]")), (re.compile(r"(?<=[A-Za-z])'"), re.compile(r"(?<=[A-Za-z])’")))


def _each(look: Callable[[Prose], Iterator[Finding]]) -> Callable[[Context], Iterator[Finding]]:
    """A rule's function from one that looks at one block of text in Latin letters."""

    def check(context: Context) -> Iterator[Finding]:
        for page in context.pages():
            if not in_han(page.language):
                for prose in context.prose(page):
                    yield from look(prose)

    return check


def _doubled(prose: Prose) -> Iterator[Finding]:
    for match in _DOUBLED.finditer(prose.shape):
        same = match[1] and len(set(match[0])) == 1
        yield in_prose("t-108", prose, match.span(), match[1] if same else None)


def _space_before(prose: Prose) -> Iterator[Finding]:
    for match in (*_BEFORE.finditer(prose.shape), *_BEHIND_OPENING.finditer(prose.shape)):
        around = prose.text[max(match.start() - 8, 0) : match.end() + 8]
        yield in_prose("t-114", prose, match.span(), "", text=around)


def _space_missing(prose: Prose) -> Iterator[Finding]:
    for match in _MISSING.finditer(prose.shape):
        mark = match[0]
        around = prose.text[max(match.start() - 8, 0) : match.end() + 8]
        yield in_prose("t-115", prose, match.span(), f" {mark}" if mark == "(" else f"{mark} ", text=around)


def _chinese(prose: Prose) -> Iterator[Finding]:
    # Chinese words in an English text have their own punctuation.
    for match in _OTHERS.finditer(prose.shape):
        start, end = match.span()
        before, behind = prose.shape[:start], prose.shape[end:]
        if re.search(f"[{HAN}][》」』】）]?$", before) or re.match(f"[{HAN}]", behind):
            continue
        new: str | None = None
        if match[0] in _NARROW:
            new = _NARROW[match[0]]
            new = new.lstrip() if not before or before[-1] in " (“" else new
            new = new.rstrip() if not behind or behind[0] in " ,.;:!?)”’" else new
        elif (narrow := unicodedata.normalize("NFKC", match[0])) != match[0]:
            new = narrow
        yield in_prose("t-116", prose, (start, end), new)


def _two_kinds(prose: Prose) -> Iterator[Finding]:
    """Straight and curly quotes, or apostrophes, in one block: the rarer kind is the finding."""
    for straight, curly in _KINDS:
        some, others = list(straight.finditer(prose.shape)), list(curly.finditer(prose.shape))
        if some and others:
            for match in min(some, others, key=len):
                yield in_prose("t-111", prose, match.span())


LATIN_DOUBLED_PUNCTUATION = rule("t-108", "warning", _each(_doubled), "page")
TWO_KINDS_OF_QUOTES = rule("t-111", "notice", _each(_two_kinds), "page")
SPACE_BEFORE_PUNCTUATION = rule("t-114", "warning", _each(_space_before), "page")
SPACE_MISSING = rule("t-115", "warning", _each(_space_missing), "page")
CHINESE_PUNCTUATION = rule("t-116", "warning", _each(_chinese), "page")
