"""What can be counted in an edition: sections, fact boxes, figures, notes, and how long it takes to read."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from duizhao.document.model import Page
from duizhao.languages import Language

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
# Letters and digits with what may stand inside a word or a number: China's, 7.43, 26,417, well-known.
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Facts:
    """Counts of a page or of several; `han` and `words` are of the text without its notes."""

    chapters: int = 0
    sections: int = 0
    factboxes: int = 0
    figures: int = 0
    notes: int = 0
    han: int = 0
    words: int = 0

    def minutes(self, language: Language) -> int:
        """Reading time in whole minutes, rounded up; 0 where there is nothing to read."""
        return math.ceil(self.han / language.han_per_minute + self.words / language.words_per_minute)


def page_facts(page: Page) -> Facts:
    """The facts of one page. A home page has a title, and nothing of the text."""
    kind = page.front.get("kind")
    if kind == "home":
        return Facts()
    kinds = [block.kind for block in page.blocks]
    read = " ".join(block.text for block in page.blocks)
    han, words = text_length(read)
    return Facts(
        chapters=int(kind == "chapter"),
        sections=int(kind == "section"),
        factboxes=kinds.count("factbox"),
        figures=kinds.count("figure"),
        notes=len(page.notes),
        han=han,
        words=words,
    )


def total(facts: Iterable[Facts]) -> Facts:
    """The sum of facts."""
    found = list(facts)
    return Facts(**{field.name: sum(getattr(each, field.name) for each in found) for field in fields(Facts)})


def text_length(text: str) -> tuple[int, int]:
    """How many Han characters a text has, and how many words and numbers in other scripts.

    >>> text_length("2023年，HALS 系统传回7.43万条读数")
    (9, 3)
    """
    han = len(_HAN.findall(text))
    return han, len(_WORD.findall(_HAN.sub(" ", text)))
