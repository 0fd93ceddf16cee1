"""What can be counted in an edition: sections, boxes, notes, and how long it takes to read."""

import math
import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct, field
from msgspec.structs import fields

from duizhao.document.boxes import BY_NAME
from duizhao.document.model import Page
from duizhao.languages import Language
from duizhao.languages.script import HAN_LETTER, HAN_RUN

# Letters and digits with what may stand inside a word or a number: China's, 7.43, 26,417, well-known.
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


class Facts(Struct, frozen=True):
    """Counts of a page or of several; `boxes` by kind; `han` and `words` are of the text without its notes."""

    chapters: int = 0
    sections: int = 0
    boxes: Counter[str] = field(default_factory=Counter)
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
    read = " ".join(block.text for block in page.blocks)
    han, words = text_length(read)
    return Facts(
        chapters=int(kind == "chapter"),
        sections=int(kind == "section"),
        boxes=Counter(block.kind for block in page.blocks if block.kind in BY_NAME),
        notes=len(page.notes),
        han=han,
        words=words,
    )


def total(facts: Iterable[Facts]) -> Facts:
    """The sum of facts."""
    found = list(facts)
    none = Facts()
    names = [each.name for each in fields(none)]
    return Facts(**{name: sum((getattr(each, name) for each in found), getattr(none, name)) for name in names})


def text_length(text: str) -> tuple[int, int]:
    """How many Han characters a text has, and how many words and numbers in other scripts.

    >>> text_length("2023年，HALS 系统传回7.43万条读数")
    (9, 3)
    """
    han = len(HAN_LETTER.findall(text))
    return han, len(_WORD.findall(HAN_RUN.sub(" ", text)))
