"""What is counted in an edition."""

from __future__ import annotations

from collections import Counter

import pytest

from duizhao.document.editions import read_page
from duizhao.languages import language
from duizhao.publish.site.facts import Facts, page_facts, text_length, total

PAGE = """---
kind: section
---

# 1.1 Two Bridges { #s1-1 }

The bridges' piers, 1.42 million stones.[^n1]
{ #s1-1-p1 }

[^n1]: A note is not counted among the words.

!!! factbox "A box"
    { #s1-1-box1 }

    Three more words
    { #s1-1-box1-p1 }

!!! figure "Figure 1"
    { #figure-1 }
"""


@pytest.mark.parametrize(
    ("text", "han", "words"),
    [
        ("", 0, 0),
        ("河流、桥梁", 4, 0),
        ("2023年，CASI 系统传回1.42万条读数", 9, 3),
        ("well-known engineers don’t count 13,056 stones", 0, 6),
        ("6-7列 and 5%", 1, 3),
    ],
)
def test_length(text: str, han: int, words: int) -> None:
    assert text_length(text) == (han, words)


def test_a_page() -> None:
    facts = page_facts(read_page(PAGE, "en", "1-1.md", "1-1.md"))
    assert facts == Facts(sections=1, boxes=Counter(factbox=1, figure=1), notes=1, words=3 + 6 + 2 + 3 + 2)


def test_a_home_page_has_nothing_of_the_text() -> None:
    page = read_page(PAGE.replace("kind: section", "kind: home"), "en", "index.md", "index.md")
    assert page_facts(page) == Facts()


@pytest.mark.parametrize("code", ["zh", "en", "tlh"])
def test_minutes_are_rounded_up(code: str) -> None:
    pace = language(code)
    han, words = pace.han_per_minute, pace.words_per_minute
    assert Facts().minutes(pace) == 0
    assert Facts(words=1).minutes(pace) == 1
    assert Facts(han=han, words=words).minutes(pace) == 2
    assert Facts(han=han, words=words + 1).minutes(pace) == 3


def test_total() -> None:
    assert total([Facts(chapters=1, han=5), Facts(notes=2, han=7)]) == Facts(chapters=1, notes=2, han=12)
    assert total([]) == Facts()
