"""Running heads and page numbers go, also where one stands inside a paragraph."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from duizhao.document.text import Text
from duizhao.source.model import Block, LanguageText, Line, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import CLOSERS, PAIRS, is_open
from duizhao.source.repairs.flow import Log, shortened, squeezed
from duizhao.source.repairs.patterns import page_matter, page_number, running_head


def running_heads(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Takes out lines that are a running head or a page number, and running heads inside a line.

    A running head between quotation marks or brackets is a mention of the title and stays; so is one inside a line that
    has more lines of its own, since its extraction parts them, and the publisher's name above all page matter. A line
    cut in two goes on as a glued line, so that what the page's seam did to it is mended like any other seam.
    """
    if not profile.running_heads and not profile.page_numbers:
        return text
    log = Log(text)
    number, whole = page_number(profile), page_matter(profile)
    plain = [block.text.plain for block in text.blocks if isinstance(block, Line)]
    heads = [running_head(head, profile.han) for head in profile.running_heads]
    inside = re.compile("|".join(head for head in heads if _is_joined(head, plain, whole)) or r"(?!)")
    publisher = squeezed(profile.publisher)
    result: list[Block] = []
    for block in text.blocks:
        if not isinstance(block, Line):
            result.append(block)
        elif number.fullmatch(block.text.plain):
            log.drop(block.text.spans(), Reason.PAGE_NUMBER)
        elif not log.drops and publisher and squeezed(block.text.plain) == publisher:
            result.append(block)
        elif whole.fullmatch(block.text.plain):
            log.drop(block.text.spans(), Reason.RUNNING_HEAD)
        else:
            before = next((b for b in reversed(result) if isinstance(b, Line)), None)
            result.extend(_cut(block, inside, log, opened=before is None or is_open(before.text.plain)))
    return log.result(result)


def _is_joined(head: str, lines: Sequence[str], whole: re.Pattern[str]) -> bool:
    """Whether an extraction joins a running head with the text around it: inside lines it stands more often than on
    lines of its own."""
    pattern = re.compile(head)
    found = [bool(whole.fullmatch(line)) for line in lines if pattern.search(line)]
    return sum(found) * 2 < len(found)


def _cut(line: Line, inside: re.Pattern[str], log: Log, *, opened: bool) -> list[Line]:
    """The line without running heads. One at its beginning is a mention of the title, unless the text before the
    line breaks off (`opened`)."""
    lines: list[Line] = []
    rest = line
    at = 0
    while match := inside.search(rest.text.plain, at):
        before, after = rest.text[: match.start()], rest.text[match.end() :]
        mentioned = not before.plain.strip() and not opened
        if (
            mentioned
            or before.plain.rstrip()[-1:] in PAIRS
            or (before.plain[-1:] in "\"'" and after.plain[:1] in CLOSERS)
        ):
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
