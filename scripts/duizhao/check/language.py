"""Words of one language left in the other's text, words that stand twice, names spelt in two ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from duizhao.check.context import Context, place_of
from duizhao.check.marks import in_prose
from duizhao.check.model import Finding
from duizhao.check.prose import Prose
from duizhao.check.rule import rule
from duizhao.check.scripts_of import HAN, in_han

#: A small Latin word between Han characters: a name would begin with a capital, a unit stand behind a number.
_LEFT_IN_HAN = re.compile(r"(?<=[\u3400-\u9fff])\s*([a-z]{2,})\s*(?=[\u3400-\u9fff])")
#: What names a word as a word, before it (法语的phare, 称为phare, or beside another so named) or behind it (phare一词).
_NAMES_A_WORD = re.compile(
    r"(?:(?:语|(?:[英法德俄日意葡西荷外原梵]|拉丁|希腊|阿拉伯)文)(?:[中里]的?|[的叫作为是])|[称叫写读译拼]之?[为作成]|(?<![随立当旋])即"
    r"|[源来]自|意为|词根|单词|词语)\s*(?:[a-zà-ÿ]{2,}\s*[、和与及或]\s*)*\Z"
)
_NAMED_A_WORD = re.compile(r"\s*(?:[一这该两]个?(?:词|字|单词|词语|术语)|的(?:意思|本义|原意|词源|音译|缩写))")
#: No such name takes more characters to lead up to.
_NAME_REACH = 60

_HAN_RUN = re.compile(f"[{HAN}][{HAN}，。、；：？！“”《》（）]*")
_LATIN_RUN = re.compile(r"(?:[A-Za-z][A-Za-z'’-]*[,;:.]?[ ]+){7,}[A-Za-z][A-Za-z'’-]*[.!?]?")
_IN_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|《[^《》]*》|“[^“”]*”")
_TWICE = re.compile(r"\b([A-Za-z]{2,})[ ]+(\1)\b", re.IGNORECASE)
_TWICE_HAN = re.compile(r"(?<![目标])的的(?!确)|和和(?![美睦气])|与与|将将(?!就)|及及|从从(?!容)|被被|把把")

#: English words that may stand twice in a row.
_MAY = ("had", "that", "bye", "very", "so")

_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{4,}")
#: How often a spelling stands before one that stands once and differs by a letter says something.
_OFTEN = 3
_ENDINGS = ("s", "es", "n", "an", "ian", "ese", "ed", "d", "ly", "al", "r", "er", "y", "i", "ing", "ern", "ment")


def _latin(context: Context) -> Iterator[Finding]:
    for edition in context.editions:
        if in_han(edition.language):
            for page, block in edition.blocks():
                for match in _LEFT_IN_HAN.finditer(block.text):
                    if _named_as_a_word(block.text, *match.span(1)):
                        continue
                    details = (("here", edition.language), ("word", match[1]))
                    yield Finding("l-101", (place_of(page, block, match.span(1)),), match[1], details)


def _named_as_a_word(text: str, start: int, end: int) -> bool:
    """Whether the Latin word there is meant as a word of its language."""
    before = _NAMES_A_WORD.search(text, max(0, start - _NAME_REACH), start)
    return before is not None or _NAMED_A_WORD.match(text, end) is not None


def _prose(context: Context, han: bool) -> Iterator[Prose]:
    for page in context.pages():
        if in_han(page.language) == han:
            yield from context.prose(page)


def _han_in_latin(context: Context) -> Iterator[Finding]:
    for prose in _prose(context, han=False):
        # A note may name a source by its Chinese title.
        if prose.block.kind != "note":
            for match in _HAN_RUN.finditer(prose.shape):
                yield in_prose("l-102", prose, match.span())


def _sentence(context: Context) -> Iterator[Finding]:
    for prose in _prose(context, han=True):
        if prose.block.kind != "note":
            shape = _IN_BRACKETS.sub(lambda match: "\ufffc" * len(match[0]), prose.shape)
            for match in _LATIN_RUN.finditer(shape):
                yield in_prose("l-103", prose, match.span())


def _words_twice(context: Context) -> Iterator[Finding]:
    for prose in _prose(context, han=False):
        for match in _TWICE.finditer(prose.shape):
            if match[1].casefold() not in _MAY and (match[1] == match[2] or match[2].islower()):
                yield in_prose("l-104", prose, match.span(), word=match[2])
    for prose in _prose(context, han=True):
        for match in _TWICE_HAN.finditer(prose.shape):
            yield in_prose("l-104", prose, match.span(), word=match[0][0])


def _spellings(context: Context) -> Iterator[Finding]:
    """Names in Latin letters that stand once in an edition and differ by one letter from one that stands often."""
    for edition in context.editions:
        places: dict[str, list[tuple[Prose, int]]] = defaultdict(list)
        for page in edition.pages:
            for prose in context.prose(page):
                for match in _NAME.finditer(prose.shape):
                    places[match[0]].append((prose, match.start()))
        counts = Counter({name: len(found) for name, found in places.items()})
        often = [name for name, count in counts.items() if count >= _OFTEN]
        variants: dict[str, set[str]] = defaultdict(set)
        for name in often:
            for form in _shortened(name):
                variants[form].add(name)
        for name, count in counts.items():
            if count == 1:
                near = {other for form in _shortened(name) for other in variants.get(form, ())} - {name}
                usual = next((other for other in sorted(near) if _a_slip(name, other)), "")
                if usual:
                    prose, start = places[name][0]
                    yield in_prose("l-105", prose, (start, start + len(name)), usual=usual)


def _shortened(name: str) -> set[str]:
    """The name, and the name without each of its letters: names that differ by one letter share one of these."""
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


def _a_slip(name: str, usual: str) -> bool:
    """Whether one spelling differs from another as a slip of the pen does, and not as one word from its relative."""
    if abs(len(name) - len(usual)) > 1 or min(len(name), len(usual)) < 6:
        return False
    long, short = sorted((name, usual), key=len, reverse=True)
    if len(long) == len(short):
        differing = [at for at in range(len(name)) if name[at] != usual[at]]
        swapped = len(differing) == 2 and differing[1] == differing[0] + 1
        return (len(differing) == 1 and 0 < differing[0] < len(name) - 1) or (
            swapped and name[differing[0]] == usual[differing[1]] and name[differing[1]] == usual[differing[0]]
        )
    at = next((at for at in range(len(short)) if long[at] != short[at]), len(short))
    return (
        0 < at < len(short)
        and long[at + 1 :] == short[at:]
        and not any(long.endswith(end) and short == long.removesuffix(end) for end in _ENDINGS)
    )


LATIN_IN_HAN = rule("l-101", "warning", _latin, "page")
HAN_IN_LATIN = rule("l-102", "warning", _han_in_latin, "page")
SENTENCE_LEFT = rule("l-103", "warning", _sentence, "page")
WORD_TWICE = rule("l-104", "warning", _words_twice, "page")
TWO_SPELLINGS = rule("l-105", "warning", _spellings)
