"""Lines that an extraction repeats again and again, because its engine was caught in a loop: one of them stays."""

from collections.abc import Sequence

from duizhao.document.text import Text
from duizhao.source.contents import spans_of
from duizhao.source.model import Block, LanguageText, Line, Paragraph, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log, shortened, squeezed

#: So many lines may be repeated together, so often: long ones, and those that may be a column of a table.
_PERIOD, _OFTEN, _VERY_OFTEN = 4, 10, 40
#: What is as wide as this is long, a Han character counting as two.
_LONG = 10


def loops(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Leaves out what stands again directly behind itself, once what repeats itself is words and does so too often to
    be meant."""
    texts = [block.text if isinstance(block, Line | Paragraph) else Text() for block in text.blocks]
    words = [squeezed(each.plain) for each in texts]
    if len(words) < _OFTEN:
        return text
    log = Log(text)
    result: list[Block] = []
    at = 0
    while at < len(words):
        period, end = _loop(words, at)
        result += text.blocks[at : at + period]
        if end > at + period:
            for block in text.blocks[at + period : end]:
                log.drop(spans_of(block), Reason.LOOP)
            log.find("c-059", texts[at], text=shortened(texts[at].plain), count=str((end - at) // period))
        at = max(end, at + period)
    return log.result(result)


def _loop(words: Sequence[str], at: int) -> tuple[int, int]:
    """How many lines are repeated from one on, and where that ends; one line, if there is no loop."""
    for period in range(1, _PERIOD + 1):
        unit = words[at : at + period]
        if not all(unit):
            break
        end = at + period
        while end < len(words) and words[end] == words[end - period]:
            end += 1
        if (often := (end - at) // period) < _OFTEN:
            continue
        whole = "".join(unit)
        long = sum(2 if char >= "\u2e80" else 1 for char in whole) >= _LONG
        if often >= (_OFTEN if long else _VERY_OFTEN) and any(map(str.isalpha, whole)):
            return period, end
    return 1, at + 1
