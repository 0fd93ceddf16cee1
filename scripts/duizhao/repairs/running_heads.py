"""Running heads and page numbers go, also where one stands inside a paragraph."""

from __future__ import annotations

import re
from dataclasses import replace

from duizhao.model import Block, LanguageText, Line, Reason
from duizhao.profile import LanguageProfile
from duizhao.repairs.ends import CLOSERS, PAIRS
from duizhao.repairs.flow import Log, shortened
from duizhao.repairs.patterns import compiled
from duizhao.text import Text


def running_heads(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Takes out lines that are a running head or a page number, and running heads inside a line.

    A running head between quotation marks or brackets is a mention of the title and stays. A line cut in two goes
    on as a glued line, so that what the page's seam did to it is mended like any other seam.
    """
    heads = [_loosely(head, profile.han) for head in profile.running_heads]
    number = compiled(profile.page_number, profile.han, number=r"\d{1,4}") if profile.page_number else None
    if not heads and not number:
        return text
    log = Log(text)
    whole = re.compile("|".join(rf"(?:\d{{1,4}}\s*)?(?:{head})(?:\s*\d{{1,4}})?" for head in heads) or r"(?!)")
    inside = re.compile("|".join(heads) or r"(?!)")
    result: list[Block] = []
    for block in text.blocks:
        if not isinstance(block, Line):
            result.append(block)
        elif whole.fullmatch(block.text.plain):
            log.drop(block.text.spans(), Reason.RUNNING_HEAD)
        elif number and number.fullmatch(block.text.plain):
            log.drop(block.text.spans(), Reason.PAGE_NUMBER)
        else:
            result.extend(_cut(block, inside, log))
    return log.result(result)


def _loosely(head: str, han: bool) -> str:
    """A pattern for the head with white space as it comes; between Han characters it may be anywhere."""
    if han:
        return r"\s*".join(re.escape(char) for char in "".join(head.split()))
    return r"\s+".join(re.escape(word) for word in head.split())


def _cut(line: Line, inside: re.Pattern[str], log: Log) -> list[Line]:
    lines: list[Line] = []
    rest = line
    at = 0
    while match := inside.search(rest.text.plain, at):
        before, after = rest.text[: match.start()], rest.text[match.end() :]
        if before.plain.rstrip()[-1:] in PAIRS or (before.plain[-1:] in "\"'" and after.plain[:1] in CLOSERS):
            at = match.end()
            continue
        log.drop(rest.text[match.start() : match.end()].spans(), Reason.RUNNING_HEAD)
        log.find("c-005", rest.text[match.start() :], text=shortened(match.group()))
        before, after = _stripped(before, log), _stripped(after, log)
        if before:
            lines.append(replace(rest, text=before))
        rest = Line(after, gap=False, glued=bool(before)) if before else replace(rest, text=after)
        at = 0
    return [*lines, rest] if rest.text else lines


def _stripped(text: Text, log: Log) -> Text:
    text, spaces = text.strip()
    log.drop(spaces, Reason.WHITE_SPACE)
    return text
