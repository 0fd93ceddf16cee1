"""Typography of Chinese text: its punctuation, its spaces, the width of its signs. After GB/T 15834."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from duizhao.check.context import Context
from duizhao.check.marks import in_prose
from duizhao.check.model import Finding
from duizhao.check.prose import RUNNING, Prose
from duizhao.check.rule import rule
from duizhao.check.scripts_of import HAN, in_han

_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_STOPS = "，。、；：？！"
_OPENING = "（《〈「『【〔“‘"
_CLOSING = "）》〉」』】〕”’"

#: Half-width punctuation with a Chinese character, or what closes behind one, directly before or behind it.
_HALF = re.compile(
    rf"(?<=[{HAN}）》〉」』】〕”’])[ ]*([,;:!?])(?!//)[ ]*|(?<=[0-9A-Za-z%)])([,;:!?])[ ]*(?=[{HAN}《「『【“])"
    rf"|(?<=[{HAN}）》〉」』】〕”’])(?<!\.)[ ]*(\.)[ ]*(?![0-9A-Za-z.])"
)
_BRACKETS = re.compile(r"\(([^()（）]*)\)")
_MIXED = re.compile(r"（[^()（）]*\)|\([^()（）]*）")
_FULL = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_APART = re.compile(rf"(?<=[{HAN}])[ ]+(?=[{HAN}])")
_SPACE = re.compile(rf"[ ]+(?=[{_STOPS}{_CLOSING}])|(?<=[{_STOPS}（《〈「『【〔“‘])[ ]+(?=\S)")
_SPACE_INSIDE = re.compile(rf"(?<=[）》〉」』】〕”’])[ ]+(?=[{HAN}])|(?<=[{HAN}])[ ]+(?=[{_OPENING}])")
_DOUBLED = re.compile(r"([，。、；：])\s*\1+|[，、；：]\s*[，。、；：？！]|。\s*[，、；：]")
_STRAIGHT = re.compile(r"\"|(?<![A-Za-z0-9])'|'(?![A-Za-z0-9])")
_DOTS = re.compile(rf"(?<=[{HAN}，。”’）》])(\.{{3,}}|。{{3,}}|(?<!…)…(?!…))|(\.{{3,}}|(?<!…)…(?!…))(?=[{HAN}])")
_DASH = re.compile(rf"(?<=[{HAN}”’）》])[ ]*(--+)[ ]*(?=[{HAN}“‘（《])")
_NUMBER = re.compile(r"(?<=\d)(?:,[ ]+(?=\d{3}(?!\d))|\.[ ]+(?=\d)|[ ]+[.,][ ]*(?=\d)|[ ]+(?=%|\d))")

_Rule = Callable[[Prose], Iterator[Finding]]


def _each(look: _Rule) -> Callable[[Context], Iterator[Finding]]:
    """A rule's function from one that looks at one block of Chinese text."""

    def check(context: Context) -> Iterator[Finding]:
        for page in context.pages():
            if in_han(page.language):
                for prose in context.prose(page):
                    yield from look(prose)

    return check


def _half_width(prose: Prose) -> Iterator[Finding]:
    for match in _HALF.finditer(prose.shape):
        at = next(number for number in (1, 2, 3) if match[number])
        wide = match.span()
        # What ends a block keeps no space anyway; a colon before an address keeps the one that is there.
        if prose.shape[match.end() : match.end() + 1] in ("\ufffc", ""):
            wide = (match.start(), match.end(at))
        yield in_prose("t-101", prose, match.span(at), _WIDE[match[at]], wide)


def _half_brackets(prose: Prose) -> Iterator[Finding]:
    for match in _BRACKETS.finditer(prose.shape):
        before = prose.shape[max(match.start() - 1, 0) : match.start()]
        if re.search(f"[{HAN}]", before + match[1]):
            yield in_prose("t-102", prose, match.span(), f"（{prose.text[match.start() + 1 : match.end() - 1]}）")


def _full_width(prose: Prose) -> Iterator[Finding]:
    for match in _FULL.finditer(prose.shape):
        yield in_prose("t-104", prose, match.span(), unicodedata.normalize("NFKC", match[0]))


def _apart(prose: Prose) -> Iterator[Finding]:
    # In titles and headings a space parts two halves, as Chinese printing has it.
    if prose.block.kind in RUNNING:
        for match in _APART.finditer(prose.shape):
            around = prose.text[max(match.start() - 6, 0) : match.end() + 6]
            yield in_prose("t-105", prose, match.span(), "", text=around)


def _beside(prose: Prose) -> Iterator[Finding]:
    found = list(_SPACE.finditer(prose.shape))
    if prose.block.kind in RUNNING:
        taken = {match.start() for match in found}
        found += [match for match in _SPACE_INSIDE.finditer(prose.shape) if match.start() not in taken]
    for match in found:
        if "\ufffc" not in prose.shape[max(match.start() - 1, 0) : match.end() + 1]:
            around = prose.text[max(match.start() - 6, 0) : match.end() + 6]
            yield in_prose("t-106", prose, match.span(), "", text=around)


def _doubled(prose: Prose) -> Iterator[Finding]:
    for match in _DOUBLED.finditer(prose.shape):
        if match[0].startswith("。。。"):
            continue  # dots that were meant as an ellipsis
        same = match[1] and " " not in match[0]
        yield in_prose("t-107", prose, match.span(), match[1] if same else None)


def _straight(prose: Prose) -> Iterator[Finding]:
    if not re.search(f"[{HAN}]", prose.shape):
        return
    for sign, curly in (('"', "“”"), ("'", "‘’")):
        found = [match for match in _STRAIGHT.finditer(prose.shape) if match[0] == sign]
        sure = len(found) % 2 == 0 and not any(mark in prose.shape for mark in curly)
        for number, match in enumerate(found):
            yield in_prose("t-110", prose, match.span(), curly[number % 2] if sure else None)


def _dots(prose: Prose) -> Iterator[Finding]:
    for match in _DOTS.finditer(prose.shape):
        at = 1 if match[1] else 2
        yield in_prose("t-117", prose, match.span(at), "……")
    for match in _DASH.finditer(prose.shape):
        yield in_prose("t-117", prose, match.span(1), "——", match.span())


def _numbers(prose: Prose) -> Iterator[Finding]:
    for match in _NUMBER.finditer(prose.shape):
        # In a heading a space may part what is counted from a year.
        if match[0].isspace() and prose.block.kind not in RUNNING:
            continue
        around = prose.text[max(match.start() - 6, 0) : match.end() + 6]
        yield in_prose("t-118", prose, match.span(), text=around)


HALF_WIDTH_PUNCTUATION = rule("t-101", "warning", _each(_half_width), "page")
HALF_WIDTH_BRACKETS = rule("t-102", "warning", _each(_half_brackets), "page")
FULL_WIDTH_LETTERS = rule("t-104", "warning", _each(_full_width), "page")
SPACE_BETWEEN_HAN = rule("t-105", "warning", _each(_apart), "page")
SPACE_BESIDE_PUNCTUATION = rule("t-106", "warning", _each(_beside), "page")
DOUBLED_PUNCTUATION = rule("t-107", "warning", _each(_doubled), "page")
STRAIGHT_QUOTES = rule("t-110", "warning", _each(_straight), "page")
HALF_DASH = rule("t-117", "notice", _each(_dots), "page")
SPACE_IN_NUMBER = rule("t-118", "warning", _each(_numbers), "page")
