"""The two READMEs: they say the same, what they name is there, and the profile they lead to is one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from duizhao.cli import _parser
from duizhao.source.profile import load_profile

READMES = {"en": "README.md", "zh": "README.zh.md"}


def readme(repo_root: Path, language: str) -> str:
    return (repo_root / READMES[language]).read_text(encoding="utf-8")


def blocks(text: str) -> list[tuple[str, str]]:
    """The fenced blocks: what they are in, and the text without its indentation."""
    found = re.findall(r"(?m)^( *)```(\w+)\n((?:.*\n)*?)\1```$", text)
    return [
        (kind, "".join(line.removeprefix(indent) for line in body.splitlines(True))) for indent, kind, body in found
    ]


def shape(value: Any) -> Any:
    """What a YAML example has in every language: all but words for people."""
    if isinstance(value, dict):
        return {key: "…" if key == "reason" else shape(item) for key, item in value.items()}
    return [shape(item) for item in value] if isinstance(value, list) else value


def commands(body: str) -> list[str]:
    return [line.partition("#")[0].strip() for line in body.splitlines()]


@pytest.mark.parametrize(
    "pattern",
    [r"(?m)^(#+) ", r"(?m)^(\d+\.|-) ", r"(?m)^\| `(duizhao [a-z]+|[\w-]+/)"],
    ids=["headings", "lists", "commands and folders, in their tables"],
)
def test_both_languages_have_the_same_parts(pattern: str, repo_root: Path) -> None:
    english, chinese = (re.findall(pattern, readme(repo_root, language)) for language in READMES)
    assert english == chinese != []


@pytest.mark.parametrize(
    "pattern", [r"`(--[\w-]+)", r"`([\w./-]+\.(?:yml|py|json|txt|xml))`"], ids=["options", "files"]
)
def test_both_languages_name_the_same(pattern: str, repo_root: Path) -> None:
    english, chinese = (set(re.findall(pattern, readme(repo_root, language))) for language in READMES)
    assert english == chinese != set()


def test_both_languages_have_the_same_code(repo_root: Path) -> None:
    english, chinese = (blocks(readme(repo_root, language)) for language in READMES)
    assert [kind for kind, _ in english] == [kind for kind, _ in chinese] == ["sh", "yaml"]
    for (kind, here), (_, there) in zip(english, chinese, strict=True):
        if kind == "sh":
            assert commands(here) == commands(there)
        else:
            assert shape(yaml.safe_load(here)) == shape(yaml.safe_load(there))


def test_the_sample_profile_is_a_profile(repo_root: Path) -> None:
    profile = load_profile(repo_root / "scripts" / "duizhao" / "template" / "sources" / "report.yml", "report.yml")
    assert [each.code for each in profile.languages] == ["zh", "en"]


@pytest.mark.parametrize("language", READMES)
def test_every_command_is_listed(language: str, repo_root: Path) -> None:
    (choices,) = (action.choices for action in _parser()._actions if action.dest == "command")
    assert choices is not None
    listed = re.findall(r"(?m)^\| `duizhao (\w+)", readme(repo_root, language))
    assert sorted(listed) == sorted(choices)


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
