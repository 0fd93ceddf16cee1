"""A language is one folder: nothing else names one, and a language without a folder gets what needs no rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from duizhao.languages import FALLBACK, LANGUAGES, Language, html_tag, language, language_name
from duizhao.languages.cldr import direction
from duizhao.languages.sentences import has_sentences
from duizhao.languages.values import find_values

#: What messages are told in is another thing than what an edition is written in; these know both.
MESSAGES = {
    "check/formats/sarif.py": "the language of the messages, as SARIF names it",
    "check/rules.py": "messages fall back on English",
    "check/shape.py": "what a box is called in messages",
    "check/show.py": "Chinese messages have no spaces between sentences",
    "cli.py": "argparse's words in Chinese",
    "revise/fidelity/history.py": "a reason in a commit is in Chinese or not",
    "revise/fidelity/summary.py": "messages",
    "source/findings.py": "JSON says things in English",
    "words.py": "the languages there are messages in",
}
#: Words that are English wherever they stand.
ENGLISH = {"publish/exports/tmx.py": "the language of TMX's notes"}
#: The manual is written in these, whatever an edition is written in.
MANUAL = {
    "publish/manual/events.py": "its pages are listed as they stand in one language",
    "publish/manual/place.py": "the folder of each language on its site",
}


def codes(file: Path) -> Iterator[str]:
    """The codes of languages, with and without a script, that a file's strings are; the text of docstrings is none."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if text.partition("-")[0].casefold() in LANGUAGES:
            yield text


def test_a_language_is_named_in_its_folder_alone(repo_root: Path) -> None:
    package = repo_root / "scripts" / "duizhao"
    found = {file.relative_to(package).as_posix() for file in package.rglob("*.py") if [*codes(file)]}
    assert sorted(name for name in found if not name.startswith("languages/")) == sorted(MESSAGES | ENGLISH | MANUAL)
    assert [file.name for file in (repo_root / "hooks").glob("*.py") if [*codes(file)]] == []
    shared = {code for file in (package / "languages").glob("*.py") for code in codes(file)}
    assert shared == {FALLBACK}


def test_one_without_a_folder_has_the_defaults() -> None:
    assert language("tlh") == Language()
    assert not has_sentences("tlh")
    assert html_tag("tlh") == language_name("tlh", "en") == language_name("tlh", "tlh") == "tlh"
    assert language_name("de", "fr") == "allemand"
    assert language_name("fr", "de") == "French", "in the language of the words that stand in"
    assert (direction("he"), direction("de"), direction("tlh")) == ("rtl", "ltr", "ltr")
    assert [*find_values("1,280 loSmaH, 7.5", "tlh")] == ["n:1280", "n:7.5"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_has_a_name_in_every_other(code: str) -> None:
    assert language(code).script
    assert [other for other in LANGUAGES if language_name(code, other) == code] == []


def test_a_tag_may_say_more_than_the_folder() -> None:
    assert language("zh-Hans") is language("zh")
    assert language("zh-TW") is language("zh-HK") is language("zh-Hant")
    assert language("zh-Hant") is not language("zh")
    assert language("EN-gb") is language("en")
    assert language_name("en-GB", "zh-Hans") == language_name("en", "zh")
