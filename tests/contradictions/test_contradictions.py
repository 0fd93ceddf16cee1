"""The examples in `examples.txt`, and the table of opposites."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.compare.contradictions import contradictions
from duizhao.languages import LANGUAGES
from duizhao.languages.opposites import find_opposites
from duizhao.languages.tables import table, words_of

_FILE = Path(__file__).with_name("examples.txt")
_LINES = [line.split("|") for line in _FILE.read_text(encoding="utf-8").splitlines() if "|" in line]


@pytest.mark.parametrize(("left", "right", "expected"), [[cell.strip() for cell in cells] for cells in _LINES])
def test_examples(left: str, right: str, expected: str) -> None:
    found = contradictions((left, right), ("zh", "en"))
    shown = [f"{each.subject} {left[slice(*each.left)]} / {right[slice(*each.right)]}" for each in found]
    assert shown == ([expected] if expected else [])
    assert len(contradictions((right, left), ("en", "zh"))) == len(found)


@pytest.mark.parametrize("language", [tag for tag in LANGUAGES if "opposites" in words_of(tag)])
def test_each_language_that_has_such_words_has_some_for_every_member(language: str) -> None:
    groups = [*table("opposites")["groups"], *table("opposites")["near"]]
    members = [member for group in groups for member in group]
    assert len(members) == len(set(members))
    assert set(words_of(language)["opposites"]) == set(members)
    for member, wordings in words_of(language)["opposites"].items():
        for wording in wordings:
            said = wording.removesuffix("*").replace("#", " 3%")
            assert [found.member for found in find_opposites(said, language)] == [member], wording
