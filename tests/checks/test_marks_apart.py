"""Where references stand: a space before a mark is no other sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.check.context import Context
from duizhao.check.rules import BY_CODE
from duizhao.document.editions import read_page
from duizhao.document.model import Edition
from duizhao.project import Project


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("The rain ended.[^n1] People went home.", False),
        ("The rain ended. [^n1] People went home.", False),
        ("The rain ended. People went home.[^n1]", True),
        ("The rain ended. People went home. [^n1]", True),
    ],
)
def test_a_reference_belongs_to_the_sentence_before_it(english: str, told: bool) -> None:
    editions = []
    for language, text in (("zh", "雨停了。[^n1]人们回家了。"), ("en", english)):
        page = f"# A {{ #s1 }}\n\n{text}\n{{ #s1-p1 }}\n\n[^n1]: B.\n"
        editions.append(Edition(language, (read_page(page, language, "1.md", "1.md"),)))
    found = list(BY_CODE["b-404"].check(Context(editions, Project(Path("nowhere")))))
    assert [finding.code for finding in found] == ["b-404"] * told
