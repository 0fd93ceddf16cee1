"""Words of one language left in the other's text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duizhao.checks.context import Context, place_of
from duizhao.checks.model import Finding, Rule

#: A small Latin word between Han characters: a name would begin with a capital, a unit stand behind a number.
_LEFT_IN_HAN = re.compile(r"(?<=[\u3400-\u9fff])\s*([a-z]{2,})\s*(?=[\u3400-\u9fff])")

#: The languages written in Han characters.
_HAN = ("zh",)


def _latin(context: Context) -> Iterator[Finding]:
    for edition in context.editions:
        if edition.language in _HAN:
            for page, block in edition.blocks():
                for match in _LEFT_IN_HAN.finditer(block.text):
                    details = (("here", edition.language), ("word", match[1]))
                    yield Finding("l-101", (place_of(page, block, match.span(1)),), match[1], details)


LATIN_IN_HAN = Rule(
    "l-101",
    "warning",
    {"en": "Latin word left in Chinese text", "zh": "中文里夹有拉丁文单词"},
    {
        "en": "The Latin word “{word}” stands between Chinese characters; it may be left over from the extraction",
        "zh": "汉字之间夹有拉丁文单词“{word}”，可能是提取时的残留",
    },
    _latin,
    {
        "en": "The Chinese text of the source has the word “{word}” between Chinese characters here.",
        "zh": "来源文本的中文在此处夹有单词“{word}”。",
    },
)
