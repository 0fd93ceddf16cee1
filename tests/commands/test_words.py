"""The words of the command line: the same names and details in both languages, and which language is spoken."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from duizhao import words
from duizhao.commands.status import beginning, changed_stretch
from duizhao.source.findings import SEVERITIES, Finding
from duizhao.source.model import Reason
from duizhao.source.writers.escape import ESCAPE
from duizhao.source.writers.markdown import SYNTAX

FILES = {code: Path(words.__file__).parent / "locale" / f"{code}.yml" for code in words.LANGUAGES}


def texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text with its name."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, f"{name}.{key}")
    else:
        assert isinstance(value, str), name
        yield name, value


def test_both_languages_have_the_same_names_and_details() -> None:
    english, chinese = (dict(texts(yaml.safe_load(file.read_text(encoding="utf-8")))) for file in FILES.values())
    assert list(english) == list(chinese)
    for name, text in english.items():
        details = [sorted(re.findall(r"\{\w+\}", said)) for said in (text, chinese[name])]
        assert set(details[0]) == set(details[1]), name


def test_every_finding_of_a_conversion_has_its_words() -> None:
    for language in words.LANGUAGES:
        told = set(yaml.safe_load(FILES[language].read_text(encoding="utf-8"))["findings"])
        assert told == {*SEVERITIES, "values"}


def test_every_reason_of_the_ledger_has_its_words(repo_root: Path) -> None:
    reasons = {str(reason) for reason in Reason} | {SYNTAX, ESCAPE}
    put_in = re.compile(r'inserted\((?:[^()]|\([^()]*\))*?,\s*"([a-z][^"]+)"\)')
    for file in sorted((repo_root / "scripts/duizhao/source").rglob("*.py")):
        reasons |= set(put_in.findall(file.read_text(encoding="utf-8")))
    for language in words.LANGUAGES:
        assert set(words.words_of(language, "ledger_reasons")) == reasons


def test_a_finding_names_languages_and_kinds_in_its_readers_language() -> None:
    details = (("kind", "factbox"), ("title", "wells"), ("here", "zh"), ("other", "fr"))
    finding = Finding("c-018", "sources/report.txt", 7, details)
    assert finding.says("en") == "The fact box “wells” stands in Chinese and has no counterpart in French"
    assert finding.says("zh") == "资料框“wells”只见于中文，法文没有对应的内容"
    counts = Finding(
        "c-007", "f", 1, (("kind", "factbox"), ("title", "wells"), ("here", "2"), ("there", "3"), ("other", "en"))
    )
    assert counts.says("zh") == "资料框“wells”在这里有 2 段，英文有 3 段"


def test_advice_by_line_says_whose_lines_they_are() -> None:
    continued = Finding("c-036", "f", 3, (("text", "wells"),))
    assert continued.advises("en").endswith("`settled: {keep_doubled: [3]}`.")
    own = Finding("c-036", "f", 3, (("text", "wells"), ("own", "fr")))
    assert own.advises("en").endswith(
        "[3]}`. The line is that of one language's file: write it below `languages:`, `fr:` there."
    )


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_MESSAGES": "zh_CN", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "de_DE.UTF-8"}, "en"),
    ],
    ids=["LANG", "LC_ALL goes before", "LC_MESSAGES goes before", "C is English", "an empty one says nothing"],
)
def test_the_environment_says_which_language(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert words.message_language() == language


def test_chinese_where_the_locale_is_though_the_system_does_not_have_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Path(__file__).parent
    (tmp_path / "sources").mkdir()
    for ending in ("txt", "yml"):
        (tmp_path / f"sources/report.{ending}").write_bytes((here / f"base.{ending}").read_bytes())
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    done = subprocess.run(
        [sys.executable, "-m", "duizhao", "convert"], cwd=tmp_path, capture_output=True, check=True, encoding="utf-8"
    )
    assert (
        done.stdout
        == "convert：写入 2 个文件（在 docs 中）\n\n转换没有发现需要人工查看之处；`duizhao check` 检查页面本身。\n"
    )


LONG = "The office sent three teams to look at every dike and every gauge along the river. " * 3


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Water rises.", "Water falls.", "Water [-rises-]{+falls+}."),
        (
            LONG.replace("three", "two", 1),
            LONG,
            "The office sent [-two-]{+three+} teams to look at every dike and…",
        ),
        (
            LONG.replace("three", "two"),
            LONG,
            "The office sent [-two-]{+three+} teams to look at every dike and…",
        ),
        ("", LONG, "{+The office sent three teams to look at every dike and every gauge along the…+}"),
        ("水" * 99, "火" * 99, f"[-{'水' * 17}…-]{{+{'火' * 17}…+}}"),
    ],
    ids=["short", "one change in a long text", "three changes: the first", "all new", "all Han"],
)
def test_a_change_in_a_line(before: str, after: str, shown: str) -> None:
    assert changed_stretch(before, after) == shown


def test_the_beginning_of_a_text_in_a_line() -> None:
    assert beginning("Two\n lines") == "Two lines"
    assert beginning("水" * 40) == "水" * 40
    assert beginning("水" * 41) == "水" * 39 + "…"
