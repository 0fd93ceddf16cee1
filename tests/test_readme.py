"""The two READMEs: they say the same, and what they lead to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

READMES = {"en": "README.md", "zh": "README.zh.md"}


def readme(repo_root: Path, language: str) -> str:
    return (repo_root / READMES[language]).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "pattern",
    [r"(?m)^(#+) ", r"(?m)^(\d+\.|-) ", r"docs-dev/manual/(?:en|zh)/(\S+?)\)", r"`((?:make|duizhao) [a-z]+)`"],
    ids=["headings", "lists", "pages of the manual", "commands"],
)
def test_both_languages_have_the_same_parts(pattern: str, repo_root: Path) -> None:
    english, chinese = (re.findall(pattern, readme(repo_root, language)) for language in READMES)
    assert english == chinese != []


def test_both_languages_begin_with_the_same_commands(repo_root: Path) -> None:
    english, chinese = (
        re.findall(r"(?m)^```sh\n(make site\b.*\nmake test\b.*\n)```$", readme(repo_root, language))
        for language in READMES
    )
    assert len(english) == len(chinese) == 1
    for language in READMES:
        assert readme(repo_root, language).count("```") == 2


@pytest.mark.parametrize("language", READMES)
def test_every_link_leads_to_something(language: str, repo_root: Path) -> None:
    text = readme(repo_root, language)
    targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if not target.startswith("https:")]
    assert targets
    for target in targets:
        path, _, anchor = target.partition("#")
        assert (repo_root / path).exists(), target
        if anchor:
            titles = re.findall(r"(?m)^#+ (.*)$", (repo_root / path).read_text(encoding="utf-8"))
            assert anchor in {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}, target
