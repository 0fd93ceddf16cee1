"""Every language has every word, and a file that lacks one is told."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest
import yaml
from mkdocs.exceptions import PluginError

from duizhao import languages
from duizhao.languages.cldr import by_count
from duizhao.publish.site.strings import load_strings, strings_of

FILES = sorted(Path(languages.__file__).parent.glob("*/site.yml"))
LANGUAGES = [file.parent.name.replace("_", "-") for file in FILES]


def test_there_are_both_languages() -> None:
    assert {"en", "zh"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_empty(language: str) -> None:
    words = load_strings(language)
    for name in words.__struct_fields__:
        assert getattr(words, name), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_site_fills_in_is_the_same_in_each_language(language: str) -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    english, words = load_strings("en"), load_strings(language)
    for name in words.__struct_fields__:
        if isinstance(getattr(words, name), str):
            assert places(getattr(words, name)) == places(getattr(english, name)), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_has_the_same_words_in_each_language(language: str) -> None:
    english, words = load_strings("en"), load_strings(language)
    for name in words.__struct_fields__:
        if isinstance(getattr(words, name), dict):
            assert set(getattr(words, name)) == set(getattr(english, name)), name


@pytest.mark.parametrize(
    ("language", "count", "addresses", "hosts"),
    [
        ("en", 1, "1 address", "1 host"),
        ("en", 2, "2 addresses", "2 hosts"),
        ("fr", 1, "1 adresse", "1 site"),
        ("fr", 12, "12 adresses", "12 sites"),
        ("zh", 1, "1个网址", "1个网站"),
        ("zh-Hant", 30, "30個網址", "30個網站"),
        ("ar", 1, "عنوانا واحدا", "موقع واحد"),
        ("ar", 2, "عنوانين", "موقعين"),
        ("ar", 7, "7 عناوين", "7 مواقع"),
        ("ar", 12, "12 عنوانا", "12 موقعا"),
        ("ar", 101, "101 عنوان", "101 موقع"),
    ],
)
def test_what_is_counted_is_said_as_the_language_says_it(language: str, count: int, addresses: str, hosts: str) -> None:
    words = load_strings(language)
    said = [by_count(words.source_counts[name], count, words.html_lang) for name in ("addresses", "hosts")]
    assert said == [addresses, hosts]


@pytest.mark.parametrize(("change", "said"), [("lacks", "lacks footnotes"), ("more", "has the unknown fotnotes")])
def test_a_wrong_file_is_told(change: str, said: str) -> None:
    data = yaml.safe_load(FILES[0].read_text(encoding="utf-8"))
    if change == "lacks":
        del data["footnotes"]
    else:
        data["fotnotes"] = "x"
    with pytest.raises(PluginError, match=said):
        strings_of(data, "xx")


def test_a_language_without_words_has_english_ones_under_its_own_tag() -> None:
    words = load_strings("tlh")
    assert words.html_lang == "tlh"
    assert words.contents == load_strings("en").contents
